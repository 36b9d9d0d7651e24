using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Corpus;

/// <summary>A document of <c>../shared/corpus</c>: what its index says of it, and its text.</summary>
internal sealed record CorpusDocument(string Name, string File)
{
    public static IReadOnlyList<CorpusDocument> All { get; } = ReadIndex();

    /// <summary>Where the document lies on this machine.</summary>
    public string Path => System.IO.Path.Combine(RepositoryPaths.InShared("corpus")!, File);

    /// <summary>The document with every file of its folder that it may refer to.</summary>
    public SpecSet Read()
    {
        string root = RepositoryPaths.InShared("corpus")!;
        string main = Path;
        bool hasOthers = File.StartsWith("multi/", StringComparison.Ordinal);
        EquatableArray<SpecFile> others = !hasOthers ? EquatableArray<SpecFile>.Empty : Directory
            .GetFiles(System.IO.Path.Combine(root, "multi", Name), "*", SearchOption.AllDirectories)
            .Where(path => path != main)
            .OrderBy(path => path, StringComparer.Ordinal)
            .Select(path => new SpecFile(System.IO.Path.GetRelativePath(root, path), System.IO.File.ReadAllText(path)))
            .ToEquatableArray();
        return new SpecSet(new SpecFile(File, System.IO.File.ReadAllText(main)), EquatableArray<SpecFile>.Empty, others);
    }

    public override string ToString() => Name;

    private static IReadOnlyList<CorpusDocument> ReadIndex()
    {
        if (RepositoryPaths.InShared("corpus", "index.tsv") is not { } index)
            return [];
        return System.IO.File.ReadLines(index).Skip(1).Select(line => line.Split('\t'))
            .Select(cells => new CorpusDocument(cells[0], cells[1])).ToList();
    }
}
