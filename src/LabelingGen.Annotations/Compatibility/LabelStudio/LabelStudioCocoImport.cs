using System.Globalization;
using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Reads one COCO document.</summary>
internal sealed class LabelStudioCocoImport(string file, string root)
{
    private const double PointWidth = 1.0;

    private readonly SortedDictionary<int, string> _categories = [];
    private readonly List<(string Name, string Type)> _controls = [];

    public LabelStudioTasks Convert(JsonElement document)
    {
        SafeJson.Expect(document, JsonValueKind.Object, file, "$");
        foreach ((JsonElement category, string path) in Items(document, "categories"))
            _categories[Integer(category, "id", path)] = SafeJson.Text(category, "name") ?? throw Error("A category has no 'name'.", path);
        SortedDictionary<int, (string Name, JsonElement Image, string Path, List<(JsonElement, string)> Annotations)> images = [];
        foreach ((JsonElement image, string path) in Items(document, "images"))
            images[Integer(image, "id", path)] = (SafeJson.Text(image, "file_name")
                ?? throw Error("An image has no 'file_name'.", path), image, path, []);
        foreach ((JsonElement annotation, string path) in Items(document, "annotations"))
        {
            if (!images.TryGetValue(Integer(annotation, "image_id", path), out var image))
                throw Error("The image is not in the file.", path + ".image_id");
            image.Annotations.Add((annotation, path));
            // The configuration lists keypoints, outlines and boxes in the order in which the file brings them up.
            if (annotation.TryGetProperty("keypoints", out _))
                AddControl("label_keypoints", "KeyPointLabels");
            if (annotation.TryGetProperty("segmentation", out _))
                AddControl("labelpolygons", "PolygonLabels");
            if (annotation.TryGetProperty("bbox", out _))
                AddControl("label_rectangles", "RectangleLabels");
        }

        JsonText tasks = FastLabelFileImport.Write(writer =>
        {
            foreach (var image in images.Values)
            {
                LabelStudioImport.WriteTask(writer, LabelStudioAddress.Join(root, image.Name), w =>
                {
                    foreach ((JsonElement annotation, string path) in image.Annotations)
                        WriteRegions(w, annotation,
                            new ImageSize(Integer(image.Image, "width", image.Path), Integer(image.Image, "height", image.Path)), path);
                });
            }
        });
        return new LabelStudioTasks(tasks,
            LabelStudioConfigWriter.Write(_controls, [.. _categories.Select(static entry => (entry.Key, entry.Value))]));
    }

    private void AddControl(string name, string type)
    {
        if (!_controls.Contains((name, type)))
            _controls.Add((name, type));
    }

    private void WriteRegions(Utf8JsonWriter writer, JsonElement annotation, ImageSize size, string path)
    {
        if (!_categories.TryGetValue(Integer(annotation, "category_id", path), out string? label))
            throw Error("The category is not in the file.", path + ".category_id");
        if (size.Width == 0 || size.Height == 0)
            throw Error("The image has no size, but percent are of its sides.", path + ".image_id");
        if (annotation.TryGetProperty("bbox", out JsonElement box))
        {
            double[] sides = Numbers(box, path + ".bbox");
            if (sides.Length != 4)
                throw Error("A box has four numbers.", path + ".bbox");
            LabelStudioImport.WriteRegion(writer, "rectanglelabels", "image", "label_rectangles", size,
                w => LabelStudioImport.WriteRectangle(
                w, sides[0] / size.Width * 100, sides[1] / size.Height * 100, sides[2] / size.Width * 100, sides[3] / size.Height * 100,
                label));
        }

        if (annotation.TryGetProperty("segmentation", out JsonElement rings))
        {
            SafeJson.Expect(rings, JsonValueKind.Array, file, path + ".segmentation");
            foreach (JsonElement ring in rings.EnumerateArray())
                WritePolygon(writer, Numbers(ring, path + ".segmentation"), size, label);
        }

        if (annotation.TryGetProperty("keypoints", out JsonElement keypoints))
        {
            double[] values = Numbers(keypoints, path + ".keypoints");
            if (values.Length % 3 != 0)
                throw Error("Keypoints are x, y and visibility in turn.", path + ".keypoints");
            foreach (double[] point in values.Chunk(3))
                WriteKeypoint(writer, point, size, label);
        }
    }

    private static void WritePolygon(Utf8JsonWriter writer, double[] ring, ImageSize size, string label) =>
        LabelStudioImport.WriteRegion(writer, "polygonlabels", "image", "labelpolygons", size, w =>
        {
            w.WriteStartArray("points");
            for (int i = 0; i + 1 < ring.Length; i += 2)
            {
                w.WriteStartArray();
                w.WriteNumberValue(ring[i] / size.Width * 100);
                w.WriteNumberValue(ring[i + 1] / size.Height * 100);
                w.WriteEndArray();
            }

            w.WriteEndArray();
            LabelStudioImport.WriteLabel(w, "polygonlabels", label);
        });

    private static void WriteKeypoint(Utf8JsonWriter writer, double[] point, ImageSize size, string label) =>
        LabelStudioImport.WriteRegion(writer, "keypointlabels", "image", "label_keypoints", size, w =>
        {
            w.WriteNumber("x", point[0] / size.Width * 100);
            w.WriteNumber("y", point[1] / size.Height * 100);
            w.WriteNumber("width", PointWidth);
            LabelStudioImport.WriteLabel(w, "keypointlabels", label);
            if (point[2] < 2)
                w.WriteBoolean("hidden", true);
        });

    private double[] Numbers(JsonElement list, string path)
    {
        SafeJson.Expect(list, JsonValueKind.Array, file, path);
        return [.. list.EnumerateArray().Select(item => SafeJson.Number(item, file, path))];
    }

    private IEnumerable<(JsonElement Item, string Path)> Items(JsonElement document, string name)
    {
        if (!document.TryGetProperty(name, out JsonElement list))
            throw Error($"There is no '{name}'.", "$");
        SafeJson.Expect(list, JsonValueKind.Array, file, "$." + name);
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            string path = $"$.{name}[{(index++).ToString(CultureInfo.InvariantCulture)}]";
            SafeJson.Expect(item, JsonValueKind.Object, file, path);
            yield return (item, path);
        }
    }

    private int Integer(JsonElement item, string name, string path) =>
        SafeJson.Integer(item, name) is int number and >= 0 ? number : throw Error($"There is no whole number '{name}'.", path);

    private AnnotationFormatException Error(string message, string path) => new(message, file, path: path);
}
