namespace LabelingGen.Core;

/// <summary>Items of which it is known what became of them.</summary>
/// <param name="Items">The items.</param>
/// <param name="Indexes">Their places in the input.</param>
/// <param name="Results">What became of each.</param>
/// <param name="IsFromJournal">Whether that is what the journal tells of an earlier run.</param>
internal sealed record SettledBatch<TItem, TResult>(
    IReadOnlyList<TItem> Items, IReadOnlyList<long> Indexes, IReadOnlyList<ItemResult<TResult>> Results, bool IsFromJournal = false)
{
    /// <summary>An item that is not sent.</summary>
    public SettledBatch(TItem item, long index, ItemResult<TResult> result, bool isFromJournal = false)
        : this([item], [index], [result], isFromJournal)
    {
    }

    public ItemOutcome<TItem, TResult> OutcomeOf(int i) =>
        new(Items[i], Indexes[i], Results[i].State, Results[i].Result, Results[i].Error) { IsFromJournal = IsFromJournal };
}
