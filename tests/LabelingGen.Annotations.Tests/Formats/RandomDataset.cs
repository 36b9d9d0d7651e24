namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Makes data sets that use every field a format might lose. The same seed gives the same data set.</summary>
internal sealed class RandomDataset(int seed)
{
    private static readonly string[] Labels = ["car", "person", "traffic light", "naïve \"quoted\" <b>", "犬"];

    private readonly Random _random = new(seed);

    public AnnotatedDataset Create(int images = 4)
    {
        AnnotatedImage[] list = [.. Enumerable.Range(0, images).Select(Image)];
        return new AnnotatedDataset(list) { Categories = Labels.Select(static label => new Category(label)).ToValueList() };
    }

    public AnnotatedImage Image(int number)
    {
        ImageSize size = new(_random.Next(1, 4000), _random.Next(1, 4000));
        Annotation[] annotations = [.. Enumerable.Range(0, _random.Next(0, 6)).Select(index => Annotation(size, index))];
        return new AnnotatedImage($"folder/image {number}.png", size, annotations.ToValueList())
        {
            Id = Maybe(() => (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Location = Maybe(() => $"https://example.com/{number}.png"),
            Subset = Maybe(() => "train"),
            Attributes = Attributes(),
        };
    }

    private Annotation Annotation(ImageSize size, int index)
    {
        IShape shape = Shape(size);
        return new Annotation(shape, _random.Next(12) == 0 ? null : Labels[_random.Next(Labels.Length)])
        {
            Id = Maybe(() => $"a{index}"),
            Confidence = _random.Next(3) == 0 ? _random.NextDouble() : null,
            Flags = (AnnotationFlags)(_random.Next(2) == 0 ? 0 : _random.Next(1, 1024)),
            Attributes = Attributes(),
            Text = Maybe(() => "a note"),
            TrackId = Maybe(() => _random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            GroupId = Maybe(() => _random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ZOrder = _random.Next(4) == 0 ? _random.Next(10) : null,
            Source = Maybe(() => "manual"),
        };
    }

    private IShape Shape(ImageSize size) => _random.Next(11) switch
    {
        0 or 1 => new Box(X(size), Y(size), _random.NextDouble() * size.Width, _random.NextDouble() * size.Height),
        2 => new RotatedBox(X(size), Y(size), 1 + _random.Next(100), 1 + _random.Next(100), _random.Next(-180, 180)),
        3 => new Polygon(Ring(size)),
        4 => new Polygon(Ring(size), new ValueList<Point>[] { Ring(size) }.ToValueList()),
        5 => new MultiPolygon(new[] { new Polygon(Ring(size)), new Polygon(Ring(size)) }.ToValueList()),
        6 => new Polyline(Ring(size), _random.Next(2) == 0),
        7 => new Point(X(size), Y(size)),
        8 => new Ellipse(X(size), Y(size), 1 + _random.Next(50), 1 + _random.Next(50), _random.Next(3) == 0 ? 30 : 0),
        9 => new Keypoints(Ring(size).Select(point => new Keypoint(point.X, point.Y, (KeypointVisibility)_random.Next(3))).ToValueList()),
        _ => new TextSpan(0, _random.Next(1, 9)),
    };

    private ValueList<Point> Ring(ImageSize size) =>
        Enumerable.Range(0, _random.Next(3, 9)).Select(_ => new Point(X(size), Y(size))).ToValueList();

    private double X(ImageSize size) => Coordinate(size.Width);

    private double Y(ImageSize size) => Coordinate(size.Height);

    // Fractions, whole numbers, and points outside the picture.
    private double Coordinate(int length) => _random.Next(4) switch
    {
        0 => _random.Next(0, length + 1),
        1 => -_random.NextDouble() * 5,
        _ => _random.NextDouble() * length,
    };

    private ValueMap<AttributeValue> Attributes() => _random.Next(3) switch
    {
        0 => ValueMap<AttributeValue>.Empty.With("pose", "left").With("moving", true).With("speed", 3.5),
        _ => ValueMap<AttributeValue>.Empty,
    };

    private string? Maybe(Func<string> make) => _random.Next(2) == 0 ? make() : null;
}
