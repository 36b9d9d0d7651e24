namespace LabelingGen.Core;

public sealed partial class ApiRequest
{
    /// <summary>Sets a parameter of the path that is an object.</summary>
    /// <exception cref="ArgumentException">There is no member, one is empty, or the template has no such parameter.</exception>
    public ApiRequest Path(
        string name, IEnumerable<KeyValuePair<string, ParameterValue>> members, ParameterStyle style = ParameterStyle.Simple,
        bool explode = false)
    {
        ArgumentNullException.ThrowIfNull(members, name);
        (string start, string separator) = (style, explode) switch
        {
            (ParameterStyle.Label, true) => (".", "."),
            (ParameterStyle.Label, false) => (".", ","),
            (ParameterStyle.Matrix, true) => (";", ";"),
            (ParameterStyle.Matrix, false) => (ParameterText.PathPrefix(name, style), ","),
            _ => ("", ","),
        };
        string joined = string.Join(separator, Texts(members, explode, text => ParameterText.EscapePath(name, text)));
        if (joined.Length == 0)
            throw new ArgumentException($"The path parameter '{name}' must not be empty.", name);
        SetPath(name, start + joined);
        return this;
    }

    /// <summary>Sets a header that is an object, its members joined by commas; null, or no member, is left out.</summary>
    /// <exception cref="ArgumentException">A value holds a line break, NUL or a character outside ASCII.</exception>
    public ApiRequest Header(string name, IEnumerable<KeyValuePair<string, ParameterValue>>? members, bool explode = false)
    {
        string joined = string.Join(',', Texts(members ?? [], explode, text => text));
        return joined.Length == 0 ? this : Header(name, joined);
    }

    /// <summary>Adds a cookie that holds several values: one cookie for each, or one for all; null or an empty list is left out.</summary>
    /// <exception cref="ArgumentException">One of the values is null.</exception>
    public ApiRequest Cookie(string name, IEnumerable<ParameterValue>? values, bool explode = true)
    {
        List<string> texts = ParameterText.Required(name, values);
        if (!explode)
            return texts.Count == 0 ? this : Cookie(name, string.Join(',', texts));
        foreach (string text in texts)
            Cookie(name, text);
        return this;
    }

    /// <summary>Adds a cookie that is an object: one cookie per member, or one for all; null, or no member, is left out.</summary>
    public ApiRequest Cookie(string name, IEnumerable<KeyValuePair<string, ParameterValue>>? members, bool explode = true)
    {
        if (!explode)
        {
            string joined = string.Join(',', Texts(members ?? [], explode: false, text => text));
            return joined.Length == 0 ? this : Cookie(name, joined);
        }

        foreach ((string key, ParameterValue value) in members ?? [])
            Cookie(key, value);
        return this;
    }

    private static IEnumerable<string> Texts(IEnumerable<KeyValuePair<string, ParameterValue>> members, bool explode,
        Func<string, string> escape)
    {
        foreach ((string key, ParameterValue value) in members)
        {
            if (value.Text is not { } text)
                continue;
            if (explode)
            {
                yield return $"{escape(key)}={escape(text)}";
            }
            else
            {
                yield return escape(key);
                yield return escape(text);
            }
        }
    }
}
