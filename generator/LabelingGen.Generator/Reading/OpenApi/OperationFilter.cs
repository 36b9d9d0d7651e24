using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>Which operations the options ask for.</summary>
internal static class OperationFilter
{
    public static bool Wants(ReadOptions options, string path, SpecCursor operation)
    {
        if (!options.HasFilter)
            return true;
        List<string> tags = operation.Value("tags")?.Items().Where(t => t.Scalar is not null).Select(t => t.Scalar!.Text).ToList()
            ?? new List<string>();
        return (options.IncludeTags.Count == 0 || tags.Any(t => Matches(options.IncludeTags, t)))
            && !tags.Any(t => Matches(options.ExcludeTags, t))
            && (options.IncludePaths.Count == 0 || Matches(options.IncludePaths, path))
            && !Matches(options.ExcludePaths, path);
    }

    private static bool Matches(IEnumerable<string> patterns, string text) => patterns.Any(p => Matches(p, text));

    /// <summary>
    /// Linear in both lengths' product at worst: a star matches greedily and is taken back one at a time, only the last one.
    /// </summary>
    internal static bool Matches(string pattern, string text)
    {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int t = 0; t < text.Length;)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }
}
