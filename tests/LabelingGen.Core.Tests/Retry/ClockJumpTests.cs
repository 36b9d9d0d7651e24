using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

/// <summary>The time of day is set an hour forth or back in the middle of a wait, which makes no wait longer or shorter.</summary>
public sealed class ClockJumpTests
{
    public static TheoryData<int> Hours => [-1, 1];

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task A_backoff_is_as_long_as_without_the_jump(int hours)
    {
        async Task<TimeSpan> RunAsync(TimeSpan jump)
        {
            (TestClient client, FakeTimeProvider time, JumpingClock clock) = Create();
            client.Script.Respond(_ => Answer(clock, jump, 503)).Respond(_ => Answer(clock, jump, 429, ("Retry-After", "7")))
                .Respond(200, "{}");
            await time.RunAsync(client.Pipeline.SendAsync(client.GetRequest(), default));
            client.Script.Requests.Count.ShouldBe(3);
            return time.Elapsed;
        }

        TimeSpan without = await RunAsync(TimeSpan.Zero);

        without.ShouldBeGreaterThan(TimeSpan.FromSeconds(7));
        (await RunAsync(TimeSpan.FromHours(hours))).ShouldBe(without);
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task A_told_wait_of_all_calls_ends_when_it_was_told_to(int hours)
    {
        (TestClient client, FakeTimeProvider time, JumpingClock clock) = Create(o => o.Retry.MaxRetries = 10);
        client.Script.Respond(_ => time.Elapsed < TimeSpan.FromSeconds(5)
            ? Answer(clock, TimeSpan.FromHours(hours), 429, ("Retry-After", "5"))
            : ScriptedHandler.Response(200, "{}")).RepeatLast = true;
        Task first = client.Pipeline.SendAsync(client.GetRequest(), default);
        Task[] others = [.. Enumerable.Range(0, 50).Select(_ => client.Pipeline.SendAsync(client.GetRequest(), default))];

        await time.RunAsync(Task.WhenAll([first, .. others]));

        client.Script.Requests.Count.ShouldBe(52);
        time.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task A_date_is_measured_against_that_of_the_answer(int hours)
    {
        (TestClient client, FakeTimeProvider time, JumpingClock clock) = Create();
        client.Script.Respond(_ => Answer(
            clock, TimeSpan.FromHours(hours), 503,
            ("Date", "Wed, 02 Jan 2030 12:00:00 GMT"), ("Retry-After", "Wed, 02 Jan 2030 12:00:09 GMT"))).Respond(200, "{}");

        await time.RunAsync(client.Pipeline.SendAsync(client.GetRequest(), default));

        time.Elapsed.ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task The_time_of_a_whole_call_is_as_long_as_without_the_jump(int hours)
    {
        async Task<TimeSpan> RunAsync(TimeSpan jump)
        {
            (TestClient client, FakeTimeProvider time, JumpingClock clock) = Create(o =>
            {
                o.OverallTimeout = TimeSpan.FromSeconds(30);
                o.Retry.MaxRetries = 100;
            });
            client.Script.Respond(_ => Answer(clock, jump, 503)).RepeatLast = true;
            await Should.ThrowAsync<ApiException>(() => time.RunAsync(client.Pipeline.SendAsync(client.GetRequest(), default)));
            return time.Elapsed;
        }

        TimeSpan without = await RunAsync(TimeSpan.Zero);

        without.ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        (await RunAsync(TimeSpan.FromHours(hours))).ShouldBe(without);
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task A_budget_of_calls_is_neither_exceeded_nor_lost(int hours)
    {
        FakeTimeProvider time = new();
        JumpingClock clock = new(time);
        RateLimit limit = new(2, TimeSpan.FromSeconds(10), clock);
        List<double> sent = [];
        TestClient client = new(o =>
        {
            o.TimeProvider = clock;
            o.RateLimit = limit;
        });
        client.Script.Respond(_ =>
        {
            lock (sent)
                sent.Add(time.Elapsed.TotalSeconds);
            return Answer(clock, TimeSpan.FromHours(hours), 200);
        }).RepeatLast = true;

        await time.RunAsync(Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.Pipeline.SendAsync(client.GetRequest(), default))));

        sent.Order().Select(s => Math.Round(s)).ShouldBe([0, 0, 10, 10, 20, 20]);
    }

    private static (TestClient Client, FakeTimeProvider Time, JumpingClock Clock) Create(Action<TestOptions>? configure = null)
    {
        FakeTimeProvider time = new();
        JumpingClock clock = new(time);
        TestClient client = new(o =>
        {
            o.TimeProvider = clock;
            configure?.Invoke(o);
        });
        return (client, time, clock);
    }

    private static HttpResponseMessage Answer(JumpingClock clock, TimeSpan jump, int status, params (string, string)[] headers)
    {
        clock.Jump(jump);
        return ScriptedHandler.Response(status, "{}", headers);
    }
}
