using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Shapes in pixels on an image: boxes, polygons, lines, points, ellipses and cuboids, all inside the picture.</summary>
internal static class ScaleGeometryAnswers
{
    public static JsonObject Image(Random random, JsonObject parameters, (int Width, int Height) size)
    {
        JsonArray annotations = [];
        foreach ((string kind, JsonNode? options) in parameters["geometries"] as JsonObject ?? [])
        {
            if (options is not JsonObject geometry)
                continue;
            List<string> labels = ScaleAnswers.Labels(geometry["objects_to_annotate"]);
            foreach (string label in labels.Count == 0 ? ["object"] : labels)
                annotations.Add((JsonNode)Annotation(
                    random, kind, label, geometry, parameters["annotation_attributes"] as JsonObject, size));
        }

        return new() { ["annotations"] = annotations, ["global_attributes"] = new JsonObject(), ["is_customer_fix"] = false };
    }

    public static JsonObject Legacy(Random random, string type, JsonObject parameters, (int Width, int Height) size)
    {
        string kind = type switch
        {
            "annotation" => "box",
            "polygonannotation" => "polygon",
            "lineannotation" => "line",
            "pointannotation" => "point",
            _ => "cuboid",
        };
        JsonArray annotations = [];
        foreach (string label in ScaleAnswers.Labels(parameters["objects_to_annotate"]))
        {
            JsonObject shape = Shape(random, kind, [], size);
            shape["label"] = label;
            annotations.Add((JsonNode)shape);
        }

        return new() { ["annotations"] = annotations };
    }

    /// <summary>One box, as used on frames too.</summary>
    public static JsonObject Box(Random random, (int Width, int Height) size, int minWidth = 0, int minHeight = 0)
    {
        int width = Math.Clamp(random.Next(size.Width / 8, (size.Width / 3) + 1), Math.Min(minWidth, size.Width), size.Width);
        int height = Math.Clamp(random.Next(size.Height / 8, (size.Height / 3) + 1), Math.Min(minHeight, size.Height), size.Height);
        return new()
        {
            ["left"] = random.Next(0, size.Width - width + 1),
            ["top"] = random.Next(0, size.Height - height + 1),
            ["width"] = width,
            ["height"] = height,
        };
    }

    private static JsonObject Annotation(
        Random random, string kind, string label, JsonObject geometry, JsonObject? attributes, (int Width, int Height) size)
    {
        JsonObject annotation = Shape(random, kind, geometry, size);
        annotation["type"] = kind;
        annotation["label"] = label;
        annotation["uuid"] = Uuid(random);
        annotation["attributes"] = Attributes(random, attributes);
        return annotation;
    }

    private static JsonObject Shape(Random random, string kind, JsonObject geometry, (int Width, int Height) size) => kind switch
    {
        "box" => Box(random, size, geometry.Number("min_width") ?? 0, geometry.Number("min_height") ?? 0),
        "point" => new() { ["x"] = random.Next(size.Width), ["y"] = random.Next(size.Height) },
        "ellipse" => Vertices(Around(random, size, 4, 0)),
        "cuboid" => Cuboid(random, size),
        "line" => Vertices(Around(random, size, Count(geometry, 3, 2), 0.4)),
        _ => Vertices(Around(random, size, Count(geometry, 6, 3), 0.3)),
    };

    private static int Count(JsonObject geometry, int wanted, int least) =>
        Math.Max(least, Math.Min(Math.Max(wanted, geometry.Number("min_vertices") ?? 0), geometry.Number("max_vertices") ?? int.MaxValue));

    /// <summary>Points around a centre at rising angles, so that a polygon of them never crosses itself.</summary>
    private static List<(double X, double Y)> Around(Random random, (int Width, int Height) size, int count, double unrest)
    {
        double radius = Math.Min(size.Width, size.Height) / 6.0;
        double x = radius + (random.NextDouble() * (size.Width - (2 * radius)));
        double y = radius + (random.NextDouble() * (size.Height - (2 * radius)));
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                double reach = radius * (1 - (random.NextDouble() * unrest));
                (double sin, double cos) = Math.SinCos(2 * Math.PI * i / count);
                return (Math.Round(x + (reach * cos), 2), Math.Round(y + (reach * sin), 2));
            }),
        ];
    }

    private static JsonObject Vertices(List<(double X, double Y)> points) => new()
    {
        ["vertices"] = points.Select(JsonNode? (p) => new JsonObject { ["x"] = p.X, ["y"] = p.Y }).ToJson(),
    };

    /// <summary>The front face and the back face moved up and to the right, four corners each.</summary>
    private static JsonObject Cuboid(Random random, (int Width, int Height) size)
    {
        double side = Math.Min(size.Width, size.Height) / 5.0;
        double shift = side / 3;
        double left = random.NextDouble() * (size.Width - side - shift);
        double top = shift + (random.NextDouble() * (size.Height - side - shift));
        (double X, double Y)[] front = [(left, top), (left + side, top), (left + side, top + side), (left, top + side)];
        return Vertices([.. front.Concat(front.Select(p => (p.X + shift, p.Y - shift)))
            .Select(p => (Math.Round(p.Item1, 2), Math.Round(p.Item2, 2)))]);
    }

    private static JsonObject Attributes(Random random, JsonObject? definitions)
    {
        JsonObject values = [];
        foreach ((string name, JsonNode? definition) in definitions ?? [])
        {
            if (definition is not JsonObject attribute)
                continue;
            string choice = ScaleAnswers.Pick(random, ScaleAnswers.Labels(attribute["choices"]), "");
            values[name] = (attribute.Text("type") ?? "category") switch
            {
                "number" => random.Next(0, 10),
                "angle" => random.Next(0, 360),
                "text" => "text",
                "category" when attribute.Flag("allow_multiple") => new JsonArray(choice),
                "category" => choice,
                _ => null,
            };
        }

        return values;
    }

    private static string Uuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
