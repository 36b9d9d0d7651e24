namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// Mappings made of several: YAML's merge key <c>&lt;&lt;</c> (of YAML 1.1, still written by hand) and keys that a text repeats.
/// </summary>
internal static class MergeKeys
{
    /// <summary>A mapping's own entries, then those of merged mappings whose keys it has not: the first one wins.</summary>
    public static SpecEntry[] Apply(List<SpecEntry> own, List<SpecNode> merged)
    {
        List<SpecEntry> entries = new(own);
        HashSet<string> keys = new(own.Select(e => e.Key), StringComparer.Ordinal);
        foreach (SpecNode node in merged)
        {
            IEnumerable<SpecNode> sources = node is SpecSequence list ? list.Items : [node];
            foreach (SpecMapping mapping in sources.OfType<SpecMapping>())
                entries.AddRange(mapping.Entries.Where(e => keys.Add(e.Key)));
        }

        return entries.ToArray();
    }

    public static bool Disjoint(SpecMapping first, SpecMapping second) => second.Entries.All(e => first.Find(e.Key) is null);

    public static SpecMapping Concat(SpecMapping first, SpecMapping second) => new(
        first.Source, first.Span, first.Entries.Concat(second.Entries).ToArray(), Math.Min(first.Weight + second.Weight, int.MaxValue / 2));
}
