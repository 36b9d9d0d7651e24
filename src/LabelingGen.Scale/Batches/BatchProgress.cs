namespace LabelingGen.Scale;

public sealed partial class BatchProgress
{
    /// <summary>Number of tasks nothing more will be done for: completed, canceled or failed.</summary>
    public int DoneCount => (Completed ?? 0) + (Canceled ?? 0) + (Error ?? 0);

    /// <summary>Number of tasks in the batch.</summary>
    public int TotalCount => DoneCount + (Pending ?? 0);
}
