using System.Globalization;
using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>An annotation of a task, read member by member as an exporter asks for it.</summary>
internal sealed class FastLabelAnnotation
{
    private readonly JsonElement _json;
    private readonly string _path;

    public FastLabelAnnotation(JsonElement json, string path)
    {
        SafeJson.Expect(json, JsonValueKind.Object, "", path);
        _json = json;
        _path = path;
        Type = FastLabelTask.Text(json, "type", path);
        Value = FastLabelTask.Text(json, "value", path);
    }

    public string Type { get; }

    public string Value { get; }

    public bool IsBox => Type == "bbox";

    public bool IsSegmentation => Type == "segmentation";

    public string? ColorOrNull => SafeJson.Text(_json, "color");

    public string Color =>
        ColorOrNull ?? throw Error("There is no 'color'; without annotation classes the colour is taken from the annotations");

    public JsonElement? Rotation => _json.TryGetProperty("rotation", out JsonElement rotation) ? rotation : null;

    /// <summary>The points as they stand, of a frame (from 1) for videos; nothing if they are missing, null or empty.</summary>
    public JsonElement? Points(int? frame)
    {
        if (!_json.TryGetProperty("points", out JsonElement points))
            return null;
        if (frame is int number)
        {
            if (points.ValueKind != JsonValueKind.Object
                || !points.TryGetProperty(number.ToString(CultureInfo.InvariantCulture), out JsonElement datum)
                || datum.ValueKind != JsonValueKind.Object || !datum.TryGetProperty("value", out points))
            {
                return null;
            }
        }

        return points.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Array => points.GetArrayLength() == 0 ? null : points,
            _ => throw Error("The points are not a list"),
        };
    }

    /// <summary>The points as they stand; nothing if they are empty.</summary>
    /// <exception cref="AnnotationFormatException">They are missing or null.</exception>
    public JsonElement? RequirePoints() =>
        _json.TryGetProperty("points", out JsonElement points) && points.ValueKind != JsonValueKind.Null
            ? Points(null) : throw Error("There are no points");

    /// <summary>Coordinates in turn: x, y, x, y.</summary>
    public double[] Flat(JsonElement points)
    {
        double[] numbers = new double[points.GetArrayLength()];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = SafeJson.Number(points[i], "", _path + ".points");
        if (numbers.Length % 2 != 0 && Type != "circle")
            throw Error("The points are not pairs");
        if (IsBox && numbers.Length != 4)
            throw Error("A box has two corners");
        return numbers;
    }

    /// <summary>The rings of each region, the outer one first.</summary>
    public double[][][] Regions(JsonElement points)
    {
        double[][][] regions = new double[points.GetArrayLength()][][];
        for (int i = 0; i < regions.Length; i++)
        {
            SafeJson.Expect(points[i], JsonValueKind.Array, "", _path + ".points");
            regions[i] = new double[points[i].GetArrayLength()][];
            for (int j = 0; j < regions[i].Length; j++)
            {
                SafeJson.Expect(points[i][j], JsonValueKind.Array, "", _path + ".points");
                regions[i][j] = Flat(points[i][j]);
            }

            if (regions[i].Length == 0)
                throw Error("A region has no ring");
        }

        return regions;
    }

    public JsonElement[] Attributes(bool isRequired = false)
    {
        if (!_json.TryGetProperty("attributes", out JsonElement attributes))
            return isRequired ? throw Error("There is no 'attributes'") : [];
        return Objects(attributes, "attributes");
    }

    public JsonElement[] Keypoints() => _json.TryGetProperty("keypoints", out JsonElement keypoints) ? Objects(keypoints, "keypoints") : [];

    /// <summary>A box without a whole pixel between its corners is left out by all exports but the masks.</summary>
    public bool IsDegenerateBox(ReadOnlySpan<double> corners) => IsBox
        && (Math.Truncate(corners[0]).Equals(Math.Truncate(corners[2])) || Math.Truncate(corners[1]).Equals(Math.Truncate(corners[3])));

    public AnnotationFormatException Error(string message) => new($"{message} of the annotation '{Value}'.", null, path: _path);

    private JsonElement[] Objects(JsonElement list, string member)
    {
        if (list.ValueKind == JsonValueKind.Null)
            return [];
        SafeJson.Expect(list, JsonValueKind.Array, "", $"{_path}.{member}");
        JsonElement[] items = [.. list.EnumerateArray()];
        foreach (JsonElement item in items)
            SafeJson.Expect(item, JsonValueKind.Object, "", $"{_path}.{member}");
        return items;
    }
}
