using System.Runtime.CompilerServices;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// The items of a list that comes in pages, numbered ones or each with a token for the next. Enumerating it asks for page after page, the
/// next one while the current one is read; it can be enumerated again, which asks again. Numbered pages end at an empty one, or at one with
/// fewer items than were asked for; pages with tokens end where there is no token.
/// </summary>
/// <typeparam name="TResponse">The answer that holds a page.</typeparam>
/// <typeparam name="TItem">An item of it.</typeparam>
public sealed class GrpcPageable<TResponse, TItem> : IAsyncEnumerable<TItem>
{
    private readonly Position _given;
    private readonly uint _size;
    private readonly Func<Position, CancellationToken, Task<GrpcResponse<TResponse>>> _fetch;
    private readonly Func<TResponse, IReadOnlyCollection<TItem>> _items;
    private readonly Func<TResponse, string>? _nextToken;

    /// <summary>Describes a list of numbered pages. Nothing is sent before it is enumerated.</summary>
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
        _given = new Position(firstPage, "");
        _size = maxPageSize > 0 ? Math.Min(pageSize, maxPageSize) : pageSize;
        _fetch = (at, cancellationToken) => fetch(at.Number, cancellationToken);
        _items = items;
    }

    /// <summary>Describes a list whose pages hold a token for the next one. Nothing is sent before it is enumerated.</summary>
    /// <param name="firstToken">Token of the page to begin with; empty for the first.</param>
    /// <param name="fetch">Asks for a page by its token.</param>
    /// <param name="items">The items of a page, of which there may be none before the end, too.</param>
    /// <param name="nextToken">The token for the page after this one; empty at the end.</param>
    public GrpcPageable(
        string firstToken,
        Func<string, CancellationToken, Task<GrpcResponse<TResponse>>> fetch,
        Func<TResponse, IReadOnlyCollection<TItem>> items,
        Func<TResponse, string> nextToken)
    {
        ArgumentNullException.ThrowIfNull(firstToken);
        ArgumentNullException.ThrowIfNull(fetch);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(nextToken);
        _given = new Position(0, firstToken);
        _fetch = (at, cancellationToken) => fetch(at.Token, cancellationToken);
        _items = items;
        _nextToken = nextToken;
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
            Position at = _nextToken is null ? new Position(Math.Max(_given.Number, 1), "") : _given;
            while (true)
            {
                GrpcResponse<TResponse> response =
                    await WithOwnTokenAsync(ahead ?? _fetch(at, stop.Token), cancellationToken).ConfigureAwait(false);
                ahead = null;
                IReadOnlyCollection<TItem> items = _items(response.Value);
                Position? next = _nextToken is null ? After(at, items, before) : After(at, _nextToken(response.Value));
                before = items;
                if (next is { } following)
                    ahead = _fetch(following, stop.Token);
                yield return response;
                if (next is null)
                    yield break;
                at = next.Value;
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

    /// <summary>
    /// The answer with one page only, the one the request names; without a number or token, the one the server takes then.
    /// </summary>
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

    private Position? After(Position at, IReadOnlyCollection<TItem> items, IReadOnlyCollection<TItem> before)
    {
        if (items.Count == 0 || items.Count < _size)
            return null;
        if (items.Count == before.Count && items.SequenceEqual(before))
            throw NeverEnds($"Page {at.Number} of the list is the same as the page before it");
        return at with { Number = at.Number + 1 };
    }

    private static Position? After(Position at, string token)
    {
        if (token.Length == 0)
            return null;
        if (token == at.Token)
            throw NeverEnds("A page of the list names itself as the next one");
        return at with { Token = token };
    }

    private static GrpcException NeverEnds(string reason) => new(
        new ApiError(typeof(TResponse).Name, $"{reason}, so the list would never end.") { Outcome = ApiOutcome.SucceededUnreadable },
        GrpcStatusCode.DataLoss);

    private readonly record struct Position(uint Number, string Token);
}
