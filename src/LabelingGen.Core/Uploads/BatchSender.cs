namespace LabelingGen.Core;

/// <summary>Sends one batch: notes it before and after, and finds out about lost answers.</summary>
internal sealed class BatchSender<TItem, TResult>(BatchDefinition<TItem, TResult> definition, BulkOptions options)
{
    private readonly object _lock = new();
    private int _failedInARow;

    /// <summary>Why the whole is to be stopped, once enough batches have failed in a row.</summary>
    public BulkStoppedException? Stopped { get; private set; }

    public async Task<SettledBatch<TItem, TResult>> SendAsync(Batch<TItem> batch, CancellationToken cancellationToken)
    {
        // Before the first byte leaves: after a crash the item must not count as never sent.
        options.Journal?.Begin(batch.Keys.OfType<string>());
        IReadOnlyList<ItemResult<TResult>> results;
        if (batch.Kind.IsInDoubt)
        {
            results = await FindAsync(batch.Items, null, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            (results, ApiException? lost) = await TryAsync(definition.Send, batch.Items, cancellationToken).ConfigureAwait(false);
            if (lost is not null)
                results = await RecoverAsync(batch.Items, results, lost, cancellationToken).ConfigureAwait(false);
        }

        Note(batch.Keys, results);
        return new SettledBatch<TItem, TResult>(batch.Items, batch.Indexes, results);
    }

    /// <summary>Sends again what may be repeated, and looks the rest up.</summary>
    /// <param name="items">The items of a batch whose answer was lost.</param>
    /// <param name="results">What is to be said of them when nothing can be done.</param>
    /// <param name="lost">How the answer was lost.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<IReadOnlyList<ItemResult<TResult>>> RecoverAsync(
        IReadOnlyList<TItem> items, IReadOnlyList<ItemResult<TResult>> results, ApiException lost, CancellationToken cancellationToken)
    {
        List<int> repeatable = [.. Enumerable.Range(0, items.Count).Where(i => definition.CanRepeat(items[i]))];
        if (repeatable.Count == 0)
            return await FindAsync(items, lost, cancellationToken).ConfigureAwait(false);
        // What the pipeline has asked for again and again by itself is not asked for once more, nor what the options do not repeat.
        bool isFinal = lost.Status > 0 && definition.RetryStatuses?.Contains(lost.Status) == false;
        if (lost.Outcome != ApiOutcome.SucceededUnreadable && (lost.Attempts > 1 || isFinal))
            return results;
        if (repeatable.Count == items.Count)
            return (await TryAsync(definition.Send, items, cancellationToken).ConfigureAwait(false)).Results;
        ItemResult<TResult>[] all = [.. results];
        await FillAsync(all, repeatable, batch => TryAsync(definition.Send, batch, cancellationToken)).ConfigureAwait(false);
        int[] others = [.. Enumerable.Range(0, items.Count).Except(repeatable)];
        await FillAsync(all, others, async batch => (await FindAsync(batch, lost, cancellationToken).ConfigureAwait(false), null))
            .ConfigureAwait(false);
        return all;

        async Task FillAsync(
            ItemResult<TResult>[] target, IReadOnlyList<int> places,
            Func<IReadOnlyList<TItem>, Task<(IReadOnlyList<ItemResult<TResult>> Results, ApiException? Lost)>> call)
        {
            IReadOnlyList<ItemResult<TResult>> part = (await call([.. places.Select(i => items[i])]).ConfigureAwait(false)).Results;
            for (int i = 0; i < places.Count; i++)
                target[places[i]] = part[i];
        }
    }

    /// <summary>Looks items up, and sends once more what the server does not have.</summary>
    private async Task<IReadOnlyList<ItemResult<TResult>>> FindAsync(
        IReadOnlyList<TItem> items, ApiException? lost, CancellationToken cancellationToken)
    {
        if (definition.Find is null)
            return All(items.Count, ItemState.Unknown, lost);
        (IReadOnlyList<ItemResult<TResult>> found, ApiException? failure) = await TryAsync(definition.Find, items, cancellationToken)
            .ConfigureAwait(false);
        if (failure is not null || found.Any(result => result.Error is ApiException))
            return All(items.Count, ItemState.Unknown, lost ?? found[0].Error);
        List<int> absent = [.. Enumerable.Range(0, items.Count).Where(i => found[i].State == ItemState.Failed)];
        if (absent.Count == 0)
            return found;
        ItemResult<TResult>[] results = [.. found];
        IReadOnlyList<ItemResult<TResult>> again = (await TryAsync(
            definition.Send, [.. absent.Select(i => items[i])], cancellationToken).ConfigureAwait(false)).Results;
        for (int i = 0; i < absent.Count; i++)
            results[absent[i]] = again[i];
        return results;
    }

    private async Task<(IReadOnlyList<ItemResult<TResult>> Results, ApiException? Lost)> TryAsync(
        Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<ItemResult<TResult>>>> call,
        IReadOnlyList<TItem> items, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<ItemResult<TResult>> results = await call(items, cancellationToken).ConfigureAwait(false);
            if (results.Count != items.Count)
                throw new InvalidOperationException($"A batch of {items.Count} items was answered with {results.Count} results.");
            Succeeded();
            return (results, null);
        }
        catch (ApiException error)
        {
            bool isLost = error.Outcome is ApiOutcome.Unknown or ApiOutcome.SucceededUnreadable;
            if (isLost || error.Status is 0 or 401 or 403 or 429 or >= 500)
                Failed(error);
            else
                Succeeded();
            return (All(items.Count, isLost ? ItemState.Unknown : ItemState.Failed, error), isLost ? error : null);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException)
        {
            return (All(items.Count, ItemState.Failed, error), null);
        }
    }

    private void Note(List<string?> keys, IReadOnlyList<ItemResult<TResult>> results)
    {
        if (options.Journal is null)
            return;
        var notes = new List<KeyValuePair<string, JournalEntry>>(keys.Count);
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys[i] is { } key)
                notes.Add(new(key, new JournalEntry(results[i].State, NoteOf(results[i]))));
        }

        options.Journal.Note(notes);
    }

    private string? NoteOf(ItemResult<TResult> result) =>
        result is { State: ItemState.Done, Result: { } value } ? definition.ToNote(value) : result.Error?.Message;

    private static ItemResult<TResult>[] All(int count, ItemState state, Exception? error)
    {
        var results = new ItemResult<TResult>[count];
        Array.Fill(results, new ItemResult<TResult>(state, default, error));
        return results;
    }

    private void Succeeded()
    {
        lock (_lock)
            _failedInARow = 0;
    }

    private void Failed(ApiException error)
    {
        lock (_lock)
        {
            if (++_failedInARow >= options.MaxFailedBatches)
                Stopped ??= new BulkStoppedException(_failedInARow, error);
        }
    }
}
