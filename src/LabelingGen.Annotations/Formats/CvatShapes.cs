using System.Globalization;
using System.Xml.Linq;

namespace LabelingGen.Annotations.Formats;

/// <summary>The shapes of a CVAT file.</summary>
internal static class CvatShapes
{
    // CVAT lists the left side of a face before the right one; a drawn cuboid goes around each face.
    private static readonly (string Corner, int At)[] CuboidCorners =
        [("tl1", 0), ("bl1", 3), ("tr1", 1), ("br1", 2), ("tl2", 4), ("bl2", 7), ("tr2", 5), ("br2", 6)];

    private static readonly string[] Attributes =
    [
        "label", "source", "occluded", "z_order", "group_id", "points", "rotation", "xtl", "ytl", "xbr", "ybr", "cx", "cy", "rx", "ry",
        "rle", "left", "top", "width", "height",
        .. CuboidCorners.SelectMany(static corner => new[] { "x" + corner.Corner, "y" + corner.Corner }),
    ];

    // Where an annotation keeps the points of a skeleton that say more than where they are.
    private const string SkeletonPoints = "points";

    private static readonly string[] PointAttributes = ["label", "outside", "occluded", "points"];

    public static XElement? Write(Annotation annotation, ImageSize? size)
    {
        XElement? element = annotation.Shape switch
        {
            null => new XElement("tag"),
            Box box => Box(box, 0),
            RotatedBox box => Box(box.Unrotated(), box.AngleDegrees),
            Polygon polygon => Points("polygon", polygon.Exterior),
            MultiPolygon multi => Points("polygon", multi.Polygons.OrderByDescending(static piece => piece.Area).First().Exterior),
            Polyline line => Points("polyline", line.IsClosed ? line.Points.Add(line.Points[0]) : line.Points),
            Point point => Points("points", [point]),
            PointSet set => Points("points", set.Points),
            Ellipse ellipse => Ellipse(ellipse),
            Mask mask when size is { } known && (mask.Bounds.Right > known.Width || mask.Bounds.Bottom > known.Height) => null,
            Mask mask => Mask(mask),
            Keypoints keypoints => KeptSkeleton(keypoints, annotation.Extra) ?? Skeleton(keypoints),
            ProjectedCuboid cuboid => Cuboid(cuboid),
            _ => null,
        };
        if (element is null)
            return null;
        element.SetAttributeValue("label", XmlText.Legal(annotation.Label ?? ""));
        if (annotation.Source is not null)
            element.SetAttributeValue("source", XmlText.Legal(annotation.Source));
        if (annotation.Has(AnnotationFlags.Occluded))
            element.SetAttributeValue("occluded", "1");
        if (annotation.ZOrder is int order)
            element.SetAttributeValue("z_order", order);
        if (annotation.GroupId is not null)
            element.SetAttributeValue("group_id", XmlText.Legal(annotation.GroupId));
        XmlExtras.WriteAttributes(element, annotation.Extra, Attributes);
        foreach ((string name, AttributeValue value) in annotation.Attributes)
            element.Add(new XElement("attribute", new XAttribute("name", XmlText.Legal(name)), XmlText.Legal(value.ToString())));
        return element;
    }

    public static Annotation Read(XElement element, ImageSize? size, string file)
    {
        IShape? shape = element.Name.LocalName switch
        {
            "tag" => null,
            "box" => ReadBox(element, file),
            "polygon" => new Polygon(ReadPoints(element, file)),
            "polyline" => new Polyline(ReadPoints(element, file)),
            "points" => ReadPoints(element, file) is { Count: 1 } single ? single[0] : new PointSet(ReadPoints(element, file)),
            "ellipse" => new Ellipse(
                Number(element, "cx", file), Number(element, "cy", file), Length(element, "rx", file), Length(element, "ry", file),
                Angle(element, file)),
            "mask" => ReadMask(element, size, file),
            "skeleton" => ReadSkeleton(element, file),
            "cuboid" => ReadCuboid(element, file),
            _ => throw SafeXml.Error($"There is no shape '{element.Name.LocalName}'.", file, element),
        };
        return new Annotation(shape, element.Attribute("label")?.Value is { Length: > 0 } label ? label : null)
        {
            Source = element.Attribute("source")?.Value,
            Flags = element.Attribute("occluded")?.Value == "1" ? AnnotationFlags.Occluded : AnnotationFlags.None,
            ZOrder = TryInteger(element, "z_order"),
            GroupId = element.Attribute("group_id")?.Value,
            Attributes =
                ValueMap<AttributeValue>.Create(element.Elements("attribute").Select(item => new KeyValuePair<string, AttributeValue>(
                item.Attribute("name")?.Value ?? throw SafeXml.Error("An attribute has no 'name'.", file, item), item.Value))),
            Extra = Extra(element),
        };
    }

