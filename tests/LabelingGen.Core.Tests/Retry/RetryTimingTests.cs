using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class RetryTimingTests
{
    private static readonly DateTimeOffset Start = new FakeTimeProvider().Start;

    [Fact]
    public async Task Waits_grow_and_are_capped()
    {
        var client = new TestClient(o =>
        {
            o.Retry.MaxRetries = 5;
            o.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        });
        client.Script.Respond(503).RepeatLast = true;

        await client.FailAsync(client.GetRequest());

        client.Clock.Waits.Select(w => w.TotalSeconds).ShouldBe([0.8, 1.6, 3.2, 5, 5]);
    }

    [Theory]
    [InlineData(0.0, 0.8)]
    [InlineData(0.5, 0.7)]
    [InlineData(0.9999, 0.6)]
    public async Task Jitter_shortens_a_wait_of_ours_by_up_to_a_quarter(double random, double seconds)
    {
        var client = new TestClient(o => o.Random = () => random);
        client.Script.Respond(503).Respond(200, "{}");

        await client.SendAsync(client.GetRequest());

        client.Clock.Waits.ShouldHaveSingleItem().TotalSeconds.ShouldBe(seconds, 0.001);
    }

    [Theory]
    [InlineData("2", 2.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("120", 120.0)]
    [InlineData("1000000000", 120.0)]
    [InlineData("1e9", 0.8)]
    [InlineData("0", 0.8)]
    [InlineData("-1", 0.8)]
    [InlineData("soon", 0.8)]
    [InlineData("", 0.8)]
    [InlineData("NaN", 0.8)]
    [InlineData("99999999999999999999999999", 120.0)]
    [InlineData("Wed, 02 Jan 2030 12:00:07 GMT", 7.0)]
    [InlineData("Wed, 02 Jan 2030 11:00:00 GMT", 0.8)]
    [InlineData("Thu, 03 Jan 2030 12:00:00 GMT", 120.0)]
    [InlineData("2030-01-02T12:00:07Z", 0.8)]
    public async Task A_told_wait_is_kept_up_to_the_cap_and_junk_is_ignored(string retryAfter, double seconds)
    {
        foreach (string status in new[] { "429", "503" })
        {
            var client = new TestClient();
            client.Script.Respond(int.Parse(status, CultureInfo.InvariantCulture), null, ("Retry-After", retryAfter)).Respond(200, "{}");

            await client.SendAsync(client.GetRequest());

            client.Clock.Waits[0].TotalSeconds.ShouldBe(seconds, 0.001, $"{status} {retryAfter}");
        }
    }

    [Fact]
    public async Task Milliseconds_win_over_seconds()
    {
        var client = new TestClient();
        client.Script.Respond(429, null, ("retry-after-ms", "1500"), ("Retry-After", "9")).Respond(200, "{}");

        await client.SendAsync(client.GetRequest());

        client.Clock.Waits[0].TotalSeconds.ShouldBe(1.5);
    }

    [Fact]
    public async Task A_date_is_measured_on_the_servers_clock()
    {
        var client = new TestClient();
        client.Script.Respond(503, null, ("Date", "Wed, 02 Jan 2030 13:00:00 GMT"), ("Retry-After", "Wed, 02 Jan 2030 13:00:04 GMT"))
            .Respond(200, "{}");

        await client.SendAsync(client.GetRequest());

        client.Clock.Waits[0].TotalSeconds.ShouldBe(4);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.999)]
    public async Task Jitter_never_shortens_a_told_wait(double random)
    {
        var client = new TestClient(o => o.Random = () => random);
        client.Script.Respond(429, null, ("Retry-After", "2")).Respond(200, "{}");

        await client.SendAsync(client.GetRequest());

        client.Clock.Waits[0].TotalSeconds.ShouldBeInRange(2, 2.2);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_413_is_repeated_only_when_the_server_says_when(string method)
    {
        var told = new TestClient();
        told.Script.Respond(413, null, ("Retry-After", "3")).Respond(200, "{}");
        await told.SendAsync(RetryMatrixTests.Request(told, method, "ByMethod"));
        told.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(3)]);

        var untold = new TestClient();
        untold.Script.Respond(413);
        (await untold.FailAsync(RetryMatrixTests.Request(untold, method, "ByMethod"))).Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Statuses_of_ones_own_replace_the_usual_ones()
    {
        var client = new TestClient(o =>
        {
            o.Retry.Statuses = StatusSet.Parse("429, 500-530");
            o.Retry.FirstRetryAtOnce = true;
            o.Retry.Delay = TimeSpan.FromSeconds(2);
        });
        client.Script.Respond(521).Respond(530).Respond(531);

        (await client.FailAsync(client.GetRequest())).AttemptStatuses.ShouldBe([521, 530, 531]);
        client.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(4)]);
    }

    [Fact]
    public async Task The_overall_deadline_ends_a_call_with_the_last_real_error_instead_of_a_pointless_wait()
    {
        var client = new TestClient(o => o.OverallTimeout = TimeSpan.FromSeconds(2));
        client.Script.Respond(503, """{"message":"busy"}""").RepeatLast = true;

        ApiException error = await client.FailAsync(client.GetRequest());

        error.Status.ShouldBe(503);
        error.ErrorMessage.ShouldBe("busy");
        error.Attempts.ShouldBe(2);
        error.Message.ShouldContain("deadline");
        client.Clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task The_overall_deadline_ends_an_attempt_that_hangs()
    {
        var client = new TestClient(o => o.OverallTimeout = TimeSpan.FromSeconds(30));
        client.Script.Stall();

        ApiException error = await client.FailAsync(client.CreateRequest());

        error.Status.ShouldBe(0);
        error.Outcome.ShouldBe(ApiOutcome.Unknown);
        error.Attempts.ShouldBe(1);
        error.Elapsed.ShouldBe(TimeSpan.FromSeconds(30));
        error.Message.ShouldContain("longer than 30 s");
    }

    [Fact]
    public async Task Every_attempt_has_its_own_time()
    {
        var client = new TestClient(o => o.TryTimeout = TimeSpan.FromSeconds(10));
        client.Script.Stall().Stall().Respond(200, """{"name":"late"}""");

        (await client.SendAsync(client.GetRequest())).ShouldBe("late");
        client.Clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(10 + 0.8 + 10 + 1.6));
    }

    [Fact]
    public async Task A_slow_answer_is_waited_for_as_long_as_something_comes()
    {
        var client = new TestClient(o => o.TryTimeout = TimeSpan.FromSeconds(10));
        byte[] answer = """{"name":"slowly"}"""u8.ToArray();
        client.Script.Respond(_ => ScriptedHandler.Response(200, new StreamContent(new SlowStream(answer, client.Clock))))
            .Respond(_ => ScriptedHandler.Response(200, new StreamContent(new SlowStream(answer, client.Clock, silentAfter: 5))))
            .Respond(200, """{"name":"again"}""");

        (await client.SendAsync(client.GetRequest())).ShouldBe("slowly");
        client.Clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(9) * answer.Length);
        client.Script.Requests.Count.ShouldBe(1);

        (await client.SendAsync(client.GetRequest())).ShouldBe("again");
        client.Clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(9 * (answer.Length + 5) + 10 + 0.8));
    }

    [Fact]
    public async Task An_outage_is_not_amplified_and_recovery_is_quick()
    {
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(client.Clock.Elapsed < TimeSpan.FromMinutes(10) ? 503
            : 200, "{}")).RepeatLast = true;

        var calls = new List<Task>();
        for (int i = 0; i < 1000; i++)
            calls.Add(Should.ThrowAsync<ApiException>(() => client.Pipeline.SendAsync(client.GetRequest(), default)));
        await client.Clock.RunAsync(Task.WhenAll(calls));
        client.Script.Requests.Count.ShouldBeLessThanOrEqualTo(1100);

        client.Clock.Advance(Start.AddMinutes(10) - client.Clock.GetUtcNow());
        await client.SendAsync(client.GetRequest());
    }

    [Fact]
    public async Task Successes_refill_the_budget()
    {
        var client = new TestClient(o => o.Retry.Budget = 2);
        for (int i = 0; i < 20; i++)
            client.Script.Respond(503).Respond(200, "{}");
        for (int i = 0; i < 20; i++)
            await client.SendAsync(client.GetRequest());
        client.Script.Requests.Count.ShouldBe(40);
    }

    [Fact]
    public async Task An_empty_budget_ends_the_call_and_is_named()
    {
        var client = new TestClient(o => o.Retry.Budget = 1);
        client.Script.Respond(503).RepeatLast = true;

        ApiException error = await client.FailAsync(client.GetRequest());

        error.Attempts.ShouldBe(2);
        error.Message.ShouldContain("budget");
    }

    [Fact]
    public async Task After_a_429_all_calls_of_the_operation_wait_instead_of_collecting_their_own()
    {
        var client = new TestClient(o => o.Retry.MaxRetries = 10);
        DateTimeOffset open = Start.AddSeconds(5);
        client.Script.Respond(_ => client.Clock.GetUtcNow() < open
            ? ScriptedHandler.Response(429, "", ("Retry-After", "5"))
            : ScriptedHandler.Response(200, "{}")).RepeatLast = true;

        Task first = client.Pipeline.SendAsync(client.GetRequest(), default);
        Task[] others = [.. Enumerable.Range(0, 50).Select(_ => client.Pipeline.SendAsync(client.GetRequest(), default))];
        await client.Clock.RunAsync(Task.WhenAll([first, .. others]));

        client.Script.Requests.Count.ShouldBe(52);
    }

    [Fact]
    public async Task Cancellation_during_a_wait_comes_at_once_with_the_callers_token()
    {
        var client = new TestClient();
        client.Script.Respond(503).RepeatLast = true;
        using var cancel = new CancellationTokenSource();

        Task call = client.Pipeline.SendAsync(client.GetRequest(), cancel.Token);
        call.IsCompleted.ShouldBeFalse();
        await cancel.CancelAsync();

        OperationCanceledException canceled = await Should.ThrowAsync<OperationCanceledException>(() => call);
        canceled.CancellationToken.ShouldBe(cancel.Token);
        client.Clock.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_renewable_credential_is_renewed_once_after_a_401_for_all_callers()
    {
        int renewals = 0;
        ApiCredential credential = ApiCredential.FromCallback(_ => ValueTask.FromResult($"token-{Interlocked.Increment(ref renewals)}"));
        var client = new TestClient(authentication: ApiAuthentication.Bearer(credential));
        client.Script.Respond(sent => ScriptedHandler.Response(sent.Header("Authorization") == "Bearer token-2" ? 200
            : 401, "{}")).RepeatLast = true;

        Task[] calls = [.. Enumerable.Range(0, 64).Select(_ => client.Pipeline.SendAsync(client.CreateRequest(), default))];
        await client.Clock.RunAsync(Task.WhenAll(calls));

        renewals.ShouldBe(2);
    }

    [Fact]
    public async Task An_exchanged_credential_is_exchanged_again_before_its_end_after_a_refusal_and_for_a_new_source()
    {
        List<string> exchanged = [];
        FakeTimeProvider clock = new();
        ApiKeyCredential source = new("source-1");
        ApiCredential credential = ApiCredential.FromExchange(
            source,
            (secret, _) =>
            {
                exchanged.Add(secret);
                return ValueTask.FromResult(
                    new AuthenticationToken($"{secret}-token-{exchanged.Count}", "Bearer", clock.GetUtcNow().AddMinutes(5)));
            },
            clock);
        var client = new TestClient(
            authentication: ApiAuthentication.Header("Authorization", credential, secret => secret.Length > 5 ? "Bearer " : "Key "));
        client.Script.Respond(sent =>
            ScriptedHandler.Response(sent.Header("Authorization") == "Bearer source-1-token-3" ? 401 : 200, "{}")).RepeatLast = true;
        Task SendAsync() => client.Pipeline.SendAsync(client.GetRequest(), default);

        await SendAsync();
        await SendAsync();
        exchanged.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromMinutes(6));
        await SendAsync();
        clock.Advance(TimeSpan.FromMinutes(6));
        await SendAsync();
        exchanged.Count.ShouldBe(4);
        source.Update("source-2");
        await SendAsync();

        exchanged.ShouldBe(["source-1", "source-1", "source-1", "source-1", "source-2"]);
    }

    [Fact]
    public async Task A_secret_that_is_exchanged_for_itself_is_not_sent_again_after_a_refusal()
    {
        ApiCredential credential = ApiCredential.FromExchange(
            new ApiKeyCredential("plain-secret"),
            (secret, _) => ValueTask.FromResult(new AuthenticationToken(secret, "Token", DateTimeOffset.MaxValue)));
        var client = new TestClient(authentication: ApiAuthentication.Bearer(credential));
        client.Script.Respond(401).RepeatLast = true;

        (await client.FailAsync(client.GetRequest())).Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_secret_in_a_body_is_blacked_out()
    {
        var client = new TestClient(authentication: ApiAuthentication.InBody(new ApiKeyCredential("canary-secret")));
        client.Script.Respond(400, """{"error":"canary-secret is not known"}""").RepeatLast = true;

        ApiException failure = await client.FailAsync(client.GetRequest());

        failure.ToString().ShouldNotContain("canary-secret");
        client.Script.Requests[0].Header("Authorization").ShouldBeNull();
    }

    [Fact]
    public async Task A_credential_that_stays_refused_ends_the_call()
    {
        int renewals = 0;
        ApiCredential credential = ApiCredential.FromCallback(_ => ValueTask.FromResult($"token-{++renewals}"));
        var client = new TestClient(authentication: ApiAuthentication.Bearer(credential));
        client.Script.Respond(401).RepeatLast = true;

        (await client.FailAsync(client.GetRequest())).Attempts.ShouldBe(2);
    }
}
