namespace LabelingGen.Core;

/// <summary>
/// Implemented by a model (in a hand-written part of its class) that is checked or completed before it is sent as a body. The model itself
/// must stay as the caller made it: what is changed is changed on a copy.
/// </summary>
/// <typeparam name="T">The model.</typeparam>
public interface IRequestBody<out T>
{
    /// <summary>Checks the model and gives what is sent for it.</summary>
    /// <param name="request">The request it becomes the body of.</param>
    /// <exception cref="ArgumentException">The model cannot be sent as it is; the message names the member or the file.</exception>
    T Prepare(ApiRequest request);
}
