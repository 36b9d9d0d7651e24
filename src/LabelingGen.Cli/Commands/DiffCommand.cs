using System.CommandLine;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Cli;

/// <summary><c>labelinggen diff</c>: what a new document changes for the users of the generated client.</summary>
internal static class DiffCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> old = new("OLD") { Description = "The document the client is generated from today." };
        Argument<string> @new = new("NEW") { Description = "The document it is to be generated from." };
        Option<string[]> overlays = new("--overlay")
        {
            Description =
                "An OpenAPI overlay to lay over both documents; may be repeated. Targets that the new document has not are reported.",
        };
        ArgumentRules.AcceptNonEmptyOnly(old);
        ArgumentRules.AcceptNonEmptyOnly(@new);
        ArgumentRules.AcceptNonEmptyOnly(overlays);
        Option<string?> ns = new("--namespace") { Description = "Namespace of the generated code, for the names. 'Api' when absent." };
        Option<string?> client = new("--client") { Description = "Name of the client class. Made from the namespace when absent." };
        Option<bool> json = new("--json") { Description = "Print one JSON object per line." };
        Option<bool> markdown = new("--markdown") { Description = "Print a Markdown table, for a changelog or a pull request." };
        Command command = new(
            "diff",
            "Tells what a new API description changes for code that uses the generated client. Exit code 2 when it breaks some, "
            + "1 when a document cannot be read.")
        {
            old, @new, overlays, ns, client, json, markdown,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(markdown))
                result.AddError("--json and --markdown exclude each other.");
        });
        command.SetAction((result, cancellationToken) =>
        {
            DiffFormat format = result.GetValue(json) ? DiffFormat.Json : result.GetValue(markdown) ? DiffFormat.Markdown : DiffFormat.Text;
            // Not among the changes, which may go into a file.
            GenerateOutput findings = new(terminal, format == DiffFormat.Json, terminal.Error);
            string name = result.GetValue(ns) ?? "Api";
            ClientSurface? before = Read(result.GetRequiredValue(old), isNew: false);
            ClientSurface? after = Read(result.GetRequiredValue(@new), isNew: true);
            if (before is null || after is null)
                return Task.FromResult(ExitCodes.Failure);
            IReadOnlyList<SurfaceChange> changes = SurfaceComparer.Compare(before, after);
            new DiffOutput(terminal, format).Write(changes);
            return Task.FromResult(changes.Any(change => change.IsBreaking) ? ExitCodes.Breaking : ExitCodes.Success);

            ClientSurface? Read(string path, bool isNew)
            {
                SpecInput input = SpecFiles.Open(path, name, result.GetValue(client) ?? "", result.GetValue(overlays) ?? [], []);
                ReadResult read = Generator.Hosting.Generation.Read(input, cancellationToken);
                // What an overlay corrects in the new document need not be in the old one.
                int errors = findings.WriteDiagnostics(
                    read.Diagnostics.Where(found => found.Severity == DiagnosticRuleSeverity.Error || (isNew && IsOfOverlay(found))));
                return errors > 0 || read.Model is null ? null : ClientSurface.Of(
                    read, read.Model, new PlanOptions(input.Namespace, input.ClientName, EquatableArray<HandWrittenType>.Empty),
                    cancellationToken);
            }
        });
        return command;
    }

    private static bool IsOfOverlay(SpecDiagnostic found) => found.Id.StartsWith("LG3", StringComparison.Ordinal);
}
