using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Emulator;

/// <summary>Things by id that are listed in the order they came, also after some were removed.</summary>
internal sealed class ClarifaiTable<T> : IEnumerable<KeyValuePair<string, T>>
{
    private readonly Dictionary<string, (long Number, T Value)> _items = new(StringComparer.Ordinal);
    private long _next;

    public int Count => _items.Count;

    public IEnumerable<T> Values => this.Select(item => item.Value);

    public T this[string id]
    {
        get => _items[id].Value;
        set => _items[id] = (_items.TryGetValue(id, out (long Number, T) known) ? known.Number : _next++, value);
    }

    public void Add(string id, T value) => _items.Add(id, (_next++, value));

    public bool TryAdd(string id, T value) => _items.TryAdd(id, (_next++, value));

    public bool Remove(string id) => _items.Remove(id);

    public bool ContainsKey(string id) => _items.ContainsKey(id);

    public bool TryGetValue(string id, [MaybeNullWhen(false)] out T value)
    {
        bool found = _items.TryGetValue(id, out (long, T Value) item);
        value = item.Value;
        return found;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _items.OrderBy(item => item.Value.Number)
        .Select(item => KeyValuePair.Create(item.Key, item.Value.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
