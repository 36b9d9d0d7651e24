using System.Buffers.Binary;
using System.Text;

namespace LabelingGen.FastLabel;

/// <summary>
/// Finds the codec of an MP4 file's video by its boxes (ISO/IEC 14496-12): <c>moov/trak/mdia/minf/stbl/stsd</c> of the track whose handler
/// is <c>vide</c>. Only headers of boxes are read.
/// </summary>
internal static class Mp4Codec
{
    private const int HeaderSize = 8;

    /// <summary>The four characters of the codec in lower case (<c>avc1</c>, <c>hvc1</c>); <c>none</c> where no video is found.</summary>
    public static string Find(Stream stream)
    {
        foreach ((long start, long end) in Boxes(stream, stream.Position, stream.Length, "moov"))
        {
            foreach ((long trackStart, long trackEnd) in Boxes(stream, start, end, "trak"))
            {
                if (OfTrack(stream, trackStart, trackEnd) is { } codec)
                    return codec;
            }
        }

        return "none";
    }

    private static string? OfTrack(Stream stream, long start, long end)
    {
        foreach ((long mediaStart, long mediaEnd) in Boxes(stream, start, end, "mdia"))
        {
            // Version, flags and a reserved word stand before the handler.
            if (!Boxes(stream, mediaStart, mediaEnd, "hdlr").Any(box => FourCharacters(stream, box.Start + 8) == "vide"))
                continue;
            foreach ((long tableStart, long tableEnd) in Down(stream, mediaStart, mediaEnd, "minf", "stbl", "stsd"))
            {
                // Version, flags, the number of entries, then the first entry's size and its codec.
                if (tableEnd - tableStart >= 16)
                    return FourCharacters(stream, tableStart + 12).ToLowerInvariant();
            }
        }

        return null;
    }

    private static IEnumerable<(long Start, long End)> Down(Stream stream, long start, long end, params string[] names)
    {
        IEnumerable<(long Start, long End)> boxes = [(start, end)];
        foreach (string name in names)
            boxes = boxes.SelectMany(box => Boxes(stream, box.Start, box.End, name));
        return boxes;
    }

    /// <summary>The contents of the boxes of one name between two positions. A broken size ends the walk.</summary>
    private static IEnumerable<(long Start, long End)> Boxes(Stream stream, long position, long end, string name)
    {
        while (end - position >= HeaderSize)
        {
            byte[] header = Read(stream, position, HeaderSize);
            long size = BinaryPrimitives.ReadUInt32BigEndian(header);
            int headerSize = HeaderSize;
            if (size == 1 && end - position >= 16)
            {
                size = BinaryPrimitives.ReadInt64BigEndian(Read(stream, position + HeaderSize, 8));
                headerSize = 16;
            }

            if (size == 0)
                size = end - position;
            if (size < headerSize || size > end - position)
                yield break;
            if (Encoding.Latin1.GetString(header, 4, 4) == name)
                yield return (position + headerSize, position + size);
            position += size;
        }
    }

    private static string FourCharacters(Stream stream, long position) =>
        position + 4 <= stream.Length ? Encoding.Latin1.GetString(Read(stream, position, 4)) : string.Empty;

    private static byte[] Read(Stream stream, long position, int count)
    {
        byte[] bytes = new byte[count];
        stream.Position = position;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