    /// <summary>
    /// Attributes that no property holds; of the points of a skeleton, their XML if they have more than a place and a name.
    /// </summary>
    private static ValueMap<JsonText> Extra(XElement element)
    {
        ValueMap<JsonText> extra = XmlExtras.ReadAttributes(element, Attributes);
        return element.Elements("points").Any(static point =>
            point.HasElements || point.Attributes().Any(static attribute => !PointAttributes.Contains(attribute.Name.LocalName)))
                ? extra.With(SkeletonPoints, JsonText.From(XmlExtras.Xml(element.Elements("points")))) : extra;
    }

    public static int? TryInteger(XElement element, string name) =>
        int.TryParse(element.Attribute(name)?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value : null;

    private static XElement Box(Box box, double angle)
    {
        XElement element = new(
            "box", Attribute("xtl", box.Left), Attribute("ytl", box.Top), Attribute("xbr", box.Right), Attribute("ybr", box.Bottom));
        if (angle != 0)
            element.Add(Attribute("rotation", angle));
        return element;
    }

    private static XElement Ellipse(Ellipse ellipse)
    {
        XElement element = new(
            "ellipse", Attribute("cx", ellipse.CenterX), Attribute("cy", ellipse.CenterY), Attribute("rx", ellipse.RadiusX),
            Attribute("ry", ellipse.RadiusY));
        if (ellipse.AngleDegrees != 0)
            element.Add(Attribute("rotation", ellipse.AngleDegrees));
        return element;
    }

    private static XElement Points(string name, ValueList<Point> points) => new(
        name, new XAttribute("points", string.Join(';', points.Select(static point => $"{Text(point.X)},{Text(point.Y)}"))));

    /// <summary>Run lengths by rows within the bounds, beginning with a run outside.</summary>
    private static XElement Mask(Mask mask)
    {
        Box bounds = mask.Bounds;
        (int left, int top, int width, int height) = ((int)bounds.X, (int)bounds.Y, (int)bounds.Width, (int)bounds.Height);
        byte[] pixels = new byte[width * height];
        mask.Window(left, top, width, height).CopyPixelsTo(pixels);
        List<int> runs = [];
        byte current = 0;
        int length = 0;
        foreach (byte pixel in pixels)
        {
            if (pixel != current)
            {
                runs.Add(length);
                (current, length) = (pixel, 0);
            }

            length++;
        }

        runs.Add(length);
        return new XElement(
            "mask", new XAttribute("rle", string.Join(", ", runs.Select(static run => run.ToString(CultureInfo.InvariantCulture)))),
            new XAttribute("left", left), new XAttribute("top", top), new XAttribute("width", width), new XAttribute("height", height));
    }

    /// <summary>A skeleton of the points that are kept, if they are still those of the shape.</summary>
    private static XElement? KeptSkeleton(Keypoints keypoints, ValueMap<JsonText> extra)
    {
        if (!extra.TryGetValue(SkeletonPoints, out JsonText kept) || XmlExtras.TextOf(kept) is not { } text)
            return null;
        try
        {
            // As deep as it comes to stand in the file, whose depth is limited.
            XElement skeleton = new("skeleton", SafeXml.Parse($"<a><b><c>{text}</c></b></a>", "").Descendants("c").First().Elements());
            return ReadSkeleton(skeleton, "") == keypoints && XmlExtras.Xml(skeleton.Elements()) == text ? skeleton : null;
        }
        catch (AnnotationFormatException)
        {
            return null;
        }
    }

    private static XElement Skeleton(Keypoints keypoints)
    {
        XElement element = new("skeleton");
        for (int i = 0; i < keypoints.Points.Count; i++)
        {
            Keypoint point = keypoints.Points[i];
            string name = point.Name ?? keypoints.Skeleton?.Names[i] ?? i.ToString(CultureInfo.InvariantCulture);
            XElement item = Points("points", [point.Location]);
            item.SetAttributeValue("label", XmlText.Legal(name));
            item.SetAttributeValue("outside", point.IsLabeled ? "0" : "1");
            item.SetAttributeValue("occluded", point.Visibility == KeypointVisibility.Occluded ? "1" : "0");
            element.Add(item);
        }

        return element;
    }

    private static XElement Cuboid(ProjectedCuboid cuboid)
    {
        XElement element = new("cuboid");
        foreach ((string corner, int at) in CuboidCorners)
        {
            element.Add(Attribute("x" + corner, cuboid.Corners[at].X));
            element.Add(Attribute("y" + corner, cuboid.Corners[at].Y));
        }

        return element;
    }

    private static IShape ReadBox(XElement element, string file)
    {
        Box box = PixelNumber.ToBox(
            Number(element, "xtl", file), Number(element, "ytl", file), Number(element, "xbr", file), Number(element, "ybr", file));
        double angle = Angle(element, file);
        return angle == 0 ? box : PixelNumber.ToRotatedBox(box, angle);
    }

    private static Mask ReadMask(XElement element, ImageSize? size, string file)
    {
        int left = Integer(element, "left", file);
        int top = Integer(element, "top", file);
        int width = Integer(element, "width", file);
        int height = Integer(element, "height", file);
        (int imageWidth, int imageHeight) = size is { } known ? (known.Width, known.Height) : (left + width, top + height);
        if (left < 0 || top < 0 || width < 0 || height < 0 || (long)left + width > imageWidth || (long)top + height > imageHeight
            || (long)imageWidth * imageHeight > BitMaskLimit)
        {
            throw SafeXml.Error("The mask does not lie within the picture, or the picture is too large.", file, element);
        }

        BitMask bits = new(imageWidth, imageHeight);
        long at = 0;
        bool isInside = false;
        foreach (string run in (element.Attribute("rle")?.Value ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out int length) || at + length > (long)width * height)
                throw SafeXml.Error("The run lengths do not fit the box of the mask.", file, element);
            for (int i = 0; isInside && i < length; i++)
                bits[left + (int)((at + i) % width), top + (int)((at + i) / width)] = true;
            at += length;
            isInside = !isInside;
        }

        return at == (long)width * height
            ? bits.ToMask() : throw SafeXml.Error("The run lengths do not fill the box of the mask.", file, element);
    }

