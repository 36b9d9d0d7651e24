using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Annotations;

/// <summary>
/// An immutable map with text keys (compared ordinally). It enumerates in the order in which it was filled, so that what was read is
/// written in the same order; two maps are equal when they hold equal values under the same keys, whatever the order.
/// </summary>
/// <typeparam name="T">The kind of value.</typeparam>
public sealed class ValueMap<T> : IReadOnlyDictionary<string, T>, IEquatable<ValueMap<T>>
{
    private const int IndexedFrom = 8;

    private readonly KeyValuePair<string, T>[] _entries;
    private readonly Dictionary<string, int>? _index;

    private ValueMap(KeyValuePair<string, T>[] entries, Dictionary<string, int>? index)
    {
        _entries = entries;
        _index = index;
    }

    /// <summary>The map without entries.</summary>
    public static ValueMap<T> Empty { get; } = new([], null);

    /// <inheritdoc />
    public int Count => _entries.Length;

    /// <inheritdoc />
    public IEnumerable<string> Keys => _entries.Select(static entry => entry.Key);

    /// <inheritdoc />
    public IEnumerable<T> Values => _entries.Select(static entry => entry.Value);

    /// <inheritdoc />
    public T this[string key] => TryGetValue(key, out T? value) ? value : throw new KeyNotFoundException($"There is no entry '{key}'.");

    /// <summary>A map of <paramref name="entries"/>; a later entry with the same key replaces the value of the earlier one.</summary>
    public static ValueMap<T> Create(IEnumerable<KeyValuePair<string, T>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<KeyValuePair<string, T>> list = [];
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, T> entry in entries)
        {
            if (index.TryAdd(entry.Key, list.Count))
                list.Add(entry);
            else
                list[index[entry.Key]] = entry;
        }

        return list.Count == 0 ? Empty : new ValueMap<T>([.. list], list.Count >= IndexedFrom ? index : null);
    }

    /// <summary>
    /// A map with <paramref name="value"/> under <paramref name="key"/>: in its place if the key is there, else at the end.
    /// </summary>
    public ValueMap<T> With(string key, T value) => Create([.. _entries, new KeyValuePair<string, T>(key, value)]);

    /// <summary>A map without <paramref name="key"/>; this map if the key is not in it.</summary>
    public ValueMap<T> Without(string key) =>
        ContainsKey(key) ? Create(_entries.Where(entry => !string.Equals(entry.Key, key, StringComparison.Ordinal))) : this;

    /// <inheritdoc />
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        int at = _index is null ? Array.FindIndex(_entries, entry => string.Equals(entry.Key, key, StringComparison.Ordinal))
            : _index.GetValueOrDefault(key, -1);
        value = at < 0 ? default : _entries[at].Value;
        return at >= 0;
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <inheritdoc />
    public bool Equals(ValueMap<T>? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || Count != other.Count)
            return false;
        foreach ((string key, T value) in _entries)
        {
            if (!other.TryGetValue(key, out T? theirs) || !EqualityComparer<T>.Default.Equals(value, theirs))
                return false;
        }

        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ValueMap<T>);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        int hash = Count;
        foreach ((string key, T value) in _entries)
            hash ^= HashCode.Combine(string.GetHashCode(key, StringComparison.Ordinal), value);
        return hash;
    }

    /// <summary>The entries as <c>{key: value, …}</c>.</summary>
    public override string ToString() => $"{{{string.Join(", ", _entries.Select(static entry => $"{entry.Key}: {entry.Value}"))}}}";
}
