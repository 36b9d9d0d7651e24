namespace LabelingGen.Core;

/// <summary>An answer that must not be read on: it is too large, or its compression is damaged.</summary>
internal sealed class AnswerException(string message, bool isTruncated, Exception? innerException = null)
    : IOException(message, innerException)
{
    /// <summary>Whether the answer ended too early, so that another attempt may do better.</summary>
    public bool IsTruncated { get; } = isTruncated;
}
