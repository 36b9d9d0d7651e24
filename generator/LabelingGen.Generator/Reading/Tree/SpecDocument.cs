namespace LabelingGen.Generator.Reading.Tree;

/// <summary>One file of a spec as a tree.</summary>
/// <param name="path">As the compiler names it, with forward slashes.</param>
/// <param name="idPrefix">Empty for the main file; else the path relative to it, which begins the pointers of this file's nodes.</param>
/// <param name="hasAliases">A node may stand at several places; false spares walks their bookkeeping.</param>
/// <param name="blocks">Where the blocks of the text begin; none where nothing asks for positions.</param>
internal sealed class SpecDocument(string path, string idPrefix, SpecNode root, bool hasAliases = true, TextBlocks? blocks = null)
{
    public string Path { get; } = path;

    public string IdPrefix { get; } = idPrefix;

    public SpecNode Root { get; } = root;

    public bool HasAliases { get; } = hasAliases;

    public TextBlocks Blocks { get; } = blocks ?? TextBlocks.None;
}
