using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>Reads one JSON value.</summary>
/// <param name="reader">Stands on the first token of the value; on return it stands on the last one.</param>
/// <typeparam name="T">The .NET type of the value.</typeparam>
/// <returns>The value.</returns>
/// <exception cref="JsonException">The JSON is malformed or of another shape than the type needs.</exception>
public delegate T JsonRead<T>(ref Utf8JsonReader reader);

/// <summary>Writes one JSON value.</summary>
/// <param name="writer">Where the value goes; a property name, if there is one, has been written already.</param>
/// <param name="value">The value.</param>
/// <typeparam name="T">The .NET type of the value.</typeparam>
public delegate void JsonWrite<T>(Utf8JsonWriter writer, T value);
