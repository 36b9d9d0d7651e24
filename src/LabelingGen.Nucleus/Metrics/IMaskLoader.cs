using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>Reads the masks that segmentations name.</summary>
public interface IMaskLoader
{
    /// <summary>Reads a mask.</summary>
    /// <param name="maskUrl">Address or path, as the segmentation has it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The number of each pixel, which the segments explain.</returns>
    ValueTask<LabelMap> LoadAsync(string maskUrl, CancellationToken cancellationToken);
}
