namespace LabelingGen.Scale;

/// <summary>What became of a task that was to be canceled.</summary>
/// <param name="TaskId">Id of the task.</param>
/// <param name="Task">The canceled task, or <see langword="null"/>.</param>
/// <param name="Error">Why it could not be canceled, or <see langword="null"/>.</param>
public sealed record TaskCancellation(string TaskId, ScaleTask? Task, ScaleException? Error)
{
    /// <summary>Whether the task is canceled.</summary>
    public bool IsCanceled => Task is not null;
}
