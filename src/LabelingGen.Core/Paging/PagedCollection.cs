using System.ClientModel;
using System.Runtime.CompilerServices;

namespace LabelingGen.Core;

/// <summary>A list that knows its pages; what <see cref="PagingExtensions"/> work on.</summary>
internal abstract class PagedCollection<T> : AsyncCollectionResult<T>
{
    public abstract PagedCollection<T> ResumeFrom(ContinuationToken token);

    public abstract IAsyncEnumerable<Page<T>> GetPagesAsync(CancellationToken cancellationToken);
}

/// <summary>A list read page by page: each answer is parsed once, and the next page is fetched while the current one is read.</summary>
internal sealed class PagedCollection<TPage, TItem>(
    ApiPipeline pipeline, PageRequest<TPage, TItem> definition, string? start, CancellationToken methodToken)
    : PagedCollection<TItem>, IAsyncEnumerable<TItem>
{
    private string? _digest;

    public override PagedCollection<TItem> ResumeFrom(ContinuationToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        ApiRequest first = definition.Create(null);
        string position = PageToken.ReadPosition(first.Operation.Name, Digest(first), token);
        return new PagedCollection<TPage, TItem>(pipeline, definition, position, methodToken);
    }

    /// <summary>The short way for those who see the list as a sequence; others come through <see cref="GetRawPagesAsync"/>.</summary>
    IAsyncEnumerator<TItem> IAsyncEnumerable<TItem>.GetAsyncEnumerator(CancellationToken cancellationToken) =>
        new ItemEnumerator<TItem>(Open(cancellationToken));

    /// <summary>The pages as answers. The raw content of one can be read until the next one is asked for.</summary>
    public override IAsyncEnumerable<ClientResult> GetRawPagesAsync() => new RawPages<TItem>(Open);

    public override ContinuationToken? GetContinuationToken(ClientResult page) => Continuation(Own(page));

    public override async IAsyncEnumerable<Page<TItem>> GetPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using PageSource<TPage, TItem> source = Open(cancellationToken);
        while (await source.NextAsync().ConfigureAwait(false) is { } page)
            yield return new Page<TItem>(page.Items, Continuation(page), page);
    }

    protected override IAsyncEnumerable<TItem> GetValuesFromPageAsync(ClientResult page) => new PageItems<TItem>(Own(page).Items);

    private static PageResult<TItem> Own(ClientResult page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page as PageResult<TItem> ?? throw new ArgumentException("The page does not belong to this list.", nameof(page));
    }

    private PageSource<TPage, TItem> Open(CancellationToken cancellationToken) =>
        new(pipeline, definition, start ?? definition.Start, methodToken, cancellationToken);

    private ContinuationToken? Continuation(PageResult<TItem> page)
    {
        if (page.Next is null)
            return null;
        ApiRequest first = definition.Create(null);
        return PageToken.Create(first.Operation.Name, Digest(first), page.Next);
    }

    private string Digest(ApiRequest first) => _digest ??= first.Digest(pipeline.Endpoint, pipeline.Fail);
}
