using System.Buffers;
using System.Text;

namespace LabelingGen.Core;

/// <summary>Writes parameter values into paths and queries so that no value can change the route or another parameter.</summary>
internal static class ParameterText
{
    /// <summary>
    /// What a query may hold unescaped with <c>allowReserved</c>; <c>&amp; # +</c> would still be read as something else.
    /// </summary>
    private static readonly SearchValues<char> ReservedKept =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$'()*,;=");

    public static string EscapePath(string name, string? value) => string.IsNullOrEmpty(value)
        ? throw new ArgumentException($"The path parameter '{name}' must not be empty.", name)
        : Uri.EscapeDataString(value);

    public static string EscapeSegments(string name, string? value) =>
        string.Join('/', (value ?? "").Split('/').Select(segment => EscapePath(name, segment)));

    public static string PathPrefix(string name, ParameterStyle style) => style switch
    {
        ParameterStyle.Label => ".",
        ParameterStyle.Matrix => $";{Uri.EscapeDataString(name)}=",
        _ => string.Empty,
    };

    public static string PathList(string name, IEnumerable<ParameterValue> values, ParameterStyle style, bool explode)
    {
        string separator = (style, explode) switch
        {
            (ParameterStyle.Label, true) => ".",
            (ParameterStyle.Matrix, true) => PathPrefix(name, style),
            _ => ",",
        };
        List<string> texts = [];
        foreach (ParameterValue value in values)
            texts.Add(EscapePath(name, value.Text));
        string joined = string.Join(separator, texts);
        return joined.Length == 0
            ? throw new ArgumentException($"The path parameter '{name}' must not be empty.", name)
            : PathPrefix(name, style) + joined;
    }

    public static string Separator(ParameterStyle style) => style switch
    {
        ParameterStyle.SpaceDelimited => "%20",
        ParameterStyle.TabDelimited => "%09",
        ParameterStyle.PipeDelimited => "|",
        _ => ",",
    };

    public static List<string> Required(string name, IEnumerable<ParameterValue>? values)
    {
        List<string> texts = [];
        foreach (ParameterValue value in values ?? [])
            texts.Add(Required(name, value));
        return texts;
    }

    public static string Required(string name, ParameterValue value) =>
        value.Text ?? throw new ArgumentException($"A value of the parameter '{name}' is null.", name);

    public static string EscapeQuery(string value, bool allowReserved)
    {
        if (!allowReserved)
            return Uri.EscapeDataString(value);
        if (value.AsSpan().IndexOfAnyExcept(ReservedKept) < 0)
            return value;
        var escaped = new StringBuilder(value.Length + 8);
        foreach (Rune rune in value.EnumerateRunes())
        {
            string text = rune.ToString();
            escaped.Append(rune.IsAscii && ReservedKept.Contains((char)rune.Value) ? text : Uri.EscapeDataString(text));
        }

        return escaped.ToString();
    }

    /// <summary>A segment that is <c>.</c> or <c>..</c> would be folded away and call another route.</summary>
    public static void RefuseDotSegments(string address, PathTemplate template)
    {
        ReadOnlySpan<char> rest = address;
        while (!rest.IsEmpty)
        {
            int slash = rest.IndexOf('/');
            ReadOnlySpan<char> segment = slash < 0 ? rest : rest[..slash];
            if (segment is "." or "..")
                throw new ArgumentException($"A parameter of the path '{template.Text}' is '.' or '..', which would call another route.");
            rest = slash < 0 ? default : rest[(slash + 1)..];
        }
    }
}
