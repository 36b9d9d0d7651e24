using System.Buffers;
using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// Headers or trailers of a call, in order; a key may occur several times. Keys ending in <c>-bin</c> hold bytes, all others text of
/// visible ASCII and spaces. <see cref="ToString"/> shows keys only, since values may be secret.
/// </summary>
public sealed class GrpcMetadata : IReadOnlyList<GrpcMetadataEntry>
{
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz-_.");
    private static readonly List<GrpcMetadataEntry> None = [];

    // Most calls have none in at least one place.
    private List<GrpcMetadataEntry>? _entries;

    /// <summary>How many entries there are.</summary>
    public int Count => Entries.Count;

    /// <summary>The entry at a position.</summary>
    public GrpcMetadataEntry this[int index] => Entries[index];

    /// <summary>The last value of a text key, or <see langword="null"/>.</summary>
    public string? this[string key] => TryGetText(key, out string? value) ? value : null;

    private List<GrpcMetadataEntry> Entries => _entries ?? None;

    /// <summary>Appends a text value.</summary>
    /// <exception cref="ArgumentException">
    /// The key is empty, reserved (<c>grpc-…</c>), ends in <c>-bin</c> or has a character outside <c>a-z 0-9 - _ .</c> (capitals become
    /// small letters), or the value has a character outside visible ASCII and space.
    /// </exception>
    public void Add(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        key = CheckKey(key);
        if (IsBinary(key))
            throw new ArgumentException($"The metadata key '{key}' ends in '-bin' and takes bytes.", nameof(key));
        if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0)
        {
            throw new ArgumentException(
                $"The value of the metadata key '{key}' holds a line break, a control character or a character outside ASCII.",
                nameof(value));
        }

        Append(new GrpcMetadataEntry(key, value, default));
    }

    /// <summary>Appends a value of bytes.</summary>
    /// <exception cref="ArgumentException">The key does not end in <c>-bin</c>, or is not a valid key.</exception>
    public void Add(string key, ReadOnlyMemory<byte> value)
    {
        key = CheckKey(key);
        if (!IsBinary(key))
            throw new ArgumentException($"The metadata key '{key}' must end in '-bin' to hold bytes.", nameof(key));
        Append(new GrpcMetadataEntry(key, null, value));
    }

    /// <summary>The values of a text key in order.</summary>
    public IEnumerable<string> GetTexts(string key)
        => Entries.Where(e => !e.IsBinary && e.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(e => e.Text);

    /// <summary>The values of a binary key in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> GetBytes(string key)
        => Entries.Where(e => e.IsBinary && e.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(e => e.Bytes);

    /// <summary>Finds the last value of a text key.</summary>
    public bool TryGetText(string key, [NotNullWhen(true)] out string? value)
    {
        for (int i = Entries.Count - 1; i >= 0; i--)
        {
            if (!Entries[i].IsBinary && Entries[i].Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                value = Entries[i].Text;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<GrpcMetadataEntry> GetEnumerator() => Entries.GetEnumerator();

    /// <summary>The keys, without their values.</summary>
    public override string ToString() => string.Join(", ", Entries.Select(e => e.Key));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static bool IsBinary(string key) => key.EndsWith("-bin", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes what a server sent: nothing is checked but nothing is sent on either.</summary>
    internal void AddReceived(string key, string value)
    {
        if (!IsBinary(key))
        {
            Append(new GrpcMetadataEntry(key, value, default));
            return;
        }

        foreach (string part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (GrpcBase64.TryDecode(part, out byte[]? bytes))
                Append(new GrpcMetadataEntry(key, null, bytes));
        }
    }

    private void Append(GrpcMetadataEntry entry) => (_entries ??= []).Add(entry);

    private static string CheckKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        string lower = key.ToLowerInvariant();
        if (lower.AsSpan().IndexOfAnyExcept(KeyCharacters) >= 0)
            throw new ArgumentException("A metadata key consists of letters, digits, '-', '_' and '.'.", nameof(key));
        return lower.StartsWith("grpc-", StringComparison.Ordinal) || lower is "te" or "content-type" or "host"
            ? throw new ArgumentException($"The metadata key '{lower}' belongs to the protocol.", nameof(key))
            : lower;
    }
}
