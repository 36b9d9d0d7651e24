using System.Net;

namespace LabelingGen.Benchmarks.Throttling;

/// <summary>A server that allows so many requests in any minute, on a clock that a benchmark moves, with latency.</summary>
internal sealed class CountingServer(TimeProvider clock, int limit, byte[] answer) : HttpMessageHandler
{
    private readonly Random _random = new(11);
    private readonly List<DateTimeOffset> _arrivals = [];

    public IReadOnlyList<DateTimeOffset> Arrivals => _arrivals;

    public int Refused { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await LatencyAsync(cancellationToken);
        bool refused;
        lock (_arrivals)
        {
            DateTimeOffset now = clock.GetUtcNow();
            refused = _arrivals.Count(arrival => arrival > now.AddMinutes(-1)) >= limit;
            _arrivals.Add(now);
            Refused += refused ? 1 : 0;
        }

        await LatencyAsync(cancellationToken);
        return new HttpResponseMessage(refused ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(answer),
        };
    }

    private Task LatencyAsync(CancellationToken cancellationToken)
    {
        double seconds;
        lock (_random)
            seconds = _random.NextDouble() * 0.2;
        return Task.Delay(TimeSpan.FromSeconds(seconds), clock, cancellationToken);
    }
}
