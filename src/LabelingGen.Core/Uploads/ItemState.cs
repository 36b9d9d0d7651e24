namespace LabelingGen.Core;

/// <summary>What became of one item of a bulk operation.</summary>
public enum ItemState
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It is not done.</summary>
    Failed,

    /// <summary>It may be done: the answer was lost. Look it up before doing it again.</summary>
    Unknown,
}
