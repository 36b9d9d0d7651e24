namespace LabelingGen.Generator.Reading.Protobuf;

/// <summary>What a file or message declares, while it is read.</summary>
internal sealed class ProtoScope
{
    public List<ProtoMessage> Messages { get; } = [];

    public List<ProtoEnum> Enums { get; } = [];

    public List<ProtoExtension> Extensions { get; } = [];
}
