using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>Writes a node as compact JSON text. Numbers keep their spelling where JSON has it.</summary>
internal static class SpecJson
{
    /// <summary>The node's JSON, or <see langword="null"/> where it would be longer than <paramref name="limit"/> characters.</summary>
    public static string? Write(SpecNode node, int limit = int.MaxValue)
    {
        StringBuilder text = new();
        return Write(node, text, limit) ? text.ToString() : null;
    }

    public static string Quote(string value)
    {
        StringBuilder text = new(value.Length + 2);
        WriteString(value, text);
        return text.ToString();
    }

    // Recursion is bounded by the parser's depth cap.
    private static bool Write(SpecNode node, StringBuilder text, int limit)
    {
        if (text.Length > limit)
            return false;
        switch (node)
        {
            case SpecScalar scalar:
                WriteScalar(scalar, text);
                return text.Length <= limit;
            case SpecSequence sequence:
                text.Append('[');
                for (int i = 0; i < sequence.Items.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    if (!Write(sequence.Items[i], text, limit))
                        return false;
                }

                text.Append(']');
                return true;
            case SpecMapping mapping:
                text.Append('{');
                for (int i = 0; i < mapping.Entries.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    WriteString(mapping.Entries[i].Key, text);
                    text.Append(':');
                    if (!Write(mapping.Entries[i].Value, text, limit))
                        return false;
                }

                text.Append('}');
                return true;
            default:
                throw new InvalidOperationException("Unknown kind of node.");
        }
    }

    private static void WriteScalar(SpecScalar scalar, StringBuilder text)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                text.Append("null");
                break;
            case ScalarKind.Boolean:
                text.Append(scalar.Text[0] is 't' or 'T' ? "true" : "false");
                break;
            case ScalarKind.Integer or ScalarKind.Number when JsonNumber(scalar.Text) is { } number:
                text.Append(number);
                break;
            default:
                WriteString(scalar.Text, text);
                break;
        }
    }

    /// <summary>
    /// JSON's spelling of a YAML number: <c>+1</c>, <c>.5</c>, <c>01</c>, <c>1.</c>, <c>0x1F</c>, <c>0o17</c>; null for infinity and NaN.
    /// </summary>
    internal static string? JsonNumber(string text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'o')
        {
            System.Numerics.BigInteger value = 0;
            int radix = text[1] == 'x' ? 16 : 8;
            foreach (char digit in text.Substring(2))
                value = (value * radix) + Convert.ToInt32(digit.ToString(), 16);
            return value.ToString(CultureInfo.InvariantCulture);
        }

        string sign = text[0] == '-' ? "-" : "";
        string body = text[0] is '-' or '+' ? text.Substring(1) : text;
        if (body.Length == 0 || (body[0] == '.' && (body.Length == 1 || body[1] is < '0' or > '9')))
            return null;
        int end = body.IndexOfAny(ExponentLetters);
        string exponent = end < 0 ? "" : body.Substring(end);
        string mantissa = end < 0 ? body : body.Substring(0, end);
        if (mantissa[0] == '.')
            mantissa = "0" + mantissa;
        if (mantissa[mantissa.Length - 1] == '.')
            mantissa = mantissa.Substring(0, mantissa.Length - 1);
        int zeros = 0;
        while (zeros < mantissa.Length - 1 && mantissa[zeros] == '0' && mantissa[zeros + 1] != '.')
            zeros++;
        return sign + mantissa.Substring(zeros) + exponent;
    }

    private static readonly char[] ExponentLetters = ['e', 'E'];

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff':
                case >= '\ud800' and <= '\udfff' when !IsPaired(value, i):
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    private static bool IsPaired(string value, int at) =>
        char.IsHighSurrogate(value[at])
            ? at + 1 < value.Length && char.IsLowSurrogate(value[at + 1])
            : at > 0 && char.IsHighSurrogate(value[at - 1]);
}
