using LabelingGen.Generator.Emitting.Clients;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.OpenApi;

namespace LabelingGen.Generator.Tests.Clients;

/// <summary>What the generator makes of a document, without models.</summary>
internal sealed record GeneratedClient(IReadOnlyDictionary<string, string> Files, IReadOnlyList<PlanDiagnostic> Diagnostics)
{
    public static GeneratedClient Of(string path, string text, string client, params SpecFile[] others)
    {
        ReadResult read = OpenApiReader.Read(
            new SpecSet(new SpecFile(path, text), EquatableArray<SpecFile>.Empty, others.ToEquatableArray()), ReadOptions.Default, CancellationToken.None);
        PlanOptions options = new("Test.Api", client, EquatableArray<HandWrittenType>.Empty);
        NameScope names = new(ignoreCase: true);
        OperationsPlanner operations = new(read.Model!, options, names);
        TypePlanner types = new(read.Model!, options, names);
        List<PlanDiagnostic> diagnostics = new();
        Dictionary<string, string> files = new();
        foreach (UnitPlan unit in operations.Plan(types, diagnostics))
        {
            files.Add(unit.HintName, ClientUnitEmitter.Emit((ClientUnitPlan)unit));
        }

        return new GeneratedClient(files, diagnostics);
    }
}
