using System.Text;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class BulkTests
{
    [Fact]
    public async Task Every_item_has_exactly_one_outcome_whatever_becomes_of_the_others()
    {
        var outcomes = new List<ItemOutcome<int, string>>();
        await foreach (ItemOutcome<int, string> outcome in BulkOperation.RunAsync(Items(1000), async (item, _) =>
        {
            await Task.Yield();
            return (item % 10) switch
            {
                3 => throw new ApiException(new ApiError("Things.Create", "no") { Status = 400, Outcome = ApiOutcome.Rejected }),
                5 => throw new ApiException(new ApiError("Things.Create", "lost") { Outcome = ApiOutcome.Unknown }),
                7 => throw new FileNotFoundException("gone"),
                _ => $"r{item}",
            };
        }, parallelism: 7))
            outcomes.Add(outcome);

        outcomes.Select(o => o.Index).Order().ShouldBe(Enumerable.Range(0, 1000).Select(i => (long)i));
        outcomes.Count(o => o.State == ItemState.Done).ShouldBe(700);
        outcomes.Count(o => o.State == ItemState.Failed).ShouldBe(200);
        outcomes.Where(o => o.State == ItemState.Unknown).ShouldAllBe(o => o.Item % 10 == 5 && o.Error is ApiException);
        outcomes.Where(o => o.State == ItemState.Done).ShouldAllBe(o => o.Result == $"r{o.Item}");
    }

    [Fact]
    public async Task No_more_than_the_given_number_of_items_is_worked_on_and_input_is_not_read_ahead()
    {
        int running = 0, most = 0, read = 0;
        async IAsyncEnumerable<int> Counted()
        {
            await foreach (int item in Items(200))
            {
                Interlocked.Increment(ref read);
                yield return item;
            }
        }

        int taken = 0;
        await foreach (ItemOutcome<int, int> _ in BulkOperation.RunAsync(Counted(), async (item, _) =>
        {
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return item;
        }, parallelism: 4))
        {
            taken++;
            Volatile.Read(ref read).ShouldBeLessThanOrEqualTo(taken + (2 * 4) + 3);
        }

        taken.ShouldBe(200);
        most.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_failure_of_the_input_or_a_bug_ends_the_whole()
    {
        async IAsyncEnumerable<int> Failing()
        {
            yield return 1;
            await Task.Yield();
            throw new InvalidOperationException("input");
        }

        (await Should.ThrowAsync<InvalidOperationException>(async () =>
            await BulkOperation.RunAsync(Failing(), (item, _) => Task.FromResult(item)).ToListAsync())).Message.ShouldBe("input");
        (await Should.ThrowAsync<NullReferenceException>(async () =>
            await BulkOperation.RunAsync(Items(100), (_, _) =>
                Task.FromException<int>(new NullReferenceException("bug"))).ToListAsync())).Message.ShouldBe("bug");
    }

    [Fact]
    public async Task Leaving_early_ends_the_work()
    {
        var begun = new List<int>();
        await foreach (ItemOutcome<int, int> _ in BulkOperation.RunAsync(Items(10_000), async (item, token) =>
        {
            lock (begun)
                begun.Add(item);
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            return item;
        }, parallelism: 2))
            break;

        int count = begun.Count;
        count.ShouldBeLessThan(50);
        await Task.Yield();
        begun.Count.ShouldBe(count);
    }

    private static async IAsyncEnumerable<int> Items(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (i % 16 == 0)
                await Task.Yield();
            yield return i;
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var actual && actual != seen)
            seen = actual;
    }
}

public class UploadJournalTests
{
    [Fact]
    public void What_was_noted_is_there_after_opening_again()
    {
        using var folder = new TemporaryFolder();
        using (UploadJournal journal = UploadJournal.Open(folder["j"]))
        {
            journal.Begin("a");
            journal.End("a", ItemState.Done, "id-1");
            journal.Begin("b \" ü\n");
            journal.Begin("c");
            journal.End("c", ItemState.Failed, "too large");
        }

        using UploadJournal again = UploadJournal.Open(folder["j"]);
        again.Find("a").ShouldBe(new JournalEntry(ItemState.Done, "id-1"));
        again.Find("b \" ü\n").ShouldBe(new JournalEntry(ItemState.Unknown, null));
        again.Find("c").ShouldBe(new JournalEntry(ItemState.Failed, "too large"));
        again.Find("d").ShouldBeNull();
        again.UnknownKeys().ShouldBe(["b \" ü\n"]);
        again.Count.ShouldBe(3);
    }

    [Fact]
    public void A_journal_cut_or_damaged_anywhere_keeps_the_records_before()
    {
        using var folder = new TemporaryFolder();
        using (UploadJournal journal = UploadJournal.Open(folder["j"]))
        {
            for (int i = 0; i < 5; i++)
                journal.End($"k{i}", ItemState.Done, $"id-{i}");
        }

        byte[] whole = File.ReadAllBytes(folder["j"]);
        int record = whole.AsSpan().IndexOf((byte)'\n') + 1;
        for (int cut = 0; cut <= whole.Length; cut++)
        {
            File.WriteAllBytes(folder["j"], whole[..cut]);
            using (UploadJournal journal = UploadJournal.Open(folder["j"]))
            {
                journal.Count.ShouldBe(cut / record);
                journal.End("after", ItemState.Done);
            }

            using UploadJournal again = UploadJournal.Open(folder["j"]);
            again.Count.ShouldBe((cut / record) + 1, $"cut at {cut}");
        }

        for (int at = record; at < whole.Length; at++)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x20;
            File.WriteAllBytes(folder["j"], damaged);
            using UploadJournal journal = UploadJournal.Open(folder["j"]);
            journal.Count.ShouldBe(at / record, $"damaged at {at}");
        }
    }

    [Fact]
    public void A_journal_is_private_and_one_that_others_can_write_is_refused()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        UploadJournal.Open(folder["j"]).Dispose();
        File.GetUnixFileMode(folder["j"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        File.SetUnixFileMode(folder["j"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        Should.Throw<UnauthorizedAccessException>(() => UploadJournal.Open(folder["j"]));
    }

    [Fact]
    public void A_foreign_file_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["j"], "name,age\nx,1\n");
        Should.Throw<InvalidDataException>(() => UploadJournal.Open(folder["j"]));
        File.ReadAllText(folder["j"]).ShouldBe("name,age\nx,1\n");
    }

    [Fact]
    public void Two_processes_cannot_share_a_journal()
    {
        using var folder = new TemporaryFolder();
        using UploadJournal journal = UploadJournal.Open(folder["j"]);
        Should.Throw<IOException>(() => UploadJournal.Open(folder["j"]));
    }

    [Fact]
    public async Task An_atomic_file_appears_on_commit_only()
    {
        using var folder = new TemporaryFolder();
        await using (AtomicFile abandoned = AtomicFile.Create(folder["a"]))
            await abandoned.Stream.WriteAsync("x"u8.ToArray());
        folder.Files.ShouldBeEmpty();

        await using (AtomicFile file = AtomicFile.Create(folder["a"], isPrivate: true))
        {
            await file.Stream.WriteAsync(Encoding.UTF8.GetBytes("content"));
            File.Exists(folder["a"]).ShouldBeFalse();
            await file.CommitAsync();
        }

        folder.Files.ShouldBe(["a"]);
        File.ReadAllText(folder["a"]).ShouldBe("content");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder["a"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
