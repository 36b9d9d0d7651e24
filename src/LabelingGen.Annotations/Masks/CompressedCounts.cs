using System.Text;

namespace LabelingGen.Annotations;

/// <summary>
/// COCO's compressed form of runs: printable ASCII from <c>'0'</c> (48) to <c>'o'</c> (111). Each character holds five bits of a signed
/// number, the lowest first, and a sixth that says that more follow. From the fourth run on the number is the difference to the run two
/// before. In JSON a backslash among the characters is escaped, as in every JSON string.
/// </summary>
public static class CompressedCounts
{
    /// <summary>The largest number of characters that so many runs can take.</summary>
    public static int MaxCharacters(int counts) => checked(counts * 7);

    /// <summary>Writes runs as characters, without allocating.</summary>
    /// <param name="counts">The runs' lengths.</param>
    /// <param name="text">Where the ASCII characters go; <see cref="MaxCharacters"/> long to be safe.</param>
    /// <param name="written">How many characters were written; 0 if the buffer is too short.</param>
    /// <returns>Whether the characters fitted into the buffer.</returns>
    public static bool TryWrite(ReadOnlySpan<uint> counts, Span<byte> text, out int written)
    {
        int at = 0;
        written = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            long value = i > 2 ? (long)counts[i] - counts[i - 2] : counts[i];
            bool more;
            do
            {
                if (at == text.Length)
                    return false;
                long bits = value & 0x1f;
                value >>= 5;
                more = (bits & 0x10) != 0 ? value != -1 : value != 0;
                text[at++] = (byte)(48 + (more ? bits | 0x20 : bits));
            }
            while (more);
        }

        written = at;
        return true;
    }

    /// <summary>Reads runs from characters, without allocating.</summary>
    /// <param name="text">The ASCII characters.</param>
    /// <param name="counts">Where the runs go; as long as <paramref name="text"/> to be safe.</param>
    /// <returns>How many runs were read.</returns>
    /// <exception cref="MaskFormatException"> A character is out of range, a number is cut off, negative or above 2^32 - 1, or there are
    /// more runs than the buffer holds.
    /// </exception>
    public static int Read(ReadOnlySpan<byte> text, Span<uint> counts)
    {
        int written = 0;
        int at = 0;
        while (at < text.Length)
        {
            int start = at;
            long value = 0;
            int shift = 0;
            int bits;
            do
            {
                if (at == text.Length)
                    throw new MaskFormatException($"The compressed runs are cut off within the number at character {start}.");
                bits = text[at] - 48;
                if (bits is < 0 or > 63)
                    throw new MaskFormatException($"Character {at} of the compressed runs is not one of '0' to 'o'.");
                if (shift > 35)
                    throw new MaskFormatException($"The number at character {start} of the compressed runs is too large.");
                value |= (long)(bits & 0x1f) << shift;
                shift += 5;
                at++;
            }
            while ((bits & 0x20) != 0);

            if ((bits & 0x10) != 0)
                value |= -1L << shift;
            if (written > 2)
                value += counts[written - 2];
            if (value is < 0 or > uint.MaxValue)
                throw new MaskFormatException($"The number at character {start} of the compressed runs gives a run of {value} pixels.");
            if (written == counts.Length)
                throw new MaskFormatException($"The compressed runs are more than the {counts.Length} that there is room for.");
            counts[written++] = (uint)value;
        }

        return written;
    }

    /// <summary>Writes runs as a string.</summary>
    public static string ToText(ReadOnlySpan<uint> counts)
    {
        byte[] buffer = new byte[MaxCharacters(counts.Length)];
        TryWrite(counts, buffer, out int written);
        return Encoding.ASCII.GetString(buffer, 0, written);
    }
}
