using System.Runtime.CompilerServices;

namespace LabelingGen.Testing;

/// <summary>Finds the repository's own folders and the shared folder beside it, from wherever a test runs.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder that holds <c>LabelingGen.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the repository root.</summary>
    public static string InRepository(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>
    /// A path below <c>../shared</c>, or <see langword="null"/> where that folder is absent. In continuous integration
    /// (<c>CI=true</c>) an absent folder is a failure, so that no test is skipped unnoticed.
    /// </summary>
    public static string? InShared(params string[] parts)
    {
        string shared = Path.GetFullPath(Path.Combine(Root, "..", "shared"));
        if (Directory.Exists(shared))
            return Path.Combine([shared, .. parts]);
        return Environment.GetEnvironmentVariable("CI") is "true" or "1"
            ? throw new DirectoryNotFoundException("The folder 'shared' beside the repository is missing; it must be present in CI.")
            : null;
    }

    /// <summary>
    /// The folder of a source file as the compiler noted it (<see cref="CallerFilePathAttribute"/>); a build for continuous integration
    /// notes <c>/_/</c> in place of the repository's root.
    /// </summary>
    public static string FolderOfSource(string callerFilePath)
    {
        string folder = Path.GetDirectoryName(callerFilePath)!;
        return folder.StartsWith("/_/", StringComparison.Ordinal) ? InRepository(folder["/_/".Length..]) : folder;
    }

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(thisFile)! })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "LabelingGen.sln")))
                    return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("LabelingGen.sln was not found above the test assembly or the source file.");
    }
}
