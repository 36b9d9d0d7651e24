using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Emitting;

/// <summary>The second gate: spec text as a C# string literal. Everything that is not a plain visible character is escaped.</summary>
internal static class StringLiteral
{
    /// <summary>A literal of type <c>string</c>, with its quotes.</summary>
    public static string Of(string text)
    {
        StringBuilder literal = new(text.Length + 2);
        literal.Append('"');
        for (int i = 0; i < text.Length; i++)
            Append(literal, text, ref i, keepLoneSurrogates: true);
        return literal.Append('"').ToString();
    }

    /// <summary>A literal of type <c>ReadOnlySpan&lt;byte&gt;</c>; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.</summary>
    public static string Utf8(string text)
    {
        StringBuilder literal = new(text.Length + 4);
        literal.Append('"');
        for (int i = 0; i < text.Length; i++)
            Append(literal, text, ref i, keepLoneSurrogates: false);
        return literal.Append("\"u8").ToString();
    }

    private static void Append(StringBuilder literal, string text, ref int index, bool keepLoneSurrogates)
    {
        char current = text[index];
        switch (current)
        {
            case '"':
                literal.Append("\\\"");
                return;
            case '\\':
                literal.Append("\\\\");
                return;
            case '\n':
                literal.Append("\\n");
                return;
            case '\r':
                literal.Append("\\r");
                return;
            case '\t':
                literal.Append("\\t");
                return;
        }

        if (current is >= ' ' and <= '~')
        {
            literal.Append(current);
        }
        else if (char.IsSurrogate(current))
        {
            if (char.IsHighSurrogate(current) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
                Escape(literal, char.ConvertToUtf32(current, text[++index]));
            else
                Escape(literal, keepLoneSurrogates ? current : '\ufffd');
        }
        else if (char.IsLetterOrDigit(current))
        {
            literal.Append(current);
        }
        else
        {
            Escape(literal, current);
        }
    }

    private static void Escape(StringBuilder literal, int codePoint)
    {
        bool isShort = codePoint <= 0xffff;
        literal.Append(isShort ? "\\u" : "\\U").Append(codePoint.ToString(isShort ? "x4" : "x8", CultureInfo.InvariantCulture));
    }
}
