using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LabelingGen.Nucleus;

/// <summary>
/// Digests of ids, of another seed in every process: quick, and as good as unique among millions, but no protection against somebody who
/// knows the seed.
/// </summary>
internal static class IdDigest
{
    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>The digest of an id of several parts; a part that is missing is none that is empty.</summary>
    public static UInt128 Of(params ReadOnlySpan<string?> id)
    {
        ulong one = Seed;
        ulong other = ~Seed;
        foreach (string? part in id)
        {
            ReadOnlySpan<byte> text = MemoryMarshal.AsBytes(part.AsSpan());
            // With the length, "a" and "bc" are not the same as "ab" and "c".
            Add(ref one, ref other, part is null ? ulong.MaxValue : (ulong)text.Length);
            for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
                Add(ref one, ref other, BinaryPrimitives.ReadUInt64LittleEndian(text));
            ulong rest = 0;
            foreach (byte value in text)
                rest = (rest << 8) | value;
            Add(ref one, ref other, rest);
        }

        return new UInt128(one, other);
    }

    private static void Add(ref ulong one, ref ulong other, ulong value)
    {
        one = Fold(one ^ value, 0x9E37_79B9_7F4A_7C15);
        other = Fold(other + value, 0xC2B2_AE3D_27D4_EB4F);
    }

    /// <summary>Both halves of a product, each of which depends on all bits of the factors below it.</summary>
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
