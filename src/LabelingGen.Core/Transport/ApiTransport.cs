using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>
/// Sends requests through an <see cref="HttpClient"/> of the user's choice. The client's handler should not follow redirects
/// (<c>AllowAutoRedirect = false</c>): those are handled, with their dangers, by the pipeline. Should one have been followed to another
/// origin below it, the answer is refused.
/// </summary>
public sealed class ApiTransport : HttpClientPipelineTransport
{
    /// <summary>Sends through the given client; its own timeout applies, too. The caller disposes of it.</summary>
    public ApiTransport(HttpClient httpClient)
        : base(httpClient ?? throw new ArgumentNullException(nameof(httpClient)))
    {
    }

    /// <inheritdoc/>
    protected override void OnReceivedResponse(PipelineMessage message, HttpResponseMessage httpResponse)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(httpResponse);
        if (message.Request.Uri is { } asked && httpResponse.RequestMessage?.RequestUri is { } answered
            && !OriginGate.IsSameOrigin(asked, answered))
        {
            throw new InvalidOperationException(
                $"The HttpClient followed a redirect to another origin ({OriginGate.Origin(answered)}) by itself; "
                + "turn AllowAutoRedirect off.");
        }

        base.OnReceivedResponse(message, httpResponse);
    }
}
