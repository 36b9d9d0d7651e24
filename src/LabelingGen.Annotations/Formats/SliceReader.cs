using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Reads parts of a file that mostly follow one another, through a window that moves over it. What it returns holds until the next part is
/// read.
/// </summary>
internal sealed class SliceReader(string file) : IDisposable
{
    private const int WindowLength = 1 << 17;
    private const int JumpLength = 1 << 12;

    private readonly SafeFileHandle _handle = File.OpenHandle(file);
    private byte[] _window = new byte[WindowLength];
    private long _start;
    private int _length;

    public void Dispose() => _handle.Dispose();

    /// <summary>Parses an item of a list.</summary>
    /// <exception cref="AnnotationFormatException">The file has changed since its items were found.</exception>
    public JsonDocument Parse(SliceList list, int index) => Parse(Read(list, index), list.PathOf(index));

    /// <summary>Parses an item that was read.</summary>
    /// <inheritdoc cref="Parse(SliceList, int)"/>
    public JsonDocument Parse(ReadOnlyMemory<byte> item, string path)
    {
        try
        {
            return JsonDocument.Parse(item, new JsonDocumentOptions { MaxDepth = JsonFilePass.MaxDepth });
        }
        catch (JsonException error)
        {
            throw Changed(path, error);
        }
    }

    /// <summary>The length of the item at the beginning of a text with several.</summary>
    /// <inheritdoc cref="Parse(SliceList, int)"/>
    public int LengthOfFirst(ReadOnlySpan<byte> items, string path)
    {
        try
        {
            JsonReaderState state = new(new JsonReaderOptions { MaxDepth = JsonFilePass.MaxDepth });
            Utf8JsonReader reader = new(items, isFinalBlock: false, state);
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : throw Changed(path, null);
        }
        catch (JsonException error)
        {
            throw Changed(path, error);
        }
    }

    /// <summary>The bytes of an item of a list.</summary>
    /// <exception cref="EndOfStreamException">The file has become shorter.</exception>
    public ReadOnlyMemory<byte> Read(SliceList list, int index) => Read(list.StartOf(index), list.LengthOf(index));

    /// <exception cref="EndOfStreamException">The file has become shorter.</exception>
    public ReadOnlyMemory<byte> Read(long start, int length)
    {
        if (start < _start || start + length > _start + _length)
            Move(start, length);
        return _window.AsMemory((int)(start - _start), length);
    }

    private AnnotationFormatException Changed(string path, JsonException? error) =>
        new("The file has changed while it was read.", file, path: path, innerException: error);

    private void Move(long start, int length)
    {
        // Whoever jumps about in the file, as unsorted annotations have it, would read most of a window for nothing.
        bool isNear = start >= _start && start <= _start + _length + WindowLength;
        int wanted = Math.Max(length, isNear ? WindowLength : JumpLength);
        if (wanted > _window.Length)
            _window = new byte[wanted];
        (_start, _length) = (start, 0);
        while (_length < wanted)
        {
            int read = RandomAccess.Read(_handle, _window.AsSpan(_length, wanted - _length), start + _length);
            if (read == 0)
                break;
            _length += read;
        }

        if (_length < length)
            throw new EndOfStreamException($"The file '{file}' has become shorter while it was read.");
    }
}
