namespace LabelingGen.Nucleus;

/// <summary>The server took a batch, but not this item, annotation or prediction of it.</summary>
public sealed class ItemRefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="reason">What the server said.</param>
    public ItemRefusedException(string? referenceId, string reason)
        : base($"The server refused '{referenceId}': {reason}")
    {
        ReferenceId = referenceId;
        Reason = reason;
    }

    /// <summary>Reference id of the item.</summary>
    public string? ReferenceId { get; }

    /// <summary>What the server said.</summary>
    public string Reason { get; }
}
