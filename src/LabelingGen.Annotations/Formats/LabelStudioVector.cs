using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// The vertices of a Label Studio vector. Lines are what the model has; curves and branches between the vertices, their names and whatever
/// else they say are kept as they stand and written again as long as the line goes through the same points.
/// </summary>
internal static class LabelStudioVector
{
    /// <summary>Where an annotation keeps vertices that are more than a line.</summary>
    public const string Key = "vertices";

    public static Polyline Read(JsonElement value, ImageSize size, string file, string path)
    {
        JsonElement vertices = value.GetProperty(Key);
        SafeJson.Expect(vertices, JsonValueKind.Array, file, $"{path}.{Key}");
        List<Point> points = [];
        foreach (JsonElement vertex in vertices.EnumerateArray())
        {
            string place = $"{path}.{Key}[{points.Count}]";
            SafeJson.Expect(vertex, JsonValueKind.Object, file, place);
            points.Add(new Point(LabelStudioValue.ToPixels(LabelStudioValue.Number(vertex, "x", file, place), size.Width),
                LabelStudioValue.ToPixels(LabelStudioValue.Number(vertex, "y", file, place), size.Height)));
        }

        bool isClosed = value.TryGetProperty("closed", out JsonElement closed) && closed.ValueKind == JsonValueKind.True;
        return points.Count == 0
            ? throw new AnnotationFormatException("A line has no vertices.", file, path: path)
            : new Polyline(points.ToValueList(), isClosed);
    }

    /// <summary>The vertices of a value that are more than a line, or say more.</summary>
    public static JsonText? ReadKept(JsonElement value) =>
        !value.TryGetProperty(Key, out JsonElement vertices) || vertices.ValueKind != JsonValueKind.Array
            || vertices.EnumerateArray().Select(static (vertex, index) => IsPlain(vertex, index)).All(static isPlain => isPlain)
                ? null : JsonText.From(vertices);

    private static bool IsPlain(JsonElement vertex, int index) => vertex.ValueKind == JsonValueKind.Object
        && SafeJson.Text(vertex, "id") == NameOf(index) && SafeJson.Text(vertex, "prevPointId") == (index == 0 ? null : NameOf(index - 1))
        && !(vertex.TryGetProperty("isBezier", out JsonElement curve) && curve.ValueKind == JsonValueKind.True)
        && vertex.EnumerateObject().All(static member => member.Name is "id" or "x" or "y" or "prevPointId" or "isBezier");

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"v{index}");

    public static void Write(Utf8JsonWriter writer, Polyline line, ValueMap<JsonText> extra, ImageSize size)
    {
        if (extra.TryGetValue(Key, out JsonText kept) && IsThrough(kept.ToElement(), line.Points, size))
            JsonExtras.Write(writer, Key, kept);
        else
            WritePoints(writer, line.Points, size);
        writer.WriteBoolean("closed", line.IsClosed);
    }

    private static void WritePoints(Utf8JsonWriter writer, ValueList<Point> points, ImageSize size)
    {
        writer.WriteStartArray(Key);
        for (int i = 0; i < points.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("id", NameOf(i));
            writer.WriteNumber("x", LabelStudioValue.Percent(points[i].X, size.Width));
            writer.WriteNumber("y", LabelStudioValue.Percent(points[i].Y, size.Height));
            writer.WriteString("prevPointId", i == 0 ? null : NameOf(i - 1));
            writer.WriteBoolean("isBezier", false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static bool IsThrough(JsonElement vertices, ValueList<Point> points, ImageSize size) =>
        vertices.ValueKind == JsonValueKind.Array && vertices.GetArrayLength() == points.Count
            && vertices.EnumerateArray().Zip(points).All(pair => pair.First.ValueKind == JsonValueKind.Object
                && Pixels(pair.First, "x", size.Width).Equals(pair.Second.X) && Pixels(pair.First, "y", size.Height).Equals(pair.Second.Y));

    private static double Pixels(JsonElement vertex, string name, int side) =>
        vertex.TryGetProperty(name, out JsonElement percent) && percent.ValueKind == JsonValueKind.Number
            ? LabelStudioValue.ToPixels(percent.GetDouble(), side) : double.NaN;
}
