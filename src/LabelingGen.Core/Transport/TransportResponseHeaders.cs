using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace LabelingGen.Core;

/// <summary>The headers of an answer as they came, those of its content included.</summary>
internal sealed class TransportResponseHeaders(HttpResponseMessage http) : PipelineResponseHeaders
{
    public override bool TryGetValue(string name, [NotNullWhen(true)] out string? value)
    {
        value = TryFind(name, out HeaderStringValues values) ? Join(values) : null;
        return value is not null;
    }

    public override bool TryGetValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryFind(name, out HeaderStringValues found) ? found : null;
        return values is not null;
    }

    public override IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        foreach ((string name, HeaderStringValues values) in http.Headers.NonValidated)
            yield return new(name, Join(values));
        foreach ((string name, HeaderStringValues values) in http.Content.Headers.NonValidated)
            yield return new(name, Join(values));
    }

    private static string Join(HeaderStringValues values)
    {
        // One value is by far the most frequent, and it is a string already.
        if (values.Count != 1)
            return string.Join(",", values);
        HeaderStringValues.Enumerator only = values.GetEnumerator();
        only.MoveNext();
        return only.Current;
    }

    private bool TryFind(string name, out HeaderStringValues values) =>
        http.Headers.NonValidated.TryGetValues(name, out values) || http.Content.Headers.NonValidated.TryGetValues(name, out values);
}
