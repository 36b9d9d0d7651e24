namespace LabelingGen.Annotations;

/// <summary>The areas of two shapes and of what they share, in square pixels.</summary>
/// <param name="First">The area of the first shape.</param>
/// <param name="Second">The area of the second shape.</param>
/// <param name="Intersection">The area that both cover.</param>
public readonly record struct OverlapAreas(double First, double Second, double Intersection)
{
    /// <summary>The area that one of the shapes covers, or both.</summary>
    public double Union => First + Second - Intersection;

    /// <summary>Intersection over union, from 0 to 1; 0 if the shapes share no area, also when both have none.</summary>
    public double IntersectionOverUnion => Intersection > 0 ? Math.Min(1, Intersection / Union) : 0;

    /// <summary>The shared area over that of the first shape alone: how COCO compares a detection with a crowd.</summary>
    public double IntersectionOverFirst => Intersection > 0 ? Math.Min(1, Intersection / First) : 0;
}
