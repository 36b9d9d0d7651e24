using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Core;

/// <summary>The few headers of a request, in order, found by looking at each.</summary>
internal sealed class TransportRequestHeaders : PipelineRequestHeaders
{
    private const int UsualCount = 8;

    private readonly List<KeyValuePair<string, string>> _headers = new(UsualCount);

    public override void Add(string name, string value) => _headers.Add(new(name, value));

    public override void Set(string name, string value)
    {
        int index = IndexOf(name, 0);
        if (index < 0)
        {
            Add(name, value);
            return;
        }

        _headers[index] = new(name, value);
        while ((index = IndexOf(name, index + 1)) >= 0)
            _headers.RemoveAt(index--);
    }

    public override bool Remove(string name)
    {
        int count = _headers.Count;
        for (int index = 0; (index = IndexOf(name, index)) >= 0;)
            _headers.RemoveAt(index);
        return _headers.Count < count;
    }

    public override bool TryGetValue(string name, [NotNullWhen(true)] out string? value)
    {
        int index = IndexOf(name, 0);
        value = index < 0 ? null
            : IndexOf(name, index + 1) < 0 ? _headers[index].Value
            : string.Join(",", TryGetValues(name, out IEnumerable<string>? values) ? values : []);
        return value is not null;
    }

    public override bool TryGetValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        List<string>? found = null;
        for (int index = 0; (index = IndexOf(name, index)) >= 0; index++)
            (found ??= []).Add(_headers[index].Value);
        values = found;
        return found is not null;
    }

    public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _headers.GetEnumerator();

    public void CopyTo(HttpRequestMessage request)
    {
        foreach ((string name, string value) in _headers)
        {
            // What the request does not take describes its content.
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private int IndexOf(string name, int start)
    {
        for (int i = start; i < _headers.Count; i++)
        {
            if (string.Equals(_headers[i].Key, name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
