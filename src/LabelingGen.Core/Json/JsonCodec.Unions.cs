using System.Text;
using System.Text.Json;

namespace LabelingGen.Core.Json;

public static partial class JsonCodec
{
    /// <summary>Reads a union: the variant that fits, or the raw JSON where none does.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="read">Reads the variant that fits, or returns <see langword="null"/> without reading.</param>
    public static UnionValue Union(ref Utf8JsonReader reader, JsonRead<object?> read)
    {
        Utf8JsonReader start = reader;
        int loss = Loss.Count;
        object? value;
        try
        {
            value = read(ref reader);
        }
        catch (JsonException error) when (error.LineNumber is null)
        {
            value = null;
            reader = start;
        }

        if (value is not null && Loss.Count == loss)
            return new UnionValue(value, null);
        Loss.Count = loss;
        var raw = default(ByteBuffer);
        if (value is null)
            RawJson.Copy(ref reader, ref raw);
        else
            RawJson.Copy(ref start, ref raw);
        return new UnionValue(value, raw.Written.ToArray());
    }

    /// <summary>The text of a property of the object the reader stands on, if it is a known one.</summary>
    /// <param name="reader">Stands on the object; it is not moved.</param>
    /// <param name="name">Name of the property as UTF-8.</param>
    /// <param name="known">The texts that matter.</param>
    public static string? Peek(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, KnownStrings known)
    {
        Utf8JsonReader ahead = reader;
        if (ahead.TokenType == JsonTokenType.None)
            Advance(ref ahead);
        if (ahead.TokenType != JsonTokenType.StartObject)
            return null;
        while (true)
        {
            Advance(ref ahead);
            if (ahead.TokenType == JsonTokenType.EndObject)
                return null;
            bool isIt = TextEquals(ref ahead, name);
            Advance(ref ahead);
            if (isIt)
                return ahead.TokenType == JsonTokenType.String && known.Find(Utf8(ref ahead)) is { } text ? text : null;
            ahead.Skip();
        }
    }

    /// <summary>
    /// The kind of the first item of the array the reader stands on; <see cref="JsonTokenType.EndArray"/> where there is none.
    /// </summary>
    /// <param name="reader">Stands on the array; it is not moved.</param>
    public static JsonTokenType PeekItem(ref Utf8JsonReader reader)
    {
        Utf8JsonReader ahead = reader;
        Advance(ref ahead);
        return ahead.TokenType;
    }

    /// <summary>Reads a scalar of any kind as JSON text.</summary>
    public static string ReadScalarText(ref Utf8JsonReader reader, KnownStrings known)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            throw new JsonException($"expected a scalar, found {Describe(reader.TokenType)}.");
        var raw = default(ByteBuffer);
        RawJson.Copy(ref reader, ref raw);
        return known.Find(raw.Written) ?? Encoding.UTF8.GetString(raw.Written);
    }

    /// <summary>A text as JSON, with quotes.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"\"{JsonEncodedText.Encode(text)}\"";
    }

    /// <summary>The text of a JSON string; any other JSON text as it is.</summary>
    public static string Unquote(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.StartsWith('"') ? FromUtf8(Encoding.UTF8.GetBytes(json), ReadString) : json;
    }

    private static ReadOnlySpan<byte> Utf8(ref Utf8JsonReader reader) =>
        reader.HasValueSequence | reader.ValueIsEscaped ? UnescapedText(ref reader) : reader.ValueSpan;

    private static bool TextEquals(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("A property name is not valid UTF-8, or holds half a surrogate pair.", error);
        }
    }
}
