using System.Text.Json;

namespace LabelingGen.Core.Json;

public ref partial struct ObjectReader
{
    /// <summary>Reads an optional value of a reference type.</summary>
    public T? Value<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read)
        where T : class
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            Keep(ref reader, null);
            return null;
        }

        return Attempt(ref reader, read, out T? value) ? value : null;
    }

    /// <summary>Reads a value of a reference type or null.</summary>
    public T? NullableValue<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read)
        where T : class => reader.TokenType == JsonTokenType.Null ? null : Value(ref reader, read);

    /// <summary>Reads a required value of a reference type.</summary>
    public T RequiredValue<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read)
        where T : class
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            Keep(ref reader, null);
            return null!;
        }

        return Exactly(ref reader, read);
    }

    /// <summary>Reads an optional value of a value type.</summary>
    public T? Struct<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read)
        where T : struct
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            Keep(ref reader, null);
            return null;
        }

        return Attempt(ref reader, read, out T value) ? value : null;
    }

    /// <summary>Reads a value of a value type or null.</summary>
    public T? NullableStruct<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read)
        where T : struct => reader.TokenType == JsonTokenType.Null ? null : Struct(ref reader, read);

    /// <summary>Reads a required value of a value type.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="bit">The member's number among the required ones that a default cannot tell from absent ones.</param>
    public T RequiredStruct<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read, int bit)
        where T : struct
    {
        See(bit);
        if (reader.TokenType == JsonTokenType.Null)
        {
            Keep(ref reader, default(T));
            return default;
        }

        return Exactly(ref reader, read);
    }

    /// <summary>Reads an optional list.</summary>
    public IReadOnlyList<T>? List<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Keep(ref reader, null);
            return null;
        }

        Utf8JsonReader start = reader;
        int loss = Loss.Count;
        try
        {
            IReadOnlyList<T> value = JsonCodec.List(ref reader, read);
            if (Loss.Count != loss)
                KeepSpelling(start, loss, value);
            return value;
        }
        catch (JsonException error) when (error.LineNumber is null)
        {
            KeepInstead(ref reader, start, loss);
            return null;
        }
    }

    /// <summary>Reads a list or null.</summary>
    public IReadOnlyList<T>? NullableList<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read) =>
        reader.TokenType == JsonTokenType.Null ? null : List(ref reader, read);

    /// <summary>Reads a required list.</summary>
    public IReadOnlyList<T> RequiredList<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            Keep(ref reader, null);
            return null!;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
            throw Mismatch(ref reader, "an array");
        Utf8JsonReader start = reader;
        int loss = Loss.Count;
        IReadOnlyList<T> value;
        try
        {
            value = JsonCodec.List(ref reader, read);
        }
        catch (JsonException error) when (error.LineNumber is null)
        {
            throw AtMember(error);
        }

        if (Loss.Count != loss)
            KeepSpelling(start, loss, value);
        return value;
    }

    /// <summary>Adds a property without a stated name to those of its kind; one that does not fit is kept.</summary>
    public void Additional<T>(scoped ref Utf8JsonReader reader, ref Dictionary<string, T>? properties, JsonRead<T> read)
    {
        Utf8JsonReader start = reader;
        int loss = Loss.Count;
        T value;
        try
        {
            value = read(ref reader);
        }
        catch (JsonException error) when (error.LineNumber is null)
        {
            // Malformed JSON fails here a second time, and for good.
            Loss.Count = loss;
            reader = start;
            Other(ref reader);
            return;
        }

        if (Loss.Count != loss)
            KeepSpelling(start, loss, value);
        properties ??= new Dictionary<string, T>(StringComparer.Ordinal);
        properties[JsonCodec.Text(Name)] = value;
    }

    // An error with a line is one of the text itself: whoever tries again inside a handler meets it again, level by level, until the stack
    // ends.
    private bool Attempt<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read, out T? value)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            return AttemptComposite(ref reader, read, out value);
        int loss = Loss.Count;
        try
        {
            value = read(ref reader);
        }
        catch (JsonException error) when (error.LineNumber is null)
        {
            Loss.Count = loss;
            Keep(ref reader, null);
            value = default;
            return false;
        }

        if (Loss.Count != loss)
        {
            Loss.Count = loss;
            Keep(ref reader, value);
        }

        return true;
    }

    // A reader that has gone into a value is set back to its beginning; before a scalar the copy for that, of 200 bytes, is not worth its
    // time.
    private bool AttemptComposite<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read, out T? value)
    {
        Utf8JsonReader start = reader;
        int loss = Loss.Count;
        try
        {
            value = read(ref reader);
        }
        catch (JsonException error) when (error.LineNumber is null)
        {
            KeepInstead(ref reader, start, loss);
            value = default;
            return false;
        }

        if (Loss.Count != loss)
            KeepSpelling(start, loss, value);
        return true;
    }

    private T Exactly<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            return ExactlyComposite(ref reader, read);
        int loss = Loss.Count;
        T value;
        try
        {
            value = read(ref reader);
        }
        catch (JsonException error) when (error.LineNumber is null)
        {
            throw AtMember(error);
        }

        if (Loss.Count != loss)
        {
            Loss.Count = loss;
            Keep(ref reader, value);
        }

        return value;
    }

    private T ExactlyComposite<T>(scoped ref Utf8JsonReader reader, JsonRead<T> read)
    {
        Utf8JsonReader start = reader;
        int loss = Loss.Count;
        T value;
        try
        {
            value = read(ref reader);
        }
        catch (JsonException error) when (error.LineNumber is null)
        {
            throw AtMember(error);
        }

        if (Loss.Count != loss)
            KeepSpelling(start, loss, value);
        return value;
    }

    private void KeepSpelling(Utf8JsonReader start, int loss, object? value)
    {
        Loss.Count = loss;
        Keep(ref start, value);
    }

    private void KeepInstead(scoped ref Utf8JsonReader reader, Utf8JsonReader start, int loss)
    {
        // Malformed JSON fails here a second time, and for good.
        Loss.Count = loss;
        reader = start;
        Keep(ref reader, null);
    }

    private readonly JsonException AtMember(JsonException error) => new($"{_type}.{JsonCodec.Text(Name)}: {error.Message}", error);
}
