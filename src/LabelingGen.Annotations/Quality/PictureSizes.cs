using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>Compares the sizes that labels state with those of the pictures beside them.</summary>
internal sealed class PictureSizes(string path, FormatOptions options)
{
    private readonly string _root = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;

    private IEnumerable<string> Folders =>
        new[] { options.ImagesFolder ?? "images", "JPEGImages" }.Select(folder => Path.Combine(_root, folder));

    /// <summary>The finding about a picture; nothing if its size is as stated, or there are no pictures at all.</summary>
    public async Task<RuleFinding?> CheckAsync(AnnotatedImage image, CancellationToken cancellationToken)
    {
        string? file = Find(image.Name);
        if (file is null && Folders.FirstOrDefault(Directory.Exists) is { } pictures)
            return RuleFinding.Warning("LA030", $"There is no such picture in the folder '{Path.GetFileName(pictures)}'.");
        if (file is null || image.Size is not { Width: > 0, Height: > 0 } stated)
            return null;
        ImageSize? shown = await ImageHeader.TryReadSizeAsync(file, cancellationToken).ConfigureAwait(false);
        if (shown is null || shown == stated)
            return null;
        ImageSize? stored = await ImageHeader.TryReadStoredSizeAsync(file, cancellationToken).ConfigureAwait(false);
        return stored == stated
            ? RuleFinding.Error("LA022", $"The stated size {stated} is that before EXIF turns the picture; it is displayed as {shown}.")
            : RuleFinding.Error("LA021", $"The stated size is {stated}, that of the picture {shown}.");
    }

    private string? Find(string name)
    {
        foreach (string folder in Folders.Append(_root))
        {
            if (SafePath.TryJoin(folder, name, out string? file) && File.Exists(file))
                return file;
        }

        return null;
    }
}
