namespace LabelingGen.Annotations.Formats;

/// <summary>Reads the images of a data set one after the other into batches.</summary>
internal interface IDetectionReader : IDisposable
{
    /// <summary>Adds the next image to a batch, with its annotations as rows where they can be.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="AnnotationFormatException">The image cannot be read.</exception>
    bool TryRead(DetectionBatch batch);
}
