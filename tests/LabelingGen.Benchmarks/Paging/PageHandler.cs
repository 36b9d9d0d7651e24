using System.Net;

namespace LabelingGen.Benchmarks.Paging;

/// <summary>Answers with page after page, without any network; the address names the page.</summary>
internal sealed class PageHandler(IReadOnlyList<byte[]> pages) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string query = request.RequestUri!.Query;
        int number = query.Length == 0 ? 0 : int.Parse(query.AsSpan(query.IndexOf('=') + 1));
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(pages[number]) });
    }
}
