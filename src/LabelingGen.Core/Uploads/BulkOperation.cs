using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LabelingGen.Core;

/// <summary>
/// Works on many items at once, within bounds of parallelism and memory; a slow or failing item does not hold up the others.
/// </summary>
public static class BulkOperation
{
    /// <summary>
    /// Sends items in batches, several at a time. Every item has exactly one outcome; outcomes come as they are known, in no order. Input
    /// is read only as fast as batches leave, so that memory does not grow with the number of items. A batch whose answer was lost is sent
    /// again or looked up; with a journal, a run after a crash goes on where the last one stopped and sends at most one batch per sender
    /// again.
    /// </summary>
    /// <param name="items">The input, of any length.</param>
    /// <param name="definition">How batches travel.</param>
    /// <param name="options">Parallelism, journal, progress; the defaults without.</param>
    /// <param name="cancellationToken">Ends the whole; what was begun may be done.</param>
    /// <typeparam name="TItem">One item.</typeparam>
    /// <typeparam name="TResult">The result of one item.</typeparam>
    /// <exception cref="BulkStoppedException">Batch after batch failed (thrown after the outcomes known by then).</exception>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public static IAsyncEnumerable<ItemOutcome<TItem, TResult>> RunBatchesAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, BatchDefinition<TItem, TResult> definition, BulkOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(definition);
        return new BatchRun<TItem, TResult>(items, definition, options ?? new BulkOptions()).RunAsync(cancellationToken);
    }

    /// <summary>The same to its end, for those who need only the counts and the items that are not done: done ones cost nothing.</summary>
    /// <param name="items">The input, of any length.</param>
    /// <param name="definition">How batches travel.</param>
    /// <param name="notDone">Given every outcome but those of items that are done, one after another.</param>
    /// <param name="options">Parallelism, journal, progress; the defaults without.</param>
    /// <param name="cancellationToken">Ends the whole; what was begun may be done.</param>
    /// <typeparam name="TItem">One item.</typeparam>
    /// <typeparam name="TResult">The result of one item.</typeparam>
    /// <returns>The counts.</returns>
    /// <exception cref="BulkStoppedException">Batch after batch failed (thrown after the outcomes known by then).</exception>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public static Task<BulkProgress> RunBatchesToEndAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, BatchDefinition<TItem, TResult> definition, Action<ItemOutcome<TItem, TResult>> notDone,
        BulkOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(notDone);
        return new BatchRun<TItem, TResult>(items, definition, options ?? new BulkOptions()).RunToEndAsync(notDone, cancellationToken);
    }

    /// <summary>
    /// Works on items in parallel. Outcomes come as they are known, in no order; input is read only as fast as there are workers, and
    /// workers wait when outcomes are not taken.
    /// </summary>
    /// <param name="items">The input.</param>
    /// <param name="work">Does one item. An <see cref="ApiException"/>, <see cref="IOException"/>, <see cref="InvalidDataException"/> or
    /// <see cref="ArgumentException"/> is that item's outcome; everything else ends the whole.</param>
    /// <param name="parallelism">How many items are worked on at a time, 1 or more.</param>
    /// <param name="cancellationToken">Ends the whole; what was begun may be done.</param>
    /// <typeparam name="TItem">One item.</typeparam>
    /// <typeparam name="TResult">The result of one item.</typeparam>
    public static async IAsyncEnumerable<ItemOutcome<TItem, TResult>> RunAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, Func<TItem, CancellationToken, Task<TResult>> work, int parallelism = 8,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var input = Channel.CreateBounded<(TItem Item, long Index)>(new BoundedChannelOptions(1) { SingleWriter = true });
        var output = Channel.CreateBounded<ItemOutcome<TItem, TResult>>(new BoundedChannelOptions(parallelism) { SingleReader = true });
        Task running = RunAllAsync();
        try
        {
            await foreach (ItemOutcome<TItem, TResult> outcome in output.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return outcome;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task RunAllAsync()
        {
            Task[] tasks = [ReadAsync(), .. Enumerable.Range(0, parallelism).Select(_ => WorkAsync())];
            Task all = Task.WhenAll(tasks);
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Exception? cause = tasks.Select(task => task.Exception?.InnerException).FirstOrDefault(e => e is not null);
            output.Writer.Complete(cause ?? (all.IsCanceled ? new OperationCanceledException(cancellationToken) : null));
        }

        async Task ReadAsync()
        {
            try
            {
                long index = 0;
                await foreach (TItem item in items.WithCancellation(stop.Token).ConfigureAwait(false))
                    await input.Writer.WriteAsync((item, index++), stop.Token).ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
            finally
            {
                input.Writer.Complete();
            }
        }

        async Task WorkAsync()
        {
            try
            {
                await foreach ((TItem item, long index) in input.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
                    await output.Writer.WriteAsync(await OneAsync(item, index).ConfigureAwait(false), stop.Token).ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }

        async Task<ItemOutcome<TItem, TResult>> OneAsync(TItem item, long index)
        {
            try
            {
                return new(item, index, ItemState.Done, await work(item, stop.Token).ConfigureAwait(false));
            }
            catch (ApiException error)
            {
                ItemState state = error.Outcome switch
                {
                    ApiOutcome.Unknown or ApiOutcome.SucceededUnreadable => ItemState.Unknown,
                    _ => ItemState.Failed,
                };
                return new(item, index, state, default, error);
            }
            catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException)
            {
                return new(item, index, ItemState.Failed, default, error);
            }
        }
    }
}
