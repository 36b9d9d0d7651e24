namespace LabelingGen.Generator.Reading.Tree;

/// <summary>Visits every mapping of a document without recursion; one that aliases share once only.</summary>
internal static class TreeWalk
{
    /// <param name="visit">Tells whether to visit what is below, too.</param>
    public static void Visit(SpecDocument document, CancellationToken cancellationToken, Func<SpecMapping, bool> visit)
    {
        // Without aliases no node stands twice, and the bookkeeping would cost more than the walk.
        HashSet<SpecNode>? seen = document.HasAliases ? new HashSet<SpecNode>() : null;
        Stack<SpecNode> open = new();
        open.Push(document.Root);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SpecNode node = open.Pop();
            if (seen is not null && !seen.Add(node))
                continue;
            if (node is SpecMapping mapping)
            {
                if (!visit(mapping))
                    continue;
                foreach (SpecEntry entry in mapping.Entries)
                {
                    if (entry.Value is not SpecScalar)
                        open.Push(entry.Value);
                }
            }
            else if (node is SpecSequence sequence)
            {
                foreach (SpecNode item in sequence.Items)
                {
                    if (item is not SpecScalar)
                        open.Push(item);
                }
            }
        }
    }

    /// <summary>As <see cref="Visit(SpecDocument, CancellationToken, Func{SpecMapping, bool})"/>, with the way to each mapping.</summary>
    public static void VisitPlaces(SpecDocument document, CancellationToken cancellationToken, Action<SpecCursor> visit)
    {
        HashSet<SpecNode> seen = new();
        Stack<SpecCursor> open = new();
        open.Push(SpecCursor.Root(document));
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SpecCursor at = open.Pop();
            if (!seen.Add(at.Node))
                continue;
            if (at.Node is SpecMapping)
                visit(at);
            foreach (SpecCursor child in at.Node is SpecMapping ? at.Entries() : at.Items())
            {
                if (child.Node is not SpecScalar)
                    open.Push(child);
            }
        }
    }
}
