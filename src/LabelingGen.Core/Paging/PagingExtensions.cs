using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>What the lists of generated clients can do beyond <see cref="AsyncCollectionResult{T}"/>.</summary>
public static class PagingExtensions
{
    /// <summary>
    /// The rest of a list: the same call, starting at the page that a token names. Tokens come from
    /// <see cref="System.ClientModel.Primitives.AsyncCollectionResult.GetContinuationToken"/> or <see cref="Page{T}.Continuation"/> and may
    /// have been stored by another process.
    /// </summary>
    /// <exception cref="ArgumentException">The list was not made by a generated client, or the token belongs to another list.</exception>
    public static AsyncCollectionResult<T> ResumeFrom<T>(this AsyncCollectionResult<T> list, ContinuationToken token) =>
        Paged(list).ResumeFrom(token);

    /// <summary>The pages of a list with their items and tokens.</summary>
    /// <exception cref="ArgumentException">The list was not made by a generated client.</exception>
    public static IAsyncEnumerable<Page<T>> AsPagesAsync<T>(this AsyncCollectionResult<T> list,
        CancellationToken cancellationToken = default) =>
        Paged(list).GetPagesAsync(cancellationToken);

    private static PagedCollection<T> Paged<T>(AsyncCollectionResult<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return list as PagedCollection<T> ?? throw new ArgumentException("The list was not made by a generated client.", nameof(list));
    }
}
