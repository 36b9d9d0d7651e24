using System.Collections.Concurrent;

namespace LabelingGen.Generator.Planning.Naming;

/// <summary>
/// Remembers what was made of a text: a document repeats the same few thousand names, and so does the next edit of it. Holds a bounded
/// number of texts, none of them long, however many documents the compiler's process sees.
/// </summary>
/// <param name="make">A function of the text alone, whose result nobody changes.</param>
internal sealed class NameMemo<T>(Func<string, T> make)
    where T : class
{
    private const int Capacity = 16 * 1024;
    private const int LongestText = 100;

    private readonly ConcurrentDictionary<string, T> _names = new(StringComparer.Ordinal);
    private int _count;

    public T Of(string text)
    {
        if (text.Length > LongestText)
            return make(text);
        if (_names.TryGetValue(text, out T? known))
            return known;
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            _names.Clear();
            _count = 0;
        }

        return _names[text] = make(text);
    }
}
