namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// Tag resolution of the YAML 1.2.2 core schema (section 10.3.2). Only what is listed there is not a string: <c>no</c>, <c>on</c>,
/// <c>1_000</c>, <c>12:30</c> and dates are text, as API authors expect.
/// </summary>
internal static class CoreSchema
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    public static ScalarKind Resolve(string text, bool plain, string? tag)
    {
        if (tag is not null && tag.StartsWith(TagPrefix, StringComparison.Ordinal))
        {
            ScalarKind kind = ResolvePlain(text);
            return tag.Substring(TagPrefix.Length) switch
            {
                "null" => ScalarKind.Null,
                "bool" when kind == ScalarKind.Boolean => ScalarKind.Boolean,
                "int" when kind == ScalarKind.Integer => ScalarKind.Integer,
                "float" when kind is ScalarKind.Integer or ScalarKind.Number => ScalarKind.Number,
                _ => ScalarKind.String,
            };
        }

        return plain && tag is null ? ResolvePlain(text) : ScalarKind.String;
    }

    private static ScalarKind ResolvePlain(string text)
    {
        if (text.Length == 0)
            return ScalarKind.Null;
        switch (text[0])
        {
            case '~' when text.Length == 1:
            case 'n' when text == "null":
            case 'N' when text is "Null" or "NULL":
                return ScalarKind.Null;
            case 't' when text == "true":
            case 'T' when text is "True" or "TRUE":
            case 'f' when text == "false":
            case 'F' when text is "False" or "FALSE":
                return ScalarKind.Boolean;
            case '+' or '-' or '.' or (>= '0' and <= '9'):
                return ResolveNumber(text);
            default:
                return ScalarKind.String;
        }
    }

    private static ScalarKind ResolveNumber(string text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 'o' or 'x')
        {
            for (int i = 2; i < text.Length; i++)
            {
                bool digit = text[1] == 'o' ? text[i] is >= '0' and <= '7' : Uri.IsHexDigit(text[i]);
                if (!digit)
                    return ScalarKind.String;
            }

            return ScalarKind.Integer;
        }

        int at = text[0] is '+' or '-' ? 1 : 0;
        string unsigned = text.Substring(at);
        if (unsigned is ".inf" or ".Inf" or ".INF" || (at == 0 && unsigned is ".nan" or ".NaN" or ".NAN"))
            return ScalarKind.Number;

        int start = at;
        at = SkipDigits(text, at);
        int digits = at - start;
        if (at == text.Length)
            return digits > 0 ? ScalarKind.Integer : ScalarKind.String;
        if (text[at] == '.')
        {
            int fraction = SkipDigits(text, at + 1);
            digits += fraction - at - 1;
            at = fraction;
        }

        if (digits == 0)
            return ScalarKind.String;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            int end = SkipDigits(text, at);
            if (end == at)
                return ScalarKind.String;
            at = end;
        }

        return at == text.Length ? ScalarKind.Number : ScalarKind.String;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && text[at] is >= '0' and <= '9')
            at++;
        return at;
    }
}
