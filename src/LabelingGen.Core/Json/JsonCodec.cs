using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>
/// Readers and writers of JSON values that generated code puts together: scalars, lists, maps and values that may be null. Every reader
/// fails with <see cref="JsonException"/> and nothing else, whatever the bytes are.
/// </summary>
public static partial class JsonCodec
{
    /// <summary>Deepest nesting that is read: deep enough for any API, and far from the end of the stack.</summary>
    public const int MaxDepth = 256;

    /// <summary>How the library reads JSON: strictly, to <see cref="MaxDepth"/> levels.</summary>
    public static JsonReaderOptions ReaderOptions => new() { MaxDepth = MaxDepth };

    /// <summary>Reads one JSON text from UTF-8; nothing but white space may follow it.</summary>
    /// <exception cref="JsonException">The text is no JSON, or of another shape.</exception>
    public static T FromUtf8<T>(ReadOnlySpan<byte> utf8, JsonRead<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        // A byte order mark is no JSON, but the beginning of many files.
        var reader = new Utf8JsonReader(utf8.StartsWith("\ufeff"u8) ? utf8[3..] : utf8, ReaderOptions);
        Advance(ref reader);
        T value = read(ref reader);
        if (reader.Read())
            throw new JsonException($"Expected the end of the JSON, found {Describe(reader.TokenType)}.");
        return value;
    }

