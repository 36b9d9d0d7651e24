using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Cli;

/// <summary>Runs the generator's stages over files, then publishes everything or nothing.</summary>
internal sealed class ClientGeneration(GenerateOutput output)
{
    private const long MaxFileBytes = 256L << 20;

    public int Run(GenerateRequest request, CancellationToken cancellationToken)
    {
        List<SpecItem> items =
        [
            .. request.Overlays.Select(path => Read(path, "Overlay")),
            .. request.References.Select(path => Read(path, "")),
        ];
        Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
        int errors = 0;
        foreach (string path in request.Specs)
        {
            SpecItem spec = Read(path, "Spec") with
            {
                Namespace = request.Namespace,
                Client = request.Client,
                Overlays = request.Overlays.ToEquatableArray(),
            };
            foreach (SpecInput input in SpecInputs.Of([spec, .. items]))
                errors += Generate(input, files, cancellationToken);
        }

        if (errors > 0)
        {
            output.WriteFailed(errors);
            return ExitCodes.Failure;
        }

        int removed = OutputFolder.Publish(request.Output, files, cancellationToken);
        output.WriteDone(request.Output, files.Count, removed);
        return ExitCodes.Success;
    }

    /// <returns>The number of errors.</returns>
    private int Generate(SpecInput input, Dictionary<string, string> files, CancellationToken cancellationToken)
    {
        ReadResult read = Generator.Hosting.Generation.Read(input, cancellationToken);
        PlanOptions options = new(input.Namespace, input.ClientName, EquatableArray<HandWrittenType>.Empty);
        ClientPlan? plan = read.Model is null ? null : Generator.Hosting.Generation.Plan(read.Model, options);
        int errors = Report(Generator.Hosting.Generation.Locate(read, plan));
        foreach (UnitPlan unit in plan?.Units ?? EquatableArray<UnitPlan>.Empty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (string? text, SpecDiagnostic? fault) = Generator.Hosting.Generation.Emit(unit);
            if (fault is not null)
                errors += Report([fault]);
            if (text is not null && !files.TryAdd(HintNames.Of(unit), text))
                throw new CommandFailedException(
                    $"Two documents have a type {unit.Name} in {unit.Namespace}; give each its own --namespace.");
        }

        return errors;
    }

    private int Report(IEnumerable<SpecDiagnostic> found)
    {
        int errors = 0;
        foreach (SpecDiagnostic diagnostic in found)
        {
            output.WriteDiagnostic(diagnostic);
            if (diagnostic.Severity == DiagnosticRuleSeverity.Error)
                errors++;
        }

        return errors;
    }

    private static SpecItem Read(string path, string role)
    {
        FileInfo file = new(path);
        if (!file.Exists)
            throw new CommandFailedException($"There is no file {path}.", ExitCodes.Usage);
        if (file.Length > MaxFileBytes)
            throw new CommandFailedException($"{path} is larger than {MaxFileBytes >> 20} MB.");
        return new(role, path, File.ReadAllText(path));
    }
}
