using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>
/// The part of the query language that public material shows: comparisons joined by <c>and</c>, such as
/// <c>annotations.count &gt; 6 and metadata.animal = "dog"</c>.
/// </summary>
internal static class NucleusQuery
{
    private static readonly string[] Operators = [">=", "<=", "!=", "==", "=", ">", "<"];

    /// <summary>Makes a filter of JSON objects; a member with dots reaches into objects.</summary>
    /// <exception cref="VendorErrorException">The query cannot be read.</exception>
    public static Func<JsonObject, bool> Parse(string? query)
    {
        if (string.IsNullOrWhiteSpace(query))
            return _ => true;
        List<Func<JsonObject, bool>> clauses = [];
        foreach (string clause in SplitAtAnd(query))
            clauses.Add(ParseClause(clause.Trim()));
        return row => clauses.TrueForAll(c => c(row));
    }

    private static IEnumerable<string> SplitAtAnd(string query)
    {
        int start = 0;
        bool quoted = false;
        for (int i = 0; i < query.Length; i++)
        {
            quoted ^= query[i] == '"';
            if (!quoted && string.Compare(query, i, " and ", 0, 5, StringComparison.OrdinalIgnoreCase) == 0)
            {
                yield return query[start..i];
                start = i + 5;
            }
        }

        yield return query[start..];
    }

    private static Func<JsonObject, bool> ParseClause(string clause)
    {
        foreach (string op in Operators)
        {
            int at = clause.IndexOf(op, StringComparison.Ordinal);
            if (at <= 0)
                continue;
            string[] path = clause[..at].Trim().Split('.');
            string literal = clause[(at + op.Length)..].Trim();
            if (path.Any(p => p.Length == 0 || !p.All(c => char.IsLetterOrDigit(c) || c is '_' or '-')) || literal.Length == 0)
                break;
            object value = ParseLiteral(literal, clause);
            return row => Compare(Reach(row, path), op, value);
        }

        throw new VendorErrorException(400, $"Query syntax error near '{clause}'.");
    }

    private static object ParseLiteral(string literal, string clause)
    {
        if (literal.Length >= 2 && literal[0] is '"' or '\'' && literal[^1] == literal[0])
            return literal[1..^1];
        if (double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return number;
        return literal is "true" or "false" ? literal : throw new VendorErrorException(400, $"Query syntax error near '{clause}'.");
    }

    private static JsonNode? Reach(JsonNode? node, string[] path)
    {
        foreach (string member in path)
        {
            if (member == "count" && node is JsonArray array)
                return array.Count;
            node = node is JsonObject obj ? obj[member] : null;
        }

        return node;
    }

    private static bool Compare(JsonNode? node, string op, object value)
    {
        if (node is not JsonValue actual)
            return op == "!=";
        int? order = value is double number
            ? actual.GetValueKind() == JsonValueKind.Number ? double.Parse(actual.ToJsonString(), CultureInfo.InvariantCulture)
                .CompareTo(number) : null
            : string.CompareOrdinal(actual.ToString(), (string)value);
        return op switch
        {
            "=" or "==" => order == 0,
            "!=" => order != 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "<" => order < 0,
            _ => order <= 0,
        };
    }
}
