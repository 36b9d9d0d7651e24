using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

/// <summary>Items sent in batches: one outcome each, whatever the server does, also over several runs with one journal.</summary>
public class BatchTests
{
    private static readonly ApiException Refused = Failure(400, ApiOutcome.Rejected);
    private static readonly ApiException Lost = Failure(502, ApiOutcome.Unknown);

    [Fact]
    public async Task Batches_are_full_but_the_last_and_lanes_do_not_mix()
    {
        FakeServer server = new() { Lane = item => item % 2, MaxItems = lane => lane == 0 ? 4 : 3 };
        // One after the other, for the order of the batches is looked at.
        List<ItemOutcome<int, string>> outcomes = await server.RunAsync(Items(20), new BulkOptions { MaxConcurrency = 1 });
        outcomes.Select(o => o.Index).Order().ShouldBe(Enumerable.Range(0, 20).Select(i => (long)i));
        server.Batches.ShouldAllBe(b => b.All(i => i % 2 == b[0] % 2));
        server.Batches.Where(b => b[0] % 2 == 0).Select(b => b.Length).ShouldBe([4, 4, 2]);
        server.Batches.Where(b => b[0] % 2 == 1).Select(b => b.Length).ShouldBe([3, 3, 3, 1]);
    }

    [Fact]
    public async Task A_refused_batch_costs_the_others_nothing()
    {
        FakeServer server = new() { Fail = batch => batch.Contains(7) ? Refused : null };
        List<ItemOutcome<int, string>> outcomes = await server.RunAsync(Items(20));
        outcomes.Where(o => o.State == ItemState.Failed).Select(o => o.Item).Order().ShouldBe([5, 6, 7, 8, 9]);
        outcomes.Where(o => o.State == ItemState.Failed).ShouldAllBe(o => o.Error == Refused);
        outcomes.Count(o => o.State == ItemState.Done && o.Result == $"r{o.Item}").ShouldBe(15);
    }

