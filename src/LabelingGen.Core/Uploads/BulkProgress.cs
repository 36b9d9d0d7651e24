namespace LabelingGen.Core;

/// <summary>How far a bulk operation has come.</summary>
/// <param name="Done">Items that are done, those of earlier runs included.</param>
/// <param name="Failed">Items that are not done.</param>
/// <param name="Unknown">Items that may be done: the answer was lost.</param>
public readonly record struct BulkProgress(long Done, long Failed, long Unknown)
{
    /// <summary>Items whose outcome is known or given up.</summary>
    public long Total => Done + Failed + Unknown;

    internal BulkProgress With(ItemState state) => state switch
    {
        ItemState.Done => this with { Done = Done + 1 },
        ItemState.Failed => this with { Failed = Failed + 1 },
        _ => this with { Unknown = Unknown + 1 },
    };
}
