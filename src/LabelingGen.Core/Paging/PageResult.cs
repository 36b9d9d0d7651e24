using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>A page as it was read: its answer, its items and the position after it.</summary>
internal sealed class PageResult<T>(PageResponse response, IReadOnlyList<T> items, string? next) : ClientResult(response)
{
    public IReadOnlyList<T> Items { get; } = items;

    public string? Next { get; } = next;

    /// <summary>Gives the raw content back when the reader has gone on.</summary>
    public void Release() => response.Release();
}
