using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Overlays;

/// <summary>Makes a changed copy of a tree. Only the nodes on the way to a change are new. Depth is bounded by the parser's cap.</summary>
internal static class TreeEditor
{
    /// <summary>
    /// The tree with each target replaced; null from <paramref name="change"/> removes it. Null where the root itself is removed.
    /// </summary>
    public static SpecNode? Replace(SpecNode root, IReadOnlyList<TreePlace> targets, Func<SpecNode, SpecNode?> change)
    {
        HashSet<TreePlace> chosen = new(targets);
        Dictionary<TreePlace, Dictionary<int, TreePlace>> touched = new();
        foreach (TreePlace target in targets)
        {
            for (TreePlace place = target; place.Parent is { } parent; place = parent)
            {
                bool known = touched.TryGetValue(parent, out Dictionary<int, TreePlace>? children);
                if (!known)
                    touched.Add(parent, children = new Dictionary<int, TreePlace>());
                children![place.Position] = place;
                if (known)
                    break;
            }
        }

        return targets.Count == 0 ? root : Visit(targets[0].Root);

        SpecNode? Visit(TreePlace place)
        {
            SpecNode node = touched.TryGetValue(place, out Dictionary<int, TreePlace>? children) ? Copy(place.Node, children) : place.Node;
            return chosen.Contains(place) ? change(node) : node;
        }

        SpecNode Copy(SpecNode node, Dictionary<int, TreePlace> children)
        {
            if (node is SpecMapping mapping)
            {
                SpecEntry?[] entries = mapping.Entries.ToArray();
                bool isAnyRemoved = false;
                foreach (KeyValuePair<int, TreePlace> child in children)
                {
                    SpecNode? value = Visit(child.Value);
                    entries[child.Key] = value is null ? null : mapping.Entries[child.Key] with { Value = value };
                    isAnyRemoved |= value is null;
                }

                return isAnyRemoved
                    ? new SpecMapping(mapping.Source, mapping.Span, entries.OfType<SpecEntry>().ToArray(), mapping.Weight)
                    : mapping.WithValues(entries!);
            }

            SpecSequence sequence = (SpecSequence)node;
            List<SpecNode> items = new(sequence.Items.Count);
            for (int i = 0; i < sequence.Items.Count; i++)
            {
                if (!children.TryGetValue(i, out TreePlace? child))
                    items.Add(sequence.Items[i]);
                else if (Visit(child) is { } value)
                    items.Add(value);
            }

            return new SpecSequence(sequence.Source, sequence.Span, items.ToArray(), sequence.Weight);
        }
    }

    /// <summary>
    /// Overlay's merge: mappings are merged key by key, an update of a list is appended to it (a list as the update: each of its items),
    /// anything else is replaced. The same update of the same mapping gives the same node, so that an edit elsewhere leaves it as it was.
    /// </summary>
    public static SpecNode Merge(SpecNode target, SpecNode update)
    {
        if (target is not SpecMapping mapping)
            return MergeAnew(target, update);
        Tuple<SpecNode, SpecNode>? last = mapping.LastMerge;
        if (last is null || !ReferenceEquals(last.Item1, update))
            mapping.LastMerge = last = Tuple.Create(update, MergeAnew(mapping, update));
        return last.Item2;
    }

    private static SpecNode MergeAnew(SpecNode target, SpecNode update)
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
