using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Overlays;

/// <summary>Makes a changed copy of a tree. Only the nodes on the way to a change are new. Depth is bounded by the parser's cap.</summary>
internal static class TreeEditor
{
    /// <summary>The tree with each target replaced; null from <paramref name="change"/> removes it. Null where the root itself is removed.</summary>
    public static SpecNode? Replace(SpecNode root, HashSet<SpecNode> targets, Func<SpecNode, SpecNode?> change)
    {
        Dictionary<SpecNode, SpecNode?> done = new();
        return Visit(root);

        SpecNode? Visit(SpecNode node)
        {
            if (node is SpecScalar && !targets.Contains(node))
                return node;
            if (done.TryGetValue(node, out SpecNode? known))
                return known;
            SpecNode? result = targets.Contains(node) ? change(node) : null;
            if (!targets.Contains(node))
                result = Children(node);
            done[node] = result;
            return result;
        }

        SpecNode Children(SpecNode node)
        {
            switch (node)
            {
                case SpecMapping mapping:
                    List<SpecEntry> entries = new(mapping.Entries.Count);
                    bool changed = false;
                    foreach (SpecEntry entry in mapping.Entries)
                    {
                        SpecNode? value = Visit(entry.Value);
                        changed |= !ReferenceEquals(value, entry.Value);
                        if (value is not null)
                            entries.Add(ReferenceEquals(value, entry.Value) ? entry : entry with { Value = value });
                    }

                    return changed ? new SpecMapping(mapping.Source, mapping.Span, entries.ToArray(), mapping.Weight) : mapping;
                case SpecSequence sequence:
                    List<SpecNode> items = sequence.Items.Select(Visit).OfType<SpecNode>().ToList();
                    return items.SequenceEqual(sequence.Items) ? sequence : new SpecSequence(sequence.Source, sequence.Span, items.ToArray(), sequence.Weight);
                default:
                    return node;
            }
        }
    }

    /// <summary>
    /// Overlay's merge: mappings are merged key by key, an update of a list is appended to it (a list as the update: each of its items), anything else is replaced.
    /// </summary>
    public static SpecNode Merge(SpecNode target, SpecNode update)
    {
        int weight = Math.Min(target.Weight + update.Weight, int.MaxValue / 2);
        switch (target, update)
        {
            case (SpecMapping old, SpecMapping added):
                List<SpecEntry> entries = new(old.Entries.Count + added.Entries.Count);
                foreach (SpecEntry entry in old.Entries)
                    entries.Add(added.Find(entry.Key) is { } by ? by with { Value = Merge(entry.Value, by.Value) } : entry);
                entries.AddRange(added.Entries.Where(e => old.Find(e.Key) is null));
                return new SpecMapping(old.Source, old.Span, entries.ToArray(), weight);
            case (SpecSequence list, SpecSequence more):
                return new SpecSequence(list.Source, list.Span, list.Items.Concat(more.Items).ToArray(), weight);
            case (SpecSequence list, SpecMapping item):
                return new SpecSequence(list.Source, list.Span, list.Items.Append(item).ToArray(), weight);
            default:
                return update;
        }
    }
}
