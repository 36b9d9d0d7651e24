using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>
/// Reads the members of one JSON object for generated code. Whatever a member cannot hold is kept in <see cref="UnknownProperties"/>:
/// values of another type, <c>null</c> where none is expected, and spellings that .NET would change. A <c>required</c> member refuses
/// another type.
/// </summary>
public ref partial struct ObjectReader
{
    private readonly string _type;
    private ulong _seen;

    /// <summary>Enters the object.</summary>
    /// <param name="reader">Stands on the object's opening brace, or before the first token.</param>
    /// <param name="type">Name of the model, for messages.</param>
    /// <exception cref="JsonException">The value is no object, or nested deeper than <see cref="JsonCodec.MaxDepth"/>.</exception>
    public ObjectReader(scoped ref Utf8JsonReader reader, string type)
    {
        _type = type;
        if (reader.TokenType == JsonTokenType.None)
            JsonCodec.Advance(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"{type}: expected a JSON object, found {JsonCodec.Describe(reader.TokenType)}.");
        if (reader.CurrentDepth > JsonCodec.MaxDepth)
            throw new JsonException($"{type}: the JSON is nested deeper than {JsonCodec.MaxDepth} levels.");
    }

    /// <summary>Name of the property the reader is at, as unescaped UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>What no member could hold, or <see langword="null"/>.</summary>
    public UnknownProperties? Unknown { get; private set; }

    /// <summary>Goes to the value of the next property.</summary>
    /// <returns><see langword="false"/> at the end of the object.</returns>
    public bool Next(ref Utf8JsonReader reader)
    {
        JsonCodec.Advance(ref reader);
        if (reader.TokenType == JsonTokenType.EndObject)
            return false;
        Name = reader.HasValueSequence | reader.ValueIsEscaped ? JsonCodec.UnescapedText(ref reader) : reader.ValueSpan;
        JsonCodec.Advance(ref reader);
        return true;
    }

    /// <summary>Keeps the value of a property no member stands for.</summary>
    public void Other(scoped ref Utf8JsonReader reader) => (Unknown ??= new UnknownProperties()).Add(Name, ref reader);

    /// <summary>Reads an optional text.</summary>
    public string? String(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return JsonCodec.GetString(ref reader);
        Keep(ref reader, null);
        return null;
    }

    /// <summary>Reads a text or null.</summary>
    public string? NullableString(scoped ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : String(ref reader);

    /// <summary>Reads a required text.</summary>
    public string RequiredString(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            throw Mismatch(ref reader, "a string");
        return String(ref reader)!;
    }

    /// <summary>Reads an optional truth value.</summary>
    public bool? Boolean(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.TokenType == JsonTokenType.True;
        Keep(ref reader, null);
        return null;
    }

    /// <summary>Reads a truth value or null.</summary>
    public bool? NullableBoolean(scoped ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : Boolean(ref reader);

    /// <summary>Reads a required truth value.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="bit">The member's number among the required ones that a default cannot tell from absent ones.</param>
    public bool RequiredBoolean(scoped ref Utf8JsonReader reader, int bit)
    {
        See(bit);
        if (reader.TokenType == JsonTokenType.Null)
            Keep(ref reader, false);
        else if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            throw Mismatch(ref reader, "true or false");
        return reader.TokenType == JsonTokenType.True;
    }

    /// <summary>Reads an optional integer.</summary>
    public int? Int32(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && JsonNumber.TryReadInt64(ref reader, out long value, out bool isPlain)
            && value is >= int.MinValue and <= int.MaxValue)
        {
            if (!isPlain)
                Keep(ref reader, (int)value);
            return (int)value;
        }

        Keep(ref reader, null);
        return null;
    }

    /// <summary>Reads an integer or null.</summary>
    public int? NullableInt32(scoped ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : Int32(ref reader);

    /// <summary>Reads a required integer.</summary>
    /// <inheritdoc cref="RequiredBoolean"/>
    public int RequiredInt32(scoped ref Utf8JsonReader reader, int bit)
    {
        See(bit);
        if (reader.TokenType == JsonTokenType.Null)
        {
            Keep(ref reader, 0);
            return 0;
        }

        if (reader.TokenType != JsonTokenType.Number || !JsonNumber.TryReadInt64(ref reader, out long value, out bool isPlain)
            || value is < int.MinValue or > int.MaxValue)
            throw Mismatch(ref reader, "an integer of 32 bits");
        if (!isPlain)
            Keep(ref reader, (int)value);
        return (int)value;
    }

    /// <summary>Reads an optional integer.</summary>
    public long? Int64(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && JsonNumber.TryReadInt64(ref reader, out long value, out bool isPlain))
        {
            if (!isPlain)
                Keep(ref reader, value);
            return value;
        }

        Keep(ref reader, null);
        return null;
    }

    /// <summary>Reads an integer or null.</summary>
    public long? NullableInt64(scoped ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : Int64(ref reader);

    /// <summary>Reads a required integer.</summary>
    /// <inheritdoc cref="RequiredBoolean"/>
    public long RequiredInt64(scoped ref Utf8JsonReader reader, int bit)
    {
        See(bit);
        if (reader.TokenType == JsonTokenType.Null)
        {
            Keep(ref reader, 0L);
            return 0;
        }

        if (reader.TokenType != JsonTokenType.Number || !JsonNumber.TryReadInt64(ref reader, out long value, out bool isPlain))
            throw Mismatch(ref reader, "an integer");
        if (!isPlain)
            Keep(ref reader, value);
        return value;
    }

    /// <summary>Reads an optional number.</summary>
    public double? Double(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return PlainDouble(ref reader);
        Keep(ref reader, null);
        return null;
    }

    /// <summary>Reads a number or null.</summary>
    public double? NullableDouble(scoped ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : Double(ref reader);

    /// <summary>Reads a required number.</summary>
    /// <inheritdoc cref="RequiredBoolean"/>
    public double RequiredDouble(scoped ref Utf8JsonReader reader, int bit)
    {
        See(bit);
        if (reader.TokenType == JsonTokenType.Number)
            return PlainDouble(ref reader);
        if (reader.TokenType != JsonTokenType.Null)
            throw Mismatch(ref reader, "a number");
        Keep(ref reader, 0d);
        return 0;
    }

    /// <summary>Whether a member numbered below <paramref name="count"/> was absent.</summary>
    public readonly bool IsIncomplete(int count) => _seen != (count >= 64 ? ulong.MaxValue : (1UL << count) - 1);

    /// <summary>Remembers that a numbered member was absent, so that its default is not written back as if it had been there.</summary>
    public void Missing<T>(int bit, JsonEncodedText name, T value)
    {
        if (bit < 64 && (_seen & (1UL << bit)) == 0)
            (Unknown ??= new UnknownProperties()).AddMissing(name, value);
    }

    /// <summary>Notes that a numbered member is there: for those whose value may be null.</summary>
    public void See(int bit)
    {
        if (bit < 64)
            _seen |= 1UL << bit;
    }

    private double PlainDouble(scoped ref Utf8JsonReader reader)
    {
        double value = JsonNumber.ReadDouble(ref reader, out bool isPlain);
        if (!isPlain)
            Keep(ref reader, value);
        return value;
    }

    private void Keep(scoped ref Utf8JsonReader reader, object? value) =>
        (Unknown ??= new UnknownProperties()).Keep(Name, ref reader, value);

    private readonly JsonException Mismatch(scoped ref Utf8JsonReader reader, string expected) =>
        new($"{_type}.{JsonCodec.Text(Name)}: expected {expected}, found {JsonCodec.Describe(reader.TokenType)}.");
}
