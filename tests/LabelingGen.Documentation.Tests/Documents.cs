using LabelingGen.Testing;

namespace LabelingGen.Documentation.Tests;

/// <summary>What users read: the Markdown files at the root and in <c>docs</c>.</summary>
internal static class Documents
{
    /// <summary>Gets the paths of all, from the root of the repository.</summary>
    public static IEnumerable<string> Paths { get; } =
    [
        .. Directory.GetFiles(RepositoryPaths.InRepository("."), "*.md").Select(static path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal),
        .. Directory.GetFiles(RepositoryPaths.InRepository("docs"), "*.md").Select(static path => "docs/" + Path.GetFileName(path))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads one, with the line ends of Unix.</summary>
    public static string Read(string path) => File.ReadAllText(RepositoryPaths.InRepository(path)).ReplaceLineEndings("\n");
}
