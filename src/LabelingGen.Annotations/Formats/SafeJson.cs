using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Reads JSON that may come from anywhere, with errors that name file and JSON path.</summary>
internal static class SafeJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = true };

    public static JsonDocument Parse(string text, string file)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException error)
        {
            throw new AnnotationFormatException($"The JSON cannot be read: {error.Message}", file, error.LineNumber + 1,
                innerException: error);
        }
    }

    public static void Expect(JsonElement element, JsonValueKind kind, string file, string path)
    {
        if (element.ValueKind != kind)
            throw new AnnotationFormatException($"There is {Name(element.ValueKind)} where {Name(kind)} is expected.", file, path: path);
    }

    public static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Runs what reads text out of JSON: text that is not valid UTF-8, or holds half a character, is found only then.</summary>
    public static T Decode<T>(string file, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException error)
        {
            throw new AnnotationFormatException("A text is not valid UTF-8 or holds half a character.", file, path: path,
                innerException: error);
        }
    }

    public static int? Integer(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number : null;

    public static double Number(JsonElement value, string file, string path) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && Math.Abs(number) <= 1e9
            ? number
            : throw new AnnotationFormatException($"There is {Name(value.ValueKind)} where a number of pixels is expected.", file,
                path: path);

    /// <summary>Reads an array of points, each an array of two numbers.</summary>
    public static ValueList<Point> Points(JsonElement parent, string name, string file, string path)
    {
        path += "." + name;
        if (!parent.TryGetProperty(name, out JsonElement list))
            throw new AnnotationFormatException($"There is no '{name}'.", file, path: path);
        Expect(list, JsonValueKind.Array, file, path);
        List<Point> points = new(list.GetArrayLength());
        foreach (JsonElement pair in list.EnumerateArray())
        {
            string place = $"{path}[{points.Count}]";
            Expect(pair, JsonValueKind.Array, file, place);
            if (pair.GetArrayLength() < 2)
                throw new AnnotationFormatException("A point has fewer than two numbers.", file, path: place);
            points.Add(new Point(Number(pair[0], file, place + "[0]"), Number(pair[1], file, place + "[1]")));
        }

        return points.ToValueList();
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
