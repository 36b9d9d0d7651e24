namespace LabelingGen.Core;

/// <summary>Fetches the pages of one enumeration in order, one ahead of its reader.</summary>
internal sealed class PageSource<TPage, TItem> : IPageSource<TItem>
{
    private readonly ApiPipeline _pipeline;
    private readonly PageRequest<TPage, TItem> _definition;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _methodToken;
    private readonly CancellationToken _enumeratorToken;
    private string? _position;
    private string? _checkpoint;
    private long _pagesSinceCheckpoint;
    private long _checkpointDistance = 1;
    private bool _isFirst = true;
    private bool _ended;
    private PageResult<TItem>? _current;
    private Task<PageResult<TItem>?>? _ahead;

    public PageSource(ApiPipeline pipeline, PageRequest<TPage, TItem> definition, string? start, CancellationToken methodToken,
        CancellationToken enumeratorToken)
    {
        _pipeline = pipeline;
        _definition = definition;
        _methodToken = methodToken;
        _enumeratorToken = enumeratorToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(methodToken, enumeratorToken);
        _position = start;
    }

    /// <summary>The next page, or null after the last one.</summary>
    public async ValueTask<PageResult<TItem>?> NextAsync()
    {
        _current?.Release();
        _current = null;
        if (_ended)
            return null;
        PageResult<TItem>? page;
        try
        {
            page = await (_ahead ?? FetchAsync()).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_methodToken.IsCancellationRequested || _enumeratorToken.IsCancellationRequested)
        {
            // The reader is told by its own token, not by the one that links the two.
            _ended = true;
            CancellationToken cause = _enumeratorToken.IsCancellationRequested ? _enumeratorToken : _methodToken;
            throw new OperationCanceledException(cause);
        }
        catch
        {
            _ended = true;
            throw;
        }

        _ahead = null;
        _current = page;
        if (page?.Next is null)
            _ended = true;
        else
        {
            _position = page.Next;
            if (_pipeline.Options.PrefetchPages)
                _ahead = FetchAsync();
        }

        return page;
    }

    public async ValueTask DisposeAsync()
    {
        _ended = true;
        _current?.Release();
        if (_ahead is { } ahead)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ahead.IsCompletedSuccessfully)
                ahead.Result?.Release();
            _ahead = null;
        }

        _stop.Dispose();
    }

    private async Task<PageResult<TItem>?> FetchAsync()
    {
        string? position = _position;
        bool isFirst = _isFirst;
        _isFirst = false;
        ApiRequest request = _definition.Create(position);
        try
        {
            (TPage page, PageResponse response, Uri address) =
                await _pipeline.SendPageAsync(request, _definition.Read, _stop.Token).ConfigureAwait(false);
            IReadOnlyList<TItem> items = _definition.Items(page) ?? [];
            string? next = _definition.Next(page, new PageContext(position, items.Count, response, address, _pipeline.Fail));
            if (next is not null)
                RefuseRepeat(request, position, next);
            return new PageResult<TItem>(response, items, next);
        }
        catch (ApiException end) when (end.Status != 0 && end.Status == _definition.EndStatus
            && (!isFirst || _definition.EndStatusOnFirstPage))
        {
            return null;
        }
    }

    /// <summary>
    /// Finds a server that runs in circles with one remembered position (Brent): the checkpoint moves up at growing distances, so that a
    /// cycle of any length is met again.
    /// </summary>
    private void RefuseRepeat(ApiRequest request, string? position, string next)
    {
        if (string.Equals(next, position, StringComparison.Ordinal) || string.Equals(next, _checkpoint, StringComparison.Ordinal))
        {
            throw _pipeline.Fail(new ApiError(request.Operation.Name,
                $"{request.Operation.Name}: the server named the same next page again, so the list would never end.")
            {
                Outcome = ApiOutcome.SucceededUnreadable,
            });
        }

        if (++_pagesSinceCheckpoint == _checkpointDistance)
        {
            _checkpoint = next;
            _checkpointDistance *= 2;
            _pagesSinceCheckpoint = 0;
        }
    }
}
