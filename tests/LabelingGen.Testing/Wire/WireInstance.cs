namespace LabelingGen.Testing.Wire;

/// <summary>An object of the official client's, standing for one of ours.</summary>
/// <param name="className">The official client's name of its class.</param>
/// <param name="value">Ours; a method of the table may replace it (<c>task.refresh()</c>).</param>
public sealed class WireInstance(string className, object value)
{
    /// <summary>The official client's name of the class.</summary>
    public string ClassName { get; } = className;

    /// <summary>Our object.</summary>
    public object Value { get; set; } = value;

    /// <summary>Attributes that the program or the table has set.</summary>
    public Dictionary<string, object?> Attributes { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"<{ClassName}>";
}

/// <summary>A member of an enumeration of the official client.</summary>
/// <param name="ClassName">Name of the enumeration.</param>
/// <param name="Name">Name of the member.</param>
/// <param name="Value">What travels for it.</param>
public sealed record WireConstant(string ClassName, string Name, object? Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{ClassName}.{Name}";
}

/// <summary>A class as a value: what <c>type(x)</c> gives.</summary>
internal sealed record WireType(string Name);

/// <summary>A name, class, method, attribute or argument of the official client that the vendor's table does not know.</summary>
public sealed class WireUnmappedException(string what) : Exception(what + " is not mapped");

/// <summary>The official client would refuse this call before it sends anything: an argument it does not take.</summary>
public sealed class WireRefusedException(string message) : Exception(message);
