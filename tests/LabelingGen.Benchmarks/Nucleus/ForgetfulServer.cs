using System.Net;
using System.Text;

namespace LabelingGen.Benchmarks.Nucleus;

/// <summary>Answers every upload as done and remembers nothing.</summary>
internal sealed class ForgetfulServer : HttpMessageHandler
{
    private static readonly byte[] Answer =
        Encoding.UTF8.GetBytes("""{"dataset_id":"ds","new_items":20,"updated_items":0,"ignored_items":0,"upload_errors":0}""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
            await request.Content.CopyToAsync(Stream.Null, cancellationToken);
        ByteArrayContent content = new(Answer);
        content.Headers.ContentType = new("application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
