namespace LabelingGen.Generator.Reading.Protobuf;

internal enum ProtoTokenKind
{
    End,
    Identifier,
    Integer,
    Float,
    String,
    Symbol,
}

/// <param name="Text">As written; of a string, its value.</param>
/// <param name="Start">Offset of the first character.</param>
/// <param name="End">Offset behind the last one.</param>
/// <param name="Comment">The comment that stands directly before it.</param>
internal readonly record struct ProtoToken(ProtoTokenKind Kind, string Text, int Start, int End, string? Comment)
{
    public bool Is(string text) => Kind is ProtoTokenKind.Symbol or ProtoTokenKind.Identifier && Text == text;
}
