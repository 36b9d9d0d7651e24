using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Overlays;

/// <summary>
/// The part of JSONPath (RFC 9535) that overlays need: <c>$</c>, <c>.name</c>, <c>['name']</c>, <c>["name"]</c>, <c>[0]</c>, <c>[-1]</c>,
/// <c>[*]</c>, <c>.*</c>,
/// unions of those, <c>..name</c>, <c>..*</c>, <c>..[…]</c>, and filters <c>[?@.a.b == 'x']</c>, <c>!=</c>, <c>[?@.a]</c>, <c>[?!@.a]</c>,
/// joined with <c>&amp;&amp;</c> and <c>||</c>.
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

    /// <summary>Every place the path selects, in the order of the document.</summary>
    public IReadOnlyList<TreePlace> Evaluate(TreePlace root, CancellationToken cancellationToken)
    {
        List<TreePlace> places = [root];
        foreach (Step step in _steps)
        {
            List<TreePlace> next = new();
            HashSet<TreePlace> seen = new();
            foreach (TreePlace place in step.Descend ? Descendants(places, cancellationToken) : places)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (Selector selector in step.Selectors)
                {
                    foreach (int position in selector.Select(place.Node))
                    {
                        TreePlace selected = place.Child(position);
                        if (seen.Add(selected))
                            next.Add(selected);
                    }
                }
            }

            places = next;
        }

        return places;
    }

    private static List<TreePlace> Descendants(List<TreePlace> roots, CancellationToken cancellationToken)
    {
        List<TreePlace> found = new();
        HashSet<TreePlace> seen = new();
        Stack<TreePlace> open = new(((IEnumerable<TreePlace>)roots).Reverse());
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TreePlace place = open.Pop();
            if (!seen.Add(place))
                continue;
            found.Add(place);
            for (int i = Count(place.Node) - 1; i >= 0; i--)
                open.Push(place.Child(i));
        }

        return found;
    }

    private static int Count(SpecNode node) => node switch
    {
        SpecMapping mapping => mapping.Entries.Count,
        SpecSequence sequence => sequence.Items.Count,
        _ => 0,
    };

    private static SpecNode ChildAt(SpecNode node, int position) =>
        node is SpecMapping mapping ? mapping.Entries[position].Value : ((SpecSequence)node).Items[position];

    internal sealed record Step(bool Descend, IReadOnlyList<Selector> Selectors);

    internal abstract record Selector
    {
        /// <summary>Positions of the selected children among a node's entries or items.</summary>
        public abstract IEnumerable<int> Select(SpecNode node);
    }

    internal sealed record NameSelector(string Name) : Selector
    {
        public override IEnumerable<int> Select(SpecNode node) =>
            node is SpecMapping mapping && mapping.IndexOf(Name) is var index and >= 0 ? [index] : [];
    }

    internal sealed record IndexSelector(int Index) : Selector
    {
        public override IEnumerable<int> Select(SpecNode node)
        {
            if (node is not SpecSequence sequence)
                return [];
            int index = Index < 0 ? sequence.Items.Count + Index : Index;
            return index >= 0 && index < sequence.Items.Count ? [index] : [];
        }
    }

    internal sealed record WildcardSelector : Selector
    {
        public override IEnumerable<int> Select(SpecNode node) => Enumerable.Range(0, Count(node));
    }

    /// <summary>Alternatives of conditions that must all hold.</summary>
    internal sealed record FilterSelector(IReadOnlyList<IReadOnlyList<Condition>> Any) : Selector
    {
        public override IEnumerable<int> Select(SpecNode node) =>
            Enumerable.Range(0, Count(node)).Where(i => Any.Any(all => all.All(condition => condition.Holds(ChildAt(node, i)))));
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
            {
                List<int> position = found is null ? [] : selector.Select(found).ToList();
                found = position.Count == 0 ? null : ChildAt(found!, position[0]);
            }


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
