namespace LabelingGen.Nucleus;

/// <summary>An item, scene, annotation or prediction cannot be sent as it is. It was refused before anything was sent for it.</summary>
public sealed class InvalidItemException : ArgumentException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="referenceId">The item that is meant, where it has a reference id.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What was found wrong with it.</param>
    public InvalidItemException(string? referenceId, string message, Exception? innerException = null)
        : base(message, innerException) => ReferenceId = referenceId;

    /// <summary>The reference id of the item or scene that is meant; <see langword="null"/> where that is what is missing.</summary>
    public string? ReferenceId { get; }
}
