using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>One pass over the tokens of a JSON file through a small buffer: the file itself is never held.</summary>
/// <param name="path">The file's path, for messages.</param>
internal abstract class JsonFilePass(string path)
{
    public const int MaxDepth = 64;

    private const int BufferLength = 1 << 20;
    private const int MaxToken = 1 << 28;

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
            int consumed = Consume(text[skipped..], read == 0, ref state);
            if (read == 0)
                return;
            Origin += consumed;
            consumed += skipped;
            buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
            length -= consumed;
            if (length == buffer.Length)
                buffer = Grow(buffer);
        }
    }

    /// <summary>Takes all tokens there are until the reader wants more of the file.</summary>
    protected abstract void Take(ref Utf8JsonReader reader);

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
        try
        {
            Take(ref reader);
        }
        catch (JsonException error)
        {
            throw new AnnotationFormatException($"The JSON cannot be read: {error.Message}", path, error.LineNumber + 1,
                innerException: error);
        }

        state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }
}
