using System.ClientModel;
using System.Text.Json;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class JobTests
{
    private static readonly ApiOperation Status = new("Jobs.Get", "GET", "/jobs/{id}");
    private static readonly ApiOperation Cancel = new("Jobs.Cancel", "POST", "/jobs/{id}/cancel");

    [Fact]
    public async Task A_job_is_polled_at_growing_intervals_until_it_succeeds()
    {
        var client = new TestClient();
        client.Script.Respond(200, Report("Queued")).Respond(200, Report("Running", 10)).Respond(200, Report("Running", 60))
            .Respond(200, Report("Novel", 90)).Respond(200, Report("Done", 100));
        Job<string> job = Job(client);
        var seen = new Seen();

        string result = await client.Clock.RunAsync(job.WaitForCompletionAsync(seen));

        result.ShouldBe("result of Done");
        job.Value.ShouldBe("result of Done");
        job.HasCompleted.ShouldBeTrue();
        job.HasSucceeded.ShouldBeTrue();
        client.Clock.Waits.Select(w => w.TotalSeconds).ShouldBe([1, 1.5, 2.25, 3.375]);
        seen.Reports.Select(p => (p.State, p.Fraction)).ShouldBe(
            [("Queued", null), ("Running", 0.1), ("Running", 0.6), ("Novel", 0.9), ("Done", 1.0)]);
    }

    [Fact]
    public async Task Intervals_are_capped_and_jittered_and_a_servers_hint_wins_when_it_is_longer()
    {
        var client = new TestClient(o =>
        {
            o.Random = () => 0.5;
            o.Polling = new JobPollingOptions
            {
                InitialInterval = TimeSpan.FromSeconds(10),
                MaxInterval = TimeSpan.FromSeconds(20),
                Factor = 3,
                Jitter = 0.2,
            };
        });
        client.Script.Respond(200, Report("Running")).Respond(200, Report("Running"), ("Retry-After", "60"))
            .Respond(200, Report("Running"), ("Retry-After", "1000000")).Respond(200, Report("Running"), ("Retry-After", "1"))
            .Respond(200, Report("Done"));

        await client.Clock.RunAsync(Job(client).WaitForCompletionAsync(null));

        client.Clock.Waits.Select(w => w.TotalSeconds).ShouldBe([9, 60, 120, 18]);
    }

    [Theory]
    [InlineData("Failed", false)]
    [InlineData("Stopped", true)]
    public async Task A_job_that_failed_throws_with_the_vendors_reason(string state, bool canceled)
    {
        var client = new TestClient();
        client.Script.Respond(200, Report(state, error: "disk full at https://x.test"));
        Job<string> job = Job(client);

        JobFailedException error = await Should.ThrowAsync<JobFailedException>(() =>
            client.Clock.RunAsync(job.WaitForCompletionAsync(null)));

        error.Reason.ShouldBe("disk full at https://x.test");
        error.State.ShouldBe(state);
        error.WasCanceled.ShouldBe(canceled);
        error.Errors.ShouldBe(["item 3: too large", "item 9: missing"]);
        error.Message.ShouldBe($"ImportJob j-1 ended as {state}: disk full at https://x.test (2 errors)");
        Should.Throw<JobFailedException>(() => job.Value);
    }

    [Fact]
    public async Task Failures_of_transport_do_not_end_the_wait()
    {
        var client = new TestClient(o => o.Retry.MaxRetries = 0);
        client.Script.Refuse().Reset().Respond(503).Respond(200, "<html>").Respond(429, null, ("Retry-After", "7")).Respond(200,
            Report("Done"));

        (await client.Clock.RunAsync(Job(client).WaitForCompletionAsync(null))).ShouldBe("result of Done");
        client.Clock.Waits[^1].TotalSeconds.ShouldBe(7);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public async Task A_refusal_ends_the_wait(int status)
    {
        var client = new TestClient();
        client.Script.Respond(status);

        (await Should.ThrowAsync<ApiException>(() =>
            client.Clock.RunAsync(Job(client).WaitForCompletionAsync(null)))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_server_that_is_gone_ends_the_wait_after_some_looks()
    {
        var client = new TestClient(o => o.Retry.MaxRetries = 0);
        client.Script.Refuse().RepeatLast = true;

        await Should.ThrowAsync<ApiException>(() => client.Clock.RunAsync(Job(client).WaitForCompletionAsync(null)));
        client.Script.Requests.Count.ShouldBe(11);
    }

    [Fact]
    public async Task A_timeout_tells_the_last_state_and_the_wait_can_be_taken_up_again()
    {
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, Report(client.Clock.Elapsed < TimeSpan.FromMinutes(5) ? "Running"
            : "Done")))
            .RepeatLast = true;
        Job<string> job = Job(client);

        JobTimeoutException timeout = await Should.ThrowAsync<JobTimeoutException>(() =>
            client.Clock.RunAsync(job.WaitForCompletionAsync(null, new JobPollingOptions { Timeout = TimeSpan.FromSeconds(90) })));

        timeout.LastState.ShouldBe("Running");
        timeout.Waited.TotalSeconds.ShouldBe(90, 1);
        (await client.Clock.RunAsync(job.WaitForCompletionAsync(null))).ShouldBe("result of Done");
    }

    [Fact]
    public async Task Canceling_the_wait_does_not_cancel_the_job()
    {
        var client = new TestClient();
        client.Script.Respond(200, Report("Running")).Respond(200, "{}").Respond(200, Report("Stopped"));
        using var cancel = new CancellationTokenSource();
        Job<string> job = Job(client);

        Task<string> wait = job.WaitForCompletionAsync(null, null, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => wait);
        client.Script.Requests.Count.ShouldBe(1);

        job.CanCancel.ShouldBeTrue();
        await job.CancelAsync();
        client.Script.Requests[1].Uri.AbsolutePath.ShouldBe("/v1/jobs/j-1/cancel");
        (await Should.ThrowAsync<JobFailedException>(() =>
            client.Clock.RunAsync(job.WaitForCompletionAsync(null)))).WasCanceled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_names_the_job_for_another_process()
    {
        BinaryData stored = Job(new TestClient(), "j 7/ü").RehydrationToken!.ToBytes();

        var client = new TestClient();
        client.Script.Respond(200, Report("Done"));
        Job<string> job = Job(client, ApiPipeline.ReadJobToken("ImportJob", ContinuationToken.FromBytes(stored)));
        await client.Clock.RunAsync(job.WaitForCompletionAsync(null));

        client.Script.Requests[0].Uri.AbsoluteUri.ShouldEndWith("/jobs/j%207%2F%C3%BC");
        Should.Throw<ArgumentException>(() => ApiPipeline.ReadJobToken("ExportJob", ContinuationToken.FromBytes(stored)));
        Should.Throw<ArgumentException>(() => ApiPipeline.ReadJobToken("ImportJob",
            ContinuationToken.FromBytes(BinaryData.FromString("[]"))));
    }

    [Fact]
    public async Task A_result_that_could_not_be_fetched_is_fetched_again()
    {
        var client = new TestClient(o => o.Retry.MaxRetries = 0);
        client.Script.Respond(200, Report("Done")).Respond(200, Report("Done"));
        int fetches = 0;
        var job = new Job<string>(client.Pipeline.TrackJob(Definition(client, (_, _, _) => ++fetches == 1
            ? Task.FromException<string>(new ApiException(new ApiError("Results.Get", "busy")))
            : Task.FromResult("fetched")), "j-1"));

        await Should.ThrowAsync<ApiException>(() => client.Clock.RunAsync(job.WaitForCompletionAsync(null)));
        Should.Throw<InvalidOperationException>(() => job.Value);
        (await client.Clock.RunAsync(job.WaitForCompletionAsync(null))).ShouldBe("fetched");
        (await client.Clock.RunAsync(job.WaitForCompletionAsync(null))).ShouldBe("fetched");
        fetches.ShouldBe(2);
    }

    private sealed record ReportModel(string? State, double? Progress, string? Error);

    private static ReportModel Read(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        return new ReportModel(root.GetProperty("state").GetString(),
            root.TryGetProperty("progress", out JsonElement p) && p.ValueKind == JsonValueKind.Number ? p.GetDouble() : null,
            root.TryGetProperty("error", out JsonElement e) ? e.GetString() : null);
    }

    private static string Report(string state, int? progress = null, string? error = null) =>
        $$"""{"state":"{{state}}","progress":{{progress?.ToString() ?? "null"}},"error":{{(error is null ? "null" : $"\"{error}\"")}}}""";

    private static JobDefinition<ReportModel, string> Definition(
        TestClient client, Func<string, ReportModel, CancellationToken, Task<string>>? getResult = null) => new()
        {
            Name = "ImportJob",
            CreateStatusRequest = id => client.Pipeline.CreateRequest(Status).Path("id", id),
            Read = Read,
            State = report => report.State,
            Running = ["Queued", "Running"],
            Succeeded = ["Done"],
            Failed = ["Failed"],
            Canceled = ["Stopped"],
            Progress = report => JobProgress.Of(report.State!, report.Progress, isPercent: true),
            Error = report => report.Error,
            Result = report => $"result of {report.State}",
            GetResult = getResult,
            GetErrors = (_, _) => Task.FromResult<IReadOnlyList<string>>(["item 3: too large", "item 9: missing"]),
            Cancel = (id, token) => client.Pipeline.SendAsync(client.Pipeline.CreateRequest(Cancel).Path("id", id), token),
        };

    private static Job<string> Job(TestClient client, string id = "j-1") => client.Pipeline.Job(Definition(client), id);

    private sealed class Seen : IProgress<JobProgress>
    {
        public List<JobProgress> Reports { get; } = [];

        public void Report(JobProgress value) => Reports.Add(value);
    }
}
