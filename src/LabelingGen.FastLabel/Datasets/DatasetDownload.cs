namespace LabelingGen.FastLabel;

/// <summary>What became of an object of a dataset that was to be downloaded.</summary>
/// <param name="Object">The object.</param>
/// <param name="Path">The file, where it was written.</param>
/// <param name="Error">Why it was not; <see langword="null"/> where it was.</param>
public sealed record DatasetDownload(DatasetObject Object, string? Path, Exception? Error)
{
    /// <summary>Whether the file is there.</summary>
    public bool IsComplete => Error is null;
}
