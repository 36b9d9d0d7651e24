using System.ClientModel;
using System.ClientModel.Primitives;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

public sealed partial class ApiPipeline
{
    /// <summary>Sends a request and reads the JSON of its answer.</summary>
    /// <exception cref="ApiException">The call failed, or its answer could not be read.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up. The server may have acted on the request.</exception>
    public async Task<ClientResult<T>> SendAsync<T>(ApiRequest request, JsonRead<T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            using ApiAnswer answer = await ExchangeAsync(request, AnswerMode.InMemory, cancellationToken).ConfigureAwait(false);
            // Where the API may answer null, the type is a nullable one.
            T value = Parse(answer, read);
            return ClientResult.FromOptionalValue(value, answer.ToResponse(Options.KeepResponseContent))!;
        }
        catch (ApiException failure) when (failure.Outcome is ApiOutcome.Unknown or ApiOutcome.SucceededUnreadable
            && Options.LookUpLostAnswers && request.Recovery is Func<ApiPipeline, CancellationToken, Task<ClientResult<T>?>>)
        {
            var find = (Func<ApiPipeline, CancellationToken, Task<ClientResult<T>?>>)request.Recovery;
            if (await find(this, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
            throw;
        }
    }

    /// <summary>Sends a request whose answer has no content, or none of interest.</summary>
    /// <inheritdoc cref="SendAsync{T}"/>
    public async Task<ClientResult> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using ApiAnswer answer = await ExchangeAsync(request, AnswerMode.InMemory, cancellationToken).ConfigureAwait(false);
        return ClientResult.FromResponse(answer.ToResponse(Options.KeepResponseContent));
    }

    /// <summary>
    /// Sends a request whose answer may be empty or plain text ("OK") instead of JSON: the value is then the default of its type.
    /// </summary>
    /// <inheritdoc cref="SendAsync{T}"/>
    public async Task<ClientResult<T?>> SendOptionalAsync<T>(ApiRequest request, JsonRead<T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        using ApiAnswer answer = await ExchangeAsync(request, AnswerMode.InMemory, cancellationToken).ConfigureAwait(false);
        T? value = answer.LooksLikeJson ? Parse(answer, read) : default;
        return ClientResult.FromOptionalValue(value, answer.ToResponse(Options.KeepResponseContent));
    }

    /// <summary>Sends a request and gives its answer as text, in the character set that it states or else UTF-8.</summary>
    /// <inheritdoc cref="SendAsync{T}"/>
    public async Task<ClientResult<string>> SendForTextAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using ApiAnswer answer = await ExchangeAsync(request, AnswerMode.InMemory, cancellationToken).ConfigureAwait(false);
        return ClientResult.FromValue(answer.ToText(), answer.ToResponse(Options.KeepResponseContent));
    }

    /// <summary>Sends a request and gives the bytes of its answer.</summary>
    /// <inheritdoc cref="SendAsync{T}"/>
    public async Task<ClientResult<BinaryData>> SendForBytesAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using ApiAnswer answer = await ExchangeAsync(request, AnswerMode.InMemory, cancellationToken).ConfigureAwait(false);
        return ClientResult.FromValue(BinaryData.FromBytes(answer.Content.ToArray()), answer.ToResponse(keepContent: false));
    }

    /// <summary>
    /// Sends a request and gives its answer as a stream, unbuffered. The stream throws when the answer ends early, and when the server is
    /// silent for longer than the read timeout. Disposing of it ends the call.
    /// </summary>
    /// <inheritdoc cref="SendAsync{T}"/>
    public async Task<ClientResult<Stream>> SendForStreamAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        // The stream owns the answer from here on.
        ApiAnswer answer = await ExchangeAsync(request, AnswerMode.Stream, cancellationToken).ConfigureAwait(false);
        return ClientResult.FromValue<Stream>(OpenStream(answer, cancellationToken), answer.ToResponse(keepContent: false));
    }

    internal AnswerStream OpenStream(ApiAnswer answer, CancellationToken cancellationToken)
    {
        PipelineResponse response = answer.Response;
        Stream raw = response.ContentStream ?? Stream.Null;
        Stream content = answer.Call.Operation.Method == "HEAD" || response.Status == 204
            ? raw
            : DecodingStream.Open(raw, ResponseReader.Header(response, "Content-Encoding"));
        return new AnswerStream(content, response, Options, (cause, stalled) => Broken(answer.Call, cause, stalled), cancellationToken);
    }

    /// <summary>Reads a page; the raw bytes stay with the response until the list goes on.</summary>
    internal async Task<(T Page, PageResponse Response, Uri Address)> SendPageAsync<T>(
        ApiRequest request, JsonRead<T> read, CancellationToken cancellationToken)
    {
        using ApiAnswer answer = await ExchangeAsync(request, AnswerMode.InMemory, cancellationToken).ConfigureAwait(false);
        T page = Parse(answer, read);
        return (page, answer.TakeResponse(Options.KeepResponseContent), answer.Address);
    }
}
