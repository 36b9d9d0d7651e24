namespace LabelingGen.Core;

/// <summary>What is known about a request that failed: whether the server may have acted on it.</summary>
public enum ApiOutcome
{
    /// <summary>Nothing reached the server.</summary>
    NotSent,

    /// <summary>The server answered that it did not do it.</summary>
    Rejected,

    /// <summary>The server may or may not have done it; look it up before doing it again.</summary>
    Unknown,

    /// <summary>The server answered with success, but the answer could not be read.</summary>
    SucceededUnreadable,
}
