using LabelingGen.Core;

namespace LabelingGen.Scale;

public partial class ScaleClient
{
    /// <summary>Makes a client.</summary>
    /// <param name="apiKey">
    /// The API key, for v1 and v2 alike. Keys that begin with <c>test_</c> work in test mode: their objects are invisible to live keys, and
    /// their tasks are answered at once.
    /// </param>
    /// <param name="options">Retries, timeouts and the like; the API's defaults without.</param>
    /// <exception cref="ArgumentException">The key is empty or cannot be sent, or the endpoint cannot be used.</exception>
    public ScaleClient(ApiCredential apiKey, ScaleClientOptions? options = null)
        : this(new ScaleCredentials { ApiKey = apiKey, AccessToken = apiKey }, options)
    {
    }
}
