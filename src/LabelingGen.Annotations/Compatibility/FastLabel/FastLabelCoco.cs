using System.Text.Json;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>The vendor's COCO document: the base of the COCO export and of the YOLO export without classes.</summary>
internal sealed class FastLabelCoco
{
    private readonly bool _isEarly;

    private FastLabelCoco(List<FastLabelCategory> categories, bool isEarly)
    {
        Categories = categories;
        _isEarly = isEarly;
    }

    public List<FastLabelCategory> Categories { get; }

    public List<Picture> Pictures { get; } = [];

    public static FastLabelCoco Create(IReadOnlyList<FastLabelTask> tasks, FastLabelOptions options)
    {
        FastLabelCoco coco = new(FastLabelCategory.Find(tasks, options), options.IsEarly);
        foreach (FastLabelTask task in tasks)
        {
            if (options.IsEarly && task.IsZeroSize)
                continue;
            foreach ((string name, int? frame) in task.Pictures(options))
            {
                // OrderBy is stable: equal class and area keep the order of the task.
                List<Item> items = [.. task.Annotations.Select(annotation => coco.Convert(annotation, frame)).OfType<Item>()
                    .OrderBy(static item => item.Category.Id).ThenBy(static item => item.Area)];
                coco.Pictures.Add(new Picture(name, task.Width, task.Height, items));
            }
        }

        return coco;
    }

    private Item? Convert(FastLabelAnnotation annotation, int? frame)
    {
        if (!FastLabelCategory.IsSupported(annotation.Type))
            return null;
        JsonElement? points = annotation.Points(frame);
        if (points is null && annotation.Type != "pose_estimation")
            return null;
        if (_isEarly && points is not null && annotation.Type == "pose_estimation")
            throw annotation.Error("The converters of early 2024 know no area of the points");
        double[][] rings = points switch
        {
            null => [],
            { } regions when annotation.IsSegmentation => [.. annotation.Regions(regions).Select(static region => region[0])],
            { } flat => [annotation.Flat(flat)],
        };
        if (rings.Length > 0 && annotation.IsDegenerateBox(rings[0]))
            return null;
        if (Categories.Find(category => category.Name == annotation.Value) is not { } category)
            return null;
        double area = annotation.Type is "polygon" or "segmentation"
            ? rings.Sum(static ring => FastLabelGeometry.RingArea(ring))
            : rings.Length == 0 ? 0 : rings[0].Length < 4
                ? throw annotation.Error("Two corners are missing") : FastLabelGeometry.BoxArea(rings[0]);
        double[] all = [.. rings.SelectMany(static ring => ring)];
        return new Item(annotation, category, rings, area, all.Length == 0 ? [] : FastLabelGeometry.BoundingBox(all), _isEarly);
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("images");
        for (int i = 0; i < Pictures.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("file_name", Pictures[i].Name);
            writer.WriteNumber("height", Pictures[i].Height);
            writer.WriteNumber("width", Pictures[i].Width);
            writer.WriteNumber("id", i + 1);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("categories");
        foreach (FastLabelCategory category in Categories)
            category.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteStartArray("annotations");
        int id = 0;
        for (int i = 0; i < Pictures.Count; i++)
        {
            foreach (Item item in Pictures[i].Items)
                item.WriteTo(writer, i + 1, ++id);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public sealed record Picture(string Name, int Width, int Height, List<Item> Items);

    public sealed record Item(FastLabelAnnotation Annotation, FastLabelCategory Category, double[][] Rings, double Area, double[] Box,
        bool IsEarly)
    {
        /// <summary>A box is written as a closed ring of five points; in early 2024 as its two corners.</summary>
        public IEnumerable<double[]> Segmentation() => Annotation.IsBox && !IsEarly
            ? Rings.Select(static c => new[] { c[0], c[1], c[2], c[1], c[2], c[3], c[0], c[3], c[0], c[1] })
            : Rings;

        public void WriteTo(Utf8JsonWriter writer, int imageId, int id)
        {
            writer.WriteStartObject();
            JsonElement[] keypoints = Annotation.Keypoints();
            writer.WriteNumber("num_keypoints", keypoints.Count(keypoint => IsEarly || Place(keypoint) is not null));
            writer.WriteStartArray("keypoints");
            if (keypoints.Length > 0)
                WriteKeypoints(writer, keypoints);
            writer.WriteEndArray();
            writer.WriteStartArray("segmentation");
            foreach (double[] ring in Segmentation())
            {
                writer.WriteStartArray();
                foreach (double value in ring)
                    FastLabelJson.WriteNumber(writer, value);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteNumber("iscrowd", 0);
            writer.WritePropertyName("area");
            FastLabelJson.WriteNumber(writer, Area);
            writer.WriteNumber("image_id", imageId);
            FastLabelJson.WriteNumbers(writer, "bbox", Box);
            if (!IsEarly)
                WriteRotation(writer);
            writer.WriteNumber("category_id", Category.Id);
            writer.WriteNumber("id", id);
            WriteAttributes(writer);
            writer.WriteEndObject();
        }

        private void WriteRotation(Utf8JsonWriter writer)
        {
            writer.WritePropertyName("rotation");
            if (Annotation.Rotation is { } rotation)
                rotation.WriteTo(writer);
            else
                writer.WriteNumberValue(0);
        }

        private void WriteKeypoints(Utf8JsonWriter writer, JsonElement[] keypoints)
        {
            Dictionary<string, JsonElement> places = new(StringComparer.Ordinal);
            foreach (JsonElement keypoint in keypoints)
            {
                if (Place(keypoint) is { } place)
                    places[FastLabelTask.Text(keypoint, "key", Annotation.Value)] = place;
            }

            foreach (string key in Category.Keypoints)
            {
                if (!places.TryGetValue(key, out JsonElement place))
                {
                    writer.WriteNumberValue(0);
                    writer.WriteNumberValue(0);
                    writer.WriteNumberValue(IsEarly ? 1 : 0);
                    continue;
                }

                if (place.GetArrayLength() < 3)
                    throw Annotation.Error($"The keypoint '{key}' has no x, y and flag");
                place[0].WriteTo(writer);
                place[1].WriteTo(writer);
                writer.WriteNumberValue(place[2].ValueKind == JsonValueKind.Number && place[2].GetDouble().Equals(1.0) ? 2 : 1);
            }
        }

        private void WriteAttributes(Utf8JsonWriter writer)
        {
            Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);
            foreach (JsonElement attribute in Annotation.Attributes())
            {
                values[FastLabelTask.Text(attribute, "key", Annotation.Value)] = attribute.TryGetProperty("value", out JsonElement value)
                    ? value
                    : throw Annotation.Error("An attribute has no value");
            }

            writer.WriteStartObject("attributes");
            foreach ((string key, JsonElement value) in values)
            {
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        private static JsonElement? Place(JsonElement keypoint) =>
            keypoint.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
                ? value : null;
    }
}
