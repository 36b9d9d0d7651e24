using LabelingGen.Core.Json;

namespace LabelingGen.Core;

public sealed partial class ApiRequest
{
    /// <summary>Refuses a value that is not one of those the client knows, unless the options allow it.</summary>
    /// <param name="name">Name of the parameter on the wire, for the message.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is unknown.</exception>
    public ApiRequest Known<T>(string name, T value)
        where T : struct, IOpenEnum<T>
    {
        if (!value.IsKnown && Options?.AllowsUnknownValue(name) != true)
            throw new ArgumentException($"'{value}' is not a value of '{name}' that {Operation.Name} is known to take.", name);
        return this;
    }

    /// <summary>The same for a value that may be absent.</summary>
    /// <inheritdoc cref="Known{T}(string, T)"/>
    public ApiRequest Known<T>(string name, T? value)
        where T : struct, IOpenEnum<T> => value is { } given ? Known(name, given) : this;

    /// <summary>The same for several values.</summary>
    /// <inheritdoc cref="Known{T}(string, T)"/>
    public ApiRequest Known<T>(string name, IEnumerable<T>? values)
        where T : struct, IOpenEnum<T>
    {
        foreach (T value in values ?? [])
            Known(name, value);
        return this;
    }
}
