using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>
/// Writes the members of one JSON object for generated code: <see langword="null"/> leaves a member out, and what
/// <see cref="UnknownProperties"/> keeps is written as it was spelled, unless the member has been assigned since.
/// </summary>
public readonly ref struct ObjectWriter
{
    private readonly Utf8JsonWriter _writer;
    private readonly UnknownProperties? _unknown;
    private readonly bool _hasKept;

    /// <summary>Opens the object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="unknown">What the model keeps.</param>
    public ObjectWriter(Utf8JsonWriter writer, UnknownProperties? unknown)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        _unknown = unknown;
        _hasKept = unknown is { HasKept: true };
        writer.WriteStartObject();
    }

    /// <summary>Writes the properties no member stands for, and closes the object.</summary>
    public void End()
    {
        _unknown?.WriteUnknown(_writer);
        _writer.WriteEndObject();
    }

    /// <summary>Writes a text.</summary>
    public void String(JsonEncodedText name, string? value)
    {
        if (!IsDone(name, value) && value is not null)
            _writer.WriteString(name, value);
    }

    /// <summary>Writes a text, or null if null is assigned.</summary>
    public void String(JsonEncodedText name, Settable<string?> value)
    {
        if (value.Value is null)
            Null(name, value.IsSet);
        else
            String(name, value.Value);
    }

    /// <summary>Writes a truth value.</summary>
    public void Boolean(JsonEncodedText name, bool? value)
    {
        if (!(_hasKept && IsKept(name, value)) && value is { } present)
            _writer.WriteBoolean(name, present);
    }

    /// <summary>Writes a truth value, or null if null is assigned.</summary>
    public void Boolean(JsonEncodedText name, Settable<bool?> value)
    {
        if (value.Value is null)
            Null(name, value.IsSet);
        else
            Boolean(name, value.Value);
    }

    /// <summary>Writes an integer.</summary>
    public void Int32(JsonEncodedText name, int? value)
    {
        if (!(_hasKept && IsKept(name, value)) && value is { } present)
            _writer.WriteNumber(name, present);
    }

    /// <summary>Writes an integer, or null if null is assigned.</summary>
    public void Int32(JsonEncodedText name, Settable<int?> value)
    {
        if (value.Value is null)
            Null(name, value.IsSet);
        else
            Int32(name, value.Value);
    }

    /// <summary>Writes an integer.</summary>
    public void Int64(JsonEncodedText name, long? value)
    {
        if (!(_hasKept && IsKept(name, value)) && value is { } present)
            _writer.WriteNumber(name, present);
    }

    /// <summary>Writes an integer, or null if null is assigned.</summary>
    public void Int64(JsonEncodedText name, Settable<long?> value)
    {
        if (value.Value is null)
            Null(name, value.IsSet);
        else
            Int64(name, value.Value);
    }

    /// <summary>Writes a number.</summary>
    public void Double(JsonEncodedText name, double? value)
    {
        if (!(_hasKept && IsKept(name, value)) && value is { } present)
            WriteDouble(name, present);
    }

    /// <summary>Writes a number, or null if null is assigned.</summary>
    public void Double(JsonEncodedText name, Settable<double?> value)
    {
        if (value.Value is null)
            Null(name, value.IsSet);
        else
            Double(name, value.Value);
    }

    /// <summary>Writes a value of a reference type.</summary>
    public void Value<T>(JsonEncodedText name, T? value, JsonWrite<T> write)
        where T : class
    {
        if (IsDone(name, value) || value is null)
            return;
        _writer.WritePropertyName(name);
        write(_writer, value);
    }

    /// <summary>Writes a value of a reference type, or null if null is assigned.</summary>
    public void Value<T>(JsonEncodedText name, Settable<T?> value, JsonWrite<T> write)
        where T : class
    {
        if (value.Value is null)
            Null(name, value.IsSet);
        else
            Value(name, value.Value, write);
    }

    /// <summary>Writes a required value of a value type.</summary>
    public void Struct<T>(JsonEncodedText name, T value, JsonWrite<T> write)
        where T : struct => Struct(name, (T?)value, write);

    /// <summary>Writes a value of a value type.</summary>
    public void Struct<T>(JsonEncodedText name, T? value, JsonWrite<T> write)
        where T : struct
    {
        if ((_hasKept && IsKept(name, value)) || value is not { } present)
            return;
        _writer.WritePropertyName(name);
        write(_writer, present);
    }

    /// <summary>Writes a value of a value type, or null if null is assigned.</summary>
    public void Struct<T>(JsonEncodedText name, Settable<T?> value, JsonWrite<T> write)
        where T : struct
    {
        if (value.Value is null)
            Null(name, value.IsSet);
        else
            Struct(name, value.Value, write);
    }

    /// <summary>Writes a list.</summary>
    public void List<T>(JsonEncodedText name, IReadOnlyList<T>? value, JsonWrite<T> write)
    {
        if (IsDone(name, value) || value is null)
            return;
        _writer.WritePropertyName(name);
        JsonCodec.WriteItems(_writer, value, write);
    }

    /// <summary>Writes a list, or null if null is assigned.</summary>
    public void List<T>(JsonEncodedText name, Settable<IReadOnlyList<T>?> value, JsonWrite<T> write)
    {
        if (value.Value is null)
            Null(name, value.IsSet);
        else
            List(name, value.Value, write);
    }

    /// <summary>Writes the properties of a kind that have no stated names.</summary>
    public void Additional<T>(IReadOnlyDictionary<string, T>? properties, JsonWrite<T> write)
    {
        if (properties is null)
            return;
        foreach ((string key, T value) in properties)
        {
            var name = JsonCodec.Name(key);
            if (_hasKept && IsKept(name, value))
                continue;
            _writer.WritePropertyName(name);
            write(_writer, value);
        }
    }

    private void WriteDouble(JsonEncodedText name, double value)
    {
        if (JsonNumber.IsWhole(value, out long whole))
            _writer.WriteNumber(name, whole);
        else
            _writer.WriteNumber(name, value);
    }

    private void Null(JsonEncodedText name, bool isSet)
    {
        if (!IsDone(name, null) && isSet)
            _writer.WriteNull(name);
    }

    private bool IsDone(JsonEncodedText name, object? value) => _hasKept && IsKept(name, value);

    private bool IsKept(JsonEncodedText name, object? value) => _unknown!.TryWriteKept(_writer, name, value);
}
