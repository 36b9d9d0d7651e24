namespace LabelingGen.Core;

/// <summary>Hands out the items of the pages; within a page, without any asynchronous work.</summary>
internal sealed class ItemEnumerator<T>(IPageSource<T> source) : IAsyncEnumerator<T>
{
    private IReadOnlyList<T> _items = [];
    private int _index = -1;

    public T Current => _items[_index];

    public ValueTask<bool> MoveNextAsync() => ++_index < _items.Count ? new ValueTask<bool>(true) : NextPageAsync();

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async ValueTask<bool> NextPageAsync()
    {
        while (await source.NextAsync().ConfigureAwait(false) is { } page)
        {
            _items = page.Items;
            _index = 0;
            if (_items.Count > 0)
                return true;
        }

        _items = [];
        return false;
    }
}

/// <summary>The pages of one enumeration, in order.</summary>
internal interface IPageSource<T> : IAsyncDisposable
{
    /// <summary>The next page, or null after the last one.</summary>
    ValueTask<PageResult<T>?> NextAsync();
}
