using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;

namespace LabelingGen.Scale.Tests.Flows;

/// <summary>
/// Row 12 of the fault matrix, "list": a list that is canceled ends at once, whatever the server does, and leaves nothing behind. Runs when
/// no other test does, for the failures that nobody looks at are those of the process.
/// </summary>
[CollectionDefinition(nameof(CancellationTests), DisableParallelization = true)]
[Collection(nameof(CancellationTests))]
public sealed class CancellationTests
{
    [Fact]
    public async Task A_canceled_list_ends_while_a_page_is_on_its_way_and_leaves_no_failure_behind()
    {
        using UnobservedFailures failures = new();
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await CancelAsync(flow);
        failures.Collect().ShouldBeEmpty();

        // Of its own, so that nothing here keeps the tasks of the list alive.
        static async Task CancelAsync(ScaleFlow flow)
        {
            await flow.CreateManyAsync(6);
            flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "GET", Skip = 1 });
            using CancellationTokenSource source = new();
            await using IAsyncEnumerator<ScaleTask> tasks =
                flow.Client.Tasks.ListAsync(new() { Project = "street", PageSize = 3 }, source.Token).GetAsyncEnumerator();
            (await tasks.MoveNextAsync()).ShouldBeTrue();
            // The next page is fetched ahead, and the server never answers.
            await flow.Emulator.FaultInjectedAsync();
            await source.CancelAsync();
            (await tasks.MoveNextAsync()).ShouldBeTrue("the page is there already");
            (await tasks.MoveNextAsync()).ShouldBeTrue("the page is there already");
            var canceled = await Should.ThrowAsync<OperationCanceledException>(() => tasks.MoveNextAsync().AsTask());
            canceled.CancellationToken.ShouldBe(source.Token);
        }
    }
}
