using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Overlays;

/// <summary>
/// A node at one place of a tree. A shared node stands at several places; each place exists once, so that it can be a key.
/// </summary>
internal sealed class TreePlace
{
    private Dictionary<int, TreePlace>? _children;

    public TreePlace(SpecNode root)
    {
        Node = root;
        Root = this;
    }

    private TreePlace(SpecNode node, TreePlace parent, int position)
    {
        Node = node;
        Parent = parent;
        Position = position;
        Root = parent.Root;
    }

    public SpecNode Node { get; }

    public TreePlace Root { get; }

    public TreePlace? Parent { get; }

    /// <summary>Index among the parent's entries or items.</summary>
    public int Position { get; }

    public TreePlace Child(int position)
    {
        _children ??= new Dictionary<int, TreePlace>();
        if (!_children.TryGetValue(position, out TreePlace? child))
        {
            SpecNode node = Node is SpecMapping mapping ? mapping.Entries[position].Value : ((SpecSequence)Node).Items[position];
            _children.Add(position, child = new TreePlace(node, this, position));
        }

        return child;
    }
}
