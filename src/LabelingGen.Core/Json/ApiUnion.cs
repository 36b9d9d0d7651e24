using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Core.Json;

/// <summary>A value of one of several shapes. What fits none of them is kept as it came, and written back.</summary>
public abstract class ApiUnion
{
    private readonly byte[]? _raw;

    /// <summary>Holds a value of one of the shapes.</summary>
    protected ApiUnion(object value) => Value = value;

    /// <summary>Holds what was read.</summary>
    protected ApiUnion(UnionValue value)
    {
        Value = value.Value;
        _raw = value.Raw;
    }

    /// <summary>The value; <see langword="null"/> where the JSON fits none of the shapes (see <see cref="Raw"/>).</summary>
    public object? Value { get; }

    /// <summary>The JSON fits none of the shapes.</summary>
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsUnknown => Value is null;

    /// <summary>The JSON that fits none of the shapes; <see langword="null"/> where one does (and for JSON <c>null</c>).</summary>
    public JsonNode? Raw => Value is null && _raw is not null
        ? JsonNode.Parse(_raw, documentOptions: new JsonDocumentOptions { MaxDepth = JsonCodec.MaxDepth })
        : null;

    /// <summary>For generated code: the value, if it is of this type.</summary>
    protected bool TryGet<T>([NotNullWhen(true)] out T? value)
    {
        value = Value is T typed ? typed : default;
        return Value is T;
    }

    /// <summary>For generated code: writes JSON that is kept as it was spelled.</summary>
    /// <returns>Whether there is any.</returns>
    protected bool TryWriteRaw(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (_raw is null)
            return false;
        writer.WriteRawValue(_raw, skipInputValidation: true);
        return true;
    }
}
