namespace LabelingGen.Benchmarks.Paging;

/// <summary>Never answers; ends when the request is cancelled.</summary>
internal sealed class StalledHandler : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("A wait without end has ended.");
    }
}
