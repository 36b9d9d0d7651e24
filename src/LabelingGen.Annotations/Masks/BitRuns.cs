using System.Numerics;

namespace LabelingGen.Annotations;

/// <summary>Runs of bits within words, the lowest bit of the first word first.</summary>
internal static class BitRuns
{
    /// <summary>Sets <paramref name="count"/> bits from <paramref name="start"/> on.</summary>
    public static void Set(Span<ulong> bits, long start, long count)
    {
        if (count <= 0)
            return;
        long end = start + count - 1;
        int first = (int)(start >> 6);
        int last = (int)(end >> 6);
        ulong head = ulong.MaxValue << (int)(start & 63);
        ulong tail = ulong.MaxValue >> (63 - (int)(end & 63));
        if (first == last)
        {
            bits[first] |= head & tail;
            return;
        }

        bits[first] |= head;
        bits[(first + 1)..last].Fill(ulong.MaxValue);
        bits[last] |= tail;
    }

    /// <summary>Up to 64 bits from <paramref name="start"/> on, in the low end of the result.</summary>
    public static ulong Get(ReadOnlySpan<ulong> bits, long start, int count)
    {
        int word = (int)(start >> 6);
        int shift = (int)(start & 63);
        ulong value = bits[word] >> shift;
        if (shift + count > 64)
            value |= bits[word + 1] << (64 - shift);
        return count == 64 ? value : value & ((1UL << count) - 1);
    }

    /// <summary>Copies bits from one place to another; the two must not be the same memory.</summary>
    public static void Copy(ReadOnlySpan<ulong> source, long from, Span<ulong> target, long to, int count)
    {
        while (count > 0)
        {
            // Up to the end of the target's word, so that each word is written once.
            int shift = (int)(to & 63);
            int length = Math.Min(count, 64 - shift);
            ulong mask = (length == 64 ? ulong.MaxValue : (1UL << length) - 1) << shift;
            ref ulong word = ref target[(int)(to >> 6)];
            word = (word & ~mask) | Get(source, from, length) << shift;
            from += length;
            to += length;
            count -= length;
        }
    }

    /// <summary>The number of bits set.</summary>
    public static long Count(ReadOnlySpan<ulong> bits)
    {
        long count = 0;
        foreach (ulong word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }
}
