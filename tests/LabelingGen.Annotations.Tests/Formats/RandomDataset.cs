namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>
/// Makes data sets that use every field a format might lose. The same seed gives the same data set; odd seeds give
/// odd texts, numbers and shapes, too.
/// </summary>
internal sealed class RandomDataset(int seed)
{
    private static readonly string[] Labels = ["car", "person", "traffic light", "naïve \"quoted\" <b>", "犬"];

    private static readonly string[] OddTexts =
    [
        "", " ", " led and trailed ", "0", "1.0", "-7", "null", "true", "=1+1", "'=x", "'", "a,b;c", "\"", "\\", "a/b\\c", "two\nlines",
        "\r\n", "tab\there", "bell\u0007", "]]>", "<![CDATA[x]]>", "&amp;", "<a>b</a>", "%20 {0}", "[1,2]", "{\"a\":1}", "\u2028\uFEFF\u00A0",
        "\U0001F600", "مرحبا", "e\u0301", "#hash: yes", "- item", "9999999999999999999",
    ];

    private static readonly string[] OddKeys =
    [
        "id", "name", "label", "points", "meta", "value", "vertices", "data", "image", "$task", "$annotation", "$prediction", "$results",
        "depth", "@verified", "imageData", "folder", "xmlns", "a b", "é", "", "category_id", "color", "from_name", "start", "ignore",
        "type", "text", "segmentation", "sequence", "ranges", "globalOffsets", "keypoints", "concepts", "to_name",
    ];

    private static readonly double[] OddNumbers =
        [0, -0.0, 1, -1, 0.1 + 0.2, 1e-9, -1e-9, 1e-300, 123456.789012345, 1e8, -1e8, 1.0 / 3, 0.5, 1e-6, 99999999.123];

    private readonly Random _random = new(seed);

    private bool IsOdd => seed % 2 != 0;

    public AnnotatedDataset Create(int images = 4)
    {
        AnnotatedImage[] list = [.. Enumerable.Range(0, images).Select(Image)];
        return new AnnotatedDataset(list)
        {
            Name = Text("street"),
            // One of them is nobody's label; of two with one name, annotations may mean either.
            Categories = Labels.Append("bus").Concat(IsOdd && _random.Next(3) == 0 ? ["car", "new\nline"] : [])
                .Select(Category).ToValueList(),
            Skeletons = _random.Next(4) == 0 ? [new Skeleton(["head", "tail"])] : default,
            Extra = Extra(),
        };
    }

    private Category Category(string label, int place) => new(label)
    {
        Id = _random.Next(2) == 0 ? 10 + place : null,
        Title = Text("A " + label),
        Supercategory = Text("thing"),
        Color = Text("#1f77b4"),
        IsThing = _random.Next(4) == 0 ? _random.Next(2) == 0 : null,
        Skeleton = _random.Next(4) == 0 ? new Skeleton(["nose", "eye"], [new SkeletonEdge(0, 1)])
        {
            MirrorPositions = _random.Next(3) == 0 ? [1, 0] : default,
        } : null,
        Attributes = _random.Next(6) == 0 ? [Definition()] : default,
        Extra = Extra(),
    };

    private AttributeDefinition Definition() => new("pose")
    {
        InputType = Text("select"),
        Values = _random.Next(2) == 0 ? [Text("left") ?? "right", "front"] : default,
        DefaultValue = _random.Next(2) == 0 ? Value() : default(AttributeValue?),
        IsMutable = _random.Next(2) == 0,
        Extra = Extra(),
    };

