using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

public sealed partial class ApiPipeline
{
    /// <summary>Sends a request and reads its answer as one JSON text per line, while it arrives. Empty lines are skipped.</summary>
    /// <exception cref="ApiException">The call failed, a line could not be read, or the answer ended in the middle of one.</exception>
    public async IAsyncEnumerable<T> SendForNdjsonAsync<T>(
        ApiRequest request, JsonRead<T> read, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ApiAnswer answer = await ExchangeAsync(request, AnswerMode.Stream, cancellationToken).ConfigureAwait(false);
        await using AnswerStream stream = OpenStream(answer, cancellationToken);
        using var lines = new LineReader(stream, Options.MaxResponseBytes);
        while (await lines.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!lines.IsBlank)
                yield return ParseItem(answer, lines.Line, read);
        }
    }

    /// <summary>
    /// Sends a request and reads the data of its server-sent events as JSON, while they arrive. Ends with the answer or at the
    /// data <c>[DONE]</c>.
    /// </summary>
    /// <exception cref="ApiException">The call failed, or an event could not be read.</exception>
    public async IAsyncEnumerable<T> SendForEventsAsync<T>(
        ApiRequest request, JsonRead<T> read, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ApiAnswer answer = await ExchangeAsync(request, AnswerMode.Stream, cancellationToken).ConfigureAwait(false);
        await using AnswerStream stream = OpenStream(answer, cancellationToken);
        SseParser<byte[]> parser = SseParser.Create(stream, static (_, data) => data.ToArray());
        await foreach (SseItem<byte[]> item in parser.EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Data.AsSpan().SequenceEqual("[DONE]"u8))
                yield break;
            if (item.Data.Length > 0)
                yield return ParseItem(answer, item.Data, read);
        }
    }

    private T ParseItem<T>(ApiAnswer answer, ReadOnlyMemory<byte> text, JsonRead<T> read)
    {
        try
        {
            return ParseJson(text.Span, read);
        }
        catch (Exception malformed) when (IsMalformed(malformed))
        {
            throw Unreadable(answer, text, malformed);
        }
    }
}
