using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Reads parts of a file that mostly follow one another, through a window that moves over it. What it returns holds until the next part is
/// read.
/// </summary>
internal sealed class SliceReader(string file) : IDisposable
{
    private const int WindowLength = 1 << 18;

    private readonly SafeFileHandle _handle = File.OpenHandle(file);
    private byte[] _window = new byte[WindowLength];
    private long _start;
    private int _length;

    public void Dispose() => _handle.Dispose();

    /// <summary>Parses an item of a list.</summary>
    /// <exception cref="AnnotationFormatException">The file has changed since its items were found.</exception>
    public JsonDocument Parse(SliceList list, int index)
    {
        try
        {
            return JsonDocument.Parse(Read(list.StartOf(index), list.LengthOf(index)),
                new JsonDocumentOptions { MaxDepth = JsonFilePass.MaxDepth });
        }
        catch (JsonException error)
        {
            throw new AnnotationFormatException("The file has changed while it was read.", file, path: list.PathOf(index),
                innerException: error);
        }
    }

    /// <exception cref="EndOfStreamException">The file has become shorter.</exception>
    public ReadOnlyMemory<byte> Read(long start, int length)
    {
        if (start < _start || start + length > _start + _length)
            Move(start, length);
        return _window.AsMemory((int)(start - _start), length);
    }

    private void Move(long start, int length)
    {
        if (length > _window.Length)
            _window = new byte[length];
        (_start, _length) = (start, 0);
        while (_length < _window.Length)
        {
            int read = RandomAccess.Read(_handle, _window.AsSpan(_length), start + _length);
            if (read == 0)
                break;
            _length += read;
        }

        if (_length < length)
            throw new EndOfStreamException($"The file '{file}' has become shorter while it was read.");
    }
}