    public AnnotatedImage Image(int number)
    {
        // Masks cover whole pictures: most of these are small, so that drawing them costs little.
        int longest = _random.Next(5) == 0 ? 4000 : 200;
        ImageSize size = new(_random.Next(1, longest), _random.Next(1, longest));
        ImageSize? known = !IsOdd || _random.Next(12) > 1 ? size : _random.Next(2) == 0 ? null : new ImageSize(size.Width, 0);
        Annotation[] annotations = [.. Enumerable.Range(0, _random.Next(0, 6)).Select(index => Annotation(size, index))];
        string name = IsOdd && _random.Next(3) == 0 ? $"ordner/bild é 犬 'n {number}, 50%.v2.png" : $"folder/image {number}.png";
        return new AnnotatedImage(name, known, annotations.ToValueList())
        {
            Id = Maybe(() => (IsOdd && _random.Next(4) == 0 ? "id " : "")
                + (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Location = Text($"https://example.com/{number}.png"),
            Subset = Text("train"),
            FrameIndex = _random.Next(6) == 0 ? _random.Next(100) : null,
            Attributes = Attributes(),
            Relations = annotations.Length > 1 && annotations[0].Id is not null && _random.Next(4) == 0
                ? [new Relation(annotations[0].Id!, annotations[1].Id ?? "elsewhere", (RelationDirection)_random.Next(3),
                    _random.Next(2) == 0 ? ["near"] : default)] : default,
            Extra = Extra(),
        };
    }

    private Annotation Annotation(ImageSize size, int index)
    {
        IShape shape = Shape(size);
        return new Annotation(IsOdd && _random.Next(12) == 0 ? null : shape)
        {
            Labels = _random.Next(12) switch { 0 => default, 1 when IsOdd => ["car", "犬"], 2 when IsOdd => [OddText()], _ => [Label()] },
            Id = Maybe(() => IsOdd && _random.Next(4) == 0 ? $"{index + 5}" : $"a{index}"),
            Confidence = _random.Next(3) == 0 ? IsOdd && _random.Next(3) == 0 ? _random.Next(2) : _random.NextDouble() : null,
            Flags = (AnnotationFlags)(_random.Next(2) == 0 ? 0 : _random.Next(1, 1024)),
            Attributes = Attributes(),
            Text = Text("a note"),
            TrackId = Maybe(() => _random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            GroupId = Text(_random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ZOrder = _random.Next(4) == 0 ? _random.Next(10) : null,
            Source = Text("manual"),
            ParentId = _random.Next(8) == 0 ? "a0" : null,
            StoredBox = _random.Next(5) == 0 ? new Box(1, 2, _random.Next(9), 4.5) : null,
            StoredArea = _random.Next(5) == 0 ? _random.Next(100) : null,
            Keypoints = _random.Next(6) == 0 ? Landmarks(size) : null,
            LabelConfidences = _random.Next(6) == 0 ? ValueMap<double>.Empty.With("car", 0.25) : ValueMap<double>.Empty,
            Extra = Extra(),
        };
    }

    private string Label() => Labels[_random.Next(Labels.Length)];

    private IShape Shape(ImageSize size) => IsOdd && _random.Next(4) == 0 ? OddShape(size) : _random.Next(18) switch
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
        16 => new VideoTrack([Keyframe(0, new Box(X(size), Y(size), 5, 5)), Keyframe(1 + _random.Next(9), new Box(1, 1, 2, 2))]),
        _ => new TextSpan(0, _random.Next(1, 9), Maybe(() => "words")),
    };

    private Keyframe Keyframe(int frame, IShape shape) => new(frame, shape)
    {
        IsPresent = _random.Next(5) > 0,
        IsOccluded = _random.Next(5) == 0,
        IsInterpolated = _random.Next(5) == 0,
        TimeSeconds = _random.Next(4) == 0 ? _random.NextDouble() : null,
        Attributes = Attributes(),
        Extra = Extra(),
    };

    /// <summary>Shapes without length or area, far away, with all that they can have, or of another picture.</summary>
    private IShape OddShape(ImageSize size) => _random.Next(14) switch
    {
        0 => new Box(Odd(), Odd(), 0, Math.Abs(Odd())),
        1 => new RotatedBox(Odd(), Odd(), Math.Abs(Odd()), 0, Odd()),
        2 => new Polygon([new(1, 1), new(1, 1), new(1, 1)]),
        3 => new Polygon([new(Odd(), Odd()), new(Odd(), Odd()), new(Odd(), Odd()), new(Odd(), Odd())]),
        4 => new Polyline([new(Odd(), Odd())]),
        5 => new Ellipse(Odd(), Odd(), 0, Math.Abs(Odd()), _random.Next(2) == 0 ? 90 : 0),
        6 => new BitMask(size.Width, size.Height).ToMask(),
        7 => Mask.FromShape(size.Bounds, size.Width + 1, size.Height),
        8 => new MultiPolygon([new Polygon(Ring(size), new ValueList<Point>[] { Ring(size), Ring(size) }.ToValueList())]),
        9 => new Keypoints([new(1, 2, KeypointVisibility.Visible, "nose"), new(Odd(), Odd(), KeypointVisibility.NotLabeled, "eye")],
            _random.Next(2) == 0 ? new Skeleton(["nose", "eye"], [new SkeletonEdge(0, 1)]) : null),
        10 => new TimeInterval(_random.Next(5), 5 + _random.Next(5), (TimeUnit)_random.Next(3), _random.Next(2) == 0 ? _random.Next(3) : null),
        11 => new TextSpan(3, 3, OddText()),
        12 => new VideoTrack([new Keyframe(3, new RotatedBox(9, 9, 4, 2, 30)) { IsPresent = false, IsInterpolated = true },
            new Keyframe(4, Ring(size) is var ring && _random.Next(2) == 0 ? new Polygon(ring) : new Box(1, 1, 2, 2)) { TimeSeconds = 0.5 }])
        {
            FrameCount = 90,
            DurationSeconds = 3.5,
        },
        _ => new PointSet([new Point(Odd(), Odd())]),
    };

    private double Odd() => OddNumbers[_random.Next(OddNumbers.Length)];

    private string OddText() => OddTexts[_random.Next(OddTexts.Length)];

    private string? Text(string usual) => _random.Next(2) == 0 ? null : IsOdd && _random.Next(3) == 0 ? OddText() : usual;

    private AttributeValue Value() => _random.Next(7) switch
    {
        0 => OddText(),
        1 => Odd(),
        2 => _random.Next(2) == 0,
        3 => AttributeValue.From((ValueList<string>)["a", OddText()]),
        4 => AttributeValue.From((ValueList<double>)[Odd(), 2]),
        5 => AttributeValue.From(JsonText.Parse("{ \"rating\": 4, \"é\": [1.0, null, \"\\u00e9\"] }")),
        _ => default,
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
        1 when IsOdd => ValueMap<AttributeValue>.Empty.With(OddText(), Value()).With("pose", Value()).With("kind", Value()),
        0 => ValueMap<AttributeValue>.Empty.With("pose", "left").With("moving", true).With("speed", 3.5),
        _ => ValueMap<AttributeValue>.Empty,
    };

    private ValueMap<JsonText> Extra() => IsOdd && _random.Next(8) == 0 ? OddExtra() : _random.Next(6) == 0
        ? ValueMap<JsonText>.Empty.With("weather", JsonText.From("rain")).With("lanes", JsonText.Parse("[1,2]")) : ValueMap<JsonText>.Empty;

    // Names that formats have themselves, and values of every kind.
    private ValueMap<JsonText> OddExtra() => ValueMap<JsonText>.Empty
        .With(OddKeys[_random.Next(OddKeys.Length)], JsonText.From(OddText()))
        .With(OddKeys[_random.Next(OddKeys.Length)], JsonText.Parse("{ \"a\" : [1.0, 2e3, \"\\u003cé\"] }"))
        .With(OddKeys[_random.Next(OddKeys.Length)], JsonText.From(Odd()));

    private string? Maybe(Func<string> make) => _random.Next(2) == 0 ? make() : null;
}
