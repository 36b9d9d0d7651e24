using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Core.Json;

namespace LabelingGen.Scale;

public partial class ImageAnnotation
{
    // The four points of an ellipse are the ends of its axes, in turn around it.
    private const int EllipsePoints = 4;
    private const int CuboidPoints = 8;

    /// <summary>
    /// The annotation in the form that all vendors share: pixels from the top left, degrees clockwise. An ellipse is taken from the ends
    /// of its axes; a drawn cuboid whose corners are not eight points has no shape. Members that this library does not know are extra, and
    /// so are vertices that have more than x and y or make no shape.
    /// </summary>
    /// <exception cref="AnnotationFormatException">The numbers make no shape, for instance a polygon without vertices.</exception>
    public Annotation ToAnnotation()
    {
        IShape? shape;
        try
        {
            shape = ToShape();
        }
        catch (ArgumentException error)
        {
            throw new AnnotationFormatException($"The annotation {Uuid} of '{Label}' makes no shape: {error.Message}", error);
        }

        return new Annotation(shape, Label)
        {
            Id = Uuid,
            Attributes = ReadAttributes(Attributes),
            Extra = ReadExtra(),
        };
    }

    private ValueMap<JsonText> ReadExtra()
    {
        ValueMap<JsonText> extra = ValueMap<JsonText>.Create(UnknownProperties.Select(static entry =>
            KeyValuePair.Create(entry.Key, JsonText.Parse(entry.Value?.ToJsonString() ?? "null"))));
        bool saysMore = this switch
        {
            PolygonAnnotation polygon => polygon.Vertices.Any(SaysMore),
            LineAnnotation line => line.Vertices.Any(SaysMore),
            EllipseAnnotation ellipse => ellipse.Vertices.Any(SaysMore),
            CuboidAnnotation { Vertices: { } corners } => corners.Count != CuboidPoints || !corners.All(IsPoint)
                || corners.OfType<JsonObject>().Any(static corner => corner.Any(static member => member.Key is not ("x" or "y"))),
            _ => false,
        };
        return !saysMore ? extra : extra.With("vertices", JsonText.Parse(
            JsonNode.Parse(JsonCodec.ToBinaryData(this, Write))?["vertices"]?.ToJsonString() ?? "null"));
    }

    private static bool SaysMore(Vertex vertex) => vertex.UnknownProperties.Count > 0;

