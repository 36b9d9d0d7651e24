namespace LabelingGen.Generator.Reading.Tree;

/// <summary>Visits every mapping of a tree once, shared nodes too, without recursion.</summary>
internal static class TreeWalk
{
    public static void Visit(SpecCursor root, CancellationToken cancellationToken, Action<SpecCursor> visit)
    {
        HashSet<SpecNode> seen = new();
        Stack<SpecCursor> open = new();
        open.Push(root);
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
