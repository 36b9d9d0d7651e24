using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// The vendor's COCO document. Each annotation of a task becomes an image of its own; turned rectangles are boxed in percent, as if
/// pictures were square.
/// </summary>
internal sealed class LabelStudioCoco(LabelStudioConfig config, TimeProvider clock)
{
    private static readonly string[] LabelKeys = ["rectanglelabels", "polygonlabels", "keypointlabels", "labels"];

    private readonly List<(int Id, string Name)> _categories = Categories(config);
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<Action<Utf8JsonWriter>> _annotations = [];
    private readonly List<Action<Utf8JsonWriter>> _images = [];

    public void WriteTo(Utf8JsonWriter writer, IEnumerable<LabelStudioItem> items)
    {
        string[] keypoints = config.KeypointLabels();
        foreach ((int id, string name) in _categories)
            _ids[name] = id;
        foreach (string name in keypoints)
            _ids[name] = _categories[^1].Id;
        foreach (LabelStudioItem item in items)
            Add(item);
        writer.WriteStartObject();
        WriteList(writer, "images", _images);
        writer.WriteStartArray("categories");
        for (int i = 0; i < _categories.Count; i++)
            WriteCategory(writer, _categories[i], keypoints, keypoints.Length > 0 && _categories[i].Id == _ids[keypoints[0]]);
        writer.WriteEndArray();
        WriteList(writer, "annotations", _annotations);
        DateTimeOffset now = clock.GetUtcNow();
        writer.WriteStartObject("info");
        writer.WriteNumber("year", now.Year);
        writer.WriteString("version", "1.0");
        writer.WriteString("description", "");
        writer.WriteString("contributor", "Label Studio");
        writer.WriteString("url", "");
        writer.WriteString("date_created", now.ToString("yyyy-MM-dd HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>With keypoint tags their labels become one category <c>default</c>.</summary>
    private static List<(int Id, string Name)> Categories(LabelStudioConfig config)
    {
        List<(int Id, string Name)> categories = config.Categories();
        string[] keypoints = config.KeypointLabels();
        if (keypoints.Length == 0)
            return categories;
        categories.RemoveAll(category => keypoints.Contains(category.Name));
        categories.Add((categories.Count == 0 ? 0 : categories.Max(static category => category.Id) + 1, "default"));
        return categories;
    }

    private static void WriteCategory(Utf8JsonWriter writer, (int Id, string Name) category, string[] keypoints, bool isMerged)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", category.Id);
        writer.WriteString("name", category.Name);
        if (isMerged)
        {
            writer.WriteString("supercategory", "default");
            writer.WriteStartArray("keypoints");
            foreach (string name in keypoints)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
            writer.WriteStartArray("skeleton");
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void Add(LabelStudioItem item)
    {
        string path = LabelStudioFiles.PicturePath(item.DataText(config.DataKey()));
        int imageId = _images.Count;
        if (item.Output.Count == 0)
        {
            AddImage(path, imageId, null);
            return;
        }

        (double Width, double Height)? size = null;
        List<LabelStudioRegion> keypoints = [];
        foreach (LabelStudioRegion region in item.Regions)
        {
            if (LabelKeys.Select(region.Labels).FirstOrDefault(static labels => labels is { Length: > 0 })?[0] is not { } label)
                continue;
            if (size is null)
            {
                if (region.OriginalWidth is null || region.OriginalHeight is null)
                    continue;
                size = region.RequireSize();
                AddImage(path, imageId, size);
            }

            if (!_ids.TryGetValue(label, out int category))
            {
                category = _categories.Count;
                _ids[label] = category;
                _categories.Add((category, label));
            }

            if (region.Has("rectanglelabels") || region.Has("labels"))
                AddRectangle(region, imageId, category);
            else if (region.Has("polygonlabels"))
                AddPolygon(region, imageId, category, size.Value);
            else
                keypoints.Add(region);
        }

        if (keypoints.Count > 0)
            AddKeypoints(keypoints, imageId);
    }

    private void AddImage(string path, int id, (double Width, double Height)? size) => _images.Add(writer =>
    {
        if (size is (double width, double height))
        {
            writer.WritePropertyName("width");
            FastLabelJson.WriteNumber(writer, width);
            writer.WritePropertyName("height");
            FastLabelJson.WriteNumber(writer, height);
        }
        else
        {
            writer.WriteNull("width");
            writer.WriteNull("height");
        }

        writer.WriteNumber("id", id);
        writer.WriteString("file_name", path);
    });

    private void AddRectangle(LabelStudioRegion region, int image, int category)
    {
        if (LabelStudioGeometry.PercentBounds(region) is not { } percent)
            return;
        (double width, double height) = region.RequireSize();
        double[] box = [percent[0] * width / 100, percent[1] * height / 100, percent[2] * width / 100, percent[3] * height / 100];
        AddShape(image, category, [], box, box[2] * box[3]);
    }

    private void AddPolygon(LabelStudioRegion region, int image, int category, (double Width, double Height) size)
    {
        double[] ring = [.. region.Points().SelectMany(point => new[] { point.X / 100 * size.Width, point.Y / 100 * size.Height })];
        if (ring.Length == 0)
            throw new AnnotationFormatException("A polygon has no points.", null, path: "result[].value.points");
        double left = ring.Where(static (_, i) => i % 2 == 0).Min();
        double top = ring.Where(static (_, i) => i % 2 == 1).Min();
        double right = ring.Where(static (_, i) => i % 2 == 0).Max();
        double bottom = ring.Where(static (_, i) => i % 2 == 1).Max();
        AddShape(image, category, ring, [left, top, right - left, bottom - top], FastLabelGeometry.RingArea(ring));
    }

    private void AddShape(int image, int category, double[] ring, double[] box, double area)
    {
        int id = _annotations.Count;
        _annotations.Add(writer =>
        {
            writer.WriteNumber("id", id);
            writer.WriteNumber("image_id", image);
            writer.WriteNumber("category_id", category);
            writer.WriteStartArray("segmentation");
            if (ring.Length > 0)
            {
                writer.WriteStartArray();
                foreach (double value in ring)
                    writer.WriteNumberValue(value);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            FastLabelJson.WriteNumbers(writer, "bbox", box);
            writer.WriteNumber("ignore", 0);
            writer.WriteNumber("iscrowd", 0);
            writer.WriteNumber("area", area);
        });
    }

    private void AddKeypoints(List<LabelStudioRegion> regions, int image)
    {
        List<string> order = config.KeypointOrder();
        if (order.Count == 0)
        {
            throw new AnnotationFormatException(
                "No label of the keypoint tags has a 'model_index'; it gives keypoints their places.", "label config");
        }

        double[] values = new double[3 * order.Count];
        foreach (LabelStudioRegion region in regions)
        {
            (double width, double height) = region.RequireSize();
            foreach (string label in region.Labels("keypointlabels") ?? [])
            {
                if (order.IndexOf(label) is >= 0 and int place)
                {
                    values[3 * place] = Math.Round(region.Require("x") / 100 * width, MidpointRounding.ToEven);
                    values[3 * place + 1] = Math.Round(region.Require("y") / 100 * height, MidpointRounding.ToEven);
                    values[3 * place + 2] = 2;
                }
            }
        }

        (double X, double Y)[] seen = [.. values.Chunk(3).Where(static point => point[2] > 0).Select(static point => (point[0], point[1]))];
        double[] box = seen.Length == 0 ? [0, 0, 0, 0] : [seen.Min(static p => p.X), seen.Min(static p => p.Y), 0, 0];
        if (seen.Length > 0)
            (box[2], box[3]) = (seen.Max(static p => p.X) - box[0], seen.Max(static p => p.Y) - box[1]);
        int id = _annotations.Count;
        int category = _ids.GetValueOrDefault(order[0]);
        _annotations.Add(writer =>
        {
            writer.WriteNumber("id", id);
            writer.WriteNumber("image_id", image);
            writer.WriteNumber("category_id", category);
            FastLabelJson.WriteNumbers(writer, "keypoints", values);
            writer.WriteNumber("num_keypoints", seen.Length);
            FastLabelJson.WriteNumbers(writer, "bbox", box);
            writer.WriteNumber("iscrowd", 0);
        });
    }

    private static void WriteList(Utf8JsonWriter writer, string name, List<Action<Utf8JsonWriter>> items)
    {
        writer.WriteStartArray(name);
        foreach (Action<Utf8JsonWriter> item in items)
        {
            writer.WriteStartObject();
            item(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
