using System.Runtime.CompilerServices;

namespace LabelingGen.Core;

/// <summary>Sequences as bulk operations take them.</summary>
public static class AsyncSequence
{
    /// <summary>Reads a sequence only as fast as it is taken.</summary>
    public static async IAsyncEnumerable<T> AsAsync<T>(
        this IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (T item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
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
}
