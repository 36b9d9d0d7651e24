using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>
/// Sends requests through an <see cref="HttpClient"/> of the user's choice. The client's handler should not follow redirects
/// (<c>AllowAutoRedirect = false</c>): those are handled, with their dangers, by the pipeline. Should one have been followed to another
/// origin below it, the answer is refused. Answers are never buffered here; the pipeline reads them, within its limits.
/// </summary>
public sealed class ApiTransport : PipelineTransport
{
    private readonly HttpMessageInvoker _http;

    /// <summary>Sends through the given client; its own timeout applies, too. The caller disposes of it.</summary>
    /// <param name="httpClient">An <see cref="HttpClient"/>, or a bare invoker of a handler.</param>
    public ApiTransport(HttpMessageInvoker httpClient)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        _http = httpClient;
    }

    /// <inheritdoc/>
    protected override PipelineMessage CreateMessageCore() => new TransportMessage();

    /// <summary>Not available: clients are asynchronous throughout.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override void ProcessCore(PipelineMessage message) =>
        throw new NotSupportedException("Clients are asynchronous throughout.");

    /// <inheritdoc/>
    protected override ValueTask ProcessCoreAsync(PipelineMessage message) => SendAsync(message);

    /// <summary>Sends a message of this transport and puts the answer on it, the body unread.</summary>
    internal async ValueTask SendAsync(PipelineMessage message)
    {
        var sending = (TransportMessage)message;
        CancellationToken cancellationToken = message.CancellationToken;
        using HttpRequestMessage request = sending.ToHttpRequest();
        sending.SetResponse(null);
        HttpResponseMessage answer = await (_http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : _http.SendAsync(request, cancellationToken)).ConfigureAwait(false);
        try
        {
            if (answer.RequestMessage?.RequestUri is { } answered && !OriginGate.IsSameOrigin(message.Request.Uri!, answered))
            {
                throw new InvalidOperationException(
                    $"The HttpClient followed a redirect to another origin ({OriginGate.Origin(answered)}) by itself; "
                    + "turn AllowAutoRedirect off.");
            }

            Stream content = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var response = new TransportResponse(answer, content);
            sending.SetResponse(response);
            message.ResponseClassifier.TryClassify(message, out bool isError);
            response.Classify(isError);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
