using System.ClientModel;

namespace LabelingGen.Core;

public sealed partial class ApiRequest
{
    internal Delegate? Recovery { get; private set; }

    /// <summary>
    /// Says how to find out whether a request was carried out whose fate is unknown: its answer was lost or could not be read, or it was
    /// refused after an attempt that may have succeeded. What is found becomes the result of the call.
    /// </summary>
    /// <param name="find">
    /// Looks for what the request makes, by a key that the caller chose; <see langword="null"/> = it is not there.
    /// </param>
    /// <typeparam name="T">The result of the call.</typeparam>
    public ApiRequest RecoverWith<T>(Func<ApiPipeline, CancellationToken, Task<ClientResult<T>?>> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        Recovery = find;
        return this;
    }
}
