using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

[Collection(AloneCollection.Name)]
public class RateLimitTests
{
    /// <summary>
    /// Sixteen workers against 100 requests a minute, on servers that count in fixed and in sliding windows, with latency.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sixteen_workers_use_the_limit_up_and_are_never_refused(bool fixedWindows)
    {
        const int Limit = 100;
        var clock = new FakeTimeProvider();
        var limit = new RateLimit(Limit, TimeSpan.FromMinutes(1), clock);
        var arrivals = new List<DateTimeOffset>();
        int refused = 0;
        var random = new Random(11);
        DateTimeOffset end = clock.GetUtcNow().AddMinutes(10);

        async Task WorkAsync()
        {
            while (clock.GetUtcNow() < end)
            {
                await limit.AcquireAsync(default);
                if (clock.GetUtcNow() >= end)
                    return;
                double there, back;
                lock (random)
                    (there, back) = (random.NextDouble() * 0.2, random.NextDouble() * 0.2);
                await Task.Delay(TimeSpan.FromSeconds(there), clock);
                lock (arrivals)
                {
                    DateTimeOffset now = clock.GetUtcNow();
                    int inWindow = fixedWindows
                        ? arrivals.Count(a => a.Ticks / TimeSpan.TicksPerMinute == now.Ticks / TimeSpan.TicksPerMinute)
                        : arrivals.Count(a => a > now.AddMinutes(-1));
                    if (inWindow >= Limit)
                        refused++;
                    arrivals.Add(now);
                }

                await Task.Delay(TimeSpan.FromSeconds(back), clock);
                limit.Release();
            }
        }

        // On the thread pool, where the clock sees that a worker is at work.
        await clock.RunAsync(Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(WorkAsync))));

        refused.ShouldBe(0);
        arrivals.Count.ShouldBeGreaterThanOrEqualTo((int)(0.97 * Limit * 10));
    }

    [Fact]
    public async Task Clients_can_share_a_limit()
    {
        var clock = new FakeTimeProvider();
        var limit = new RateLimit(2, TimeSpan.FromSeconds(10), clock);
        var sent = new List<double>();
        TestClient Client()
        {
            var client = new TestClient(o =>
            {
                o.RateLimit = limit;
                o.TimeProvider = clock;
            });
            client.Script.Respond(_ =>
            {
                lock (sent)
                    sent.Add(clock.Elapsed.TotalSeconds);
                return ScriptedHandler.Response(200, "{}");
            }).RepeatLast = true;
            return client;
        }

        TestClient[] clients = [Client(), Client()];
        Task[] calls = [.. Enumerable.Range(0, 6).Select(i => clients[i % 2].Pipeline.SendAsync(clients[i % 2].GetRequest(), default))];

        // Places are given in the order of asking, so the next two calls are done before the clock moves on.
        for (int done = 2; done <= calls.Length; done += 2)
        {
            await Task.WhenAll(calls[..done]);
            sent.Count.ShouldBe(done);
            clock.Advance(TimeSpan.FromSeconds(9.9));
            clock.Advance(TimeSpan.FromSeconds(0.2));
        }

        sent.Select(s => Math.Round(s)).ShouldBe([0, 0, 10, 10, 20, 20]);
    }

    [Fact]
    public async Task A_caller_who_gives_up_leaves_his_place_to_the_next()
    {
        var clock = new FakeTimeProvider();
        var limit = new RateLimit(1, TimeSpan.FromSeconds(10), clock);
        await limit.AcquireAsync(default);
        limit.Release();
        using var cancel = new CancellationTokenSource();
        Task impatient = limit.AcquireAsync(cancel.Token);
        Task patient = limit.AcquireAsync(default);

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        await clock.RunAsync(patient);

        clock.Elapsed.TotalSeconds.ShouldBe(10, 0.01);
        await Should.ThrowAsync<OperationCanceledException>(() => limit.AcquireAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Limits_that_make_no_sense_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new RateLimit(0, TimeSpan.FromSeconds(1)));
        Should.Throw<ArgumentOutOfRangeException>(() => new RateLimit(1, TimeSpan.Zero));
    }
}
