using System.Globalization;

namespace LabelingGen.Emulator;

/// <summary>Ids that look like the vendor's and are the same for the same seed and order of calls.</summary>
internal sealed class IdSequence(int seed)
{
    private readonly Random _random = new(seed);
    private int _count;

    /// <summary>24 hexadecimal digits: seconds, a part of the process, a count; they sort by time of creation.</summary>
    public string ObjectId(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{(uint)now.ToUnixTimeSeconds():x8}{(uint)seed:x8}00{++_count & 0xFFFFFF:x6}");

    /// <summary>A version 4 UUID.</summary>
    public string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>A prefix and a count: <c>prj_12</c>.</summary>
    public string Numbered(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{++_count}");
}
