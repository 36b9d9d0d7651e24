namespace LabelingGen.Core.Json;

/// <summary>
/// What a union read: a value of one of its shapes, or JSON that fits none; for a scalar that .NET would spell differently, both.
/// </summary>
public readonly struct UnionValue
{
    internal UnionValue(object? value, byte[]? raw)
    {
        Value = value;
        Raw = raw;
    }

    internal object? Value { get; }

    internal byte[]? Raw { get; }
}
