using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Annotations.Formats;

/// <summary>Finds the pictures that labels belong to. Names come from data: one that leads out of the folder is not looked at.</summary>
internal static class PictureFiles
{
    /// <summary>Extensions of pictures, in the two spellings that cameras and programs give them.</summary>
    public static readonly string[] Extensions =
        [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".PNG", ".JPG", ".JPEG", ".BMP", ".GIF", ".WEBP"];

    /// <summary>
    /// The size of a picture that its labels do not tell: as <see cref="FormatOptions.FindSize"/> has it, else of the file under its name
    /// or that at the end of its address, both relative to the folder of the labels.
    /// </summary>
    /// <param name="labels">The file of labels; empty for labels that are in no file.</param>
    public static ImageSize? FindSize(string name, string? location, string labels, FormatOptions options) =>
        options.FindSize?.Invoke(name) ?? (labels.Length == 0 ? null : TryReadSize(labels, name, options)
            ?? (location is null ? null : TryReadSize(labels, LabelStudioTask.NameOf(location), options)));

    /// <summary>Finds the picture of a name that may lack the extension, in folders below a root.</summary>
    /// <param name="found">The name with its extension.</param>
    public static bool TryFind(string root, IEnumerable<string> folders, string name, bool isStem,
        [NotNullWhen(true)] out string? found, [NotNullWhen(true)] out string? path)
    {
        foreach (string folder in folders)
        {
            foreach (string extension in isStem ? Extensions : [""])
            {
                if (SafePath.TryJoin(Path.Combine(root, folder), name + extension, out path) && File.Exists(path))
                {
                    found = name + extension;
                    return true;
                }
            }
        }

        (found, path) = (null, null);
        return false;
    }

    /// <summary>The folder of a file of labels.</summary>
    public static string RootOf(string labels) => Path.GetDirectoryName(Path.GetFullPath(labels))!;

    /// <summary>Where pictures lie beside a file of labels.</summary>
    public static string[] FoldersOf(FormatOptions options) => [options.ImagesFolder ?? "images", ""];

    private static ImageSize? TryReadSize(string labels, string name, FormatOptions options) =>
        TryFind(RootOf(labels), FoldersOf(options), name, !Path.HasExtension(name), out _, out string? path)
            ? ImageHeader.TryReadSize(path) : null;
}
