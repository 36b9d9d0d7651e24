namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>A shape along the axes: flat as a box or polygon, or with a height as a cuboid.</summary>
/// <param name="Label">Class name.</param>
/// <param name="Item">Reference id of the item.</param>
/// <param name="X">The least x.</param>
/// <param name="Y">The least y.</param>
/// <param name="Width">Extent along x.</param>
/// <param name="Depth">Extent along y.</param>
/// <param name="Z">The least z.</param>
/// <param name="Height">Extent along z.</param>
/// <param name="Confidence">Of the prediction.</param>
internal sealed record Rectangle(
    string Label, string Item, double X, double Y, double Width, double Depth, double Z, double Height, double Confidence)
{
    public GroundTruthAnnotation ToAnnotation(bool isPolygon) => isPolygon
        ? new PolygonAnnotation(Label, Corners, Item)
        : new BoxAnnotation(Label, X, Y, Width, Depth, Item);

    public Prediction ToPrediction(bool isPolygon) => isPolygon
        ? new PolygonPrediction(Label, Corners, Item, Confidence)
        : new BoxPrediction(Label, X, Y, Width, Depth, Item, Confidence);

    public GroundTruthAnnotation ToCuboid(double turn) => new CuboidAnnotation(Label, Center(turn), new(Width, Depth, Height), turn, Item);

    public Prediction ToPredictedCuboid(double turn) =>
        new CuboidPrediction(Label, Center(turn), new(Width, Depth, Height), turn, Item);

    public static double Overlap(Rectangle one, Rectangle other)
    {
        double both = Shared(one.X, one.Width, other.X, other.Width) * Shared(one.Y, one.Depth, other.Y, other.Depth);
        return both / ((one.Width * one.Depth) + (other.Width * other.Depth) - both);
    }

    public static double OverlapInSpace(Rectangle one, Rectangle other)
    {
        double both = Shared(one.X, one.Width, other.X, other.Width) * Shared(one.Y, one.Depth, other.Y, other.Depth)
            * Shared(one.Z, one.Height, other.Z, other.Height);
        return both / ((one.Width * one.Depth * one.Height) + (other.Width * other.Depth * other.Height) - both);
    }

    private IReadOnlyList<Point2D> Corners => [new(X, Y), new(X + Width, Y), new(X + Width, Y + Depth), new(X, Y + Depth)];

    private Point3D Center(double turn)
    {
        (double sin, double cos) = Math.SinCos(turn);
        (double x, double y) = (X + (Width / 2), Y + (Depth / 2));
        return new((x * cos) - (y * sin), (x * sin) + (y * cos), Z + (Height / 2));
    }

    private static double Shared(double start, double length, double otherStart, double otherLength) =>
        Math.Max(0, Math.Min(start + length, otherStart + otherLength) - Math.Max(start, otherStart));
}
