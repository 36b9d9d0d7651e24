using System.Runtime.CompilerServices;

namespace LabelingGen.Core;

/// <summary>Sequences as bulk operations take them.</summary>
public static class AsyncSequence
{
    /// <summary>Reads a sequence only as fast as it is taken.</summary>
    public static IAsyncEnumerable<T> AsAsync<T>(this IEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new ReadySequence<T>(items, cancellationToken);
    }

    /// <summary>Changes every item as it is taken.</summary>
    public static async IAsyncEnumerable<TResult> Map<T, TResult>(
        this IAsyncEnumerable<T> items, Func<T, TResult> change, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(change);
        await foreach (T item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return change(item);
    }

    /// <summary>A method with <c>yield</c> would cost several times as much for each item, of which there may be millions.</summary>
    private sealed class ReadySequence<T>(IEnumerable<T> items, CancellationToken given) : IAsyncEnumerable<T>
    {
        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            new Enumerator(items.GetEnumerator(), given, cancellationToken);

        private sealed class Enumerator(IEnumerator<T> items, CancellationToken given, CancellationToken cancellationToken)
            : IAsyncEnumerator<T>
        {
            public T Current => items.Current;

            public ValueTask<bool> MoveNextAsync()
            {
                given.ThrowIfCancellationRequested();
                cancellationToken.ThrowIfCancellationRequested();
                return new(items.MoveNext());
            }

            public ValueTask DisposeAsync()
            {
                items.Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
