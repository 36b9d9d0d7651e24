using System.ClientModel.Primitives;
using System.Globalization;

namespace LabelingGen.Core;

/// <summary>Where a page stands in its list; helps to find the position of the next one.</summary>
public sealed class PageContext
{
    private readonly Func<ApiError, ApiException> _fail;

    internal PageContext(
        string? position, int itemCount, PipelineResponse response, Uri requestUri, Func<ApiError, ApiException> fail)
    {
        _fail = fail;
        Position = position;
        ItemCount = itemCount;
        Response = response;
        RequestUri = requestUri;
    }

    /// <summary>The position this page was asked for; <see langword="null"/> = the first page.</summary>
    public string? Position { get; }

    /// <summary>The number of items on this page.</summary>
    public int ItemCount { get; }

    /// <summary>Status and headers of the answer.</summary>
    public PipelineResponse Response { get; }

    /// <summary>The address that was asked, which relative links are relative to.</summary>
    public Uri RequestUri { get; }

    /// <summary>A cursor as position: null and empty text end the list.</summary>
    public static string? Cursor(string? cursor) => string.IsNullOrEmpty(cursor) ? null : cursor;

    /// <summary>
    /// The next offset: this one advanced by the items received, or by what the server says it used.
    /// </summary>
    /// <param name="first">The offset of the first page.</param>
    /// <param name="advance">How far to go on; default: the items of this page.</param>
    /// <param name="total">Number of items in all, if the server tells it: the list ends there.</param>
    /// <param name="hasMore">Whether the server says that there is more, if it does.</param>
    /// <param name="pageSize">The size asked for; a shorter page ends the list when nothing else tells the end.</param>
    /// <returns>The next position, or <see langword="null"/> at the end. A page without items ends the list unless
    /// <paramref name="hasMore"/> is true.</returns>
    public string? NextOffset(long first = 0, long? advance = null, long? total = null, bool? hasMore = null, long? pageSize = null)
    {
        long next = Number(first) + (advance is > 0 ? advance.Value : ItemCount);
        bool more = hasMore ?? (ItemCount > 0 && (total is { } all ? next - first < all : pageSize is null || ItemCount >= pageSize));
        return more && next > Number(first) ? next.ToString(CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The next page number.</summary>
    /// <param name="first">The number of the first page.</param>
    /// <param name="totalItems">Number of items in all, if the server tells it; needs <paramref name="pageSize"/>.</param>
    /// <param name="totalPages">Number of pages in all, if the server tells it.</param>
    /// <param name="hasMore">Whether the server says that there is more, if it does.</param>
    /// <param name="pageSize">The size of a page; a shorter one ends the list when nothing else tells the end.</param>
    /// <returns>The next position, or <see langword="null"/> at the end.</returns>
    public string? NextPage(long first = 1, long? totalItems = null, long? totalPages = null, bool? hasMore = null, long? pageSize = null)
    {
        long next = Number(first) + 1;
        long done = next - first;
        bool more = hasMore ?? (ItemCount > 0 && (totalPages, totalItems, pageSize) switch
        {
            ({ } pages, _, _) => done < pages,
            (_, { } items, { } size) => done * size < items,
            (_, _, { } size) => ItemCount >= size,
            _ => true,
        });
        return more ? next.ToString(CultureInfo.InvariantCulture) : null;
    }

    /// <summary>
    /// A link as position: resolved against this page's address. Null and empty text end the list.
    /// </summary>
    /// <exception cref="ApiException">The link leads to another origin; nothing was sent there.</exception>
    public string? Link(string? link) =>
        string.IsNullOrEmpty(link) ? null : OriginGate.Resolve(RequestUri, link, "The next page", _fail).AbsoluteUri;

    /// <summary>The <c>rel="next"</c> link of the answer's <c>Link</c> header (RFC 8288) as position.</summary>
    /// <exception cref="ApiException">The link leads to another origin; nothing was sent there.</exception>
    public string? NextLinkHeader() => Link(LinkHeader.Find(Response, "next"));

    private long Number(long first) =>
        Position is null ? first : long.Parse(Position, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