    /// <summary>Writes one JSON text as UTF-8.</summary>
    public static BinaryData ToBinaryData<T>(T value, JsonWrite<T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer, value);
        return new BinaryData(buffer.WrittenMemory);
    }

    /// <summary>A property name as generated code keeps it. Only what JSON demands is escaped.</summary>
    public static JsonEncodedText Name(string name) => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    /// <summary>Makes a reader for a value of a reference type that may be null.</summary>
    public static JsonRead<T?> ReadNullable<T>(JsonRead<T> read)
        where T : class => (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : read(ref reader);

    /// <summary>Makes a reader for a value of a value type that may be null.</summary>
    public static JsonRead<T?> ReadNullableValue<T>(JsonRead<T> read)
        where T : struct => (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : read(ref reader);

    /// <summary>Makes a writer for a value of a reference type that may be null.</summary>
    public static JsonWrite<T?> WriteNullable<T>(JsonWrite<T> write)
        where T : class => (writer, value) =>
        {
            if (value is null)
                writer.WriteNullValue();
            else
                write(writer, value);
        };

    /// <summary>Makes a writer for a value of a value type that may be null.</summary>
    public static JsonWrite<T?> WriteNullableValue<T>(JsonWrite<T> write)
        where T : struct => (writer, value) =>
        {
            if (value is not { } present)
                writer.WriteNullValue();
            else
                write(writer, present);
        };

    /// <summary>Makes a reader for a list.</summary>
    public static JsonRead<IReadOnlyList<T>> ReadList<T>(JsonRead<T> read) => (ref Utf8JsonReader reader) => List(ref reader, read);

    /// <summary>Makes a writer for a list.</summary>
    public static JsonWrite<IReadOnlyList<T>> WriteList<T>(JsonWrite<T> write) => (writer, value) => WriteItems(writer, value, write);

    /// <summary>Makes a reader for a map.</summary>
    public static JsonRead<IReadOnlyDictionary<string, T>> ReadMap<T>(JsonRead<T> read) =>
        (ref Utf8JsonReader reader) => Map(ref reader, read);

    /// <summary>Makes a writer for a map.</summary>
    public static JsonWrite<IReadOnlyDictionary<string, T>> WriteMap<T>(JsonWrite<T> write) =>
        (writer, value) => WriteEntries(writer, value, write);

    /// <summary>Reads a list.</summary>
    public static IReadOnlyList<T> List<T>(ref Utf8JsonReader reader, JsonRead<T> read)
    {
        Expect(ref reader, JsonTokenType.StartArray, "an array");
        Advance(ref reader);
        if (reader.TokenType == JsonTokenType.EndArray)
            return [];
        T[] items = ArrayPool<T>.Shared.Rent(16);
        int count = 0;
        try
        {
            do
            {
                if (count == items.Length)
                    items = Grow(items);
                items[count++] = read(ref reader);
                Advance(ref reader);
            }
            while (reader.TokenType != JsonTokenType.EndArray);
            return items.AsSpan(0, count).ToArray();
        }
        finally
        {
            Return(items, count);
        }
    }

    /// <summary>Reads a map. Of several properties of one name, the last one wins.</summary>
    public static IReadOnlyDictionary<string, T> Map<T>(ref Utf8JsonReader reader, JsonRead<T> read)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (true)
        {
            Advance(ref reader);
            if (reader.TokenType == JsonTokenType.EndObject)
                return map;
            string name = GetString(ref reader);
            Advance(ref reader);
            map[name] = read(ref reader);
        }
    }

    /// <summary>Writes a list.</summary>
    public static void WriteItems<T>(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonWrite<T> write)
    {
        writer.WriteStartArray();
        if (value is T[] array)
        {
            foreach (T item in array)
                write(writer, item);
        }
        else
        {
            for (int i = 0; i < value.Count; i++)
                write(writer, value[i]);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a map.</summary>
    public static void WriteEntries<T>(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> value, JsonWrite<T> write)
    {
        writer.WriteStartObject();
        foreach ((string key, T item) in value)
        {
            writer.WritePropertyName(key);
            write(writer, item);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a nullable value of a value type.</summary>
    public static T? NullableValue<T>(ref Utf8JsonReader reader, JsonRead<T> read)
        where T : struct => reader.TokenType == JsonTokenType.Null ? null : read(ref reader);

    /// <summary>Reads a nullable value of a reference type.</summary>
    public static T? Nullable<T>(ref Utf8JsonReader reader, JsonRead<T> read)
        where T : class => reader.TokenType == JsonTokenType.Null ? null : read(ref reader);

    /// <summary>Writes a nullable value of a value type.</summary>
    public static void WriteOrNull<T>(Utf8JsonWriter writer, T? value, JsonWrite<T> write)
        where T : struct
    {
        if (value is { } present)
            write(writer, present);
        else
            writer.WriteNullValue();
    }

    /// <summary>Writes a nullable value of a reference type.</summary>
    public static void WriteOrNull<T>(Utf8JsonWriter writer, T? value, JsonWrite<T> write)
        where T : class
    {
        if (value is not null)
            write(writer, value);
        else
            writer.WriteNullValue();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Advance(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            ThrowTruncated();
    }

    internal static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string expected)
    {
        if (reader.TokenType != token)
            ThrowMismatch(reader.TokenType, expected);
        if (reader.CurrentDepth > MaxDepth)
            throw new JsonException($"The JSON is nested deeper than {MaxDepth} levels.");
    }

    internal static void ExpectScalar(ref Utf8JsonReader reader, JsonTokenType token, string expected)
    {
        if (reader.TokenType != token)
            ThrowMismatch(reader.TokenType, expected);
    }

    internal static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => token.ToString(),
    };

    /// <summary>The text of bytes that may not be UTF-8, for messages and keys.</summary>
    internal static string Text(ReadOnlySpan<byte> utf8)
    {
        RawJson.CheckText(utf8, isEscaped: false);
        return Encoding.UTF8.GetString(utf8);
    }

    internal static string NameOf(JsonEncodedText name)
    {
        string text = name.ToString();
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{text}\""));
        reader.Read();
        return GetString(ref reader);
    }

    internal static byte[] UnescapedText(ref Utf8JsonReader reader)
    {
        byte[] name = new byte[reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length];
        try
        {
            Array.Resize(ref name, reader.CopyString(name));
            return name;
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("A text is not valid UTF-8, or holds half a surrogate pair.", error);
        }
    }

    internal static string GetString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("A string is not valid UTF-8, or holds half a surrogate pair.", error);
        }
    }

    private static void ThrowTruncated() => throw new JsonException("The JSON ends before its value does.");

    private static void ThrowMismatch(JsonTokenType found, string expected) =>
        throw new JsonException($"expected {expected}, found {Describe(found)}.");

    private static T[] Grow<T>(T[] items)
    {
        T[] larger = ArrayPool<T>.Shared.Rent(items.Length * 2);
        items.CopyTo(larger, 0);
        Return(items, items.Length);
        return larger;
    }

    private static void Return<T>(T[] items, int count)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            Array.Clear(items, 0, count);
        ArrayPool<T>.Shared.Return(items);
    }
}
