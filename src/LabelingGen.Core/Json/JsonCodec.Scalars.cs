using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Core.Json;

public static partial class JsonCodec
{
    /// <summary>Reads a text.</summary>
    public static string ReadString(ref Utf8JsonReader reader)
    {
        ExpectScalar(ref reader, JsonTokenType.String, "a string");
        return GetString(ref reader);
    }

    /// <summary>Reads a text that is often one of a few; those are not allocated anew.</summary>
    public static string ReadString(ref Utf8JsonReader reader, KnownStrings known)
    {
        ExpectScalar(ref reader, JsonTokenType.String, "a string");
        if (!reader.HasValueSequence && !reader.ValueIsEscaped && known.Find(reader.ValueSpan) is { } text)
            return text;
        return GetString(ref reader);
    }

    /// <summary>Writes a text.</summary>
    public static void WriteString(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    /// <summary>Reads a truth value.</summary>
    public static bool ReadBoolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw new JsonException($"expected true or false, found {Describe(reader.TokenType)}."),
    };

    /// <summary>Reads a truth value that is spelled as a text.</summary>
    public static bool ReadBooleanFromString(ref Utf8JsonReader reader) => ReadFromString(ref reader, ReadBoolean);

    /// <summary>Writes a truth value.</summary>
    public static void WriteBoolean(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    /// <summary>Writes a truth value as a text.</summary>
    public static void WriteBooleanAsString(Utf8JsonWriter writer, bool value) => writer.WriteStringValue(value ? "true"u8 : "false"u8);

    /// <summary>Reads an integer of 32 bits.</summary>
    public static int ReadInt32(ref Utf8JsonReader reader)
    {
        long value = ReadInt64(ref reader);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new JsonException("The integer does not fit 32 bits.");
    }

    /// <summary>Reads an integer of 32 bits that is spelled as a text.</summary>
    public static int ReadInt32FromString(ref Utf8JsonReader reader) => ReadFromString(ref reader, ReadInt32);

    /// <summary>Writes an integer.</summary>
    public static void WriteInt32(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer as a text.</summary>
    public static void WriteInt32AsString(Utf8JsonWriter writer, int value) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads an integer of 64 bits; <c>1e3</c> and <c>1.0</c> are integers, too.</summary>
    public static long ReadInt64(ref Utf8JsonReader reader)
    {
        ExpectScalar(ref reader, JsonTokenType.Number, "an integer");
        if (!JsonNumber.TryReadInt64(ref reader, out long value, out bool isPlain))
            throw new JsonException("The number is not an integer of 64 bits.");
        if (!isPlain)
            Loss.Count++;
        return value;
    }

    /// <summary>Reads an integer of 64 bits that is spelled as a text.</summary>
    public static long ReadInt64FromString(ref Utf8JsonReader reader) => ReadFromString(ref reader, ReadInt64);

    /// <summary>Writes an integer.</summary>
    public static void WriteInt64(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer as a text.</summary>
    public static void WriteInt64AsString(Utf8JsonWriter writer, long value) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads a number of single precision.</summary>
    public static float ReadSingle(ref Utf8JsonReader reader)
    {
        ExpectScalar(ref reader, JsonTokenType.Number, "a number");
        float value = JsonNumber.ReadSingle(ref reader, out bool isPlain);
        if (!isPlain)
            Loss.Count++;
        return value;
    }

    /// <summary>Reads a number that is spelled as a text.</summary>
    public static float ReadSingleFromString(ref Utf8JsonReader reader) => ReadFromString(ref reader, ReadSingle);

    /// <summary>Writes a number.</summary>
    public static void WriteSingle(Utf8JsonWriter writer, float value) => writer.WriteNumberValue(value);

    /// <summary>Writes a number as a text.</summary>
    public static void WriteSingleAsString(Utf8JsonWriter writer, float value) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads a number of double precision.</summary>
    public static double ReadDouble(ref Utf8JsonReader reader)
    {
        ExpectScalar(ref reader, JsonTokenType.Number, "a number");
        double value = JsonNumber.ReadDouble(ref reader, out bool isPlain);
        if (!isPlain)
            Loss.Count++;
        return value;
    }

    /// <summary>Reads a number that is spelled as a text.</summary>
    public static double ReadDoubleFromString(ref Utf8JsonReader reader) => ReadFromString(ref reader, ReadDouble);

    /// <summary>Writes a number.</summary>
    public static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (JsonNumber.IsWhole(value, out long whole))
            writer.WriteNumberValue(whole);
        else
            writer.WriteNumberValue(value);
    }

    /// <summary>Writes a number as a text.</summary>
    public static void WriteDoubleAsString(Utf8JsonWriter writer, double value) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads a decimal number.</summary>
    public static decimal ReadDecimal(ref Utf8JsonReader reader)
    {
        ExpectScalar(ref reader, JsonTokenType.Number, "a number");
        decimal value = JsonNumber.ReadDecimal(ref reader, out bool isPlain);
        if (!isPlain)
            Loss.Count++;
        return value;
    }

    /// <summary>Reads a decimal number that is spelled as a text.</summary>
    public static decimal ReadDecimalFromString(ref Utf8JsonReader reader) => ReadFromString(ref reader, ReadDecimal);

    /// <summary>Writes a decimal number.</summary>
    public static void WriteDecimal(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(value);

    /// <summary>Writes a decimal number as a text.</summary>
    public static void WriteDecimalAsString(Utf8JsonWriter writer, decimal value) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads a UUID with hyphens.</summary>
    public static Guid ReadGuid(ref Utf8JsonReader reader)
    {
        ExpectScalar(ref reader, JsonTokenType.String, "a UUID");
        if (!reader.TryGetGuid(out Guid value))
            throw new JsonException("The text is no UUID.");
        if (reader.HasValueSequence || reader.ValueSpan.IndexOfAnyInRange((byte)'A', (byte)'F') >= 0)
            Loss.Count++;
        return value;
    }

    /// <summary>Writes a UUID in lower case with hyphens.</summary>
    public static void WriteGuid(Utf8JsonWriter writer, Guid value) => writer.WriteStringValue(value);

    /// <summary>Reads an address, absolute or relative.</summary>
    public static Uri ReadUri(ref Utf8JsonReader reader) =>
        Uri.TryCreate(ReadString(ref reader), UriKind.RelativeOrAbsolute, out Uri? uri)
            ? uri
            : throw new JsonException("The text is no URI.");

    /// <summary>Writes an address as it was given.</summary>
    public static void WriteUri(Utf8JsonWriter writer, Uri value) => writer.WriteStringValue(value.OriginalString);

    /// <summary>Reads base64.</summary>
    public static BinaryData ReadBase64(ref Utf8JsonReader reader)
    {
        ExpectScalar(ref reader, JsonTokenType.String, "base64");
        if (!reader.TryGetBytesFromBase64(out byte[]? bytes))
            throw new JsonException("The text is no base64.");
        if (!IsPlainBase64(GetString(ref reader), bytes))
            Loss.Count++;
        return new BinaryData(bytes);
    }

    /// <summary>Writes base64.</summary>
    public static void WriteBase64(Utf8JsonWriter writer, BinaryData value) => writer.WriteBase64StringValue(value.ToMemory().Span);

    /// <summary>Reads any JSON value; JSON <c>null</c> is <see langword="null"/>.</summary>
    public static JsonNode ReadNode(ref Utf8JsonReader reader)
    {
        // Checks what JsonNode would find out only when it is looked at; and a duplicate name must not surface as another exception later.
        var raw = default(ByteBuffer);
        RawJson.Copy(ref reader, ref raw);
        return JsonNode.Parse(raw.Written, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth })!;
    }

    /// <summary>Writes any JSON value.</summary>
    public static void WriteNode(Utf8JsonWriter writer, JsonNode value) => value.WriteTo(writer);

    /// <summary>Reads a JSON object.</summary>
    public static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        return (JsonObject)ReadNode(ref reader);
    }

    /// <summary>Writes a JSON object.</summary>
    public static void WriteObject(Utf8JsonWriter writer, JsonObject value) => value.WriteTo(writer);

    // Bits beyond the last byte, white space and missing padding would not come back.
    private static bool IsPlainBase64(string text, byte[] bytes)
    {
        if (text.Length != (bytes.Length + 2) / 3 * 4)
            return false;
        int rest = bytes.Length % 3;
        return rest == 0 || text.EndsWith(Convert.ToBase64String(bytes, bytes.Length - rest, rest), StringComparison.Ordinal);
    }

    // Numbers in texts. One that comes as a bare number is understood, and its spelling counts as a loss.
    private static T ReadFromString<T>(ref Utf8JsonReader reader, JsonRead<T> read)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            T bare = read(ref reader);
            Loss.Count++;
            return bare;
        }

        byte[] text = UnescapedText(ref reader);
        if (text.Length == 0 || char.IsWhiteSpace((char)text[0]) || char.IsWhiteSpace((char)text[^1]))
            throw new JsonException("The text is no number.");
        try
        {
            var inner = new Utf8JsonReader(text);
            Advance(ref inner);
            T value = read(ref inner);
            return inner.Read() ? throw new JsonException("The text is no number.") : value;
        }
        catch (JsonException error) when (error.LineNumber is not null)
        {
            // What is malformed is the text, not the document around it: the value is of another type and is kept as it stands.
            throw new JsonException("The text is no number.", error);
        }
    }
}
