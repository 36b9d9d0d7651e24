using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>Compares the sizes that labels state with those of the pictures beside them.</summary>
internal sealed class PictureSizes(string path, FormatOptions options)
{
    private readonly string _root = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>The finding about a picture; nothing if its size is as stated, or there is no picture.</summary>
    public async Task<(string Code, string Message)?> CheckAsync(AnnotatedImage image, CancellationToken cancellationToken)
    {
        if (image.Size is not { Width: > 0, Height: > 0 } stated || Find(image.Name) is not { } file)
            return null;
        ImageSize? shown = await ImageHeader.TryReadSizeAsync(file, cancellationToken).ConfigureAwait(false);
        if (shown is null || shown == stated)
            return null;
        ImageSize? stored = await ImageHeader.TryReadStoredSizeAsync(file, cancellationToken).ConfigureAwait(false);
        return stored == stated
            ? ("LA022", $"The stated size {stated} is that before EXIF turns the picture; it is displayed as {shown}.")
            : ("LA021", $"The stated size is {stated}, that of the picture {shown}.");
    }

    private string? Find(string name)
    {
        foreach (string folder in new[] { options.ImagesFolder ?? "images", "JPEGImages", "" })
        {
            if (SafePath.TryJoin(Path.Combine(_root, folder), name, out string? file) && File.Exists(file))
                return file;
        }

        return null;
    }
}
