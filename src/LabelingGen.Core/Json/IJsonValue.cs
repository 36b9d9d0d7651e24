using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>A type that reads and writes itself as JSON, without reflection.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IJsonValue<TSelf>
    where TSelf : IJsonValue<TSelf>
{
    /// <summary>Reads a value.</summary>
    /// <param name="reader">Stands on the first token of the value; on return it stands on the last one.</param>
    /// <exception cref="JsonException">The JSON is malformed or of another shape than the type needs.</exception>
    static abstract TSelf Read(ref Utf8JsonReader reader);

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where the value goes; a property name, if there is one, has been written already.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(Utf8JsonWriter writer, TSelf value);
}
