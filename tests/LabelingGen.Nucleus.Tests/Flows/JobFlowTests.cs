using LabelingGen.Core;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>Background jobs over real sockets: waited for from the queue on, counted, and what they refused.</summary>
public sealed class JobFlowTests
{
    [Fact]
    public async Task A_queued_job_is_waited_for_with_its_states_told()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        NucleusJob job = await flow.Client.Datasets.StartAppendAsync(flow.Dataset, [.. NucleusFlow.Items(40)], NucleusFlow.Known());
        (await flow.Client.Jobs.GetStatusAsync(job.Id)).Value.Status.ShouldBe(JobState.Queued);
        States states = new();
        (await job.WaitForCompletionAsync(states)).Status.ShouldBe(JobState.Completed);
        states.Values[0].ShouldBe("Queued");
        states.Values[^1].ShouldBe("Completed");
    }

    [Fact]
    public async Task A_job_that_completed_lists_what_it_refused()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(2);
        NucleusJob job = await flow.Client.Datasets.StartAnnotateAsync(
            flow.Dataset, [.. Enumerable.Range(0, 4).Select(i => new BoxAnnotation("car", i, 0, 1, 1, $"r{i}"))]);
        await job.WaitForCompletionAsync(null);
        IReadOnlyList<string> errors = (await flow.Client.Jobs.GetErrorsAsync(job.Id)).Value;
        errors.Count.ShouldBe(2);
        errors.ShouldContain(error => error.Contains("r3", StringComparison.Ordinal));
        flow.Emulator.Nucleus.CountAnnotations(flow.Dataset).ShouldBe(2);
        var counts = await flow.Client.Jobs.GetStatisticsAsync(new() { ShowCompleted = true });
        counts[JobType.UploadAnnotations][JobState.Completed].ShouldBe(1);
    }

    private sealed class States : IProgress<JobProgress>
    {
        public List<string> Values { get; } = [];

        public void Report(JobProgress value) => Values.Add(value.State);
    }
}
