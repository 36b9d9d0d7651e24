using System.ClientModel;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

/// <summary>JSON texts one per line, or as one array, written while the values are produced.</summary>
internal sealed class JsonStreamContent<T>(IAsyncEnumerable<T> values, JsonWrite<T> write, bool isArray) : BinaryContent, IResendable
{
    private const int FlushThreshold = 32 * 1024;

    public bool CanResend { get; private set; } = true;

    public override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Values that are produced asynchronously can only be sent asynchronously.");

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        if (!CanResend)
            throw new InvalidOperationException("The values of this body were read already and cannot be sent again.");
        CanResend = false;
        using var buffer = new PooledBuffer(FlushThreshold + 4096);
        await using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        byte separator = isArray ? (byte)'[' : (byte)'\n';
        await foreach (T value in values.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (isArray)
            {
                Append(buffer, separator);
                separator = (byte)',';
            }

            write(writer, value);
            writer.Flush();
            writer.Reset();
            if (!isArray)
                Append(buffer, separator);
            if (buffer.Length >= FlushThreshold)
            {
                await stream.WriteAsync(buffer.Written, cancellationToken).ConfigureAwait(false);
                buffer.Clear();
            }
        }

        if (isArray)
        {
            if (separator == '[')
                Append(buffer, separator);
            Append(buffer, (byte)']');
        }

        if (buffer.Length > 0)
            await stream.WriteAsync(buffer.Written, cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
    }

    private static void Append(PooledBuffer buffer, byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }
}
