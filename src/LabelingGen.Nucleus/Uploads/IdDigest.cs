using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LabelingGen.Nucleus;

/// <summary>
/// Digests of ids, of another seed in every process: quick, and as good as unique among millions (two of a million ids are taken for one
/// another once in forty million uploads), but no protection against somebody who knows the seed.
/// </summary>
internal static class IdDigest
{
    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>The digest of an id of several parts; a part that is missing is none that is empty.</summary>
    public static ulong Of(params ReadOnlySpan<string?> id)
    {
        ulong digest = Seed;
        foreach (string? part in id)
        {
            ReadOnlySpan<byte> text = MemoryMarshal.AsBytes(part.AsSpan());
            // With the length, "a" and "bc" are not the same as "ab" and "c".
            digest = Add(digest, part is null ? ulong.MaxValue : (ulong)text.Length);
            for (ReadOnlySpan<byte> rest = text; rest.Length > sizeof(ulong); rest = rest[sizeof(ulong)..])
                digest = Add(digest, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            digest = Add(digest, Last(text));
        }

        return digest;
    }

    /// <summary>The last 8 bytes, or all of them; how much of them has been taken before follows from the length.</summary>
    private static ulong Last(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]);
        ulong all = 0;
        foreach (byte value in text)
            all = (all << 8) | value;
        return all;
    }

    /// <summary>Both halves of a product, each of which depends on all bits of the factors below it.</summary>
    private static ulong Add(ulong digest, ulong value)
    {
        ulong high = Math.BigMul(digest ^ value, 0x9E37_79B9_7F4A_7C15, out ulong low);
        return high ^ low;
    }
}
