using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabelingGen.Core.Json;

/// <summary>Lets <see cref="JsonSerializer"/> read and write a generated type with the type's own code.</summary>
/// <typeparam name="T">A generated model, union or open enum.</typeparam>
public sealed class ApiModelJsonConverter<T> : JsonConverter<T>
    where T : IJsonValue<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        T.Write(writer, value);
    }
}
