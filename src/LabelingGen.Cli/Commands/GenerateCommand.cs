using System.CommandLine;

namespace LabelingGen.Cli;

/// <summary><c>labelinggen generate</c>: the generator outside the compiler.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> specs = new("SPEC")
        {
            Description = "OpenAPI documents, YAML or JSON; each becomes a client.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> output = new("--output", "-o") { Description = "Folder the C# files are written to.", Required = true };
        Option<string?> ns = new("--namespace") { Description = "Namespace of the generated code. 'Api' when absent." };
        Option<string?> client = new("--client") { Description = "Name of the client class. Made from the namespace when absent." };
        Option<string[]> overlays = new("--overlay") { Description = "An OpenAPI overlay to lay over the document; may be repeated." };
        Option<string[]> references = new("--reference")
        {
            Description = "A further file that the document refers to; may be repeated. No other file is ever read.",
        };
        ArgumentRules.AcceptNonEmptyOnly(specs);
        ArgumentRules.AcceptNonEmptyOnly(output, overlays, references);
        Option<bool> json = new("--json") { Description = "Print one JSON object per line." };
        Command command = new("generate", "Writes the C# client of an API description. Exit code 1 and no file written when it has errors.")
        {
            specs, output, ns, client, overlays, references, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(specs) is { Length: > 1 }
                && (result.GetValue(client) is not null || result.GetValue(overlays) is { Length: > 0 }))
                result.AddError("--client and --overlay belong to one document; run the command once for each.");
        });
        command.SetAction((result, cancellationToken) =>
        {
            GenerateRequest request = new(
                result.GetRequiredValue(specs), result.GetRequiredValue(output), result.GetValue(ns) ?? "Api", result.GetValue(client)
                    ?? "",
                result.GetValue(overlays) ?? [], result.GetValue(references) ?? []);
            return Task.FromResult(
                new ClientGeneration(new GenerateOutput(terminal, result.GetValue(json), terminal.Out)).Run(request, cancellationToken));
        });
        return command;
    }
}
