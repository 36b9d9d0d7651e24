namespace LabelingGen.LabelStudio;

/// <summary>A labeling config cannot be: it is no XML, holds what is refused (a document type), or names what is not there.</summary>
public sealed class LabelingConfigException : FormatException
{
    /// <summary>Makes the exception of a config.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="line">Line of the text, from 1; <see langword="null"/> where there is no text.</param>
    /// <param name="innerException">What found it, if something did.</param>
    public LabelingConfigException(string message, int? line = null, Exception? innerException = null)
        : base(line is null ? message : $"Line {line}: {message}", innerException) => Line = line;

    /// <summary>Line of the text, from 1.</summary>
    public int? Line { get; }
}
