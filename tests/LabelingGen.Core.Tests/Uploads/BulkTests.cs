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
