using System.ClientModel.Primitives;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace LabelingGen.Core;

/// <summary>Reads answers into pooled memory, once, within limits.</summary>
internal static class ResponseReader
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>From here on an answer must not be more than <see cref="LargestRatio"/> times its compressed form.</summary>
    private const long RatioFreeBytes = 8 * 1024 * 1024;

    private const long LargestRatio = 200;

    /// <summary>Reads a whole body.</summary>
    /// <param name="silence">Begins anew with every piece: a slow server may take its time, a silent one may not.</param>
    /// <exception cref="AnswerException">It is larger than allowed, damaged or cut off.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<PooledBuffer> ReadAllAsync(
        PipelineResponse response, long limit, TimeLimit? silence, CancellationToken cancellationToken)
    {
        long? announced = Announced(response);
        if (announced > limit)
            throw TooLarge(limit);
        if (response.ContentStream is not { } raw || announced == 0)
            return new PooledBuffer(1);
        await using Stream content = DecodingStream.Open(raw, Header(response, "Content-Encoding"));
        var buffer = new PooledBuffer(content == raw && announced is { } size ? (int)Math.Min(size + 1, Array.MaxLength) : FirstBuffer);
        bool complete = false;
        try
        {
            while (true)
            {
                int count = await content.ReadAsync(buffer.GetMemory(), cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    break;
                buffer.Advance(count);
                if (buffer.Length > limit)
                    throw TooLarge(limit);
                if (buffer.Length != announced)
                    silence?.Restart();
                if (buffer.Length > RatioFreeBytes && content is DecodingStream decoding
                    && buffer.Length / LargestRatio > decoding.CompressedBytes)
                    throw new AnswerException("the compressed answer unfolds to more than is plausible", isTruncated: false);
            }

            if (content == raw && announced is { } length && buffer.Length < length)
                throw new AnswerException($"the answer ended after {buffer.Length} of {length} bytes", isTruncated: true);
            complete = true;
            return buffer;
        }
        finally
        {
            if (!complete)
                buffer.Dispose();
        }
    }

    /// <summary>
    /// Reads the beginning of an error's body; what goes wrong while doing so matters less than the status that is known already.
    /// </summary>
    public static async Task<PooledBuffer> ReadBeginningAsync(PipelineResponse response, int limit, CancellationToken cancellationToken)
    {
        var buffer = new PooledBuffer(Math.Min(limit, 4096));
        if (response.ContentStream is not { } raw || Announced(response) == 0)
            return buffer;
        try
        {
            await using Stream content = DecodingStream.Open(raw, Header(response, "Content-Encoding"));
            while (buffer.Length < limit)
            {
                Memory<byte> free = buffer.GetMemory();
                int count = await content.ReadAsync(free[..Math.Min(free.Length, limit - buffer.Length)],
                    cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    break;
                buffer.Advance(count);
            }
        }
        catch (IOException)
        {
            // The part that came is what there is to tell.
        }

        return buffer;
    }

    /// <summary>
    /// Ends a response without reading the rest. The stream goes first: left in place, the framework's response would read all of it, and
    /// synchronously, when it is disposed of.
    /// </summary>
    public static void Discard(PipelineResponse? response)
    {
        if (response is null)
            return;
        response.ContentStream?.Dispose();
        response.ContentStream = null;
        response.Dispose();
    }

    public static string? Header(PipelineResponse response, string name) =>
        response.Headers.TryGetValue(name, out string? value) ? value : null;

    private static long? Announced(PipelineResponse response) =>
        long.TryParse(Header(response, "Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;

    private static AnswerException TooLarge(long limit) => new($"the answer is larger than the limit of {limit} bytes", isTruncated: false);
}
