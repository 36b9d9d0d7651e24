namespace LabelingGen.Scale;

public sealed partial class ListTasksOptions
{
    /// <summary>Only tasks created at or after this time.</summary>
    public TimeBound? CreatedAfter { get; set; }

    /// <summary>Only tasks created at or before this time.</summary>
    public TimeBound? CreatedBefore { get; set; }

    /// <summary>Only tasks completed at or after this time.</summary>
    public TimeBound? CompletedAfter { get; set; }

    /// <summary>Only tasks completed at or before this time.</summary>
    public TimeBound? CompletedBefore { get; set; }

    /// <summary>Only tasks changed at or after this time.</summary>
    public TimeBound? UpdatedAfter { get; set; }

    /// <summary>Only tasks changed at or before this time.</summary>
    public TimeBound? UpdatedBefore { get; set; }

    /// <summary>A copy that is not touched by later changes of this object.</summary>
    internal ListTasksOptions Copy() => (ListTasksOptions)MemberwiseClone();

    /// <summary>The server takes minutes for an unbounded list, so the API asks for one of the two.</summary>
    internal ListTasksOptions WithScope(string argument) => string.IsNullOrEmpty(Project) && string.IsNullOrEmpty(Batch)
        ? throw new ArgumentException($"A list of tasks needs {nameof(Project)} or {nameof(Batch)}.", argument)
        : Copy();
}
