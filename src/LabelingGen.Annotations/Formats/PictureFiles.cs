namespace LabelingGen.Annotations.Formats;

/// <summary>Finds the pictures that labels belong to.</summary>
internal static class PictureFiles
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

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
