using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LabelingGen.Generator.Tests.Clients;

namespace LabelingGen.Generator.Tests.Hostile;

/// <summary>
/// A document in which every kind of string has a place with a name: <c>«s:title»</c>. Whatever stands at an "s" place must leave the shape of the output
/// alone; a "w" place steers what is emitted (a media type, an address, a name in a path template), so that it must only never become code.
/// </summary>
internal sealed partial class HostileDocument
{
    private readonly string _template;
    private readonly Func<string, string> _escape;

    public HostileDocument(string template, Func<string, string> escape)
    {
        _template = template;
        _escape = escape;
        Places = PlacePattern().Matches(template).Select(match => match.Value).Distinct().ToList();
    }

    public IReadOnlyList<string> Places { get; }

    public static bool IsStrict(string place) => place[1] == 's';

    /// <summary>A JSON string's escapes: every character that is not plain by its code, so that also lone surrogates travel.</summary>
    public static string EscapeJson(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char character in text)
        {
            if (character is >= ' ' and <= '~' and not ('"' or '\\'))
                escaped.Append(character);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return escaped.ToString();
    }

    /// <summary>The document with a plain word at every place but the given ones.</summary>
    public string With(IReadOnlyDictionary<string, string> texts) => PlacePattern().Replace(_template, match =>
        texts.TryGetValue(match.Value, out string? text) ? _escape(text) : "plain" + char.ToUpperInvariant(match.Value[3]) + match.Value[4..^1]);

    public string With(string place, string text) => With(new Dictionary<string, string> { [place] = text });

    public static SyntaxShape Shape(string document) => SyntaxShape.Of(GeneratedClient.Of(document).Files);

    [GeneratedRegex("«[sw]:[A-Za-z]+»")]
    private static partial Regex PlacePattern();
}
