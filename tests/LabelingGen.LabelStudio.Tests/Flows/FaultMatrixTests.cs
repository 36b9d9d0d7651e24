using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;

namespace LabelingGen.LabelStudio.Tests.Flows;

/// <summary>The columns list, create, bulk and job of the fault matrix over real sockets; exports have a test class of their own.</summary>
public sealed class FaultMatrixTests
{
    public static TheoryData<string> PassingFaults => [.. FaultCases.Names];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_list_loses_and_doubles_nothing(string fault)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        IReadOnlyList<long> tasks = await flow.ImportAsync(7);
        flow.Faults.Inject(fault, "GET", "/api/tasks/", mostTimes: 2);

        List<LabelingTask> read = await flow.Client.Tasks.ListAsync(new() { Project = flow.Project, PageSize = 3 }).ToListAsync();

        read.Select(task => task.Id!.Value).ShouldBe(tasks);
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_job_is_waited_for(string fault)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(new() { JobDuration = TimeSpan.FromSeconds(30) });
        await flow.ImportAsync(2);
        Job<Export> job = await flow.Client.Exports.StartAsync(flow.Project);
        flow.Faults.Inject(fault, "GET", "/api/projects/*/exports/*", mostTimes: 2);

        Export export = await job.WaitForCompletionAsync(null);

        export.Status.ShouldBe(WorkStatus.Completed);
        export.Counters!["task_number"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_job_that_is_not_to_be_reached_keeps_its_id()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(new() { JobDuration = TimeSpan.FromSeconds(30) });
        Job<Export> job = await flow.Client.Exports.StartAsync(flow.Project);
        flow.Faults.Add(new FaultRule(Fault.Status(503)) { Path = "/api/projects/*/exports/*" });

        await Should.ThrowAsync<LabelStudioException>(() => job.WaitForCompletionAsync(null));

        flow.Faults.Clear();
        (await flow.NewClient().Exports.Resume(job.RehydrationToken!).WaitForCompletionAsync(null)).Status.ShouldBe(WorkStatus.Completed);
    }

    /// <summary>The API takes no key, so a create that may have been done is never sent again.</summary>
    [Theory]
    [InlineData("before the answer", 1)]
    [InlineData("in the body", 1)]
    [InlineData("500 although it was done", 1)]
    [InlineData("500", 0)]
    public async Task A_create_that_was_not_answered_has_an_unknown_outcome_and_is_not_repeated(string fault, int stored)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        flow.Faults.Add(new FaultRule(fault switch
        {
            "before the answer" => Fault.Reset(FaultPoint.BeforeResponse),
            "in the body" => Fault.Reset(FaultPoint.MidBody),
            "500" => Fault.Status(500),
            _ => Fault.Status(500, point: FaultPoint.BeforeResponse),
        })
        { Method = "POST", Path = "/api/tasks/" });

        var failure = await Should.ThrowAsync<LabelStudioException>(() => flow.Client.Tasks.CreateAsync(
            new() { Project = flow.Project, Data = new JsonObject { ["image"] = "a.png" } }));

        failure.Outcome.ShouldBeOneOf(ApiOutcome.Unknown, ApiOutcome.SucceededUnreadable);
        flow.Requests.Count(request => request == "POST /api/tasks/").ShouldBe(1);
        flow.Emulator.LabelStudio.TaskCount.ShouldBe(stored);
    }

    [Fact]
    public async Task A_create_that_was_not_sent_is_sent_again()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        using Socket closed = new(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        LabelStudioClient client = flow.NewClient(
            change: o => o.Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}"));

        var failure = await Should.ThrowAsync<LabelStudioException>(() => client.Projects.CreateAsync(new() { Title = "street" }));

        (failure.Outcome, failure.Attempts).ShouldBe((ApiOutcome.NotSent, 3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_import_that_was_not_answered_is_not_repeated(bool isStreamed)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Reset(FaultPoint.BeforeResponse)) { Method = "POST", Path = "/api/projects/*/import" });
        ImportTask[] tasks = [LabelStudioFlow.Task(1), LabelStudioFlow.Task(2)];

        var failure = await Should.ThrowAsync<LabelStudioException>(() => isStreamed
            ? flow.Client.Imports.ImportAsync(flow.Project, tasks.ToAsyncEnumerable())
            : flow.Client.Imports.ImportAsync(flow.Project, tasks));

        failure.Outcome.ShouldBe(ApiOutcome.Unknown);
        flow.Emulator.LabelStudio.TaskCount.ShouldBe(2);
    }

    /// <summary>The cross runs: every answer in single bytes, and every answer 0 to 2 s late.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Slow_answers_change_nothing(int? latencySeed)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(new() { JobDuration = TimeSpan.FromSeconds(5) });
        if (latencySeed is { } seed)
        {
            Random random = new(seed);
            for (int i = 0; i < 60; i++)
                flow.Faults.Add(new FaultRule(Fault.Latency(TimeSpan.FromSeconds(random.NextDouble() * 2))) { Times = 1 });
        }
        else
        {
            flow.Faults.Add(new FaultRule(Fault.Trickle(1, TimeSpan.Zero)));
        }

        DownloadResult result = await flow.Emulator.LapseAsync(WorkAsync(flow));

        JsonNode.Parse(await File.ReadAllTextAsync(result.Path))!.AsArray().Count.ShouldBe(6);
        result.Integrity.ShouldBe(new DownloadIntegrity.Verified("md5"));
    }

    private static async Task<DownloadResult> WorkAsync(LabelStudioFlow flow)
    {
        LabelStudioClient client = flow.NewClient(flow.Emulator.LabelStudio.PersonalAccessToken);
        ImportResult imported = await client.Imports.ImportAsync(
            flow.Project, [.. Enumerable.Range(0, 6).Select(LabelStudioFlow.Task)], new() { ReturnTaskIds = true });
        await client.Annotations.CreateAsync(imported.TaskIds![0], new() { Result = [LabelStudioFlow.Box()] });
        (await client.Tasks.ListAsync(new() { Project = flow.Project, PageSize = 4 }).CountAsync()).ShouldBe(6);
        return await client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("tasks.json"));
    }
}
