namespace LabelingGen.Core.Grpc;

/// <summary>One header or trailer: text, or bytes when the key ends in <c>-bin</c>.</summary>
public readonly struct GrpcMetadataEntry
{
    private readonly string? _text;

    internal GrpcMetadataEntry(string key, string? text, ReadOnlyMemory<byte> bytes)
    {
        Key = key;
        _text = text;
        Bytes = bytes;
    }

    /// <summary>The key, in small letters.</summary>
    public string Key { get; }

    /// <summary>The value of a text entry; empty for bytes.</summary>
    public string Text => _text ?? "";

    /// <summary>The value of a binary entry; empty for text.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether the value is bytes.</summary>
    public bool IsBinary => _text is null;

    /// <summary>The key; values may be secret.</summary>
    public override string ToString() => Key;
}
