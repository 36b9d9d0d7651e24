namespace LabelingGen.Nucleus;

/// <summary>
/// The server took a batch, but not this item, annotation or prediction of it; or its answer leaves open whether it did, as
/// <see cref="Core.ItemState.Unknown"/> tells.
/// </summary>
public sealed class ItemRefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="reason">What the server said.</param>
    public ItemRefusedException(string? referenceId, string reason)
        : this(referenceId, reason, $"The server refused '{referenceId}': {reason}")
    {
    }

    private ItemRefusedException(string? referenceId, string reason, string message)
        : base(message)
    {
        ReferenceId = referenceId;
        Reason = reason;
    }

    /// <summary>Reference id of the item.</summary>
    public string? ReferenceId { get; }

    /// <summary>What the server said, or what its answer lacks.</summary>
    public string Reason { get; }

    /// <summary>That of an item of which the answer leaves open whether the server took it.</summary>
    internal static ItemRefusedException InDoubt(string? referenceId, string reason) =>
        new(referenceId, reason, $"The server may not have taken '{referenceId}': {reason}");

    /// <summary>That of an item whose batch has more items than its answer accounts for.</summary>
    internal static ItemRefusedException Unaccounted(string? referenceId, long told, int sent) =>
        InDoubt(referenceId, $"its answer accounts for {told} of the {sent} in its batch.");
}
