namespace LabelingGen.Core.Grpc;

/// <summary>
/// The items of a list that comes in numbered pages. Enumerating it asks for page after page; it can be enumerated again, which asks
/// again. It ends at an empty page, or at one with fewer items than were asked for.
/// </summary>
/// <typeparam name="TResponse">The answer that holds a page.</typeparam>
/// <typeparam name="TItem">An item of it.</typeparam>
public sealed class GrpcPageable<TResponse, TItem> : IAsyncEnumerable<TItem>
{
    private readonly uint _first;
    private readonly uint _size;
    private readonly Func<uint, CancellationToken, Task<GrpcResponse<TResponse>>> _fetch;
    private readonly Func<TResponse, IReadOnlyCollection<TItem>> _items;

    /// <summary>Describes a list. Nothing is sent before it is enumerated.</summary>
    /// <param name="firstPage">Number of the first page; 0 counts as 1.</param>
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
        _first = Math.Max(firstPage, 1);
        _size = maxPageSize > 0 ? Math.Min(pageSize, maxPageSize) : pageSize;
        _fetch = fetch;
        _items = items;
    }

    /// <summary>The answers page by page, the empty one at the end included if there is one.</summary>
    public async IAsyncEnumerable<GrpcResponse<TResponse>> AsPages(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (uint page = _first; ; page++)
        {
            GrpcResponse<TResponse> response = await _fetch(page, cancellationToken).ConfigureAwait(false);
            yield return response;
            int count = _items(response.Value).Count;
            if (count == 0 || count < _size)
                yield break;
        }
    }

    /// <summary>The answer with the first page only.</summary>
    public Task<GrpcResponse<TResponse>> FirstPageAsync(CancellationToken cancellationToken = default) => _fetch(_first, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (GrpcResponse<TResponse> page in AsPages(cancellationToken).ConfigureAwait(false))
        {
            foreach (TItem item in _items(page.Value))
                yield return item;
        }
    }
}
