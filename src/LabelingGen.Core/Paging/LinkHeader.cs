using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>Reads web links (RFC 8288): <c>&lt;address&gt;; rel="next", …</c>.</summary>
internal static class LinkHeader
{
    public static string? Find(PipelineResponse response, string relation)
    {
        if (!response.Headers.TryGetValues("Link", out IEnumerable<string>? values) || values is null)
            return null;
        foreach (string value in values)
        {
            if (Find(value, relation) is { } link)
                return link;
        }

        return null;
    }

    internal static string? Find(ReadOnlySpan<char> value, string relation)
    {
        while (true)
        {
            int open = value.IndexOf('<');
            int close = open < 0 ? -1 : value[open..].IndexOf('>') + open;
            if (open < 0 || close < open)
                return null;
            ReadOnlySpan<char> link = value[(open + 1)..close];
            value = value[(close + 1)..];
            int end = EndOfParameters(value);
            if (HasRelation(value[..end], relation))
                return link.Trim().ToString();
            value = value[end..];
        }
    }

    private static int EndOfParameters(ReadOnlySpan<char> value)
    {
        bool quoted = false;
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] == '"')
                quoted = !quoted;
            else if (value[i] == '\\' && quoted)
                i++;
            else if (value[i] == ',' && !quoted)
                return i;
        }

        return value.Length;
    }

    private static bool HasRelation(ReadOnlySpan<char> parameters, string relation)
    {
        foreach (string text in parameters.ToString().Split(';', StringSplitOptions.TrimEntries))
        {
            int equals = text.IndexOf('=');
            if (equals < 0 || !text.AsSpan(0, equals).TrimEnd().Equals("rel", StringComparison.OrdinalIgnoreCase))
                continue;
            string[] relations = text[(equals + 1)..].Trim().Trim('"').Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (relations.Contains(relation, StringComparer.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
