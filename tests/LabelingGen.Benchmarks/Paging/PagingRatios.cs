using System.Diagnostics;
using LabelingGen.Benchmarks.Calls;
using LabelingGen.Benchmarks.Json;
using LabelingGen.Benchmarks.Json.Generated;
using LabelingGen.Core.Json;

namespace LabelingGen.Benchmarks.Paging;

/// <summary>A generated list against an enumerator written by hand that parses each page once: row 11 of the goals.</summary>
internal static class PagingRatios
{
    private const int Pages = 20;
    private const int ItemsPerPage = 100;
    private const int Cancellations = 20;
    private const double CancelGoal = 50;

    private static readonly Uri Nowhere = new("https://api.test");

    public static IEnumerable<Ratio> Measure()
    {
        byte[][] pages = [.. Enumerable.Range(0, Pages).Select(i => PageText.Page(ItemsPerPage, i + 1 < Pages ? i + 1 : null))];
        PageClient ours = CallRatios.Client(new PageHandler(pages), Nowhere);
        using var http = new HttpClient(new PageHandler(pages));
        (Measurement list, Measurement plain) = Measurement.CompareAsync(
            async () => Check(await CountAsync(ours.ListTasksAsync())), async () => Check(await CountAsync(PlainAsync(http)))).GetAwaiter()
            .GetResult();
        yield return new Ratio("paging-2000-items-ms", list.Milliseconds, plain.Milliseconds);
        yield return new Ratio("paging-2000-items-bytes", list.Bytes, plain.Bytes);
        yield return new Ratio("paging-cancel-in-flight-ms", SlowestCancellationAsync().GetAwaiter().GetResult(), CancelGoal);
    }

    private static async IAsyncEnumerable<LabelTask> PlainAsync(HttpClient http)
    {
        for (string? next = "0"; next is not null;)
        {
            byte[] content = await http.GetByteArrayAsync(new Uri(Nowhere, $"/tasks?next_token={next}")).ConfigureAwait(false);
            TaskPage page = JsonCodec.FromUtf8(content, TaskPage.Read);
            foreach (LabelTask task in page.Docs)
                yield return task;
            next = page.NextToken;
        }
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<LabelTask> tasks)
    {
        int count = 0;
        await foreach (LabelTask _ in tasks.ConfigureAwait(false))
            count++;
        return count;
    }

    private static void Check(int count)
    {
        if (count != Pages * ItemsPerPage)
            throw new InvalidOperationException($"The list had {count} items.");
    }

    /// <summary>Milliseconds from the cancellation of an enumeration, whose page is on its way, to the exception.</summary>
    private static async Task<double> SlowestCancellationAsync()
    {
        PageClient client = CallRatios.Client(new StalledHandler(), Nowhere);
        double slowest = 0;
        for (int i = 0; i < Cancellations; i++)
        {
            using var stop = new CancellationTokenSource();
            await using IAsyncEnumerator<LabelTask> tasks = ((IAsyncEnumerable<LabelTask>)client.ListTasksAsync())
                .GetAsyncEnumerator(stop.Token);
            ValueTask<bool> first = tasks.MoveNextAsync();
            long start = Stopwatch.GetTimestamp();
            await stop.CancelAsync();
            try
            {
                await first;
            }
            catch (OperationCanceledException)
            {
                slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return slowest;
    }
}
