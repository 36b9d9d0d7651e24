using System.Text;

namespace LabelingGen.Core.Json;

/// <summary>
/// Texts that occur again and again, such as the values of an enum: reading one of them from UTF-8 gives the same string each time and
/// allocates nothing.
/// </summary>
public sealed class KnownStrings
{
    private readonly Entry[] _entries;
    private readonly int[] _buckets;

    /// <summary>Prepares the texts.</summary>
    /// <param name="values">Distinct texts.</param>
    public KnownStrings(params string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _entries = new Entry[values.Length];
        int size = 4;
        while (size < values.Length * 2)
            size *= 2;
        _buckets = new int[size];
        for (int i = 0; i < values.Length; i++)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(values[i]);
            int bucket = Hash(utf8) & (size - 1);
            _entries[i] = new Entry(utf8, values[i], _buckets[bucket]);
            _buckets[bucket] = i + 1;
        }
    }

    /// <summary>Number of texts.</summary>
    public int Count => _entries.Length;

    /// <summary>Whether a text is one of these.</summary>
    public bool Contains(string? text)
    {
        foreach (Entry entry in _entries)
        {
            if (string.Equals(entry.Text, text, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The text for these UTF-8 bytes, or <see langword="null"/> if it is none of these.</summary>
    public string? Find(ReadOnlySpan<byte> utf8)
    {
        for (int i = _buckets[Hash(utf8) & (_buckets.Length - 1)]; i != 0; i = _entries[i - 1].Next)
        {
            if (utf8.SequenceEqual(_entries[i - 1].Utf8))
                return _entries[i - 1].Text;
        }

        return null;
    }

    // Length, ends and middle tell the values of an enum apart well enough, and cost the same for every length.
    private static int Hash(ReadOnlySpan<byte> utf8) => utf8.IsEmpty
        ? 0
        : utf8.Length + (utf8[0] * 31) + (utf8[utf8.Length >> 1] * 17) + (utf8[^1] * 7);

    private readonly record struct Entry(byte[] Utf8, string Text, int Next);
}
