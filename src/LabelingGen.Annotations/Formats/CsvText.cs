using System.Text;

namespace LabelingGen.Annotations.Formats;

/// <summary>Rows of comma-separated values (RFC 4180): fields with commas, quotes or line ends stand in quotes.</summary>
internal static class CsvText
{
    private const string FormulaStarts = "=+-@\t\r";

    public static string Field(string text, bool escapeFormulas)
    {
        if (escapeFormulas && IsGuarded(text))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 && !text.StartsWith('\'')
            ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public static string Unescape(string text, bool escapeFormulas) =>
        escapeFormulas && text.StartsWith('\'') && IsGuarded(text[1..]) ? text[1..] : text;

    /// <summary>Takes a row apart, or returns <see langword="null"/> if a quoted field goes on in the next line.</summary>
    /// <exception cref="AnnotationFormatException">A quote stands where none may.</exception>
    public static List<string>? TrySplit(string row, string file, int line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        int at = 0;
        while (true)
        {
            field.Clear();
            if (at < row.Length && row[at] == '"')
            {
                for (at++; ; at++)
                {
                    if (at >= row.Length)
                        return null;
                    if (row[at] != '"')
                        field.Append(row[at]);
                    else if (at + 1 < row.Length && row[at + 1] == '"')
                        field.Append(row[at++]);
                    else
                        break;
                }

                at++;
                if (at < row.Length && row[at] != ',')
                    throw new AnnotationFormatException("Text follows a closing quote.", file, line);
            }
            else
            {
                int end = row.IndexOf(',', at);
                string plain = row[at..(end < 0 ? row.Length : end)];
                if (plain.Contains('"', StringComparison.Ordinal))
                    throw new AnnotationFormatException("A quote stands within a field that has none at its beginning.", file, line);
                field.Append(plain);
                at = end < 0 ? row.Length : end;
            }

            fields.Add(field.ToString());
            if (at >= row.Length)
                return fields;
            at++;
            if (at == row.Length)
            {
                fields.Add("");
                return fields;
            }
        }
    }

    // A text that begins with apostrophes before a formula is guarded too, or it could not be told from a guarded one.
    private static bool IsGuarded(string text)
    {
        string bare = text.TrimStart('\'');
        return bare.Length > 0 && FormulaStarts.Contains(bare[0], StringComparison.Ordinal);
    }
}
