namespace LabelingGen.Core;

/// <summary>What a server said about one item of a batch.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Result">The result, when it is done.</param>
/// <param name="Error">The error, when it is not known to be done.</param>
/// <typeparam name="TResult">The result of one item.</typeparam>
public readonly record struct ItemResult<TResult>(ItemState State, TResult? Result = default, Exception? Error = null);
