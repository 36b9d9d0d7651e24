using System.ClientModel.Primitives;
using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>
/// A generated model or union. The interfaces of System.ClientModel are implemented here, once, so that a generated type needs no more than
/// its own <see cref="IJsonValue{TSelf}.Read"/> and <see cref="IJsonValue{TSelf}.Write"/>.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IApiModel<TSelf> : IJsonValue<TSelf>, IJsonModel<TSelf>
    where TSelf : class, IApiModel<TSelf>
{
    void IJsonModel<TSelf>.Write(Utf8JsonWriter writer, ModelReaderWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        CheckFormat(options);
        TSelf.Write(writer, (TSelf)this);
    }

    TSelf? IJsonModel<TSelf>.Create(ref Utf8JsonReader reader, ModelReaderWriterOptions options)
    {
        CheckFormat(options);
        if (reader.TokenType == JsonTokenType.None)
            reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : TSelf.Read(ref reader);
    }

    BinaryData IPersistableModel<TSelf>.Write(ModelReaderWriterOptions options)
    {
        CheckFormat(options);
        return JsonCodec.ToBinaryData((TSelf)this, TSelf.Write);
    }

    TSelf? IPersistableModel<TSelf>.Create(BinaryData data, ModelReaderWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckFormat(options);
        return JsonCodec.FromUtf8(data.ToMemory().Span, JsonCodec.ReadNullable<TSelf>(TSelf.Read));
    }

    string IPersistableModel<TSelf>.GetFormatFromOptions(ModelReaderWriterOptions options) => "J";

    private static void CheckFormat(ModelReaderWriterOptions options)
    {
        if (options is { Format: not ("J" or "W") })
            throw new FormatException($"{typeof(TSelf).Name} is written as JSON (format \"J\"), not as \"{options.Format}\".");
    }
}
