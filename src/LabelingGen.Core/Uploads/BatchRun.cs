using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LabelingGen.Core;

/// <summary>One bulk operation over batches: several senders, each of which takes its next batch itself; outcomes in no order.</summary>
internal sealed class BatchRun<TItem, TResult>(
    IAsyncEnumerable<TItem> items, BatchDefinition<TItem, TResult> definition, BulkOptions options)
{
    private readonly BatchSender<TItem, TResult> _sender = new(definition, options);

    // Who waits for outcomes goes on in the sender's own time; a consumer that is slow slows the senders anyway.
    private readonly Channel<SettledBatch<TItem, TResult>> _settled = Channel.CreateBounded<SettledBatch<TItem, TResult>>(
        new BoundedChannelOptions(options.MaxConcurrency) { SingleReader = true, AllowSynchronousContinuations = true });

    private BulkProgress _progress;

    /// <summary>Gives every outcome.</summary>
    public async IAsyncEnumerable<ItemOutcome<TItem, TResult>> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (SettledBatch<TItem, TResult> batch in SettleAsync(cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < batch.Items.Count; i++)
                yield return batch.OutcomeOf(i);
        }
    }

    /// <summary>Counts, and gives the outcomes of the items that are not done.</summary>
    public async Task<BulkProgress> RunToEndAsync(Action<ItemOutcome<TItem, TResult>> notDone, CancellationToken cancellationToken)
    {
        await foreach (SettledBatch<TItem, TResult> batch in SettleAsync(cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < batch.Items.Count; i++)
            {
                if (batch.Results[i].State != ItemState.Done)
                    notDone(batch.OutcomeOf(i));
            }
        }

        return _progress;
    }

    private async IAsyncEnumerable<SettledBatch<TItem, TResult>> SettleAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = RunAllAsync(stop, cancellationToken);
        try
        {
            await foreach (SettledBatch<TItem, TResult> batch in _settled.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return batch;
                _progress = _progress.With(batch);
                options.Progress?.Report(_progress);
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
        _settled.Writer.Complete(cause ?? _sender.Stopped
            ?? (Exception?)(all.IsCanceled ? new OperationCanceledException(cancellationToken) : null));
    }

    private async IAsyncEnumerable<Batch<TItem>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Batch<TItem>> open = [];
        long index = 0;
        await foreach (TItem item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            string? key = null;
            if (Settle(item, index, ref key, out bool isInDoubt) is { } settled)
                await _settled.Writer.WriteAsync(settled, cancellationToken).ConfigureAwait(false);
            else if (Add(item, index, key, new BatchKind(definition.Lane(item), isInDoubt), open) is { } full)
                yield return full;
            index++;
        }

        open.Sort(static (one, other) => one.Kind.Lane.CompareTo(other.Kind.Lane));
        foreach (Batch<TItem> batch in open)
            yield return batch;
    }

    /// <summary>What became of an item that is not sent: it is refused, or an earlier run has done it.</summary>
    private SettledBatch<TItem, TResult>? Settle(TItem item, long index, ref string? key, out bool isInDoubt)
    {
        isInDoubt = false;
        if (Reject(definition.Admit, item) is { } unwanted)
            return Refused(item, index, unwanted);
        if (options.Journal is { } journal)
        {
            // Only a journal needs it, and it may be a digest of the item.
            key = definition.Key(item);
            JournalEntry? noted = key is null ? null : journal.Find(key);
            if (noted is { State: ItemState.Done })
                return new(item, index, new(ItemState.Done, definition.FromNote(noted.Note)), isFromJournal: true);
            isInDoubt = noted is { State: ItemState.Unknown } && !definition.CanRepeat(item);
        }

        return Reject(definition.Check, item) is { } error ? Refused(item, index, error) : null;
    }

    /// <summary>Puts an item into the batch of its kind; gives the batch when it is full.</summary>
    private Batch<TItem>? Add(TItem item, long index, string? key, BatchKind kind, List<Batch<TItem>> open)
    {
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

    private static SettledBatch<TItem, TResult> Refused(TItem item, long index, Exception error) =>
        new(item, index, new(ItemState.Failed, default, error));

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
                SettledBatch<TItem, TResult> settled = await _sender.SendAsync(batch, stop.Token).ConfigureAwait(false);
                await _settled.Writer.WriteAsync(settled, stop.Token).ConfigureAwait(false);
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
