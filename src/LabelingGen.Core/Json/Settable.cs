namespace LabelingGen.Core.Json;

/// <summary>A value that may be left out altogether: never assigned is not the same as assigned <see langword="null"/>.</summary>
/// <typeparam name="T">The type of the value; nullable where JSON <c>null</c> is a value.</typeparam>
/// <param name="value">The value that is assigned.</param>
public readonly struct Settable<T>(T value)
{
    /// <summary>The value has been assigned, or was present in what was read.</summary>
    public bool IsSet { get; } = true;

    /// <summary>The value; the type's default where it is not assigned.</summary>
    public T Value { get; } = value;

    /// <summary>Assigns a value.</summary>
    public static implicit operator Settable<T>(T value) => new(value);
}
