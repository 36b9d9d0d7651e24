using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>One pass over the tokens of a JSON file through a small buffer: the file itself is never held.</summary>
/// <param name="path">The file's path, for messages.</param>
internal abstract class JsonFilePass(string path)
{
    public const int MaxDepth = 64;

    private const int BufferLength = 1 << 18;
    private const int MaxToken = 1 << 28;

    private long _skippedLines;

    /// <summary>Where in the file the tokens at hand are counted from.</summary>
    protected long Origin { get; private set; }

    /// <exception cref="AnnotationFormatException">The file is not JSON, or a text in it is absurdly long.</exception>
    public void Read(Stream stream)
    {
        byte[] buffer = new byte[BufferLength];
        JsonReaderState state = new(new JsonReaderOptions { MaxDepth = MaxDepth });
        int length = 0;
        bool isFirst = true;
        while (true)
        {
            int read = stream.Read(buffer, length, buffer.Length - length);
            length += read;
            ReadOnlySpan<byte> text = buffer.AsSpan(0, length);
            int skipped = isFirst && text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
            isFirst = false;
            Origin += skipped;
            int consumed = skipped + Consume(text[skipped..], read == 0, ref state);
            if (read == 0)
                return;
            buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
            length -= consumed;
            if (length == buffer.Length)
                buffer = Grow(buffer);
        }
    }

    /// <summary>Takes all tokens there are until the reader wants more of the file.</summary>
    /// <param name="reader">Reads the text.</param>
    /// <param name="text">The part of the file that the reader has been given; for <see cref="Skip"/>.</param>
    protected abstract void Take(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> text);

    /// <summary>Has the reader go on behind whole items of the list it is in, which somebody else has read.</summary>
    protected void Skip(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> text, int count)
    {
        int consumed = (int)reader.BytesConsumed;
        _skippedLines += text.Slice(consumed, count).Count((byte)'\n');
        Origin += consumed + count;
        text = text[(consumed + count)..];
        reader = new Utf8JsonReader(text, reader.IsFinalBlock, reader.CurrentState);
    }

    /// <summary>Whether the name of the member at hand is this one, however it is escaped.</summary>
    /// <exception cref="AnnotationFormatException">The name holds half a character.</exception>
    protected bool NameIs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException error)
        {
            throw new AnnotationFormatException("A property name is not valid text.", path, innerException: error);
        }
    }

    private byte[] Grow(byte[] buffer)
    {
        if (buffer.Length >= MaxToken)
            throw new AnnotationFormatException("A text in the file is longer than 256 MiB.", path);
        Array.Resize(ref buffer, 2 * buffer.Length);
        return buffer;
    }

    private int Consume(ReadOnlySpan<byte> text, bool isEnd, ref JsonReaderState state)
    {
        Utf8JsonReader reader = new(text, isEnd, state);
        ReadOnlySpan<byte> rest = text;
        try
        {
            Take(ref reader, ref rest);
        }
        catch (JsonException error)
        {
            throw new AnnotationFormatException($"The JSON cannot be read: {error.Message}", path, error.LineNumber + 1 + _skippedLines,
                innerException: error);
        }

        state = reader.CurrentState;
        Origin += reader.BytesConsumed;
        return text.Length - rest.Length + (int)reader.BytesConsumed;
    }
}
