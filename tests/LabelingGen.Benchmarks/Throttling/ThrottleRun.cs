using LabelingGen.Benchmarks.Calls;
using LabelingGen.Benchmarks.Json;
using LabelingGen.Benchmarks.Json.Generated;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.Benchmarks.Throttling;

/// <summary>
/// Sixteen workers of one client against a server that allows 100 requests a minute, for ten minutes of a fake clock: row 10 of the goals.
/// </summary>
internal static class ThrottleRun
{
    private const int Limit = 100;
    private const int Workers = 16;
    private const int Minutes = 10;

    /// <returns>Answers 429, and the used part of the budget.</returns>
    public static async Task<(int Refused, double Used)> MeasureAsync()
    {
        var clock = new FakeTimeProvider();
        var server = new CountingServer(clock, Limit, PageText.State());
        PageClient client = CallRatios.Client(server, new Uri("https://api.test"), options =>
        {
            options.TimeProvider = clock;
            options.TryTimeout = null;
            options.RateLimit = new RateLimit(Limit, TimeSpan.FromMinutes(1), clock);
        });
        DateTimeOffset end = clock.GetUtcNow().AddMinutes(Minutes);

        async Task WorkAsync()
        {
            while (clock.GetUtcNow() < end)
                await client.GetTaskAsync("64a1f0");
        }

        await clock.RunAsync(Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync())));
        return (server.Refused, (double)server.Arrivals.Count(arrival => arrival < end) / (Limit * Minutes));
    }
}
