using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>
/// Reads masks from PNG files of this machine. Of masks with several channels, which then all hold the same, the first counts.
/// </summary>
/// <param name="baseFolder">Folder that relative paths start from. Default: the current one.</param>
public sealed class MaskFileLoader(string? baseFolder = null) : IMaskLoader
{
    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">There is no such file; an address is none.</exception>
    /// <exception cref="PngFormatException">The file is no PNG picture, or damaged.</exception>
    public async ValueTask<LabelMap> LoadAsync(string maskUrl, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(maskUrl);
        string path = RemoteLocation.Resolve(maskUrl, baseFolder);
        LabelMap map = LabelMap.FromPng(PngImage.Decode(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)));
        foreach (ref int value in map.Values)
            value &= 0xff;
        return map;
    }
}
