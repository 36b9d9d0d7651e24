namespace LabelingGen.Annotations;

/// <summary>The checksum of PNG chunks (polynomial edb88320, reflected).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    public static uint Compute(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data) => ~Append(Append(uint.MaxValue, type), data);

    private static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] table = Table;
        while (bytes.Length >= 4)
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = table[768 + (crc & 255)] ^ table[512 + (crc >> 8 & 255)] ^ table[256 + (crc >> 16 & 255)] ^ table[crc >> 24];
            bytes = bytes[4..];
        }

        foreach (byte value in bytes)
            crc = table[(crc ^ value) & 255] ^ crc >> 8;
        return crc;
    }

    /// <summary>Four tables: the effect of a byte alone, and with one, two and three zero bytes after it.</summary>
    private static uint[] MakeTable()
    {
        uint[] table = new uint[1024];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? value >> 1 ^ 0xedb88320 : value >> 1;
            table[i] = value;
        }

        for (int i = 256; i < table.Length; i++)
            table[i] = table[i - 256] >> 8 ^ table[table[i - 256] & 255];
        return table;
    }
}
