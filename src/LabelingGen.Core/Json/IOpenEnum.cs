namespace LabelingGen.Core.Json;

/// <summary>
/// A value of a list that the API may extend: values the client does not know are kept as they are, never refused and never mapped to a
/// known one.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IOpenEnum<TSelf> : IJsonValue<TSelf>, IEquatable<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    /// <summary>The value is one of those the client was generated with.</summary>
    bool IsKnown { get; }
}
