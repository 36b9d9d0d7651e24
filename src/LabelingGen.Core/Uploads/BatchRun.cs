using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LabelingGen.Core;

/// <summary>One bulk operation over batches: several senders, each of which takes its next batch itself; outcomes in no order.</summary>
internal sealed class BatchRun<TItem, TResult>(
    IAsyncEnumerable<TItem> items, BatchDefinition<TItem, TResult> definition, BulkOptions options)
{
    private readonly BatchSender<TItem, TResult> _sender = new(definition, options);

    // Who waits for outcomes goes on in the sender's own time; a consumer that is slow slows the senders anyway.
    private readonly Channel<ItemOutcome<TItem, TResult>[]> _outcomes = Channel.CreateBounded<ItemOutcome<TItem, TResult>[]>(
        new BoundedChannelOptions(options.MaxConcurrency) { SingleReader = true, AllowSynchronousContinuations = true });

    public async IAsyncEnumerable<ItemOutcome<TItem, TResult>> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = RunAllAsync(stop, cancellationToken);
        BulkProgress progress = default;
        try
        {
            await foreach (ItemOutcome<TItem, TResult>[] batch in _outcomes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (ItemOutcome<TItem, TResult> outcome in batch)
                {
                    progress = progress.With(outcome.State);
                    yield return outcome;
                }

                options.Progress?.Report(progress);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAllAsync(CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        using SemaphoreSlim turn = new(1, 1);
        IAsyncEnumerator<Batch<TItem>> batches = ReadAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        Task[] tasks = [.. Enumerable.Range(0, options.MaxConcurrency).Select(_ => Task.Run(() => SendAllAsync(batches, turn, stop)))];
        Task all = Task.WhenAll(tasks);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await batches.DisposeAsync().ConfigureAwait(false);
        Exception? cause = tasks.Select(task => task.Exception?.InnerException).FirstOrDefault(e => e is not null);
        _outcomes.Writer.Complete(cause ?? _sender.Stopped
            ?? (Exception?)(all.IsCanceled ? new OperationCanceledException(cancellationToken) : null));
    }

    private async IAsyncEnumerable<Batch<TItem>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Batch<TItem>> open = [];
        long index = 0;
        await foreach (TItem item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (await TakeAsync(item, index++, open, cancellationToken).ConfigureAwait(false) is { } full)
                yield return full;
        }

        open.Sort(static (one, other) => one.Kind.Lane.CompareTo(other.Kind.Lane));
        foreach (Batch<TItem> batch in open)
            yield return batch;
    }

    /// <summary>Puts an item into the batch of its kind; gives the batch when it is full.</summary>
    private async ValueTask<Batch<TItem>?> TakeAsync(
        TItem item, long index, List<Batch<TItem>> open, CancellationToken cancellationToken)
    {
        if (Reject(definition.Admit, item) is { } unwanted)
        {
            await RefuseAsync(item, index, unwanted, cancellationToken).ConfigureAwait(false);
            return null;
        }

        // Only a journal needs it, and it may be a digest of the item.
        string? key = options.Journal is null ? null : definition.Key(item);
        JournalEntry? noted = key is null ? null : options.Journal?.Find(key);
        if (noted is { State: ItemState.Done })
        {
            ItemOutcome<TItem, TResult> known = new(item, index, ItemState.Done, definition.FromNote(noted.Note)) { IsFromJournal = true };
            await _outcomes.Writer.WriteAsync([known], cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (Reject(definition.Check, item) is { } error)
        {
            await RefuseAsync(item, index, error, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var kind = new BatchKind(definition.Lane(item), noted is { State: ItemState.Unknown } && !definition.CanRepeat(item));
        Batch<TItem> batch = OfKind(kind, open);
        batch.Add(item, index, key);
        if (!batch.IsFull)
            return null;
        open.Remove(batch);
        return batch;
    }

    /// <summary>The batch that is being filled with items of a kind; there are few kinds.</summary>
    private Batch<TItem> OfKind(BatchKind kind, List<Batch<TItem>> open)
    {
        foreach (Batch<TItem> batch in open)
        {
            if (batch.Kind == kind)
                return batch;
        }

        Batch<TItem> begun = new(kind, definition.MaxItems(kind.Lane), options.Journal is not null);
        open.Add(begun);
        return begun;
    }

    private ValueTask RefuseAsync(TItem item, long index, Exception error, CancellationToken cancellationToken) =>
        _outcomes.Writer.WriteAsync([new(item, index, ItemState.Failed, default, error)], cancellationToken);

    private static Exception? Reject(Action<TItem>? rule, TItem item)
    {
        try
        {
            rule?.Invoke(item);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            return error;
        }
    }

    private async Task SendAllAsync(IAsyncEnumerator<Batch<TItem>> batches, SemaphoreSlim turn, CancellationTokenSource stop)
    {
        try
        {
            while (_sender.Stopped is null && await NextAsync(batches, turn, stop.Token).ConfigureAwait(false) is { } batch)
            {
                ItemOutcome<TItem, TResult>[] outcomes = await _sender.SendAsync(batch, stop.Token).ConfigureAwait(false);
                await _outcomes.Writer.WriteAsync(outcomes, stop.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads a batch in the sender's own time: nobody has to be woken to hand it over.</summary>
    private async ValueTask<Batch<TItem>?> NextAsync(
        IAsyncEnumerator<Batch<TItem>> batches, SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _sender.Stopped is null && await batches.MoveNextAsync().ConfigureAwait(false) ? batches.Current : null;
        }
        finally
        {
            turn.Release();
        }
    }
}
