using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;

namespace LabelingGen.Scale.Tests.Flows;

/// <summary>The column "job wait" of the fault matrix, for tasks and batches.</summary>
public sealed class WaitFlowTests
{
    public static TheoryData<string> PassingFaults => [.. FaultCases.Names];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_wait_survives_a_fault_that_passes(string fault)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        flow.Faults.Inject(fault, "GET");
        ScaleTask task = await flow.Client.Tasks.WaitForCompletionAsync(id);
        task.Status.ShouldBe(ScaleTaskStatus.Completed);
        ImageAnnotationResponse response = task.ReadResponse<ImageAnnotationResponse>().ShouldNotBeNull();
        response.Annotations.ShouldNotBeNull().OfType<BoxAnnotation>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_failed_task_throws_with_the_vendors_reason()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        flow.Emulator.Scale.FailTask(id, "the picture is gone");
        var failure = await Should.ThrowAsync<JobFailedException>(() => flow.Client.Tasks.WaitForCompletionAsync(id));
        failure.Reason.ShouldBe("the picture is gone");
        failure.JobId.ShouldBe(id);
    }

    [Fact]
    public async Task A_canceled_task_is_told_as_canceled()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        await flow.Client.Tasks.Track(id).CancelAsync();
        (await Should.ThrowAsync<JobFailedException>(() => flow.Client.Tasks.WaitForCompletionAsync(id))).WasCanceled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_wait_ends_at_its_deadline_with_the_last_state()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await flow.Client.Batches.CreateAsync(new BatchParameters { Project = "street", Name = "b" });
        // The batch is never finalized, so that it stays in staging.
        JobPollingOptions polling = new() { Timeout = TimeSpan.FromMinutes(5) };
        Task<BatchProgress> wait = flow.Client.Batches.WaitForCompletionAsync("b", polling);
        flow.Clock.WaitsPassAtOnce = false;
        var failure = await Should.ThrowAsync<JobTimeoutException>(() => flow.Clock.RunAsync(wait));
        failure.LastState.ShouldBe("staging");
    }

    [Fact]
    public async Task Another_process_takes_the_wait_up()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        Job<ScaleTask> first = flow.Client.Tasks.Track(id);
        await first.UpdateStatusAsync(CancellationToken.None);
        first.HasCompleted.ShouldBeFalse();
        Job<ScaleTask> second = flow.NewClient().Tasks.Track(first.RehydrationToken.ShouldNotBeNull());
        ScaleTask task = await second.WaitForCompletionAsync(null);
        task.TaskId.ShouldBe(id);
        Should.Throw<ArgumentException>(() => flow.Client.Batches.Track(first.RehydrationToken));
    }

    [Fact]
    public async Task A_batch_tells_its_progress_in_tasks()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await flow.Client.Batches.CreateAsync(new BatchParameters { Project = "street", Name = "b" });
        for (int i = 0; i < 3; i++)
        {
            ImageAnnotationTaskParameters parameters = ScaleFlow.Parameters($"u{i}");
            parameters.Batch = "b";
            await flow.Client.Tasks.CreateImageAnnotationAsync(parameters);
        }

        await flow.Client.Batches.FinalizeAsync("b");
        Job<BatchProgress> job = flow.Client.Batches.Track("b");
        await job.UpdateStatusAsync(CancellationToken.None);
        job.Progress.ShouldBe(new JobProgress("in_progress", 0, 0, 3));
        BatchProgress progress = await job.WaitForCompletionAsync(null);
        progress.DoneCount.ShouldBe(3);
        progress.TotalCount.ShouldBe(3);
    }

    [Fact]
    public async Task All_pending_tasks_of_a_filter_are_canceled_and_the_others_told()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        IReadOnlyList<string> ids = await flow.CreateManyAsync(6);
        flow.Emulator.Scale.CompleteTask(ids[0]);
        flow.Faults.Add(new FaultRule(Fault.Status(400)) { Method = "POST", Path = $"/v1/task/{ids[3]}/cancel" });
        IReadOnlyList<TaskCancellation> results =
            await flow.Client.Tasks.CancelAllAsync(new() { Project = "street", PageSize = 2 }, clearUniqueId: true, maxConcurrency: 3);
        results.Select(r => r.TaskId).ShouldBe(ids.Skip(1).Reverse());
        TaskCancellation refused = results.Single(r => !r.IsCanceled);
        refused.TaskId.ShouldBe(ids[3]);
        refused.Error.ShouldBeOfType<ScaleInvalidRequestException>();
        flow.Emulator.Scale.ListTasks().Count(t => (string?)t["status"] == "canceled").ShouldBe(4);
        flow.Stored("u1").ShouldBe(0);
    }
}
