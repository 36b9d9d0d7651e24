using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Reading.Protobuf;

namespace LabelingGen.Generator.Planning.Grpc;

/// <summary>A sub-client while it is planned: its methods get names of their own, whichever services they come from.</summary>
internal sealed class GrpcResource(string property, string className, string? description)
{
    private readonly NameScope _names = new();
    private readonly List<GrpcMethodPlan> _methods = [];

    public string Property { get; } = property;

    public string ClassName { get; } = className;

    public string? Description { get; } = description;

    public IReadOnlyList<GrpcMethodPlan> Methods => _methods;

    /// <summary>Names that differ by case or underscores only are told apart by their service.</summary>
    public void Add(GrpcMethodPlan method, ProtoService service)
    {
        string name = _names.Claim([method.Name, method.Name + "Of" + Identifier.Pascal(service.Name)]);
        _methods.Add(method with { Name = name });
    }
}
