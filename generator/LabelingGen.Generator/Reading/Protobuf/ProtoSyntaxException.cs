namespace LabelingGen.Generator.Reading.Protobuf;

/// <summary>A place where the text is not proto3; the parser catches it and goes on behind the declaration.</summary>
internal sealed class ProtoSyntaxException(int start, int end, string message) : Exception(message)
{
    public int Start { get; } = start;

    public int End { get; } = end;
}
