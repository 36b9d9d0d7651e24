using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>What planning of operations works with: the API, the types made of its schemas, and where findings go.</summary>
internal sealed class PlanContext
{
    private readonly List<PlanDiagnostic> _diagnostics;

    public PlanContext(ApiModel model, PlanOptions options, TypePlanner types, List<PlanDiagnostic> diagnostics)
    {
        Model = model;
        Options = options;
        Types = types;
        _diagnostics = diagnostics;
    }

    public ApiModel Model { get; }

    public PlanOptions Options { get; }

    public TypePlanner Types { get; }

    /// <summary>What a schema means behind its references; one that points nowhere is any value.</summary>
    public Schema Target(Schema schema) => Types.Resolve(schema) ?? new AnySchema();

    public void Report(string id, Operation operation, params string[] arguments) => Report(id, operation.Id, arguments);

    public void Report(string id, string pointer, params string[] arguments) =>
        _diagnostics.Add(new PlanDiagnostic(id, pointer, arguments.ToEquatableArray()));
}