    private const long BitMaskLimit = 1L << 28;

    private static Keypoints ReadSkeleton(XElement element, string file)
    {
        Keypoint[] points = [.. element.Elements("points").Select(item =>
        {
            Point at = ReadPoints(item, file)[0];
            KeypointVisibility visibility = item.Attribute("outside")?.Value == "1" ? KeypointVisibility.NotLabeled
                : item.Attribute("occluded")?.Value == "1" ? KeypointVisibility.Occluded : KeypointVisibility.Visible;
            return new Keypoint(at.X, at.Y, visibility, item.Attribute("label")?.Value);
        })];
        return new Keypoints(points.ToValueList());
    }

    private static ProjectedCuboid ReadCuboid(XElement element, string file)
    {
        Point[] corners = new Point[CuboidCorners.Length];
        foreach ((string corner, int at) in CuboidCorners)
            corners[at] = new Point(Number(element, "x" + corner, file), Number(element, "y" + corner, file));
        return new ProjectedCuboid(corners.ToValueList());
    }

    private static ValueList<Point> ReadPoints(XElement element, string file)
    {
        List<Point> points = [];
        foreach (string pair in (element.Attribute("points")?.Value ?? "").Split(';'))
        {
            int comma = pair.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0 || !TryNumber(pair.AsSpan(0, comma), out double x) || !TryNumber(pair.AsSpan(comma + 1), out double y))
                throw SafeXml.Error("Points are written as x,y;x,y.", file, element);
            points.Add(new Point(x, y));
        }

        return points.ToValueList();
    }

    private static double Angle(XElement element, string file) =>
        element.Attribute("rotation") is null ? 0 : Number(element, "rotation", file);

    private static double Length(XElement element, string name, string file) => Number(element, name, file) is >= 0 and double length
        ? length
        : throw SafeXml.Error($"'{name}' is negative.", file, element);

    private static int Integer(XElement element, string name, string file) =>
        TryInteger(element, name) ?? throw SafeXml.Error($"There is no whole number '{name}'.", file, element);

    private static double Number(XElement element, string name, string file) => TryNumber(element.Attribute(name)?.Value, out double value)
        ? value
        : throw SafeXml.Error($"There is no number '{name}'.", file, element);

    private static bool TryNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= 1e9;

    private static XAttribute Attribute(string name, double value) => new(name, Text(value));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
