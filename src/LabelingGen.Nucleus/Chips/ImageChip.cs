namespace LabelingGen.Nucleus;

/// <summary>A part of an image on disk, with the boxes in it.</summary>
/// <param name="ReferenceId">Reference id of the item that it was cut from.</param>
/// <param name="X">Left edge in the image, in pixels.</param>
/// <param name="Y">Top edge in the image, in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="ImagePath">The PNG file.</param>
/// <param name="AnnotationPath">The JSON file with the boxes; <see langword="null"/> when there is none in this part.</param>
public sealed record ImageChip(string ReferenceId, int X, int Y, int Width, int Height, string ImagePath, string? AnnotationPath);
