using LabelingGen.Core;
using LabelingGen.Emulator;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>
/// Row 8 of the column "bulk upload": the server has done a batch, and its answer cannot be read. It is asked for once more where that does
/// no harm; what is in doubt after that is told item by item, and the other batches lose nothing.
/// </summary>
public sealed class UnreadableAnswerTests
{
    private const string Append = "/v1/nucleus/dataset/*/append";
    private const string Annotate = "/v1/nucleus/dataset/*/annotate";

    public static TheoryData<string> Unreadable =>
        ["body=html", "body=half-json", "body=not-json", "body=empty", "body=lone-surrogate", "body=bom"];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_batch_of_items_is_asked_for_once_more_and_then_told_as_unreadable(string damage)
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        // The second batch of five is unreadable once, the fourth one twice; a rule counts no request that another one strikes.
        Strike(flow, Append, damage, 2);
        Strike(flow, Append, damage, 4, 2);
        List<ItemOutcome<DatasetItem, UploadStatus>> outcomes = await flow.Client.Datasets.AppendEachAsync(
            flow.Dataset, NucleusFlow.Items(100).AsAsync(), NucleusFlow.Known(o => o.MaxConcurrency = 1)).ToListAsync();

        outcomes.Select(o => o.Index).Order().ShouldBe(Enumerable.Range(0, 100).Select(i => (long)i));
        foreach (ItemOutcome<DatasetItem, UploadStatus> outcome in outcomes)
        {
            (ItemState, UploadStatus) expected = outcome.Index switch
            {
                >= 60 and < 80 => (ItemState.Unknown, default),
                // Asked for again, the server knows them.
                >= 20 and < 40 => (ItemState.Done, UploadStatus.Ignored),
                _ => (ItemState.Done, UploadStatus.Created),
            };
            (outcome.State, outcome.Result).ShouldBe(expected);
            if (outcome.State == ItemState.Unknown)
                ShouldTellOfSuccess(outcome.Error);
        }

        flow.Emulator.Requests.Count.ShouldBe(7);
        (await flow.StoredAsync()).Order().ShouldBe(NucleusFlow.Items(100).Select(i => i.Reference!).Order());
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_the_server_knows_by_no_id_is_not_sent_again(string damage)
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(9);
        flow.Emulator.Requests.Clear();
        // The second batch of three.
        Strike(flow, Annotate, damage, 2);
        LabelUploadResult<GroundTruthAnnotation> result = await flow.Client.Datasets.AnnotateAsync(
            flow.Dataset,
            [.. Enumerable.Range(0, 9).Select(i => new PolygonAnnotation("car", [new(0, 0), new(4, 0), new(0, i + 1)], $"r{i}"))],
            new() { BatchSize = 3, MaxConcurrency = 1 });

        result.Processed.ShouldBe(6);
        result.Failures.Select(f => (f.Index, f.State)).Order().ShouldBe(
            [(3, ItemState.Unknown), (4, ItemState.Unknown), (5, ItemState.Unknown)]);
        foreach (ItemOutcome<GroundTruthAnnotation, UploadStatus> failure in result.Failures)
            ShouldTellOfSuccess(failure.Error);
        ShouldTellOfSuccess(Should.Throw<NucleusException>(result.ThrowIfFailed));
        flow.Emulator.Requests.Count.ShouldBe(3);
        flow.Emulator.Nucleus.CountAnnotations(flow.Dataset).ShouldBe(9);
    }

    [Fact]
    public async Task Predictions_that_the_server_knows_by_their_ids_are_asked_for_again()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(9);
        string model = (await flow.Client.Models.CreateAsync("detector", "detector")).Value.Id!;
        flow.Emulator.Requests.Clear();
        Strike(flow, "*/uploadPredictions", "body=half-json", 2);
        LabelUploadResult<Prediction> result = await flow.Client.Models.UploadPredictionsAsync(
            flow.Dataset, model, [.. Enumerable.Range(0, 9).Select(i => new BoxPrediction("car", i, 0, 1, 1, $"r{i}", 0.5))],
            new() { BatchSize = 3, MaxConcurrency = 1 });

        (result.Processed, result.Ignored, result.Failures.Count).ShouldBe((6, 3, 0));
        flow.Emulator.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_wrong_content_type_before_the_right_body_harms_nothing()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        Strike(flow, Append, "content-type=text/plain", 1, 3);
        AppendResult result = await flow.Client.Datasets.AppendAsync(flow.Dataset, [.. NucleusFlow.Items(60)], NucleusFlow.Known());
        (result.NewItems, result.Failures.Count).ShouldBe((60, 0));
        (flow.Emulator.Requests.Count, flow.Faults.Injected).ShouldBe((3, 3));
    }

    [Fact]
    public async Task What_is_in_doubt_is_settled_by_another_run_with_the_journal()
    {
        using LabelingGen.Testing.TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        Strike(flow, Append, "body=html", 2, 2);
        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
        {
            AppendResult first = await flow.Client.Datasets.AppendAsync(
                flow.Dataset, [.. NucleusFlow.Items(60)], NucleusFlow.Known(o => (o.Journal, o.MaxConcurrency) = (journal, 1)));
            first.Failures.Count.ShouldBe(20);
            journal.UnknownKeys().Count.ShouldBe(20);
        }

        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
        {
            AppendResult second = await flow.Client.Datasets.AppendAsync(
                flow.Dataset, [.. NucleusFlow.Items(60)], NucleusFlow.Known(o => o.Journal = journal));
            (second.FromJournal, second.IgnoredItems, second.Failures.Count).ShouldBe((40, 20, 0));
        }
    }

    /// <summary>Damages the answers to a request, counted from 1, and to those after it.</summary>
    private static void Strike(NucleusFlow flow, string path, string damage, int request, int times = 1) =>
        flow.Faults.Add(FaultRule.Parse(damage) with { Path = path, Skip = request - 1, Times = times });

    private static void ShouldTellOfSuccess(Exception? error)
    {
        NucleusException unreadable = error.ShouldBeOfType<NucleusException>();
        (unreadable.Outcome, unreadable.Status).ShouldBe((ApiOutcome.SucceededUnreadable, 200));
        unreadable.Message.ShouldContain("the answer cannot be read");
        // A snippet, not the page.
        unreadable.ResponseBody.ShouldNotBeNull().Length.ShouldBeLessThanOrEqualTo(1024);
    }
}
