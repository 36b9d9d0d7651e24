namespace LabelingGen.Clarifai;

/// <summary>What was saved of one input of an archive.</summary>
/// <param name="InputId">The input.</param>
/// <param name="Split">The split it belongs to: <c>train</c>.</param>
/// <param name="MediaPath">The file of its media; null where it has none or they could not be downloaded.</param>
/// <param name="AnnotationPath">The file of its concepts and regions; null where it has none.</param>
/// <param name="Error">Why the media could not be downloaded; null where they were.</param>
public sealed record ExportedInput(string InputId, string Split, string? MediaPath, string? AnnotationPath, Exception? Error = null);
