using System.Buffers.Binary;
using System.Text;
using LabelingGen.Core;

namespace LabelingGen.FastLabel;

/// <summary>
/// Finds the codec of an MP4 file's video by its boxes (ISO/IEC 14496-12), <c>moov/trak/mdia/minf/stbl/stsd</c> of the first track whose
/// handler is <c>vide</c>, while the bytes pass. Only headers of boxes are kept, so the file may be of any size.
/// </summary>
/// <param name="length">Number of bytes of the file.</param>
/// <param name="refuse">The error for a codec that is not taken; it is given <c>none</c> where no video is found.</param>
internal sealed class Mp4CodecCheck(long length, Func<string, ArgumentException> refuse) : IContentCheck
{
    private const int HeaderSize = 8;
    private const int Done = -1;

    /// <summary>The boxes to look into, each within the one before.</summary>
    private static readonly string[] Containers = ["moov", "trak", "mdia", "minf", "stbl"];

    private readonly Stack<long> _ends = new([length]);
    private readonly byte[] _field = new byte[16];

    // What is wanted next: so many bytes, from this place on, which are read as that.
    private (long Start, int Count, Field Kind) _wanted = (0, HeaderSize, Field.Header);
    private int _collected;
    private long _position;

    private (string Name, long Start, long End) _box;
    private bool _isVideo;
    private string? _codec;

    private enum Field
    {
        Header,
        LargeSize,
        Handler,
        Entries,
    }

    /// <inheritdoc/>
    public long Look(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            long gap = _wanted.Start + _collected - _position;
            if (gap >= bytes.Length)
            {
                long skip = gap - bytes.Length;
                _position += gap;
                return skip;
            }

            bytes = bytes[(int)gap..];
            int count = Math.Min(_wanted.Count - _collected, bytes.Length);
            bytes[..count].CopyTo(_field.AsSpan(_collected));
            bytes = bytes[count..];
            _position += gap + count;
            _collected += count;
            if (_collected < _wanted.Count)
                return 0;
            _collected = 0;
            Take();
            if (_wanted.Count == Done)
                return long.MaxValue;
        }
    }

    /// <inheritdoc/>
    public void End() => throw refuse("none");

    private void Take()
    {
        switch (_wanted.Kind)
        {
            case Field.Header:
                TakeHeader(BinaryPrimitives.ReadUInt32BigEndian(_field));
                return;
            case Field.LargeSize:
                Enter(BinaryPrimitives.ReadInt64BigEndian(_field), HeaderSize * 2);
                return;
            case Field.Handler:
                // Version, flags and a reserved word stand before it.
                _isVideo = Text(8) == "vide";
                break;
            case Field.Entries:
                // Version, flags, the number of entries, then the first entry's size and its codec.
                _codec ??= Text(12).ToLowerInvariant();
                break;
        }

        if (_isVideo && _codec is not null)
            Decide(_codec);
        else
            Next(_box.End);
    }

    private void TakeHeader(long size)
    {
        _box = (Text(4), _wanted.Start, 0);
        if (size == 1 && _ends.Peek() - _box.Start >= HeaderSize * 2)
            _wanted = (_wanted.Start + HeaderSize, HeaderSize, Field.LargeSize);
        else
            Enter(size == 0 ? _ends.Peek() - _box.Start : size, HeaderSize);
    }

    private void Enter(long size, int headerSize)
    {
        long end = _ends.Peek();
        // A broken size ends the walk through the boxes around it.
        if (size < headerSize || size > end - _box.Start)
        {
            Next(end);
            return;
        }

        long content = _box.Start + headerSize;
        _box.End = _box.Start + size;
        int depth = _ends.Count - 1;
        if (depth < Containers.Length && _box.Name == Containers[depth])
        {
            _ends.Push(_box.End);
            if (_box.Name == "trak")
                (_isVideo, _codec) = (false, null);
            Next(content);
        }
        else if (depth == 3 && _box.Name == "hdlr" && _box.End - content >= 12)
        {
            _wanted = (content, 12, Field.Handler);
        }
        else if (depth == Containers.Length && _box.Name == "stsd" && _box.End - content >= 16)
        {
            _wanted = (content, 16, Field.Entries);
        }
        else
        {
            Next(_box.End);
        }
    }

    /// <summary>Wants the next header, leaving the containers that have no room for one.</summary>
    private void Next(long place)
    {
        while (_ends.Count > 1 && _ends.Peek() - place < HeaderSize)
            place = _ends.Pop();
        _wanted = (place, HeaderSize, Field.Header);
    }

    private void Decide(string codec)
    {
        if (codec is not ("avc1" or "h264"))
            throw refuse(codec);
        _wanted.Count = Done;
    }

    private string Text(int start) => Encoding.Latin1.GetString(_field, start, 4);
}
