namespace LabelingGen.Core;

/// <summary>The outcome of one item of a bulk operation; every item has exactly one.</summary>
/// <param name="Item">The item.</param>
/// <param name="Index">Its place in the input, from 0.</param>
/// <param name="State">What became of it.</param>
/// <param name="Result">The result, when it is done.</param>
/// <param name="Error">The error, when it is not known to be done.</param>
/// <typeparam name="TItem">The item.</typeparam>
/// <typeparam name="TResult">The result of one item.</typeparam>
public sealed record ItemOutcome<TItem, TResult>(TItem Item, long Index, ItemState State, TResult? Result = default,
    Exception? Error = null)
{
    /// <summary>Whether the outcome is that of an earlier run, as the journal tells it: nothing was sent.</summary>
    public bool IsFromJournal { get; init; }
}
