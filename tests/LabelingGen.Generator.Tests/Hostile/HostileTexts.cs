using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Tests.Hostile;

/// <summary>Texts that have broken code generators. Each tries to declare <see cref="Canary"/>.</summary>
internal static class HostileTexts
{
    /// <summary>A name that appears in the output as an identifier only if a text was taken for code.</summary>
    public const string Canary = "Injected9";

    public static readonly string[] All =
    [
        "", $"\"; class {Canary} {{ }} //", $"\" + new {Canary}() + \"", $"\\\"; class {Canary} {{ }} //",
        $"\\u0022; class {Canary} {{ }} //", "\"", "\\", "\\\\\"", "\"\"\"",
        $"\"\"\"\n; class {Canary} {{ }}\n\"\"\"", $"{{new {Canary}()}}", "{0}", "{", "}", "{{", "}}", $"{{\"{{new {Canary}()}}\"}}", "'",
        $"'; class {Canary} {{ }} //",
        $"a\nclass {Canary} {{ }}", $"a\rclass {Canary} {{ }}", $"a\r\nclass {Canary} {{ }}", $"a\u0085class {Canary} {{ }}",
        $"a\u2028class {Canary} {{ }}",
        $"a\u2029class {Canary} {{ }}", $"a\u000bclass {Canary} {{ }}", $"a\u000cclass {Canary} {{ }}",
        $"*/ class {Canary} {{ }} /*", $"*/\nclass {Canary} {{ }}", "/*", "//", $"</summary>\nclass {Canary} {{ }}", "</summary><script>",
        "<![CDATA[", "]]>", "&lt;", "&", "&#10;",
        "<see cref=\"!:x\"/>", "<", "--><!--",
        "#if true", $"\n#if false\n{Canary}", "\n#endif", "\n#line 1 \"x.cs\"", "\n#pragma warning disable", "\n#nullable disable",
        "\n#error x", "\n#region",
        "class", "async", "record", "field", "value", "this", "@class", "@", "_", "global::System", "System.Console", "namespace",
        "where T : new()", "operator", "implicit",
        "\ud83d\ude00", "a\ud83d\ude00b", "\u202ereversed\u202c", "\u200fright", "\u2066isolated\u2069", "zero\u200cwidth",
        "zero\u200dwidth", "\ufeff", "\ufffe", "\u00ad",
        "\u0430dmin", "e\u0301", "\u0345", "\u06f1", "\u2160", "\ufb01", "\u0131", "\u0130",
        "\u0000", "a\u0000b", "\u0001", "\u001b[31m", "\u007f", "\u0090", "\ud800", "a\udc00b", "\udfff\ud800",
        $")] class {Canary} {{ }} [A(\"", $"> {{ }} class {Canary} {{ }} //", $"; }} class {Canary} {{ static {Canary}() {{ }} }} //",
        "$(whoami)", "${x}", "`x`", "%s%n", "@\"", "$\"{1}\"", "\"u8",
        "1e400", "-", "+", ".", "..", "../../x", "C:\\x", "CON", "null", "true", "$ref", "x-", "~1", "a/b", "a b", " lead", "trail ", "\t",
        "'u8", "Equals", "GetHashCode", "ToString", "Read", "Write",
        "Guid Uri BinaryData DateOnly TimeOnly DateTimeOffset JsonNode JsonObject [JsonConverter( ReadOnlySpan< Dictionary< [NotNullWhen( ArgumentNullException",
        "System.Guid", "JsonCodec", "Dictionary", "Task", "String", "Object",
        new string('a', 10_000), new string('"', 10_000), new string('\n', 10_000), new string('\u0301', 300),
        string.Concat(Enumerable.Repeat("a b ", 2_500)),
    ];

    /// <summary>A text made of pieces of the others.</summary>
    public static string Mix(Random random) => string.Concat(Enumerable.Range(0, 1 + random.Next(4)).Select(_ =>
    {
        string text = All[random.Next(All.Length)];
        int start = random.Next(Math.Min(text.Length, 40));
        return text.Substring(start, random.Next(Math.Min(text.Length - start, 60) + 1));
    }));

    /// <summary>The text as a file of its kind has it at such a place.</summary>
    public static string Escape(string file, char kind, string text) => kind switch
    {
        'i' => text,
        'r' => EscapeJson(text.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            .Replace("%", "%25", StringComparison.Ordinal)),
        'c' => text.Replace("\n", "\n// ", StringComparison.Ordinal),
        'b' => text.Replace("*/", "* /", StringComparison.Ordinal),
        _ => file.EndsWith(".proto", StringComparison.Ordinal) ? EscapeProto(text) : EscapeJson(text),
    };

    // Every character that is not plain by its code, so that also lone surrogates travel.
    private static string EscapeJson(string text)
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

    private static string EscapeProto(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (byte unit in Encoding.UTF8.GetBytes(text))
        {
            if (unit is >= (byte)' ' and <= (byte)'~' and not ((byte)'"' or (byte)'\\'))
                escaped.Append((char)unit);
            else
                escaped.Append('\\').Append(Convert.ToString(unit, 8).PadLeft(3, '0'));
        }

        return escaped.ToString();
    }
}