    [Fact]
    public async Task What_has_no_place_in_the_input_is_refused_in_its_order_also_when_the_journal_knows_it()
    {
        using var folder = new TemporaryFolder();
        List<int> asked = [];
        FakeServer server = new()
        {
            Admit = item =>
            {
                asked.Add(item);
                if (item == 7)
                    throw new ArgumentException("seven");
            },
        };
        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
        {
            journal.End("k7", ItemState.Done, "r7");
            List<ItemOutcome<int, string>> outcomes = await server.RunAsync(Items(20), new BulkOptions { Journal = journal });
            ItemOutcome<int, string> refused = outcomes.Single(o => o.State == ItemState.Failed);
            (refused.Item, refused.IsFromJournal, refused.Error?.Message).ShouldBe((7, false, "seven"));
            outcomes.Count(o => o.State == ItemState.Done).ShouldBe(19);
            asked.ShouldBe(Enumerable.Range(0, 20));
        }
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_where_that_does_no_harm()
    {
        FakeServer server = new() { CanRepeat = true, Fail = FirstTime(Lost) };
        (await server.RunAsync(Items(20))).ShouldAllBe(o => o.State == ItemState.Done);
        server.Stored.Values.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public async Task Of_a_lost_batch_only_what_does_no_harm_is_sent_again()
    {
        FakeServer server = new() { CanRepeatItem = item => item % 2 == 0, Fail = FirstTime(Lost) };
        List<ItemOutcome<int, string>> outcomes = await server.RunAsync(Items(10));
        outcomes.Where(o => o.State == ItemState.Unknown).Select(o => o.Item).Order().ShouldBe([1, 3, 5, 7, 9]);
        outcomes.Where(o => o.State == ItemState.Done).Select(o => o.Item).Order().ShouldBe([0, 2, 4, 6, 8]);
        server.Batches.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_was_asked_for_several_times_is_not_asked_for_once_more()
    {
        ApiException lost = new(new ApiError("Things.Create", "no") { Status = 503, Outcome = ApiOutcome.Unknown, Attempts = 4 });
        FakeServer server = new() { CanRepeat = true, Fail = batch => batch.Contains(0) ? lost : null };
        (await server.RunAsync(Items(10))).Count(o => o.State == ItemState.Unknown).ShouldBe(5);
        server.Batches.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("503", ItemState.Unknown, 1)]
    [InlineData("502,503", ItemState.Done, 2)]
    public async Task After_a_status_that_the_options_do_not_repeat_nothing_is_sent_again(string statuses, ItemState state, int batches)
    {
        FakeServer server = new() { CanRepeat = true, Fail = FirstTime(Lost), RetryStatuses = StatusSet.Parse(statuses) };
        (await server.RunAsync(Items(5))).ShouldAllBe(o => o.State == state);
        server.Batches.Count.ShouldBe(batches);
    }

    [Fact]
    public async Task A_lost_answer_is_looked_up_and_only_what_is_absent_is_sent_again()
    {
        FakeServer server = new() { CanFind = true, Fail = FirstTime(Lost), StoresBeforeFailing = 3 };
        (await server.RunAsync(Items(10))).ShouldAllBe(o => o.State == ItemState.Done && o.Result == $"r{o.Item}");
        server.Stored.Count.ShouldBe(10);
        server.Stored.Values.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public async Task A_lost_answer_stays_unknown_where_nothing_can_tell()
    {
        FakeServer server = new() { Fail = batch => batch.Contains(0) ? Lost : null };
        List<ItemOutcome<int, string>> outcomes = await server.RunAsync(Items(10));
        outcomes.Where(o => o.State == ItemState.Unknown).Select(o => o.Item).Order().ShouldBe([0, 1, 2, 3, 4]);
        server.Batches.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_outage_stops_the_whole_after_the_outcomes_that_are_known()
    {
        FakeServer server = new() { CanRepeat = true, Fail = batch => batch[0] >= 10 ? Lost : null };
        List<ItemOutcome<int, string>> outcomes = [];
        BulkStoppedException stopped = await Should.ThrowAsync<BulkStoppedException>(async () =>
        {
            await foreach (ItemOutcome<int, string> outcome in server.Run(Items(100_000), new BulkOptions { MaxConcurrency = 1 }))
                outcomes.Add(outcome);
        });
        stopped.Cause.ShouldBe(Lost);
        outcomes.Count(o => o.State == ItemState.Done).ShouldBe(10);
        server.Batches.Count.ShouldBeLessThan(12);
    }

    [Fact]
    public async Task A_second_run_sends_what_the_first_did_not_finish()
    {
        using var folder = new TemporaryFolder();
        FakeServer server = new() { CanRepeat = true };
        using (UploadJournal journal = UploadJournal.Open(folder["j"]))
        {
            BulkOptions options = new() { Journal = journal, MaxConcurrency = 2 };
            await foreach (ItemOutcome<int, string> outcome in server.Run(Items(100), options))
            {
                if (outcome.Index >= 40)
                    break;
            }
        }

        int before = server.Batches.Count;
        using (UploadJournal journal = UploadJournal.Open(folder["j"]))
        {
            List<ItemOutcome<int, string>> outcomes = await server.RunAsync(Items(100), new BulkOptions { Journal = journal });
            outcomes.Select(o => o.Item).Order().ShouldBe(Enumerable.Range(0, 100));
            outcomes.ShouldAllBe(o => o.State == ItemState.Done && o.Result == $"r{o.Item}");
            outcomes.Count(o => o.IsFromJournal).ShouldBeGreaterThanOrEqualTo(40);
        }

        server.Stored.Count.ShouldBe(100);
        int sentAgain = server.Batches.Sum(b => b.Length) - 100;
        sentAgain.ShouldBeLessThanOrEqualTo(2 * 5, $"{before} batches before");
    }

    [Fact]
    public async Task What_was_begun_and_cannot_be_looked_up_is_not_sent_again()
    {
        using var folder = new TemporaryFolder();
        using (UploadJournal journal = UploadJournal.Open(folder["j"]))
            journal.Begin(["k3", "k4"]);
        FakeServer server = new();
        using (UploadJournal journal = UploadJournal.Open(folder["j"]))
        {
            List<ItemOutcome<int, string>> outcomes = await server.RunAsync(Items(10), new BulkOptions { Journal = journal });
            outcomes.Where(o => o.State == ItemState.Unknown).Select(o => o.Item).Order().ShouldBe([3, 4]);
        }

        server.Stored.Keys.Order().ShouldBe([0, 1, 2, 5, 6, 7, 8, 9]);
    }

    [Fact]
    public async Task A_bad_item_is_told_without_being_sent()
    {
        FakeServer server = new() { Check = item => ArgumentOutOfRangeException.ThrowIfEqual(item, 4) };
        List<ItemOutcome<int, string>> outcomes = await server.RunAsync(Items(10));
        outcomes.Single(o => o.State == ItemState.Failed).Error.ShouldBeOfType<ArgumentOutOfRangeException>();
        server.Stored.Keys.ShouldNotContain(4);
        server.Stored.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Progress_adds_up()
    {
        List<BulkProgress> seen = [];
        FakeServer server = new() { Fail = batch => batch.Contains(7) ? Refused : batch.Contains(12) ? Lost : null };
        await server.RunAsync(Items(20), new BulkOptions { Progress = new Collecting(seen) });
        seen[^1].ShouldBe(new BulkProgress(10, 5, 5));
        seen.Select(p => p.Total).ShouldBe([5, 10, 15, 20]);
    }

    [Fact]
    public async Task To_the_end_only_what_is_not_done_is_given_and_all_is_counted()
    {
        using var folder = new TemporaryFolder();
        using UploadJournal journal = UploadJournal.Open(folder["j"]);
        journal.Note([KeyValuePair.Create("k0", new JournalEntry(ItemState.Done, "r0"))]);
        List<BulkProgress> seen = [];
        List<ItemOutcome<int, string>> notDone = [];
        FakeServer server = new() { Fail = batch => batch.Contains(7) ? Refused : batch.Contains(13) ? Lost : null };
        BulkProgress progress = await BulkOperation.RunBatchesToEndAsync(
            Items(21), server.Definition, notDone.Add, new BulkOptions { Journal = journal, Progress = new Collecting(seen) });
        progress.ShouldBe(new BulkProgress(11, 5, 5) { FromJournal = 1 });
        seen[^1].ShouldBe(progress);
        notDone.OrderBy(o => o.Index).Select(o => (o.Index, o.Item, o.State)).ShouldBe(
            [.. Enumerable.Range(6, 10).Select(i => ((long)i, i, i < 11 ? ItemState.Failed : ItemState.Unknown))]);
        notDone.ShouldAllBe(o => o.Error == (o.State == ItemState.Failed ? Refused : Lost));
    }

    [Fact]
    public async Task To_the_end_an_outage_is_told()
    {
        List<ItemOutcome<int, string>> notDone = [];
        FakeServer server = new() { Fail = _ => Failure(503, ApiOutcome.Unknown) };
        BulkStoppedException stopped = await Should.ThrowAsync<BulkStoppedException>(() => BulkOperation.RunBatchesToEndAsync(
            Items(100_000), server.Definition, notDone.Add, new BulkOptions { MaxConcurrency = 1, MaxFailedBatches = 3 }));
        stopped.FailedBatches.ShouldBe(3);
        notDone.Count.ShouldBe(15);
    }

    [Fact]
    public async Task To_the_end_outcomes_come_one_after_another()
    {
        int at = 0;
        int most = 0;
        FakeServer server = new() { Fail = _ => Refused };
        BulkProgress progress = await BulkOperation.RunBatchesToEndAsync(
            Items(2_000), server.Definition, _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref at));
                Thread.Yield();
                Interlocked.Decrement(ref at);
            },
            new BulkOptions { MaxConcurrency = 8, MaxFailedBatches = int.MaxValue });
        progress.Failed.ShouldBe(2_000);
        most.ShouldBe(1);
    }

    [Fact]
    public async Task To_the_end_what_its_listener_throws_ends_the_whole_and_cancellation_is_told()
    {
        FakeServer server = new() { Fail = _ => Refused };
        BulkOptions options = new() { MaxConcurrency = 1, MaxFailedBatches = int.MaxValue };
        (await Should.ThrowAsync<NotSupportedException>(() => BulkOperation.RunBatchesToEndAsync(
            Items(100_000), server.Definition, _ => throw new NotSupportedException("no"), options))).Message.ShouldBe("no");
        server.Batches.Count.ShouldBe(1);

        using CancellationTokenSource stop = new();
        await Should.ThrowAsync<OperationCanceledException>(() => BulkOperation.RunBatchesToEndAsync(
            Items(100_000), server.Definition, _ => stop.Cancel(), options, stop.Token));
        server.Batches.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_input_that_cannot_be_closed_does_not_hide_why_the_whole_ended()
    {
        FakeServer server = new() { Fail = _ => Failure(503, ApiOutcome.Unknown) };
        BulkOptions options = new() { MaxConcurrency = 1, MaxFailedBatches = 1 };
        await Should.ThrowAsync<BulkStoppedException>(() => server.RunAsync(Unclosable().AsAsync(), options));
        server.Batches.Count.ShouldBe(1);

        static IEnumerable<int> Unclosable()
        {
            try
            {
                for (int i = 0; ; i++)
                    yield return i;
            }
            finally
            {
                throw new IOException("not closed");
            }
        }
    }

    [Fact]
    public async Task A_ready_sequence_is_read_as_it_is_taken_and_ends_with_either_token()
    {
        int read = 0;
        using CancellationTokenSource given = new();
        using CancellationTokenSource taken = new();
        IAsyncEnumerable<int> numbers = Enumerable.Range(0, 10).Select(i => read = i).AsAsync(given.Token);
        (await numbers.Take(3).ToListAsync()).ShouldBe([0, 1, 2]);
        read.ShouldBe(2);
        await using IAsyncEnumerator<int> enumerator = numbers.GetAsyncEnumerator(taken.Token);
        (await enumerator.MoveNextAsync()).ShouldBeTrue();
        await taken.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await enumerator.MoveNextAsync());
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await numbers.ToListAsync());
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_ends_the_whole()
    {
        using var folder = new TemporaryFolder();
        UploadJournal journal = UploadJournal.Open(folder["j"]);
        journal.Dispose();
        FakeServer server = new();
        await Should.ThrowAsync<ObjectDisposedException>(() => server.RunAsync(Items(10_000), new BulkOptions { Journal = journal }));
        server.Stored.ShouldBeEmpty();
    }

    private static ApiException Failure(int status, ApiOutcome outcome) =>
        new(new ApiError("Things.Create", "no") { Status = status, Outcome = outcome });

    private static Func<int[], ApiException?> FirstTime(ApiException failure)
    {
        HashSet<int> seen = [];
        return batch =>
        {
            lock (seen)
            {
                bool isNew = !batch.Any(seen.Contains);
                seen.UnionWith(batch);
                return isNew ? failure : null;
            }
        };
    }

    private static IAsyncEnumerable<int> Items(int count) => Enumerable.Range(0, count).ToAsyncEnumerable();

    private sealed class Collecting(List<BulkProgress> seen) : IProgress<BulkProgress>
    {
        public void Report(BulkProgress value) => seen.Add(value);
    }
}
