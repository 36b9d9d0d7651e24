using System.Text;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// Damages a document: some changes keep the syntax (keys and values swapped for others of the format's own words), some do not.
/// </summary>
internal static class SpecMutator
{
    private static readonly string[] Words =
    [
        "null", "true", "[]", "{}", "-1", "1e999", "''", "$ref", "allOf", "oneOf", "anyOf", "type", "properties", "items", "required",
            "enum", "const", "discriminator",
        "mapping", "nullable", "additionalProperties", "parameters", "schema", "content", "responses", "default", "4XX", "in", "path",
            "query", "name", "object", "array",
        "string", "integer", "format", "int64", "'#/'", "'#/components/schemas'", "'#/paths/~1'", "'#'", "'file:///etc/passwd'",
            "'http://127.0.0.1:1/a.yaml'", "'../../a.yaml'",
        "&a", "*a", "<<", "!!str", "|", ">-", "\u0000", "\u2028", "\ud800", "\ufeff", "\t", "{a: {a: {a: 1}}}", "[[[1]]]",
            "{$ref: '#/components/schemas/Pet'}", "{$ref: 5}",
        "x-pagination: {style: cursor}", "securitySchemes", "servers", "tags", "callbacks", "webhooks", "encoding", "headers", "%7B",
            "{id}", "..",
    ];

    public static string Mutate(string[] texts, int seed)
    {
        Random random = new(seed);
        StringBuilder text = new(texts[random.Next(texts.Length)]);
        int changes = 1 + random.Next(8);
        for (int i = 0; i < changes && text.Length > 10; i++)
            Change(text, random);
        return text.ToString();
    }

    private static void Change(StringBuilder text, Random random)
    {
        int at = random.Next(text.Length);
        switch (random.Next(8))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 200), text.Length - at));
                break;
            case 1:
                text.Insert(at, Words[random.Next(Words.Length)]);
                break;
            case 2:
                text[at] = (char)random.Next(1, 0x3000);
                break;
            case 3:
                ReplaceLineValue(text, at, random);
                break;
            case 4:
                MoveLines(text, at, random);
                break;
            case 5:
                ReplaceWord(text, at, random);
                break;
            case 6:
                ReplaceLineValue(text, at, random);
                ReplaceWord(text, random.Next(text.Length), random);
                break;
            default:
                text.Length = Math.Max(10, at);
                break;
        }
    }

    /// <summary>What stands behind the colon of a line becomes something else.</summary>
    private static void ReplaceLineValue(StringBuilder text, int at, Random random)
    {
        int colon = IndexOf(text, ':', at);
        int end = colon < 0 ? -1 : IndexOf(text, '\n', colon);
        if (end < 0)
            return;
        text.Remove(colon + 1, end - colon - 1).Insert(colon + 1, " " + Words[random.Next(Words.Length)]);
    }

    private static void ReplaceWord(StringBuilder text, int at, Random random)
    {
        int start = at;
        while (start < text.Length && !char.IsLetter(text[start]))
            start++;
        int end = start;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        if (end > start)
            text.Remove(start, end - start).Insert(start, Words[random.Next(Words.Length)]);
    }

    private static void MoveLines(StringBuilder text, int at, Random random)
    {
        int start = IndexOf(text, '\n', at);
        int end = start < 0 ? -1 : IndexOf(text, '\n', Math.Min(text.Length - 1, start + random.Next(1, 2_000)));
        if (end <= start)
            return;
        string lines = text.ToString(start, end - start);
        int target = IndexOf(text, '\n', random.Next(text.Length));
        if (target >= 0)
            text.Insert(target, lines);
    }

    private static int IndexOf(StringBuilder text, char c, int start)
    {
        for (int i = start; i < text.Length && i < start + 4_000; i++)
        {
            if (text[i] == c)
                return i;
        }

        return -1;
    }
}
