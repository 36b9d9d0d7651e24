namespace LabelingGen.Nucleus;

/// <summary>A folder of this machine as a user names it.</summary>
public static class LocalFolder
{
    /// <summary>The folder's path, with a separator at its end; <c>~</c> stands for the home folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="baseFolder">What a relative path is relative to; the current folder by default.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static string Resolve(string folder, string? baseFolder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string expanded = folder == "~" || folder.StartsWith("~/", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + folder[1..]
            : folder;
        string path = Path.GetFullPath(expanded, Path.GetFullPath(baseFolder ?? Directory.GetCurrentDirectory()));
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"The folder '{folder}' does not exist.");
        return Path.EndsInDirectorySeparator(path) ? path : path + Path.DirectorySeparatorChar;
    }
}
