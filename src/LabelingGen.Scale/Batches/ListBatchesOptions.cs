namespace LabelingGen.Scale;

public sealed partial class ListBatchesOptions
{
    /// <summary>Only batches created at or after this time.</summary>
    public TimeBound? CreatedAfter { get; set; }

    /// <summary>Only batches created at or before this time.</summary>
    public TimeBound? CreatedBefore { get; set; }

    /// <summary>Only batches completed at or after this time.</summary>
    public TimeBound? CompletedAfter { get; set; }

    /// <summary>Only batches completed at or before this time.</summary>
    public TimeBound? CompletedBefore { get; set; }

    /// <summary>Only batches last audited at or after this time.</summary>
    public TimeBound? AuditedAfter { get; set; }

    /// <summary>Only batches last audited at or before this time.</summary>
    public TimeBound? AuditedBefore { get; set; }

    /// <summary>A copy that is not touched by later changes of this object.</summary>
    internal ListBatchesOptions Copy() => (ListBatchesOptions)MemberwiseClone();
}
