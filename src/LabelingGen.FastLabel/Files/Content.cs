using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public sealed partial class Content
{
    /// <summary>The files of a folder in the order of their names, which is the order of frames. Hidden files are passed over.</summary>
    /// <param name="path">The folder; it must hold files only.</param>
    /// <exception cref="ArgumentException">There is no such folder, it is empty, or holds another folder.</exception>
    public static IReadOnlyList<Content> FromFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        DirectoryInfo folder = new(path);
        if (!folder.Exists)
            throw new ArgumentException($"There is no folder '{path}'.", nameof(path));
        FileSystemInfo[] entries =
        [
            .. folder.EnumerateFileSystemInfos()
                .Where(entry => !entry.Name.StartsWith('.') && !entry.Attributes.HasFlag(FileAttributes.Hidden))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal),
        ];
        if (entries.Length == 0)
            throw new ArgumentException($"The folder '{path}' is empty.", nameof(path));
        return [.. entries.Select(entry => entry is FileInfo ? FromFile(entry.FullName)
            : throw new ArgumentException($"'{entry.Name}' in '{path}' is a folder; files are taken only.", nameof(path)))];
    }

    /// <summary>A file of this machine under its own name.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Content FromFile(string path) => new() { Name = Path.GetFileName(path), File = Base64Content.FromFile(path) };
}
