using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LabelingGen.Testing.Models;

/// <summary>
/// Compares JSON texts as strictly as it can be done: strings by their characters, numbers by their spelling, objects without regard to the
/// order of their properties. White space and escapes do not matter.
/// </summary>
public static class JsonEquality
{
    /// <summary>A text that two JSON texts share exactly if they are equal.</summary>
    public static string Canonical(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 512 });
        reader.Read();
        var text = new StringBuilder();
        Append(ref reader, text);
        return text.ToString();
    }

    /// <inheritdoc cref="Canonical(ReadOnlySpan{byte})"/>
    public static string Canonical(string json) => Canonical(Encoding.UTF8.GetBytes(json));

    private static void Append(ref Utf8JsonReader reader, StringBuilder text)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                AppendObject(ref reader, text);
                break;
            case JsonTokenType.StartArray:
                text.Append('[');
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Append(ref reader, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonTokenType.String:
                AppendText(reader.GetString()!, text);
                break;
            default:
                text.Append(Encoding.UTF8.GetString(reader.ValueSpan));
                break;
        }
    }

    private static void AppendObject(ref Utf8JsonReader reader, StringBuilder text)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            var value = new StringBuilder();
            Append(ref reader, value);
            properties[name] = value.ToString();
        }

        text.Append('{');
        foreach ((string name, string value) in properties)
        {
            AppendText(name, text);
            text.Append(':').Append(value).Append(',');
        }

        text.Append('}');
    }

    private static void AppendText(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char character in value)
        {
            if (character is >= ' ' and <= '~' and not ('"' or '\\'))
                text.Append(character);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        text.Append('"');
    }
}
