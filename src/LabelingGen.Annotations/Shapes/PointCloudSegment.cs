namespace LabelingGen.Annotations;

/// <summary>Some of the points of a point cloud.</summary>
public sealed record PointCloudSegment : IShape
{
    /// <summary>Creates a segment.</summary>
    /// <param name="pointIndexes">Positions in the point cloud's file, counted from 0.</param>
    /// <exception cref="ArgumentException">A position is negative.</exception>
    public PointCloudSegment(ValueList<int> pointIndexes)
    {
        foreach (int index in pointIndexes)
        {
            if (index < 0)
                throw new ArgumentException($"The point index {index} is negative.", nameof(pointIndexes));
        }

        PointIndexes = pointIndexes;
    }

    /// <summary>Positions of the points in the point cloud's file, counted from 0.</summary>
    public ValueList<int> PointIndexes { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.PointCloudSegment;

    /// <summary>The positions of the points.</summary>
    public override string ToString() =>
        $"points of a cloud {string.Join(' ', PointIndexes)}";
}
