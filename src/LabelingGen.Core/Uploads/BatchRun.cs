using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace LabelingGen.Core;

/// <summary>One bulk operation over batches: several senders, each of which takes its next batch itself; outcomes in no order.</summary>
internal sealed class BatchRun<TItem, TResult>(
    IAsyncEnumerable<TItem> items, BatchDefinition<TItem, TResult> definition, BulkOptions options)
{
    private readonly BatchSender<TItem, TResult> _sender = new(definition, options);
    private BulkProgress _progress;

    /// <summary>Takes a batch of which it is known what became of it.</summary>
    private delegate ValueTask Settle(SettledBatch<TItem, TResult> batch, CancellationToken cancellationToken);

    /// <summary>Gives every outcome.</summary>
    public async IAsyncEnumerable<ItemOutcome<TItem, TResult>> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Who waits for outcomes goes on in the sender's own time; a consumer that is slow slows the senders anyway.
        var settled = Channel.CreateBounded<SettledBatch<TItem, TResult>>(
            new BoundedChannelOptions(options.MaxConcurrency) { SingleReader = true, AllowSynchronousContinuations = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = CompleteAsync();
        try
        {
            await foreach (SettledBatch<TItem, TResult> batch in settled.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                for (int i = 0; i < batch.Items.Count; i++)
                    yield return batch.OutcomeOf(i);
                Report(batch);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task CompleteAsync() =>
            settled.Writer.Complete(await SendAllAsync(settled.Writer.WriteAsync, stop, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Counts, and gives the outcomes of the items that are not done.</summary>
    public async Task<BulkProgress> RunToEndAsync(Action<ItemOutcome<TItem, TResult>> notDone, CancellationToken cancellationToken)
    {
        object turn = new();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await SendAllAsync(CountAsync, stop, cancellationToken).ConfigureAwait(false) is { } cause)
            ExceptionDispatchInfo.Throw(cause);
        return _progress;

        ValueTask CountAsync(SettledBatch<TItem, TResult> batch, CancellationToken _)
        {
            lock (turn)
            {
                for (int i = 0; i < batch.Items.Count; i++)
                {
                    if (batch.Results[i].State != ItemState.Done)
                        notDone(batch.OutcomeOf(i));
                }

                Report(batch);
            }

            return ValueTask.CompletedTask;
        }
    }

    private void Report(SettledBatch<TItem, TResult> batch)
    {
        _progress = _progress.With(batch);
        options.Progress?.Report(_progress);
    }

    /// <returns>Why it ended early; <see langword="null"/> when all is sent.</returns>
    private async Task<Exception?> SendAllAsync(Settle settle, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        using SemaphoreSlim turn = new(1, 1);
        IAsyncEnumerator<Batch<TItem>> batches = ReadAsync(settle, stop.Token).GetAsyncEnumerator(stop.Token);
        Task[] tasks =
            [.. Enumerable.Range(0, options.MaxConcurrency).Select(_ => Task.Run(() => SendAsync(batches, turn, settle, stop)))];
        Task all = Task.WhenAll(tasks);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task closing = batches.DisposeAsync().AsTask();
        await closing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return tasks.Select(task => task.Exception?.InnerException).FirstOrDefault(e => e is not null)
            ?? _sender.Stopped
            ?? closing.Exception?.InnerException
            ?? (all.IsCanceled ? new OperationCanceledException(cancellationToken) : null);
    }

    private async IAsyncEnumerable<Batch<TItem>> ReadAsync(Settle settle, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Batch<TItem>> open = [];
        long index = 0;
        await foreach (TItem item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            string? key = null;
            if (Exclude(item, index, ref key, out bool isInDoubt) is { } excluded)
                await settle(excluded, cancellationToken).ConfigureAwait(false);
            else if (Add(item, index, key, new BatchKind(definition.Lane(item), isInDoubt), open) is { } full)
                yield return full;
            index++;
        }

        open.Sort(static (one, other) => one.Kind.Lane.CompareTo(other.Kind.Lane));
        foreach (Batch<TItem> batch in open)
            yield return batch;
    }

    /// <summary>What became of an item that is not sent: it is refused, or an earlier run has done it.</summary>
    private SettledBatch<TItem, TResult>? Exclude(TItem item, long index, ref string? key, out bool isInDoubt)
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

    private async Task SendAsync(
        IAsyncEnumerator<Batch<TItem>> batches, SemaphoreSlim turn, Settle settle, CancellationTokenSource stop)
    {
        try
        {
            while (_sender.Stopped is null && await NextAsync(batches, turn, stop.Token).ConfigureAwait(false) is { } batch)
            {
                SettledBatch<TItem, TResult> settled = await _sender.SendAsync(batch, stop.Token).ConfigureAwait(false);
                await settle(settled, stop.Token).ConfigureAwait(false);
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
