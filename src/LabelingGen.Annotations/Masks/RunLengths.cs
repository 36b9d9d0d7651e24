using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LabelingGen.Annotations;

/// <summary>
/// Turns pixels into COCO's runs and back, into buffers that the caller brings; nothing is allocated. Pixels are in column-major order
/// (the first column from top to bottom, then the next), one byte each, 0 outside and anything else inside. Runs alternate between
/// outside and inside, beginning with outside.
/// </summary>
public static class RunLengths
{
    private const int Block = 64;

    /// <summary>The largest number of runs that so many pixels can have.</summary>
    public static int MaxCounts(int pixels) => checked(pixels + 1);

    /// <summary>Finds the runs of pixels.</summary>
    /// <param name="pixels">One byte per pixel, column by column; 0 is outside.</param>
    /// <param name="counts">Where the lengths of the runs go; <see cref="MaxCounts"/> long to be safe.</param>
    /// <param name="written">How many runs there are; 0 if the buffer is too short.</param>
    /// <returns>Whether all runs fitted into the buffer.</returns>
    public static bool TryEncode(ReadOnlySpan<byte> pixels, Span<uint> counts, out int written)
    {
        RunWriter writer = new(counts);
        ref byte start = ref MemoryMarshal.GetReference(pixels);
        int blocks = pixels.Length / Block;
        for (int i = 0; i < blocks; i++)
        {
            ulong inside = InsideBits(ref Unsafe.Add(ref start, i * Block));
            if (!writer.Append(inside, Block))
            {
                written = 0;
                return false;
            }
        }

        ulong rest = 0;
        int restLength = pixels.Length - blocks * Block;
        for (int i = 0; i < restLength; i++)
            rest |= (pixels[blocks * Block + i] != 0 ? 1UL : 0) << i;
        return writer.Append(rest, restLength) & writer.Finish(out written);
    }

    /// <summary>Finds the runs of bits, the lowest bit of the first word first.</summary>
    internal static bool TryEncode(ReadOnlySpan<ulong> bits, long length, Span<uint> counts, out int written)
    {
        RunWriter writer = new(counts);
        int words = (int)(length / 64);
        for (int i = 0; i < words; i++)
        {
            if (!writer.Append(bits[i], 64))
            {
                written = 0;
                return false;
            }
        }

        int restLength = (int)(length % 64);
        return writer.Append(restLength == 0 ? 0 : bits[words], restLength) & writer.Finish(out written);
    }

    /// <summary>Writes pixels from their runs.</summary>
    /// <param name="counts">The lengths of the runs, outside first.</param>
    /// <param name="pixels">Where the pixels go, column by column; all of it is written.</param>
    /// <param name="inside">The value of a pixel inside; 0 is the value outside.</param>
    /// <exception cref="MaskFormatException">The runs do not add up to the number of pixels; the buffer may be written in part.</exception>
    public static void Decode(ReadOnlySpan<uint> counts, Span<byte> pixels, byte inside = 1)
    {
        ref byte target = ref MemoryMarshal.GetReference(pixels);
        nuint at = 0;
        nuint length = (nuint)pixels.Length;
        byte value = 0;
        foreach (uint count in counts)
        {
            nuint left = length - at;
            if (count > left)
                ThrowSum(pixels.Length);

            // A short run is one store that may reach into the next runs, which are written later; the end has no room for that.
            if (count <= 32 && left >= 32)
                Vector256.Create(value).StoreUnsafe(ref target, at);
            else
                Unsafe.InitBlockUnaligned(ref Unsafe.Add(ref target, at), value, count);
            at += count;
            value ^= inside;
        }

        if (at != length)
            ThrowSum(pixels.Length);
    }

    /// <summary>Sets the bits of the runs inside; the words must be 0 before.</summary>
    internal static void Decode(ReadOnlySpan<uint> counts, Span<ulong> bits)
    {
        long at = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            if ((i & 1) != 0)
                BitRuns.Set(bits, at, counts[i]);
            at += counts[i];
        }
    }

    [DoesNotReturn]
    private static void ThrowSum(int pixels) =>
        throw new MaskFormatException($"The runs of the mask do not add up to its {pixels} pixels.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong InsideBits(ref byte start)
    {
        if (Vector512.IsHardwareAccelerated)
            return ~Vector512.Equals(Vector512.LoadUnsafe(ref start), Vector512<byte>.Zero).ExtractMostSignificantBits();
        ulong low = Vector256.Equals(Vector256.LoadUnsafe(ref start), Vector256<byte>.Zero).ExtractMostSignificantBits();
        ulong high = Vector256.Equals(Vector256.LoadUnsafe(ref start, 32), Vector256<byte>.Zero).ExtractMostSignificantBits();
        return ~(low | high << 32);
    }

    /// <summary>Collects runs from words of bits.</summary>
    private ref struct RunWriter(Span<uint> counts)
    {
        private readonly Span<uint> _counts = counts;
        private int _written;
        private uint _position;
        private uint _runStart;
        private ulong _last;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Append(ulong bits, int length)
        {
            ulong changes = bits ^ (bits << 1 | _last);
            if (length < 64)
                changes &= (1UL << length) - 1;
            else
                _last = bits >> 63;
            if (changes != 0 && !AppendChanges(changes))
                return false;
            _position += (uint)length;
            return true;
        }

        private bool AppendChanges(ulong changes)
        {
            int count = BitOperations.PopCount(changes);
            if (_counts.Length - _written < count)
                return false;
            ref uint target = ref Unsafe.Add(ref MemoryMarshal.GetReference(_counts), _written);
            uint runStart = _runStart;
            for (int i = 0; i < count; i++)
            {
                uint at = _position + (uint)BitOperations.TrailingZeroCount(changes);
                Unsafe.Add(ref target, i) = at - runStart;
                runStart = at;
                changes &= changes - 1;
            }

            _runStart = runStart;
            _written += count;
            return true;
        }

        public bool Finish(out int written)
        {
            bool fits = _written < _counts.Length;
            if (fits)
                _counts[_written++] = _position - _runStart;
            written = fits ? _written : 0;
            return fits;
        }
    }
}
