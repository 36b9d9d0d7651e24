namespace LabelingGen.Core;

/// <summary>Implemented by a request body that may not be able to write itself a second time.</summary>
public interface IResendable
{
    /// <summary>Whether the body can be written from its beginning now; false once a stream that cannot seek has been read from.</summary>
    bool CanResend { get; }
}
