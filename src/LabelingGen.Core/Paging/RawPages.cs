using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>The pages of a list as answers; the token of the enumeration reaches the request that is on its way.</summary>
internal sealed class RawPages<T>(Func<CancellationToken, IPageSource<T>> open) : IAsyncEnumerable<ClientResult>
{
    public IAsyncEnumerator<ClientResult> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(open(cancellationToken));

    private sealed class Enumerator(IPageSource<T> source) : IAsyncEnumerator<ClientResult>
    {
        public ClientResult Current { get; private set; } = null!;

        public async ValueTask<bool> MoveNextAsync()
        {
            if (await source.NextAsync().ConfigureAwait(false) is not { } page)
                return false;
            Current = page;
            return true;
        }

        public ValueTask DisposeAsync() => source.DisposeAsync();
    }
}

/// <summary>The items of one page, handed out without any asynchronous work.</summary>
internal sealed class PageItems<T>(IReadOnlyList<T> items) : IAsyncEnumerable<T>, IAsyncEnumerator<T>
{
    private int _index = -1;

    public T Current => items[_index];

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _index < 0 ? this : new PageItems<T>(items);

    public ValueTask<bool> MoveNextAsync() => new(++_index < items.Count);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
