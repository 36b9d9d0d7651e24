using System.Collections.Immutable;

namespace LabelingGen.Generator.Hosting;

/// <summary>
/// Does the same to every spec of a project, at once on as many processors as there are: specs know nothing of each other, and the order of
/// results is that of the items.
/// </summary>
internal static class SideBySide
{
    public static ImmutableArray<TResult> Map<T, TResult>(ImmutableArray<T> items, Func<T, TResult> map, CancellationToken cancellationToken)
    {
        TResult[] results = new TResult[items.Length];
        if (items.Length == 1)
            results[0] = map(items[0]);
        else
            Parallel.For(0, items.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => results[i] = map(items[i]));
        return ImmutableArray.Create(results);
    }
}
