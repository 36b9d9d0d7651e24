namespace LabelingGen.Emulator;

/// <summary>Thrown by a handler to answer with an error; each vendor writes it in its own shape.</summary>
internal sealed class VendorErrorException(int status, string message, string? code = null) : Exception(message)
{
    public int Status { get; } = status;

    public string? Code { get; } = code;
}
