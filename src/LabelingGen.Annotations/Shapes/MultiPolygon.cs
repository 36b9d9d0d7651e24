namespace LabelingGen.Annotations;

/// <summary>One object in several pieces, for instance a car behind a post: polygons that are labelled as one. In pixels.</summary>
public sealed record MultiPolygon : IPlanarShape
{
    /// <summary>Creates a multipolygon.</summary>
    /// <exception cref="ArgumentException">There is no polygon, or one is <see langword="null"/>.</exception>
    public MultiPolygon(ValueList<Polygon> polygons)
    {
        Polygons = Require.NotEmpty(polygons);
        foreach (Polygon polygon in polygons)
        {
            if (polygon is null)
                throw new ArgumentException("A polygon is null.", nameof(polygons));
        }
    }

    /// <summary>The pieces.</summary>
    public ValueList<Polygon> Polygons { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.MultiPolygon;

    /// <inheritdoc />
    public Box Bounds
    {
        get
        {
            Box bounds = Polygons[0].Bounds;
            foreach (Polygon polygon in Polygons.AsSpan()[1..])
                bounds = bounds.ExtendTo(polygon.Bounds);
            return bounds;
        }
    }

    /// <summary>The sum of the pieces' areas, in square pixels; an overlap of two pieces counts twice.</summary>
    public double Area
    {
        get
        {
            double area = 0;
            foreach (Polygon polygon in Polygons)
                area += polygon.Area;
            return area;
        }
    }

    /// <summary>The polygons.</summary>
    public override string ToString() =>
        string.Join(" and ", Polygons);
}
