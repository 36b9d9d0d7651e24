using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>Ids that occur twice in sequences of unknown length: the second one is refused before it is sent, all others arrive.</summary>
public sealed class DuplicateFlowTests
{
    [Fact]
    public async Task A_reference_id_that_comes_again_is_refused_and_all_others_arrive()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        AppendResult lazy = await flow.Client.Datasets.AppendAsync(flow.Dataset, Twice(NucleusFlow.Items(100), 50), NucleusFlow.Known());
        lazy.NewItems.ShouldBe(100);
        lazy.IgnoredItems.ShouldBe(0);
        Refused(lazy.Failures).ShouldBe((100, "r50"));
        Should.Throw<DuplicateIdException>(lazy.ThrowIfFailed).Ids.ShouldBe(["r50"]);

        AppendResult streamed = await flow.Client.Datasets.AppendAsync(
            flow.Dataset, Twice(NucleusFlow.Items(40), 7).AsAsync(), NucleusFlow.Known());
        streamed.IgnoredItems.ShouldBe(40);
        Refused(streamed.Failures).ShouldBe((40, "r7"));

        List<ItemOutcome<DatasetItem, UploadStatus>> outcomes = await flow.Client.Datasets.AppendEachAsync(
            flow.Dataset, Twice(NucleusFlow.Items(40), 0).AsAsync(), NucleusFlow.Known()).ToListAsync();
        outcomes.Select(o => o.Index).Order().ShouldBe(Enumerable.Range(0, 41).Select(i => (long)i));
        Refused(outcomes.Where(o => o.State != ItemState.Done)).ShouldBe((40, "r0"));
    }

    [Fact]
    public async Task An_annotation_or_a_prediction_that_comes_again_is_refused_and_all_others_arrive()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(9);
        LabelUploadResult<GroundTruthAnnotation> annotated = await flow.Client.Datasets.AnnotateAsync(flow.Dataset, Twice(Boxes(9), 2));
        annotated.Processed.ShouldBe(9);
        Refused(annotated.Failures).ShouldBe((9, "r2 / car-2-0-1-1-r2"));
        flow.Emulator.Nucleus.CountAnnotations(flow.Dataset).ShouldBe(9);

        string model = (await flow.Client.Models.CreateAsync("detector", "detector")).Value.Id!;
        LabelUploadResult<Prediction> predicted = await flow.Client.Models.UploadPredictionsAsync(
            flow.Dataset, model, Twice(Guesses(9), 3).AsAsync());
        predicted.Processed.ShouldBe(9);
        Refused(predicted.Failures).ShouldBe((9, "r3 / car-3-0-1-1-r3"));
        (await flow.Client.Datasets.AnnotateEachAsync(flow.Dataset, Twice(Boxes(9), 4).AsAsync()).ToListAsync())
            .Single(o => o.State != ItemState.Done).Error.ShouldBeOfType<DuplicateIdException>();
        (await flow.Client.Models.UploadEachPredictionAsync(flow.Dataset, model, Twice(Guesses(9), 4).AsAsync()).ToListAsync())
            .Single(o => o.State != ItemState.Done).Error.ShouldBeOfType<DuplicateIdException>();
    }

    [Fact]
    public async Task What_has_no_id_may_come_again()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(1);
        GroundTruthAnnotation outline = new PolygonAnnotation("car", [new(0, 0), new(4, 0), new(0, 4)], "r0");
        (await flow.Client.Datasets.AnnotateAsync(flow.Dataset, Twice([outline], 0))).Processed.ShouldBe(2);
    }

    [Fact]
    public async Task A_job_is_not_started_with_an_id_that_comes_again()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        VideoScene video = new("v", 10, [new DatasetItem("https://a/b.png", "f")]);
        LidarScene lidar = new("l");
        lidar.AddItem(0, "lidar", DatasetItem.PointCloud("https://a/b.json", "a"));
        foreach ((Func<Task> start, string id) in ((Func<Task>, string)[])
            [
                (() => flow.Client.Datasets.StartAppendAsync(flow.Dataset, Twice(NucleusFlow.Items(3), 1), NucleusFlow.Known()), "r1"),
                (() => flow.Client.Datasets.StartAnnotateAsync(flow.Dataset, Twice(Boxes(3), 1)), "r1 / car-1-0-1-1-r1"),
                (() => flow.Client.Models.StartUploadPredictionsAsync(flow.Dataset, "prj_1", Twice(Guesses(3), 2)), "r2 / car-2-0-1-1-r2"),
                (() => flow.Client.ModelRuns.StartPredictAsync(flow.Dataset, "run_1", Twice(Guesses(3), 0)), "r0 / car-0-0-1-1-r0"),
                (() => flow.Client.Datasets.StartAppendScenesAsync(
                    flow.Dataset, Twice([video], 0), isScene: true, usePrivacyMode: true), "v"),
                (() => flow.Client.Datasets.StartAppendScenesAsync(flow.Dataset, Twice([lidar], 0), isScene: true), "l"),
            ])
            (await Should.ThrowAsync<DuplicateIdException>(start)).Ids.ShouldBe([id]);
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task With_a_journal_an_id_that_an_earlier_run_knows_is_refused_when_it_comes_again()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        for (int run = 0; run < 2; run++)
        {
            using UploadJournal journal = UploadJournal.Open(folder["journal"]);
            AppendResult result = await flow.Client.Datasets.AppendAsync(
                flow.Dataset, Twice(NucleusFlow.Items(25), 5), NucleusFlow.Known(o => o.Journal = journal));
            result.FromJournal.ShouldBe(run * 25);
            Refused(result.Failures).ShouldBe((25, "r5"));
        }
    }

    [Fact]
    public void An_id_is_found_again_after_a_million_others_and_with_a_journal_always()
    {
        using TemporaryFolder folder = new();
        using UploadJournal journal = UploadJournal.Open(folder["journal"]);
        RecentIds some = new AppendOptions().Remember("items");
        RecentIds all = new AppendOptions { Journal = journal }.Remember("items");
        UploadOptions.DuplicateWindow.ShouldBeGreaterThan(1_000_000);
        AddAll(some, 0, UploadOptions.DuplicateWindow);
        AddAll(all, 0, (2 * UploadOptions.DuplicateWindow) + 1);

        Should.Throw<DuplicateIdException>(() => some.Add("r0")).Ids.ShouldBe(["r0"]);
        Should.Throw<DuplicateIdException>(() => some.Add("r70000")).Ids.ShouldBe(["r70000"]);
        Should.Throw<DuplicateIdException>(() => all.Add("r0")).Ids.ShouldBe(["r0"]);
        AddAll(some, UploadOptions.DuplicateWindow, 2 * UploadOptions.DuplicateWindow);
        some.Add("r0");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void At_least_the_ids_of_the_window_are_remembered_and_at_most_twice_as_many(int window)
    {
        RecentIds seen = new("items", window);
        for (int i = 0; i < 5 * window; i++)
        {
            seen.Add($"r{i}");
            int last = Math.Max(0, i - window + 1);
            Should.Throw<DuplicateIdException>(() => seen.Add($"r{last}")).Ids.ShouldBe([$"r{last}"]);
        }

        // Their number is a multiple of the window: one window was just full.
        seen.Add($"r{(3 * window) - 1}");
    }

    [Fact]
    public void Ids_that_differ_have_digests_that_differ()
    {
        Random random = new(4);
        string[] parts = [.. Enumerable.Range(0, 60).Select(i => new string('a', i % 12) + random.Next(4)), ""];
        (string?, string?)[] ids = [.. parts.SelectMany(one => parts.Append(null).Select(other => ((string?)one, other))).Distinct()];
        ids.Select(id => IdDigest.Of(id.Item1, id.Item2)).Distinct().Count().ShouldBe(ids.Length);
        IdDigest.Of("a", null, "b").ShouldNotBe(IdDigest.Of("a", "b", null));
        IdDigest.Of("r1", "x").ShouldBe(IdDigest.Of("r1", "x"));
        Enumerable.Range(0, 200_000).Select(i => IdDigest.Of($"picture-{i}.jpg")).Distinct().Count().ShouldBe(200_000);
        // As good as random in any 32 of its bits: of 200,000 digests about 5 pairs have them in common.
        foreach (int shift in (int[])[0, 16, 32])
            Enumerable.Range(0, 200_000).Select(i => (uint)(IdDigest.Of($"picture-{i}.jpg") >> shift)).Distinct().Count()
                .ShouldBeInRange(199_960, 200_000);
    }

    [Fact]
    public void A_set_of_digests_holds_what_was_added_also_zero()
    {
        DigestSet set = new();
        HashSet<ulong> expected = [];
        Random random = new(7);
        for (int i = 0; i < 10_000; i++)
        {
            // Many share their first bits, many their last ones.
            ulong digest = (ulong)random.Next(20_000) << (8 * random.Next(8));
            set.Contains(digest).ShouldBe(expected.Contains(digest));
            set.Add(digest).ShouldBe(expected.Add(digest));
            set.Count.ShouldBe(expected.Count);
        }

        set.Clear();
        set.Count.ShouldBe(0);
        expected.ShouldAllBe(digest => !set.Contains(digest));
    }

    [Fact]
    public void The_memory_of_ids_stays_flat_and_small_ones_small()
    {
        const int Window = 1 << 14;
        string[] ids = [.. Enumerable.Range(0, 5 * Window).Select(i => $"r{i}")];
        RecentIds seen = new("items", Window);
        Allocated(() => Add(0, 100)).ShouldBeLessThan(8 * 1024);
        Allocated(() => Add(100, 2 * Window)).ShouldBeLessThan(64 * Window);
        Allocated(() => Add(2 * Window, ids.Length)).ShouldBeLessThan(1024);

        void Add(int from, int to)
        {
            foreach (string id in ids.AsSpan(from..to))
                seen.Add(id);
        }

        static long Allocated(Action work)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void AddAll(RecentIds ids, int from, int to)
    {
        for (int i = from; i < to; i++)
            ids.Add($"r{i}");
    }

    /// <summary>A sequence of unknown length, and at its end one of it again.</summary>
    private static IEnumerable<T> Twice<T>(IEnumerable<T> values, int index)
    {
        List<T> all = [.. values];
        foreach (T value in all)
            yield return value;
        yield return all[index];
    }

    private static (long Index, string Id) Refused<T>(IEnumerable<ItemOutcome<T, UploadStatus>> failures)
    {
        ItemOutcome<T, UploadStatus> failure = failures.Single();
        failure.State.ShouldBe(ItemState.Failed);
        return (failure.Index, failure.Error.ShouldBeOfType<DuplicateIdException>().Ids.Single());
    }

    private static IEnumerable<GroundTruthAnnotation> Boxes(int count) =>
        Enumerable.Range(0, count).Select(i => new BoxAnnotation("car", i, 0, 1, 1, $"r{i}"));

    private static IEnumerable<Prediction> Guesses(int count) =>
        Enumerable.Range(0, count).Select(i => new BoxPrediction("car", i, 0, 1, 1, $"r{i}", 0.5));
}
