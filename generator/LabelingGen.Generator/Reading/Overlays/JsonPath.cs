using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Overlays;

/// <summary>
/// The part of JSONPath (RFC 9535) that overlays need: <c>$</c>, <c>.name</c>, <c>['name']</c>, <c>["name"]</c>, <c>[0]</c>, <c>[-1]</c>, <c>[*]</c>, <c>.*</c>,
/// unions of those, <c>..name</c>, <c>..*</c>, <c>..[…]</c>, and filters <c>[?@.a.b == 'x']</c>, <c>!=</c>, <c>[?@.a]</c>, <c>[?!@.a]</c>, joined with <c>&amp;&amp;</c> and <c>||</c>.
/// </summary>
internal sealed class JsonPath
{
    private readonly IReadOnlyList<Step> _steps;

    private JsonPath(IReadOnlyList<Step> steps) => _steps = steps;

    public static JsonPath? TryParse(string text, out string? problem)
    {
        JsonPathParser parser = new(text);
        List<Step>? steps = parser.Parse();
        problem = parser.Problem;
        return steps is null ? null : new JsonPath(steps);
    }

    /// <summary>Every node the path selects.</summary>
    public HashSet<SpecNode> Evaluate(SpecNode root, CancellationToken cancellationToken)
    {
        List<SpecNode> nodes = [root];
        foreach (Step step in _steps)
        {
            List<SpecNode> next = new();
            HashSet<SpecNode> seen = new();
            foreach (SpecNode node in step.Descend ? Descendants(nodes, cancellationToken) : nodes)
            {
                foreach (Selector selector in step.Selectors)
                {
                    foreach (SpecNode selected in selector.Select(node))
                    {
                        if (seen.Add(selected))
                            next.Add(selected);
                    }
                }
            }

            nodes = next;
        }

        return new HashSet<SpecNode>(nodes);
    }

    private static List<SpecNode> Descendants(List<SpecNode> roots, CancellationToken cancellationToken)
    {
        List<SpecNode> found = new();
        HashSet<SpecNode> seen = new();
        Stack<SpecNode> open = new(((IEnumerable<SpecNode>)roots).Reverse());
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SpecNode node = open.Pop();
            if (!seen.Add(node))
                continue;
            found.Add(node);
            foreach (SpecNode child in Children(node).Reverse())
                open.Push(child);
        }

        return found;
    }

    internal static IEnumerable<SpecNode> Children(SpecNode node) => node switch
    {
        SpecMapping mapping => mapping.Entries.Select(e => e.Value),
        SpecSequence sequence => sequence.Items,
        _ => [],
    };

    internal sealed record Step(bool Descend, IReadOnlyList<Selector> Selectors);

    internal abstract record Selector
    {
        public abstract IEnumerable<SpecNode> Select(SpecNode node);
    }

    internal sealed record NameSelector(string Name) : Selector
    {
        public override IEnumerable<SpecNode> Select(SpecNode node) => node is SpecMapping mapping && mapping.Find(Name) is { } entry ? [entry.Value] : [];
    }

    internal sealed record IndexSelector(int Index) : Selector
    {
        public override IEnumerable<SpecNode> Select(SpecNode node)
        {
            if (node is not SpecSequence sequence)
                return [];
            int index = Index < 0 ? sequence.Items.Count + Index : Index;
            return index >= 0 && index < sequence.Items.Count ? [sequence.Items[index]] : [];
        }
    }

    internal sealed record WildcardSelector : Selector
    {
        public override IEnumerable<SpecNode> Select(SpecNode node) => Children(node);
    }

    /// <summary>Alternatives of conditions that must all hold.</summary>
    internal sealed record FilterSelector(IReadOnlyList<IReadOnlyList<Condition>> Any) : Selector
    {
        public override IEnumerable<SpecNode> Select(SpecNode node) => Children(node).Where(c => Any.Any(all => all.All(condition => condition.Holds(c))));
    }

    internal enum Comparison
    {
        Exists,
        Missing,
        Equal,
        NotEqual,
    }

    /// <param name="Path">Names and indices from the tested node.</param>
    /// <param name="Json">The literal compared with, as JSON.</param>
    internal sealed record Condition(IReadOnlyList<Selector> Path, Comparison Comparison, string? Json)
    {
        public bool Holds(SpecNode node)
        {
            SpecNode? found = node;
            foreach (Selector selector in Path)
                found = found is null ? null : selector.Select(found).FirstOrDefault();
            return Comparison switch
            {
                Comparison.Exists => found is not null,
                Comparison.Missing => found is null,
                Comparison.Equal => found is not null && SpecJson.Write(found, Limits.ExampleLength) == Json,
                _ => found is null || SpecJson.Write(found, Limits.ExampleLength) != Json,
            };
        }
    }
}