    /// <summary>
    /// An annotation in Scale's form, or <see langword="null"/> if Scale has none for the shape. Of polygons the outer ring is kept, a
    /// mask becomes its largest outline; <see cref="ImageAnnotationResponse.FromImage"/> reports what that loses.
    /// </summary>
    public static ImageAnnotation? FromAnnotation(Annotation annotation)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        ImageAnnotation? made = annotation.Shape switch
        {
            Box box => Box(box, 0),
            RotatedBox box => Box(box.Unrotated(), double.DegreesToRadians(box.AngleDegrees)),
            Polygon polygon => new PolygonAnnotation { Vertices = Vertices(polygon.Exterior) },
            MultiPolygon multi => new PolygonAnnotation { Vertices = Vertices(multi.Polygons.MaxBy(static piece => piece.Area)!.Exterior) },
            Polyline line => new LineAnnotation { Vertices = Vertices(line.Points) },
            Point point => new PointAnnotation { X = point.X, Y = point.Y },
            Ellipse ellipse => new EllipseAnnotation { Vertices = Vertices(ellipse.ToPolygon(EllipsePoints).Exterior) },
            ProjectedCuboid cuboid => new CuboidAnnotation
            {
                Vertices = [.. cuboid.Corners.Select(static corner => (JsonNode)new JsonObject { ["x"] = corner.X, ["y"] = corner.Y })],
            },
            Mask { IsEmpty: false } mask => new PolygonAnnotation
            {
                Vertices = Vertices(mask.ToPolygons().MaxBy(static piece => piece.Area)!.Exterior),
            },
            _ => null,
        };
        if (made is null)
            return null;
        made.Label = annotation.Label;
        made.Uuid = annotation.Id;
        if (annotation.Attributes.Count > 0)
            made.Attributes = WriteAttributes(annotation.Attributes);
        return made;
    }

    private IShape? ToShape() => this switch
    {
        // Radians become degrees by rounding: the vendor's numbers carry the noise of the conversion.
        BoxAnnotation { Rotation: { } angle and not 0 } box => new RotatedBox(
            box.Left + box.Width / 2, box.Top + box.Height / 2, box.Width, box.Height, Math.Round(double.RadiansToDegrees(angle), 9)),
        BoxAnnotation box => new Box(box.Left, box.Top, box.Width, box.Height),
        PolygonAnnotation polygon => new Polygon(Points(polygon.Vertices)),
        LineAnnotation line => new Polyline(Points(line.Vertices)),
        PointAnnotation point => new Point(point.X, point.Y),
        EllipseAnnotation { Vertices.Count: EllipsePoints } ellipse => ToEllipse(Points(ellipse.Vertices)),
        EllipseAnnotation ellipse => new Polygon(Points(ellipse.Vertices)),
        CuboidAnnotation { Vertices.Count: CuboidPoints } cuboid when cuboid.Vertices.All(IsPoint) =>
            new ProjectedCuboid(cuboid.Vertices.OfType<JsonObject>()
                .Select(static point => new Point((double)point["x"]!, (double)point["y"]!)).ToValueList()),
        _ => null,
    };

    private static Ellipse ToEllipse(ValueList<Point> ends)
    {
        (double x, double y) = ((ends[0].X + ends[2].X) / 2, (ends[0].Y + ends[2].Y) / 2);
        double across = double.Hypot(ends[0].X - x, ends[0].Y - y);
        double down = double.Hypot(ends[1].X - x, ends[1].Y - y);
        double angle = double.RadiansToDegrees(Math.Atan2(ends[0].Y - y, ends[0].X - x));
        return new Ellipse(x, y, Math.Round(across, 9), Math.Round(down, 9), Math.Round(angle, 9));
    }

    private static bool IsPoint(JsonNode? node) => node is JsonObject point && IsNumber(point["x"]) && IsNumber(point["y"]);

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static BoxAnnotation Box(Box box, double radians)
    {
        BoxAnnotation made = new() { Left = box.Left, Top = box.Top, Width = box.Width, Height = box.Height };
        if (radians != 0)
            made.Rotation = radians;
        return made;
    }

    private static ValueList<Point> Points(IReadOnlyList<Vertex> vertices) =>
        vertices.Select(static vertex => new Point(vertex.X, vertex.Y)).ToValueList();

    private static Vertex[] Vertices(ValueList<Point> points) =>
        [.. points.Select(static point => new Vertex { X = point.X, Y = point.Y })];

    private static ValueMap<AttributeValue> ReadAttributes(JsonObject? attributes) => attributes is null
        ? ValueMap<AttributeValue>.Empty
        : ValueMap<AttributeValue>.Create(attributes.Select(static entry => KeyValuePair.Create(entry.Key, ReadAttribute(entry.Value))));

    private static AttributeValue ReadAttribute(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => AttributeValue.From((string)value!),
        JsonValueKind.Number when (double)value is var number && double.IsFinite(number) => AttributeValue.From(number),
        JsonValueKind.True => AttributeValue.From(true),
        JsonValueKind.False => AttributeValue.From(false),
        _ => AttributeValue.From(JsonText.Parse(value?.ToJsonString() ?? "null")),
    };

    private static JsonObject WriteAttributes(ValueMap<AttributeValue> attributes)
    {
        JsonObject made = [];
        foreach ((string name, AttributeValue value) in attributes)
        {
            made[name] = value.Kind switch
            {
                AttributeKind.Text => JsonValue.Create(value.AsText()),
                AttributeKind.Number => JsonValue.Create(value.AsNumber()),
                AttributeKind.Flag => JsonValue.Create(value.AsFlag()),
                AttributeKind.Texts => new JsonArray([.. value.AsTexts().Select(static text => (JsonNode)JsonValue.Create(text))]),
                AttributeKind.Numbers => new JsonArray([.. value.AsNumbers().Select(static number => (JsonNode)JsonValue.Create(number))]),
                AttributeKind.Json => JsonNode.Parse(value.AsJson().Text),
                _ => null,
            };
        }

        return made;
    }
}
