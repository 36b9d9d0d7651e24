using LabelingGen.Annotations;

namespace LabelingGen.LabelStudio;

/// <summary>Percent of a picture to pixels and back.</summary>
internal readonly record struct Scale(double Width, double Height)
{
    public static Scale? Of(Region region) =>
        region is { OriginalWidth: > 0 and { } width, OriginalHeight: > 0 and { } height } ? new Scale(width, height) : null;

    public Point Point(double x, double y) => new(x / 100 * Width, y / 100 * Height);

    public ValueList<Point> Points(IReadOnlyList<IReadOnlyList<double>> points)
    {
        Scale scale = this;
        return [.. points.Select(point => point.Count == 2
            ? scale.Point(point[0], point[1])
            : throw new ArgumentException($"A point has {point.Count} numbers instead of 2."))];
    }

    public IShape? Box(double? x, double? y, double? width, double? height, double? rotation)
    {
        if (x is not { } left || y is not { } top || width is not { } wide || height is not { } high)
            return null;
        (Point corner, double w, double h) = (Point(left, top), wide / 100 * Width, high / 100 * Height);
        return rotation is null or 0
            ? new Box(corner.X, corner.Y, w, h)
            : RotatedBox.FromTopLeft(corner.X, corner.Y, w, h, rotation.Value);
    }

    public IShape? Ellipse(double? x, double? y, double? radiusX, double? radiusY, double? rotation)
    {
        if (x is not { } left || y is not { } top || radiusX is not { } rx || radiusY is not { } ry)
            return null;
        Point center = Point(left, top);
        return new Ellipse(center.X, center.Y, rx / 100 * Width, ry / 100 * Height, rotation ?? 0);
    }

    public Mask Mask(IReadOnlyList<int> rle) =>
        BrushRle.DecodeMask([.. rle.Select(value => checked((byte)value))], (int)Width, (int)Height);

    public Region Region(IShape shape, IReadOnlyList<string>? labels) => shape switch
    {
        Box box => new RectangleRegion
        {
            Type = labels is null ? "rectangle" : "rectanglelabels",
            Value = Rectangle(box.X, box.Y, box.Width, box.Height, 0, labels),
        },
        RotatedBox box => new RectangleRegion
        {
            Type = labels is null ? "rectangle" : "rectanglelabels",
            Value = Rectangle(box.TopLeft.X, box.TopLeft.Y, box.Width, box.Height, box.AngleDegrees, labels),
        },
        Ellipse ellipse => new EllipseRegion
        {
            Type = labels is null ? "ellipse" : "ellipselabels",
            Value = new EllipseValue
            {
                X = X(ellipse.CenterX),
                Y = Y(ellipse.CenterY),
                RadiusX = X(ellipse.RadiusX),
                RadiusY = Y(ellipse.RadiusY),
                Rotation = ellipse.AngleDegrees,
                Labels = labels,
            },
        },
        Polygon { Holes.Count: 0 } polygon => new PolygonRegion
        {
            Type = labels is null ? "polygon" : "polygonlabels",
            Value = new PolygonValue { Points = Percent(polygon.Exterior), Closed = true, Labels = labels },
        },
        Point point => new KeypointRegion
        {
            Type = labels is null ? "keypoint" : "keypointlabels",
            Value = new KeypointValue { X = X(point.X), Y = Y(point.Y), Width = DefaultPointSize, Labels = labels },
        },
        Polyline line => new VectorRegion
        {
            Type = labels is null ? "vector" : "vectorlabels",
            Value = new VectorValue { Vertices = Vertices(line.Points), Closed = line.IsClosed, Labels = labels },
        },
        Mask mask when mask.Width == (int)Width && mask.Height == (int)Height => new BrushRegion
        {
            Type = labels is null ? "brush" : "brushlabels",
            Value = new BrushValue { Format = "rle", Rle = [.. BrushRle.EncodeMask(mask)], Labels = labels },
        },
        Mask mask => throw new ArgumentException(
            $"The mask has {mask.Width} x {mask.Height} pixels, the picture {(int)Width} x {(int)Height}.", nameof(shape)),
        _ => throw new ArgumentException($"Label Studio has no region for a {shape.Kind}.", nameof(shape)),
    };

    /// <summary>Size of a point in the editor, in percent of the picture's width.</summary>
    private const double DefaultPointSize = 0.5;

    private double X(double pixels) => pixels / Width * 100;

    private double Y(double pixels) => pixels / Height * 100;

    private RectangleValue Rectangle(double x, double y, double width, double height, double rotation, IReadOnlyList<string>? labels) =>
        new()
        {
            X = X(x),
            Y = Y(y),
            Width = X(width),
            Height = Y(height),
            Rotation = rotation,
            Labels = labels,
        };

    private IReadOnlyList<IReadOnlyList<double>> Percent(ValueList<Point> points)
    {
        List<IReadOnlyList<double>> percent = [];
        foreach (Point point in points)
            percent.Add([X(point.X), Y(point.Y)]);
        return percent;
    }

    private IReadOnlyList<VectorVertex> Vertices(ValueList<Point> points)
    {
        List<VectorVertex> vertices = [];
        foreach (Point point in points)
            vertices.Add(new VectorVertex
            {
                Id = $"v{vertices.Count}",
                X = X(point.X),
                Y = Y(point.Y),
                PrevPointId = vertices.Count == 0 ? null : $"v{vertices.Count - 1}",
                IsBezier = false,
            });
        return vertices;
    }
}
