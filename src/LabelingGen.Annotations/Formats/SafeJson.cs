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

    public static void Expect(JsonElement element, JsonValueKind kind, string? file, string path)
    {
        if (element.ValueKind != kind)
            throw new AnnotationFormatException($"There is {Name(element.ValueKind)} where {Name(kind)} is expected.", file, path: path);
    }

    public static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A text that may be left out or null.</summary>
    public static string? OptionalText(JsonElement parent, string name, string file, string path)
    {
        if (!parent.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        Expect(value, JsonValueKind.String, file, $"{path}.{name}");
        return value.GetString();
    }

    /// <summary>
    /// Runs what reads text out of an element: text that is not valid UTF-8, or holds half a character, is found only then. Any other
    /// error of what runs is its own.
    /// </summary>
    public static T Decode<T>(string file, string path, JsonElement element, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException and not AnnotationFormatException
            && BrokenText.Find(element, path) is { } place)
        {
            throw BrokenText.Error(file, place, error);
        }
    }

    public static int? Integer(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && TryInteger(value, out int number) ? number : null;

    /// <summary>Whether a value, of whatever kind, is a whole number that fits; <c>1.0</c> is one, too.</summary>
    public static bool TryInteger(JsonElement value, out int number)
    {
        bool isWhole = TryLong(value, out long whole) && whole is >= int.MinValue and <= int.MaxValue;
        number = isWhole ? (int)whole : 0;
        return isWhole;
    }

    /// <inheritdoc cref="TryInteger" />
    public static bool TryLong(JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number
            && (value.TryGetInt64(out number) || TryWhole(value.GetDouble(), out number));
    }

    /// <summary>Whether a number with a fraction or an exponent is whole, and no other whole number is as near to it.</summary>
    public static bool TryWhole(double value, out long number)
    {
        bool isWhole = Math.Abs(value) < 1L << 53 && value == Math.Floor(value);
        number = isWhole ? (long)value : 0;
        return isWhole;
    }

    /// <summary>Reads a list of numbers from 0 to 255.</summary>
    public static byte[] Bytes(JsonElement list, string? file, string path)
    {
        Expect(list, JsonValueKind.Array, file, path);
        byte[] bytes = new byte[list.GetArrayLength()];
        int count = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetByte(out bytes[count]))
                throw new AnnotationFormatException($"The byte {count} is not a number from 0 to 255.", file, path: path);
            count++;
        }

        return bytes;
    }

    /// <summary>Reads a list of whole numbers that are not negative.</summary>
    public static uint[] Counts(JsonElement list, string file, string path)
    {
        Expect(list, JsonValueKind.Array, file, path);
        uint[] counts = new uint[list.GetArrayLength()];
        int count = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetUInt32(out counts[count]))
                throw new AnnotationFormatException("A count is not a whole number.", file, path: $"{path}[{count}]");
            count++;
        }

        return counts;
    }

    /// <summary>A number of pixels: finite and not absurd.</summary>
    public static double Number(JsonElement value, string file, string path) =>
        value.ValueKind != JsonValueKind.Number
            ? throw new AnnotationFormatException($"There is {Name(value.ValueKind)} where a number of pixels is expected.", file,
                path: path)
            : Math.Abs(value.GetDouble()) <= 1e9 ? value.GetDouble()
            : throw new AnnotationFormatException($"{value.GetRawText()} is no number of pixels.", file, path: path);

    /// <summary>A number that may be left out; members of other kinds count as left out.</summary>
    public static double? OptionalNumber(JsonElement parent, string name, string file, string path) =>
        !parent.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Number ? null
            : double.IsFinite(value.GetDouble()) ? value.GetDouble()
            : throw new AnnotationFormatException($"{value.GetRawText()} is larger than any number.", file, path: $"{path}.{name}");

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
