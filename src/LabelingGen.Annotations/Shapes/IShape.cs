namespace LabelingGen.Annotations;

/// <summary>
/// What an annotation marks. The shapes are immutable and equal by value. Match on the type (<c>if (annotation.Shape is Box box)</c>) or
/// switch over <see cref="Kind"/>.
/// </summary>
public interface IShape
{
    /// <summary>Which of the shapes this is.</summary>
    ShapeKind Kind { get; }
}

/// <summary>
/// A shape in the plane of a picture. Coordinates are in pixels and may be fractional; the origin is the top left corner of the picture, x
/// grows to the right and y grows downwards. The pixel in column i and row j covers x in [i, i + 1) and y in [j, j + 1), so its centre is
/// at (i + 0.5, j + 0.5) and the whole first pixel is the box (0, 0, 1, 1). Coordinates are finite and at most 1e75 in size: no formula
/// here overflows to infinity or NaN.
/// </summary>
public interface IPlanarShape : IShape
{
    /// <summary>The smallest axis-aligned box around the shape, in pixels.</summary>
    Box Bounds { get; }

    /// <summary>The area covered, in square pixels; 0 for points and lines.</summary>
    double Area { get; }
}

/// <summary>The shapes there are.</summary>
public enum ShapeKind
{
    /// <summary>An axis-aligned <see cref="Annotations.Box"/>.</summary>
    Box,

    /// <summary>A <see cref="Annotations.RotatedBox"/>.</summary>
    RotatedBox,

    /// <summary>A <see cref="Annotations.Polygon"/>.</summary>
    Polygon,

    /// <summary>A <see cref="Annotations.MultiPolygon"/>.</summary>
    MultiPolygon,

    /// <summary>A <see cref="Annotations.Polyline"/>.</summary>
    Polyline,

    /// <summary>A single <see cref="Annotations.Point"/>.</summary>
    Point,

    /// <summary>A <see cref="Annotations.PointSet"/>.</summary>
    PointSet,

    /// <summary>Named landmarks: <see cref="Annotations.Keypoints"/>.</summary>
    Keypoints,

    /// <summary>An <see cref="Annotations.Ellipse"/>.</summary>
    Ellipse,

    /// <summary>A <see cref="Annotations.Mask"/>.</summary>
    Mask,

    /// <summary>A <see cref="Annotations.ProjectedCuboid"/>: a box in space as drawn on a picture.</summary>
    ProjectedCuboid,

    /// <summary>A <see cref="Annotations.Cuboid"/> in space.</summary>
    Cuboid,

    /// <summary>A <see cref="Annotations.PointCloudSegment"/>.</summary>
    PointCloudSegment,

    /// <summary>A <see cref="Annotations.TextSpan"/>.</summary>
    TextSpan,

    /// <summary>A <see cref="Annotations.TimeInterval"/>.</summary>
    TimeInterval,

    /// <summary>A <see cref="Annotations.VideoTrack"/>.</summary>
    VideoTrack,
}
