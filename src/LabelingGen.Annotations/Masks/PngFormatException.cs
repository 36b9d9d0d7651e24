namespace LabelingGen.Annotations;

/// <summary>The bytes are not a PNG picture that can be read, or claim one that is too large.</summary>
public sealed class PngFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    public PngFormatException()
    {
    }

    /// <summary>Creates the exception with what is wrong.</summary>
    public PngFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what is wrong and what led to it.</summary>
    public PngFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
