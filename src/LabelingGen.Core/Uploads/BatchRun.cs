using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LabelingGen.Core;

/// <summary>One bulk operation over batches: one reader, several senders, outcomes in no order.</summary>
internal sealed class BatchRun<TItem, TResult>(
    IAsyncEnumerable<TItem> items, BatchDefinition<TItem, TResult> definition, BulkOptions options)
{
    private readonly BatchSender<TItem, TResult> _sender = new(definition, options);

    // One waiting batch for each sender, so that none waits for the reader to be woken.
    private readonly Channel<Batch<TItem>> _batches =
        Channel.CreateBounded<Batch<TItem>>(new BoundedChannelOptions(options.MaxConcurrency) { SingleWriter = true });

    private readonly Channel<ItemOutcome<TItem, TResult>[]> _outcomes =
        Channel.CreateBounded<ItemOutcome<TItem, TResult>[]>(new BoundedChannelOptions(options.MaxConcurrency) { SingleReader = true });

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
        Task[] tasks = [ReadAsync(stop), .. Enumerable.Range(0, options.MaxConcurrency).Select(_ => SendAllAsync(stop))];
        Task all = Task.WhenAll(tasks);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Exception? cause = tasks.Select(task => task.Exception?.InnerException).FirstOrDefault(e => e is not null);
        _outcomes.Writer.Complete(cause ?? _sender.Stopped
            ?? (Exception?)(all.IsCanceled ? new OperationCanceledException(cancellationToken) : null));
    }

    private async Task ReadAsync(CancellationTokenSource stop)
    {
        var open = new Dictionary<BatchKind, Batch<TItem>>();
        try
        {
            long index = 0;
            await foreach (TItem item in items.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                if (_sender.Stopped is not null)
                    return;
                await TakeAsync(item, index++, open, stop.Token).ConfigureAwait(false);
            }

            foreach (Batch<TItem> batch in open.OrderBy(entry => entry.Key.Lane).Select(entry => entry.Value))
                await _batches.Writer.WriteAsync(batch, stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _batches.Writer.Complete();
        }
    }

    private async ValueTask TakeAsync(
        TItem item, long index, Dictionary<BatchKind, Batch<TItem>> open, CancellationToken cancellationToken)
    {
        string? key = definition.Key(item);
        JournalEntry? noted = key is null ? null : options.Journal?.Find(key);
        if (noted is { State: ItemState.Done })
        {
            ItemOutcome<TItem, TResult> known = new(item, index, ItemState.Done, definition.FromNote(noted.Note)) { IsFromJournal = true };
            await _outcomes.Writer.WriteAsync([known], cancellationToken).ConfigureAwait(false);
            return;
        }

        if (Reject(item) is { } error)
        {
            await _outcomes.Writer.WriteAsync([new(item, index, ItemState.Failed, default, error)], cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        var kind = new BatchKind(definition.Lane(item), noted is { State: ItemState.Unknown } && !definition.CanRepeat(item));
        if (!open.TryGetValue(kind, out Batch<TItem>? batch))
            open.Add(kind, batch = new Batch<TItem>(kind));
        batch.Add(item, index, key);
        if (batch.Items.Count < definition.MaxItems(kind.Lane))
            return;
        open.Remove(kind);
        await _batches.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private Exception? Reject(TItem item)
    {
        try
        {
            definition.Check?.Invoke(item);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            return error;
        }
    }

    private async Task SendAllAsync(CancellationTokenSource stop)
    {
        try
        {
            await foreach (Batch<TItem> batch in _batches.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                // After the stop batches are taken without being sent, so that the reader ends.
                if (_sender.Stopped is not null)
                    continue;
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
}
