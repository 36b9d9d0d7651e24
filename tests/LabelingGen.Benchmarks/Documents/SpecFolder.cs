using System.Runtime.CompilerServices;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Benchmarks.Documents;

/// <summary>The documents of a folder: those of its <c>index.tsv</c>, or every JSON and YAML file where it has none.</summary>
internal static class SpecFolder
{
    /// <summary>The corpus beside the repository.</summary>
    public static string Corpus { get; } = FindCorpus();

    public static IEnumerable<(string Name, Func<SpecSet> Read)> Documents(string folder) =>
        Files(folder).Select(entry => (entry.Name, (Func<SpecSet>)(() => Read(folder, entry.Name, entry.File))));

    /// <summary>Names of the documents, and their paths below the folder.</summary>
    public static IEnumerable<(string Name, string File)> Files(string folder)
    {
        string index = Path.Combine(folder, "index.tsv");
        return File.Exists(index)
            ? File.ReadLines(index).Skip(1).Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1]))
            : Directory.EnumerateFiles(folder).Where(IsDocument).Order(StringComparer.Ordinal)
                .Select(path => (Path.GetFileNameWithoutExtension(path), Path.GetFileName(path)));
    }

    public static SpecSet Read(string folder, string name, string file)
    {
        string main = Path.Combine(folder, file);
        // A document split over several files has a folder of its own.
        EquatableArray<SpecFile> others = !file.StartsWith("multi/", StringComparison.Ordinal)
            ? EquatableArray<SpecFile>.Empty
            : Directory.GetFiles(Path.Combine(folder, "multi", name), "*", SearchOption.AllDirectories)
                .Where(path => path != main).Order(StringComparer.Ordinal)
                .Select(path => new SpecFile(Path.GetRelativePath(folder, path), File.ReadAllText(path)))
                .ToEquatableArray();
        return new SpecSet(new SpecFile(file, File.ReadAllText(main)), EquatableArray<SpecFile>.Empty, others);
    }

    private static bool IsDocument(string path) => Path.GetExtension(path).ToLowerInvariant() is ".json" or ".yaml" or ".yml";

    private static string FindCorpus([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "..", "shared", "corpus"));
}
