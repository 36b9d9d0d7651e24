using System.Net;
using System.Net.Http.Headers;

namespace LabelingGen.Benchmarks.Calls;

/// <summary>Answers at once with the same bytes: what is left is the cost of the client.</summary>
internal sealed class CannedHandler(byte[] answer) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(answer) { Headers = { ContentType = Json } },
            RequestMessage = request,
        });
}
