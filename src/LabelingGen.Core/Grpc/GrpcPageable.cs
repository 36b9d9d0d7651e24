using System.Runtime.CompilerServices;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// The items of a list that comes in numbered pages. Enumerating it asks for page after page, the next one while the current one is read;
/// it can be enumerated again, which asks again. It ends at an empty page, or at one with fewer items than were asked for.
/// </summary>
/// <typeparam name="TResponse">The answer that holds a page.</typeparam>
/// <typeparam name="TItem">An item of it.</typeparam>
public sealed class GrpcPageable<TResponse, TItem> : IAsyncEnumerable<TItem>
{
    private readonly uint _given;
    private readonly uint _size;
    private readonly Func<uint, CancellationToken, Task<GrpcResponse<TResponse>>> _fetch;
    private readonly Func<TResponse, IReadOnlyCollection<TItem>> _items;

    /// <summary>Describes a list. Nothing is sent before it is enumerated.</summary>
    /// <param name="firstPage">Number of the page to begin with; 0 = not given, the enumeration begins with 1.</param>
    /// <param name="pageSize">Items asked for on a page; 0 = the server decides, and only an empty page ends the list.</param>
    /// <param name="maxPageSize">Largest page the server gives; 0 = not known.</param>
    /// <param name="fetch">Asks for a page by its number.</param>
    /// <param name="items">The items of a page.</param>
    public GrpcPageable(
        uint firstPage,
        uint pageSize,
        uint maxPageSize,
        Func<uint, CancellationToken, Task<GrpcResponse<TResponse>>> fetch,
        Func<TResponse, IReadOnlyCollection<TItem>> items)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        ArgumentNullException.ThrowIfNull(items);
        _given = firstPage;
        _size = maxPageSize > 0 ? Math.Min(pageSize, maxPageSize) : pageSize;
        _fetch = fetch;
        _items = items;
    }

    /// <summary>
    /// The answers page by page, the empty one at the end included if there is one. Leaving the enumeration early cancels the call for the
    /// page that was fetched ahead.
    /// </summary>
    /// <exception cref="GrpcException">
    /// A call failed, or the server sent the same page a second time, so that the list would never end.
    /// </exception>
    public async IAsyncEnumerable<GrpcResponse<TResponse>> AsPages([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<GrpcResponse<TResponse>>? ahead = null;
        IReadOnlyCollection<TItem> before = [];
        try
        {
            for (uint page = Math.Max(_given, 1); ; page++)
            {
                GrpcResponse<TResponse> response =
                    await WithOwnTokenAsync(ahead ?? _fetch(page, stop.Token), cancellationToken).ConfigureAwait(false);
                ahead = null;
                IReadOnlyCollection<TItem> items = _items(response.Value);
                bool isLast = items.Count == 0 || items.Count < _size;
                if (!isLast && items.Count == before.Count && items.SequenceEqual(before))
                    throw NeverEnds(page);
                before = items;
                if (!isLast)
                    ahead = _fetch(page + 1, stop.Token);
                yield return response;
                if (isLast)
                    yield break;
            }
        }
        finally
        {
            if (ahead is not null)
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The answer with one page only, the one the request names; without a number, the one the server takes then.</summary>
    public Task<GrpcResponse<TResponse>> FirstPageAsync(CancellationToken cancellationToken = default) => _fetch(_given, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (GrpcResponse<TResponse> page in AsPages(cancellationToken).ConfigureAwait(false))
        {
            foreach (TItem item in _items(page.Value))
                yield return item;
        }
    }

    /// <summary>The reader is told by its own token, not by the one that links it.</summary>
    private static async Task<GrpcResponse<TResponse>> WithOwnTokenAsync(Task<GrpcResponse<TResponse>> call, CancellationToken own)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (own.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancelled.Message, cancelled, own);
        }
    }

    private static GrpcException NeverEnds(uint page) => new(
        new ApiError(typeof(TResponse).Name, $"Page {page} of the list is the same as the page before it, so the list would never end.")
        {
            Outcome = ApiOutcome.SucceededUnreadable,
        },
        GrpcStatusCode.DataLoss);
}
