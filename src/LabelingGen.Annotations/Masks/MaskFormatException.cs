namespace LabelingGen.Annotations;

/// <summary>The bytes, text or numbers that should describe a mask do not.</summary>
public sealed class MaskFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    public MaskFormatException()
    {
    }

    /// <summary>Creates the exception with what is wrong.</summary>
    public MaskFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what is wrong and what led to it.</summary>
    public MaskFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
