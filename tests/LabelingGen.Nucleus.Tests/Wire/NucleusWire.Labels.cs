using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private const string Rest = "annotation_id=None, metadata=None";
    private const string RestOfPrediction = "confidence=None, annotation_id=None, metadata=None, class_pdf=None";

    private static void MapLabels(WireVendor vendor)
    {
        MapPoints(vendor);
        MapAnnotations(vendor);
        MapPredictions(vendor);
        MapAttributes(vendor);
    }

    private static void MapPoints(WireVendor vendor) => vendor
        .Class<Point2D>("Point")
        .Class<Point3D>("Point3D")
        .Class<LidarPoint>("LidarPoint")
        .Class<Keypoint2D>("Keypoint")
        .Class<Segment>("Segment")
        .Class<Quaternion>("Quaternion")
        .Method("Point(x, y)", c => new Point2D(c.Number("x")!.Value, c.Number("y")!.Value))
        .Method("Point3D(x, y, z)", c => new Point3D(c.Number("x")!.Value, c.Number("y")!.Value, c.Number("z")!.Value))
        .Method("LidarPoint(x, y, z, i)", c => new LidarPoint(
            c.Number("x")!.Value, c.Number("y")!.Value, c.Number("z")!.Value, c.Number("i")))
        .Method("Quaternion(x, y, z, w)", c => new Quaternion(
            c.Number("x")!.Value, c.Number("y")!.Value, c.Number("z")!.Value, c.Number("w")!.Value))
        .Method("Keypoint(x=None, y=None, visible=True)", c => new Keypoint2D(c.Number("x"), c.Number("y"), c.Flag("visible") ?? true))
        .Method("Segment(label, index=None, metadata=None)", c => new Segment(c.Text("label"), c.Integer("index"))
        {
            Metadata = c.Object("metadata"),
        });

    private static void MapAnnotations(WireVendor vendor) => vendor
        .Class<BoxAnnotation>("BoxAnnotation")
        .Class<LineAnnotation>("LineAnnotation")
        .Class<PolygonAnnotation>("PolygonAnnotation")
        .Class<KeypointsAnnotation>("KeypointsAnnotation")
        .Class<CuboidAnnotation>("CuboidAnnotation")
        .Class<CategoryAnnotation>("CategoryAnnotation")
        .Class<CategoryAnnotation>("SceneCategoryAnnotation")
        .Class<MultiCategoryAnnotation>("MultiCategoryAnnotation")
        .Class<SegmentationAnnotation>("SegmentationAnnotation")
        .Method($"BoxAnnotation(label, x, y, width, height, reference_id, {Rest}, embedding_vector=None, track_reference_id=None)", c =>
        {
            BoxAnnotation box = new(
                c.Text("label"), Number(c, "x"), Number(c, "y"), Number(c, "width"), Number(c, "height"), c.Text("reference_id"),
                c.OptionalText("annotation_id"))
            {
                EmbeddingVector = Numbers(c, "embedding_vector"),
                TrackReferenceId = c.OptionalText("track_reference_id"),
            };
            box.Metadata = c.Object("metadata") ?? box.Metadata;
            return box;
        })
        .Method($"LineAnnotation(label, vertices, reference_id, {Rest}, track_reference_id=None)", c =>
        {
            LineAnnotation line = new(c.Text("label"), Points(c), c.Text("reference_id"), c.OptionalText("annotation_id"))
            {
                TrackReferenceId = c.OptionalText("track_reference_id"),
            };
            line.Metadata = c.Object("metadata") ?? line.Metadata;
            return line;
        })
        .Method($"PolygonAnnotation(label, vertices, reference_id, {Rest}, embedding_vector=None, track_reference_id=None)", c =>
        {
            PolygonAnnotation polygon = new(c.Text("label"), Points(c), c.Text("reference_id"), c.OptionalText("annotation_id"))
            {
                EmbeddingVector = Numbers(c, "embedding_vector"),
                TrackReferenceId = c.OptionalText("track_reference_id"),
            };
            polygon.Metadata = c.Object("metadata") ?? polygon.Metadata;
            return polygon;
        })
        .Method($"KeypointsAnnotation(label, keypoints, names, reference_id, skeleton=None, {Rest}, track_reference_id=None)", c =>
        {
            KeypointsAnnotation keypoints = new(
                c.Text("label"), c.Values<Keypoint2D>("keypoints")!, c.Texts("names")!, Skeleton(c), c.Text("reference_id"),
                c.OptionalText("annotation_id"))
            {
                TrackReferenceId = c.OptionalText("track_reference_id"),
            };
            keypoints.Metadata = c.Object("metadata") ?? keypoints.Metadata;
            return keypoints;
        })
        .Method($"CuboidAnnotation(label, position, dimensions, yaw, reference_id, {Rest}, track_reference_id=None)", c =>
            new CuboidAnnotation(
                c.Text("label"), c.Value<Point3D>("position"), c.Value<Point3D>("dimensions"), c.Number("yaw")!.Value,
                c.Text("reference_id"), c.OptionalText("annotation_id"))
            {
                Metadata = c.Object("metadata"),
                TrackReferenceId = c.OptionalText("track_reference_id"),
            })
        .Method("SegmentationAnnotation(mask_url, annotations, reference_id, annotation_id=None)", c => new SegmentationAnnotation(
            c.Text("mask_url"), c.Values<Segment>("annotations")!, c.Text("reference_id"), c.OptionalText("annotation_id")))
        .Method("CategoryAnnotation(label, reference_id, taxonomy_name=None, metadata=None, track_reference_id=None)", c =>
        {
            CategoryAnnotation category = new(c.Text("label"), c.Text("reference_id"), c.OptionalText("taxonomy_name"))
            {
                TrackReferenceId = c.OptionalText("track_reference_id"),
            };
            category.Metadata = c.Object("metadata") ?? category.Metadata;
            return category;
        })
        .Method("SceneCategoryAnnotation(label, reference_id, taxonomy_name=None, metadata=None)", c =>
        {
            CategoryAnnotation category =
                CategoryAnnotation.ForScene(c.Text("label"), c.Text("reference_id"), c.OptionalText("taxonomy_name"));
            category.Metadata = c.Object("metadata") ?? category.Metadata;
            return category;
        })
        .Method("MultiCategoryAnnotation(labels, reference_id, taxonomy_name=None, metadata=None, track_reference_id=None)", c =>
        {
            MultiCategoryAnnotation category = new(c.Texts("labels")!, c.Text("reference_id"), c.OptionalText("taxonomy_name"))
            {
                TrackReferenceId = c.OptionalText("track_reference_id"),
            };
            category.Metadata = c.Object("metadata") ?? category.Metadata;
            return category;
        });

    private static void MapPredictions(WireVendor vendor) => vendor
        .Class<BoxPrediction>("BoxPrediction")
        .Class<LinePrediction>("LinePrediction")
        .Class<PolygonPrediction>("PolygonPrediction")
        .Class<KeypointsPrediction>("KeypointsPrediction")
        .Class<CuboidPrediction>("CuboidPrediction")
        .Class<CategoryPrediction>("CategoryPrediction")
        .Class<CategoryPrediction>("SceneCategoryPrediction")
        .Class<SegmentationPrediction>("SegmentationPrediction")
        .Method(
            $"BoxPrediction(label, x, y, width, height, reference_id, {RestOfPrediction}, embedding_vector=None, track_reference_id=None)",
            c =>
            {
                BoxPrediction box = new(
                    c.Text("label"), Number(c, "x"), Number(c, "y"), Number(c, "width"), Number(c, "height"), c.Text("reference_id"),
                    c.Number("confidence"), c.OptionalText("annotation_id"))
                {
                    EmbeddingVector = Numbers(c, "embedding_vector"),
                    TrackReferenceId = c.OptionalText("track_reference_id"),
                    ClassPdf = Probabilities(c),
                };
                box.Metadata = c.Object("metadata") ?? box.Metadata;
                return box;
            })
        .Method($"LinePrediction(label, vertices, reference_id, {RestOfPrediction}, track_reference_id=None)", c =>
        {
            LinePrediction line = new(
                c.Text("label"), Points(c), c.Text("reference_id"), c.Number("confidence"), c.OptionalText("annotation_id"))
            {
                TrackReferenceId = c.OptionalText("track_reference_id"),
                ClassPdf = Probabilities(c),
            };
            line.Metadata = c.Object("metadata") ?? line.Metadata;
            return line;
        })
        .Method(
            $"PolygonPrediction(label, vertices, reference_id, {RestOfPrediction}, embedding_vector=None, track_reference_id=None)", c =>
            {
                PolygonPrediction polygon = new(
                    c.Text("label"), Points(c), c.Text("reference_id"), c.Number("confidence"), c.OptionalText("annotation_id"))
                {
                    EmbeddingVector = Numbers(c, "embedding_vector"),
                    TrackReferenceId = c.OptionalText("track_reference_id"),
                    ClassPdf = Probabilities(c),
                };
                polygon.Metadata = c.Object("metadata") ?? polygon.Metadata;
                return polygon;
            })
        .Method($"KeypointsPrediction(label, keypoints, names, skeleton, reference_id, {RestOfPrediction}, track_reference_id=None)", c =>
        {
            KeypointsPrediction keypoints = new(
                c.Text("label"), c.Values<Keypoint2D>("keypoints")!, c.Texts("names")!, Skeleton(c), c.Text("reference_id"),
                c.Number("confidence"), c.OptionalText("annotation_id"))
            {
                TrackReferenceId = c.OptionalText("track_reference_id"),
                ClassPdf = Probabilities(c),
            };
            keypoints.Metadata = c.Object("metadata") ?? keypoints.Metadata;
            return keypoints;
        })
        .Method($"CuboidPrediction(label, position, dimensions, yaw, reference_id, {RestOfPrediction}, track_reference_id=None)", c =>
            new CuboidPrediction(
                c.Text("label"), c.Value<Point3D>("position"), c.Value<Point3D>("dimensions"), c.Number("yaw")!.Value,
                c.Text("reference_id"), c.Number("confidence"), c.OptionalText("annotation_id"))
            {
                Metadata = c.Object("metadata"),
                TrackReferenceId = c.OptionalText("track_reference_id"),
                ClassPdf = Probabilities(c),
            })
        .Method("SegmentationPrediction(mask_url, annotations, reference_id, annotation_id=None)", c => new SegmentationPrediction(
            c.Text("mask_url"), c.Values<Segment>("annotations")!, c.Text("reference_id"), c.OptionalText("annotation_id")))
        .Method(
            "CategoryPrediction(label, reference_id, taxonomy_name=None, confidence=None, metadata=None, class_pdf=None, "
                + "track_reference_id=None)",
            c =>
            {
                CategoryPrediction category = new(
                    c.Text("label"), c.Text("reference_id"), c.OptionalText("taxonomy_name"), c.Number("confidence"))
                {
                    TrackReferenceId = c.OptionalText("track_reference_id"),
                    ClassPdf = Probabilities(c),
                };
                category.Metadata = c.Object("metadata") ?? category.Metadata;
                return category;
            })
        .Method("SceneCategoryPrediction(label, reference_id, taxonomy_name=None, confidence=None, metadata=None)", c =>
        {
            CategoryPrediction category = CategoryPrediction.ForScene(
                c.Text("label"), c.Text("reference_id"), c.OptionalText("taxonomy_name"), c.Number("confidence"));
            category.Metadata = c.Object("metadata") ?? category.Metadata;
            return category;
        });

    /// <summary>The official client has the geometry's members on the annotation itself.</summary>
    private static void MapAttributes(WireVendor vendor)
    {
        (string Shape, string[] Members)[] shapes =
        [
            ("Box", ["x", "y", "width", "height"]), ("Line", ["vertices"]), ("Polygon", ["vertices"]),
            ("Keypoints", ["keypoints", "names", "skeleton"]), ("Cuboid", ["position", "dimensions", "yaw"]),
        ];
        foreach ((string shape, string[] members) in shapes)
        {
            foreach (string kind in (string[])["Annotation", "Prediction"])
            {
                foreach (string member in members)
                    vendor.Attribute($"{shape}{kind}.{member}", c => Member(Geometry(c.Instance.Value), member));
            }
        }

        vendor.Attribute("SegmentationAnnotation.annotations", c => c.On<SegmentationAnnotation>().Annotations)
            .Attribute("SegmentationPrediction.annotations", c => c.On<SegmentationPrediction>().Annotations);
    }

    private static object Geometry(object label) => label.GetType().GetProperty("Geometry")!.GetValue(label)!;

    private static object? Member(object geometry, string name) => geometry switch
    {
        VerticesGeometry vertices => vertices.Vertices,
        KeypointsGeometry keypoints when name == "keypoints" => keypoints.Keypoints,
        CuboidGeometry cuboid when name == "position" => cuboid.Position,
        CuboidGeometry cuboid when name == "dimensions" => cuboid.Dimensions,
        _ => WireJson.ToPython(WireJson.ToNode(geometry)![name]),
    };

    private static Coordinate Number(WireCall c, string name) =>
        c[name] is long whole ? (Coordinate)whole : (Coordinate)c.Number(name)!.Value;

    private static IReadOnlyList<double>? Numbers(WireCall c, string name) =>
        c.Json(name) is JsonArray numbers ? [.. numbers.Select(n => Double(n!))] : null;

    private static IEnumerable<Point2D> Points(WireCall c) => c.Items("vertices")!.Select(point =>
        point is WireInstance { Value: Point2D known } ? known : Model<Point2D>(WireJson.ToNode(point)));

    private static IEnumerable<IReadOnlyList<int>>? Skeleton(WireCall c) =>
        c.Json("skeleton") is JsonArray bones ? [.. bones.Select(b => b!.AsArray().Select(i => (int)Double(i!)).ToList())] : null;

    private static Dictionary<string, double>? Probabilities(WireCall c) =>
        c.Object("class_pdf")?.ToDictionary(p => p.Key, p => Double(p.Value!));

    private static double Double(JsonNode number) => double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);
}
