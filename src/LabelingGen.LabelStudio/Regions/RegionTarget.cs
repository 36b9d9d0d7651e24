namespace LabelingGen.LabelStudio;

/// <summary>Where a new region belongs: the tags of the labeling config, and the picture it is drawn on.</summary>
/// <param name="FromName">Name of the control tag.</param>
/// <param name="ToName">Name of the object tag.</param>
/// <param name="Width">Width of the picture in pixels.</param>
/// <param name="Height">Height of the picture in pixels.</param>
public sealed record RegionTarget(string FromName, string ToName, int Width, int Height);
