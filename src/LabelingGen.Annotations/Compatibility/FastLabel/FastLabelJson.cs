using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>JSON as the vendor's converters write it: four spaces, characters unescaped, whole numbers without a fraction.</summary>
internal static class FastLabelJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IndentSize = 4,
        NewLine = "\n",
    };

    public static Utf8JsonWriter Create(Stream stream) => new(stream, Options);

    public static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (Math.Abs(value) < 1e15 && Math.Floor(value).Equals(value))
            writer.WriteNumberValue((long)value);
        else
            writer.WriteNumberValue(value);
    }

    public static void WriteNumbers(Utf8JsonWriter writer, string name, ReadOnlySpan<double> values)
    {
        writer.WriteStartArray(name);
        foreach (double value in values)
            WriteNumber(writer, value);
        writer.WriteEndArray();
    }
}
