using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Cli;

/// <summary>Runs the generator's stages over files, then publishes everything or nothing.</summary>
internal sealed class ClientGeneration(GenerateOutput output)
{
    public int Run(GenerateRequest request, CancellationToken cancellationToken)
    {
        Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
        int errors = 0;
        foreach (string path in request.Specs)
        {
            SpecInput input = SpecFiles.Open(path, request.Namespace, request.Client, request.Overlays, request.References);
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
        ClientPlan? plan = read.Model is null ? null : Generator.Hosting.Generation.Plan(read.Model, options, cancellationToken);
        int errors = output.WriteDiagnostics(Generator.Hosting.Generation.Locate(read, plan));
        foreach (UnitPlan unit in plan?.Units ?? EquatableArray<UnitPlan>.Empty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (string? text, SpecDiagnostic? fault) = Generator.Hosting.Generation.Emit(unit);
            if (fault is not null)
                errors += output.WriteDiagnostics([fault]);
            if (text is not null && !files.TryAdd(HintNames.Of(unit), text))
                throw new CommandFailedException(
                    $"Two documents have a type {unit.Name} in {unit.Namespace}; give each its own --namespace.");
        }

        return errors;
    }
}
