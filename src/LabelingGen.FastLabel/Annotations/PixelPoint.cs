namespace LabelingGen.FastLabel;

/// <summary>A place in a picture.</summary>
/// <param name="X">Pixels to the right of the left edge; may be fractional.</param>
/// <param name="Y">Pixels below the upper edge.</param>
public readonly record struct PixelPoint(double X, double Y);
