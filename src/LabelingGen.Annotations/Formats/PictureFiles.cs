namespace LabelingGen.Annotations.Formats;

/// <summary>Finds the pictures that labels belong to.</summary>
internal static class PictureFiles
{
    /// <summary>Extensions of pictures, in the two spellings that cameras and programs give them.</summary>
    public static readonly string[] Extensions =
        [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".PNG", ".JPG", ".JPEG", ".BMP", ".GIF", ".WEBP"];

    /// <summary>
    /// The size of a picture that its labels do not tell: as <see cref="FormatOptions.FindSize"/> has it, else of the file under its name
    /// or that at the end of its address.
    /// </summary>
    public static ImageSize? FindSize(string name, string? location, JsonPlace place, FormatOptions options) =>
        options.FindSize?.Invoke(name) ?? (place.File.Length == 0 ? null : TryReadSize(place.File, name, options)
            ?? (location is null ? null : TryReadSize(place.File, LabelStudioTask.NameOf(location), options)));

    /// <summary>
    /// The size of the picture of a name, which may lack the extension, relative to the folder of a file of labels; nothing if there is no
    /// such picture.
    /// </summary>
    /// <remarks>The name comes from data: one that leaves the folder is not looked at.</remarks>
    private static ImageSize? TryReadSize(string labels, string name, FormatOptions options)
    {
        string root = Path.GetDirectoryName(Path.GetFullPath(labels))!;
        foreach (string folder in new[] { options.ImagesFolder ?? "images", "" })
        {
            foreach (string extension in Path.HasExtension(name) ? [""] : Extensions)
            {
                if (SafePath.TryJoin(Path.Combine(root, folder), name + extension, out string? path) && File.Exists(path))
                    return ImageHeader.TryReadSize(path);
            }
        }

        return null;
    }

    /// <summary>The name and size of the picture of a stem; the stem itself if there is no file.</summary>
    /// <remarks>The stem comes from data: names that leave the folder are not looked at.</remarks>
    public static async Task<(string Name, ImageSize? Size)> FindAsync(
        string root, string stem, FormatOptions options, CancellationToken cancellationToken)
    {
        if (options.FindSize?.Invoke(stem) is { } known)
            return (stem, known);
        foreach (string folder in new[] { options.ImagesFolder ?? "images", "" })
        {
            foreach (string extension in Extensions)
            {
                if (SafePath.TryJoin(Path.Combine(root, folder), stem + extension, out string? path) && File.Exists(path))
                {
                    ImageSize? size = options.FindSize?.Invoke(stem + extension)
                        ?? await ImageHeader.TryReadSizeAsync(path, cancellationToken).ConfigureAwait(false);
                    return (stem + extension, size);
                }
            }
        }

        return (stem, null);
    }
}
