using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// The vendor's YOLO files. Rotation is only kept in oriented boxes; of two annotations of one picture the oldest wins, because it is
/// written last.
/// </summary>
internal sealed class LabelStudioYolo
{
    private readonly LabelStudioConfig _config;
    private readonly bool _isOriented;
    private readonly string[] _keypoints;
    private readonly List<(int Id, string Name)> _categories;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public LabelStudioYolo(LabelStudioConfig config, bool isOriented)
    {
        _config = config;
        _isOriented = isOriented;
        _keypoints = config.KeypointLabels();
        _categories = config.HasControl("KeyPointLabels")
            ? [.. config.Controls.Where(static control => control.Type == "RectangleLabels")
                .SelectMany(static control => control.Labels.Keys)
                .Distinct(StringComparer.Ordinal).Select(static (name, index) => (index, name))]
            : config.Categories();
        foreach ((int id, string name) in _categories)
            _ids[name] = id;
    }

    public string Classes => string.Concat(_categories.Select(static category => category.Name + "\n"));

    /// <summary>The files by name below <c>labels</c>.</summary>
    public Dictionary<string, string> Convert(IEnumerable<LabelStudioItem> items)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (LabelStudioItem item in items)
        {
            string name = LabelStudioFiles.Stem(LabelStudioFiles.PicturePath(PictureOf(item))) + ".txt";
            if (item.Output.Count == 0)
                files.TryAdd(name, "");
            else
                files[name] = _config.HasControl("KeyPointLabels") ? Poses(item) : Lines(item);
        }

        return files;
    }

    public void WriteNotes(Utf8JsonWriter writer, TimeProvider clock)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("categories");
        foreach ((int id, string name) in _categories)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", id);
            writer.WriteString("name", name);
            if (_config.HasControl("KeyPointLabels"))
            {
                writer.WriteStartArray("keypoints");
                foreach (string keypoint in _keypoints)
                    writer.WriteStringValue(keypoint);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("info");
        writer.WriteNumber("year", clock.GetUtcNow().Year);
        writer.WriteString("version", "1.0");
        writer.WriteString("contributor", "Label Studio");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Of several pictures the last one gives the name.</summary>
    private string PictureOf(LabelStudioItem item)
    {
        string key = _config.DataKey();
        return item.Data.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            && list[list.GetArrayLength() - 1] is { ValueKind: JsonValueKind.String } last ? last.GetString()! : item.DataText(key);
    }

    private string Lines(LabelStudioItem item)
    {
        StringBuilder text = new();
        foreach (LabelStudioRegion region in item.Regions)
        {
            foreach (string label in new[] { "rectanglelabels", "polygonlabels", "labels" }.SelectMany(key => region.Labels(key) ?? []))
            {
                if (!_ids.TryGetValue(label, out int id))
                {
                    id = _categories.Count;
                    _ids[label] = id;
                    _categories.Add((id, label));
                }

                if (Values(region) is { } values)
                    AppendLine(text, id, values).Append('\n');
            }
        }

        return text.ToString();
    }

    private double[]? Values(LabelStudioRegion region)
    {
        if (!region.Has("rectanglelabels") && !region.Has("labels"))
            return region.Has("points") ? [.. region.Points().SelectMany(static point => new[] { point.X / 100, point.Y / 100 })] : null;
        if (_isOriented)
            return LabelStudioGeometry.OrientedCorners(region);
        return (region.Number("x"), region.Number("y"), region.Number("width"), region.Number("height")) is (double x, double y,
            double width, double height)
            ? [(x + width / 2) / 100, (y + height / 2) / 100, width / 100, height / 100]
            : null;
    }

    /// <summary>Keypoints are joined to the rectangle that is their parent; a missing one is three zeros.</summary>
    private string Poses(LabelStudioItem item)
    {
        Dictionary<string,
            (int Class, LabelStudioRegion Box, Dictionary<string, LabelStudioRegion> Keypoints)> boxes = new(StringComparer.Ordinal);
        foreach (LabelStudioRegion region in item.Regions.Where(static region => region.Type == "RectangleLabels"))
        {
            if (region.Labels("rectanglelabels") is [{ } label, ..] && _ids.TryGetValue(label, out int id))
                boxes[region.Id ?? ""] = (id, region, new Dictionary<string, LabelStudioRegion>(StringComparer.Ordinal));
        }

        foreach (LabelStudioRegion region in item.Regions.Where(static region => region.Type == "KeyPointLabels"))
        {
            if (region.Labels("keypointlabels") is [{ } label, ..] && region.ParentId is { } parent
                && boxes.TryGetValue(parent, out var box))
                box.Keypoints[label] = region;
        }

        List<string> order = _config.KeypointOrder();
        return string.Join('\n', boxes.Values.Select(box =>
        {
            (double width, double height) = (box.Box.Require("width") / 100, box.Box.Require("height") / 100);
            StringBuilder line = AppendLine(
                new StringBuilder(), box.Class,
                [box.Box.Require("x") / 100 + width / 2, box.Box.Require("y") / 100 + height / 2, width, height]);
            foreach (string name in order)
            {
                bool isPlaced = box.Keypoints.TryGetValue(name, out LabelStudioRegion? keypoint);
                line.Append(' ').Append(PythonNumber.Text(isPlaced ? keypoint!.Require("x") / 100 : 0));
                line.Append(' ').Append(PythonNumber.Text(isPlaced ? keypoint!.Require("y") / 100 : 0)).Append(isPlaced ? " 2" : " 0");
            }

            return line.ToString();
        }));
    }

    private static StringBuilder AppendLine(StringBuilder text, int id, double[] values)
    {
        text.Append(id.ToString(CultureInfo.InvariantCulture));
        foreach (double value in values)
            text.Append(' ').Append(PythonNumber.Text(value));
        return text;
    }
}
