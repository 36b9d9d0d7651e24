namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Makes data sets that use every field a format might lose. The same seed gives the same data set.</summary>
internal sealed class RandomDataset(int seed)
{
    private static readonly string[] Labels = ["car", "person", "traffic light", "naïve \"quoted\" <b>", "犬"];

    private readonly Random _random = new(seed);

    public AnnotatedDataset Create(int images = 4)
    {
        AnnotatedImage[] list = [.. Enumerable.Range(0, images).Select(Image)];
        return new AnnotatedDataset(list)
        {
            Name = Maybe(() => "street"),
            // One of them is nobody's label.
            Categories = Labels.Append("bus").Select(Category).ToValueList(),
            Skeletons = _random.Next(4) == 0 ? [new Skeleton(["head", "tail"])] : default,
            Extra = Extra(),
        };
    }

    private Category Category(string label, int place) => new(label)
    {
        Id = _random.Next(2) == 0 ? 10 + place : null,
        Title = Maybe(() => "A " + label),
        Supercategory = Maybe(() => "thing"),
        Color = Maybe(() => "#1f77b4"),
        IsThing = _random.Next(4) == 0 ? _random.Next(2) == 0 : null,
        Skeleton = _random.Next(4) == 0 ? new Skeleton(["nose", "eye"], [new SkeletonEdge(0, 1)]) : null,
        Attributes = _random.Next(6) == 0 ? [new AttributeDefinition("pose")] : default,
        Extra = Extra(),
    };

    public AnnotatedImage Image(int number)
    {
        // Masks cover whole pictures: most of these are small, so that drawing them costs little.
        int longest = _random.Next(5) == 0 ? 4000 : 200;
        ImageSize size = new(_random.Next(1, longest), _random.Next(1, longest));
        Annotation[] annotations = [.. Enumerable.Range(0, _random.Next(0, 6)).Select(index => Annotation(size, index))];
        return new AnnotatedImage($"folder/image {number}.png", size, annotations.ToValueList())
        {
            Id = Maybe(() => (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Location = Maybe(() => $"https://example.com/{number}.png"),
            Subset = Maybe(() => "train"),
            FrameIndex = _random.Next(6) == 0 ? _random.Next(100) : null,
            Attributes = Attributes(),
            Relations = annotations.Length > 1 && annotations[0].Id is not null && _random.Next(4) == 0
                ? [new Relation(annotations[0].Id!, annotations[1].Id ?? "elsewhere", RelationDirection.Forward, ["near"])] : default,
            Extra = Extra(),
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
            ParentId = _random.Next(8) == 0 ? "a0" : null,
            StoredBox = _random.Next(5) == 0 ? new Box(1, 2, _random.Next(9), 4.5) : null,
            StoredArea = _random.Next(5) == 0 ? _random.Next(100) : null,
            Keypoints = _random.Next(6) == 0 ? Landmarks(size) : null,
            LabelConfidences = _random.Next(6) == 0 ? ValueMap<double>.Empty.With("car", 0.25) : ValueMap<double>.Empty,
            Extra = Extra(),
        };
    }

    private IShape Shape(ImageSize size) => _random.Next(18) switch
    {
        0 or 1 => new Box(X(size), Y(size), _random.NextDouble() * size.Width, _random.NextDouble() * size.Height),
        2 => new RotatedBox(X(size), Y(size), 1 + _random.Next(100), 1 + _random.Next(100), _random.Next(-180, 180)),
        3 => new Polygon(Ring(size)),
        4 => new Polygon(Ring(size), new ValueList<Point>[] { Ring(size) }.ToValueList()),
        5 => new MultiPolygon(new[] { new Polygon(Ring(size)), new Polygon(Ring(size)) }.ToValueList()),
        6 => new Polyline(Ring(size), _random.Next(2) == 0),
        7 => new Point(X(size), Y(size)),
        8 => new Ellipse(X(size), Y(size), 1 + _random.Next(50), 1 + _random.Next(50), _random.Next(3) == 0 ? 30 : 0),
        9 => Landmarks(size),
        10 => Mask.FromShape(new Polygon(Ring(size)), size.Width, size.Height),
        11 => new PointSet(Ring(size)),
        12 => new ProjectedCuboid(Enumerable.Range(0, 8).Select(_ => new Point(X(size), Y(size))).ToValueList()),
        13 => new Cuboid(new(_random.NextDouble(), 2, 3), new(4, _random.NextDouble(), 1), _random.NextDouble()),
        14 => new PointCloudSegment([_random.Next(9), 10 + _random.Next(9)]),
        15 => new TimeInterval(_random.NextDouble(), 1 + _random.NextDouble()),
        16 => new VideoTrack([new Keyframe(0, new Box(X(size), Y(size), 5, 5)), new Keyframe(1 + _random.Next(9), new Box(1, 1, 2, 2))]),
        _ => new TextSpan(0, _random.Next(1, 9), Maybe(() => "words")),
    };

    private Keypoints Landmarks(ImageSize size) =>
        new(Ring(size).Select(point => new Keypoint(point.X, point.Y, (KeypointVisibility)_random.Next(3))).ToValueList());

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

    private ValueMap<JsonText> Extra() => _random.Next(6) == 0
        ? ValueMap<JsonText>.Empty.With("weather", JsonText.From("rain")).With("lanes", JsonText.Parse("[1,2]")) : ValueMap<JsonText>.Empty;

    private string? Maybe(Func<string> make) => _random.Next(2) == 0 ? make() : null;
}
