using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Core.Json;

/// <summary>
/// What a model read but has no member for, kept as it was spelled and written back: properties the client does not know, and values of
/// known properties that do not fit their member (of another type, or a number or date that .NET would spell differently). A kept value of
/// a known property goes when its member is assigned another value. Of several properties of one name, the last one wins.
/// </summary>
[DebuggerDisplay("Count = {Count}")]
public sealed class UnknownProperties : IReadOnlyDictionary<string, JsonNode?>
{
    private const int IndexFrom = 8;

    private Entry[] _entries = new Entry[2];
    private Dictionary<string, int>? _index;
    private ByteBuffer _bytes;
    private int _count;
    private int _removed;

    /// <summary>Number of properties kept.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (int i = 0; i < _count; i++)
                count += IsShown(i) ? 1 : 0;
            return count;
        }
    }

    /// <summary>Names of the properties kept, in the order they were read.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            for (int i = 0; i < _count; i++)
            {
                if (IsShown(i))
                    yield return NameOf(_entries[i]);
            }
        }
    }

    /// <summary>The values kept.</summary>
    public IEnumerable<JsonNode?> Values
    {
        get
        {
            for (int i = 0; i < _count; i++)
            {
                if (IsShown(i))
                    yield return NodeOf(_entries[i]);
            }
        }
    }

    internal bool HasKept { get; private set; }

    /// <summary>A value by its JSON name. Assign to send a property the client has no member for.</summary>
    /// <exception cref="KeyNotFoundException">There is no such property.</exception>
    public JsonNode? this[string key]
    {
        get => TryGetValue(key, out JsonNode? value) ? value : throw new KeyNotFoundException($"There is no unknown property '{key}'.");
        set
        {
            ArgumentNullException.ThrowIfNull(key);
            var reader = new Utf8JsonReader(value is null ? "null"u8 : Encoding.UTF8.GetBytes(value.ToJsonString()));
            reader.Read();
            Add(Encoding.UTF8.GetBytes(key), ref reader);
        }
    }

    /// <summary>Whether a property of this name is kept.</summary>
    public bool ContainsKey(string key) => IndexOf(key) is >= 0 and var index && !_entries[index].IsMissing;

    /// <summary>The value of a property; the node is the caller's own.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonNode? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        int index = IndexOf(key);
        bool isThere = index >= 0 && !_entries[index].IsMissing;
        value = isThere ? NodeOf(_entries[index]) : null;
        return isThere;
    }

    /// <summary>Drops a property, so that it is not written back.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        int index = IndexOf(key);
        if (index < 0)
            return false;
        _entries[index] = _entries[index] with { IsRemoved = true };
        _index?.Remove(key);
        _removed++;
        return true;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonNode?>> GetEnumerator()
    {
        for (int i = 0; i < _count; i++)
        {
            if (IsShown(i))
                yield return KeyValuePair.Create(NameOf(_entries[i]), NodeOf(_entries[i]));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Remembers the value the reader stands on under a name no member has.</summary>
    internal void Add(ReadOnlySpan<byte> name, ref Utf8JsonReader reader) => Store(name, ref reader, isKnown: false, value: null);

    /// <summary>Remembers how the value of a member was spelled.</summary>
    /// <param name="name">JSON name of the member.</param>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="value">What the member was set to; while it is still that, the spelling is written.</param>
    internal void Keep(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, object? value) => Store(name, ref reader, isKnown: true, value);

    /// <summary>Remembers that a required property was absent: while the member has its default, nothing is written.</summary>
    internal void AddMissing(JsonEncodedText name, object? value)
    {
        int start = _bytes.Length;
        _bytes.Append(Encoding.UTF8.GetBytes(JsonCodec.NameOf(name)));
        Append(new Entry(start, _bytes.Length - start, _bytes.Length, 0, value, IsKnown: true, IsMissing: true));
        HasKept = true;
    }

    /// <summary>Writes a member from its kept spelling, if there is one and the member still has the value that was read.</summary>
    /// <returns>Whether the member is dealt with.</returns>
    internal bool TryWriteKept(Utf8JsonWriter writer, JsonEncodedText name, object? current)
    {
        int index = IndexOf(JsonCodec.NameOf(name));
        if (index < 0 || !_entries[index].IsKnown || !Equals(_entries[index].Value, current))
            return false;
        Entry entry = _entries[index];
        if (!entry.IsMissing)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(_bytes.Written.Slice(entry.ValueStart, entry.ValueLength), skipInputValidation: true);
        }

        return true;
    }

    /// <summary>Writes the properties no member stands for.</summary>
    internal void WriteUnknown(Utf8JsonWriter writer)
    {
        for (int i = 0; i < _count; i++)
        {
            Entry entry = _entries[i];
            if (entry.IsKnown || entry.IsRemoved)
                continue;
            writer.WritePropertyName(_bytes.Written.Slice(entry.NameStart, entry.NameLength));
            writer.WriteRawValue(_bytes.Written.Slice(entry.ValueStart, entry.ValueLength), skipInputValidation: true);
        }
    }

    private void Store(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, bool isKnown, object? value)
    {
        RawJson.CheckText(name, isEscaped: false);
        int nameStart = _bytes.Length;
        _bytes.Append(name);
        int valueStart = _bytes.Length;
        RawJson.Copy(ref reader, ref _bytes);
        Append(new Entry(nameStart, name.Length, valueStart, _bytes.Length - valueStart, value, isKnown, IsMissing: false));
        HasKept |= isKnown;
    }

    // The last one of a name wins, in the place of the first.
    private void Append(Entry entry)
    {
        int same = Find(_bytes.Written.Slice(entry.NameStart, entry.NameLength));
        if (same >= 0)
        {
            _entries[same] = entry;
            return;
        }

        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        _entries[_count] = entry;
        _index?.Add(NameOf(entry), _count);
        _count++;
    }

    private int IndexOf(string name)
    {
        if (_index is not null)
            return _index.TryGetValue(name, out int index) ? index : -1;
        int length = Encoding.UTF8.GetByteCount(name);
        for (int i = 0; i < _count; i++)
        {
            if (_entries[i].NameLength == length && !_entries[i].IsRemoved && NameOf(_entries[i]) == name)
                return i;
        }

        return -1;
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        if (_count - _removed > IndexFrom)
            return Index().TryGetValue(Encoding.UTF8.GetString(name), out int index) ? index : -1;
        for (int i = 0; i < _count; i++)
        {
            if (!_entries[i].IsRemoved && name.SequenceEqual(_bytes.Written.Slice(_entries[i].NameStart, _entries[i].NameLength)))
                return i;
        }

        return -1;
    }

    private Dictionary<string, int> Index()
    {
        if (_index is null)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < _count; i++)
            {
                if (!_entries[i].IsRemoved)
                    _index.Add(NameOf(_entries[i]), i);
            }
        }

        return _index;
    }

    // Loops, not queries: every query over a value type is code of its own in a native program.
    private bool IsShown(int index) => !_entries[index].IsRemoved && !_entries[index].IsMissing;

    private string NameOf(Entry entry) => Encoding.UTF8.GetString(_bytes.Written.Slice(entry.NameStart, entry.NameLength));

    private JsonNode? NodeOf(Entry entry) => JsonNode.Parse(
        _bytes.Written.Slice(entry.ValueStart, entry.ValueLength),
        documentOptions: new JsonDocumentOptions { MaxDepth = JsonCodec.MaxDepth });

    private readonly record struct Entry(
        int NameStart, int NameLength, int ValueStart, int ValueLength, object? Value, bool IsKnown, bool IsMissing,
        bool IsRemoved = false);
}
