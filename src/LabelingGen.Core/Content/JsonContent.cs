using System.ClientModel;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

/// <summary>A JSON body written once into pooled memory, so that its length is known and a retry sends the same bytes.</summary>
internal sealed class JsonContent : BinaryContent
{
    private static readonly JsonWriterOptions WriterOptions = new() { SkipValidation = true, MaxDepth = 1000 };

    private readonly PooledBuffer _buffer;

    private JsonContent(PooledBuffer buffer) => _buffer = buffer;

    public ReadOnlyMemory<byte> Written => _buffer.Written;

    public static JsonContent Create<T>(T value, JsonWrite<T> write)
    {
        // When a model cannot be written, the buffer is left to the garbage collector.
        var buffer = new PooledBuffer();
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        write(writer, value);
        writer.Flush();
        return new JsonContent(buffer);
    }

    public override bool TryComputeLength(out long length)
    {
        length = _buffer.Length;
        return true;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) => stream.Write(_buffer.Written.Span);

    public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) =>
        stream.WriteAsync(_buffer.Written, cancellationToken).AsTask();

    public override void Dispose() => _buffer.Dispose();
}
