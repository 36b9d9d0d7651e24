using LabelingGen.Core.Json;

namespace LabelingGen.Core;

/// <summary>
/// How one list operation is paged: what to send for a position, and where the next position comes from. A position is opaque text: a
/// cursor, an offset, a page number or a link.
/// </summary>
/// <typeparam name="TPage">The answer of one request.</typeparam>
/// <typeparam name="TItem">One item of the list.</typeparam>
public sealed class PageRequest<TPage, TItem>
{
    /// <summary>Makes the request for a position; <see langword="null"/> = the first page.</summary>
    public required Func<string?, ApiRequest> Create { get; init; }

    /// <summary>Reads an answer.</summary>
    public required JsonRead<TPage> Read { get; init; }

    /// <summary>The items of an answer; null counts as none.</summary>
    public required Func<TPage, IReadOnlyList<TItem>?> Items { get; init; }

    /// <summary>The position of the page after this one; <see langword="null"/> = this was the last.</summary>
    public required Func<TPage, PageContext, string?> Next { get; init; }

    /// <summary>The position to begin with; <see langword="null"/> = the server's first page.</summary>
    public string? Start { get; init; }

    /// <summary>A status (404) that means "past the last page" on every page but the first.</summary>
    public int? EndStatus { get; init; }

    /// <summary>Whether the end status means an empty list on the first page, too.</summary>
    public bool EndStatusOnFirstPage { get; init; }
}
