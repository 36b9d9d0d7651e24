using System.Text;

namespace LabelingGen.Testing.Wire;

/// <summary>A request as it came in.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query as they were on the wire.</param>
/// <param name="Headers">Headers by name; several of one name are joined by a comma.</param>
/// <param name="Body">The body without its framing.</param>
public sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The path as it was on the wire.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>Decoded names and values of the query, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> Query => Target.Split('?', 2) is [_, { Length: > 0 } query]
        ? [.. query.Split('&').Select(Pair)]
        : [];

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>A header, or <see langword="null"/>.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;

    private static (string Name, string Value) Pair(string text) =>
        text.Split('=', 2) is [var name, var value] ? (Decode(name), Decode(value)) : (Decode(text), string.Empty);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
