using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, in the server's order.</param>
/// <param name="Continuation">Where the next page starts; <see langword="null"/> = this is the last page.</param>
/// <param name="Result">The answer this page came with.</param>
/// <typeparam name="T">One item of the list.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, ContinuationToken? Continuation, ClientResult Result);
