using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>What uploads tell of each item, and how far they have come.</summary>
public sealed class UploadResultTests
{
    [Fact]
    public async Task Each_item_is_told_as_created_ignored_or_updated()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        (await StatusesAsync(flow, update: false)).ShouldBe([UploadStatus.Created]);
        (await StatusesAsync(flow, update: false)).ShouldBe([UploadStatus.Ignored]);
        (await StatusesAsync(flow, update: true)).ShouldBe([UploadStatus.Updated]);
    }

    [Fact]
    public async Task The_progress_goes_up_to_all_that_was_given()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        Seen items = new();
        await flow.Client.Datasets.AppendAsync(flow.Dataset, [.. NucleusFlow.Items(60)], NucleusFlow.Known(o => o.Progress = items));
        items.Values.Count.ShouldBeGreaterThanOrEqualTo(3);
        items.Values.MaxBy(value => value.Total).ShouldBe(new BulkProgress(60, 0, 0));

        Seen labels = new();
        await flow.Client.Datasets.AnnotateAsync(flow.Dataset, [.. Boxes(8)], new() { BatchSize = 2, Progress = labels });
        labels.Values.MaxBy(value => value.Total).ShouldBe(new BulkProgress(8, 0, 0));
    }

    [Fact]
    public async Task Each_annotation_and_each_prediction_has_an_outcome_though_some_are_refused()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(5);
        List<ItemOutcome<GroundTruthAnnotation, UploadStatus>> annotations = [];
        await foreach (ItemOutcome<GroundTruthAnnotation, UploadStatus> outcome in flow.Client.Datasets.AnnotateEachAsync(
            flow.Dataset, Boxes(8).AsAsync(), new() { BatchSize = 3 }))
            annotations.Add(outcome);
        annotations.OrderBy(o => o.Index).Select(o => o.State).ShouldBe(FiveOfEight);

        string model = (await flow.Client.Models.CreateAsync("detector", "detector")).Value.Id!;
        List<ItemOutcome<Prediction, UploadStatus>> predictions = [];
        await foreach (ItemOutcome<Prediction, UploadStatus> outcome in flow.Client.Models.UploadEachPredictionAsync(
            flow.Dataset, model, Guesses(8).AsAsync(), new() { BatchSize = 3 }))
            predictions.Add(outcome);
        predictions.OrderBy(o => o.Index).Select(o => o.State).ShouldBe(FiveOfEight);
        predictions.Where(o => o.State == ItemState.Failed).ShouldAllBe(o => o.Error is ItemRefusedException);
    }

    [Fact]
    public async Task A_batch_of_predictions_that_fails_costs_the_others_nothing()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(8);
        string model = (await flow.Client.Models.CreateAsync("detector", "detector")).Value.Id!;
        flow.Faults.Next(Emulator.Fault.Status(400), 1);
        LabelUploadResult<Prediction> result = await flow.Client.Models.UploadPredictionsAsync(
            flow.Dataset, model, [.. Guesses(8)], new() { BatchSize = 2, MaxConcurrency = 1 });
        result.Processed.ShouldBe(6);
        result.Failures.Count.ShouldBe(2);
        result.Failures.ShouldAllBe(failure => failure.State == ItemState.Failed && failure.Error is NucleusException);
        Should.Throw<NucleusException>(result.ThrowIfFailed).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Nothing_at_all_starts_no_job()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        foreach (Func<Task> start in (Func<Task>[])
            [
                () => flow.Client.Datasets.StartAppendAsync(flow.Dataset, Array.Empty<DatasetItem>(), NucleusFlow.Known()),
                () => flow.Client.Datasets.StartAnnotateAsync(flow.Dataset, Array.Empty<GroundTruthAnnotation>()),
                () => flow.Client.Models.StartUploadPredictionsAsync(flow.Dataset, "prj_1", Array.Empty<Prediction>()),
            ])
            (await Should.ThrowAsync<ArgumentException>(start)).Message.ShouldContain("nothing to upload");
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    private static ItemState[] FiveOfEight =>
        [.. Enumerable.Repeat(ItemState.Done, 5), .. Enumerable.Repeat(ItemState.Failed, 3)];

    private static IEnumerable<GroundTruthAnnotation> Boxes(int count) =>
        Enumerable.Range(0, count).Select(i => new BoxAnnotation("car", i, 0, 1, 1, $"r{i}"));

    private static IEnumerable<Prediction> Guesses(int count) =>
        Enumerable.Range(0, count).Select(i => new BoxPrediction("car", i, 0, 1, 1, $"r{i}", 0.5));

    private static async Task<IEnumerable<UploadStatus>> StatusesAsync(NucleusFlow flow, bool update)
    {
        List<UploadStatus> statuses = [];
        await foreach (ItemOutcome<DatasetItem, UploadStatus> outcome in flow.Client.Datasets.AppendEachAsync(
            flow.Dataset, NucleusFlow.Items(30).AsAsync(), NucleusFlow.Known(o => o.Update = update)))
            statuses.Add(outcome.Result);
        statuses.Count.ShouldBe(30);
        return statuses.Distinct();
    }

    /// <summary>Keeps what was reported; batches report from several threads.</summary>
    private sealed class Seen : IProgress<BulkProgress>
    {
        private readonly List<BulkProgress> _values = [];

        public IReadOnlyList<BulkProgress> Values => _values;

        public void Report(BulkProgress value)
        {
            lock (_values)
                _values.Add(value);
        }
    }
}
