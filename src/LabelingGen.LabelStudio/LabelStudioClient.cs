using LabelingGen.Core;

namespace LabelingGen.LabelStudio;

public partial class LabelStudioClient
{
    /// <summary>Makes a client.</summary>
    /// <param name="apiKey">
    /// A legacy token (40 hexadecimal characters), sent as <c>Token</c>; or a personal access token (a JWT), which is exchanged for
    /// access tokens of about five minutes: before the first call, 30 seconds before one ends, and after a 401, once for all calls that
    /// wait; or an access token, sent as it is. The form of the key tells which.
    /// </param>
    /// <param name="options">Retries, timeouts and the like; the API's defaults without.</param>
    /// <exception cref="ArgumentException">The key is empty or cannot be sent, or the endpoint cannot be used.</exception>
    public LabelStudioClient(ApiCredential apiKey, LabelStudioClientOptions? options = null)
        : this(Exchanged(apiKey, options ??= new LabelStudioClientOptions()), null, options)
    {
    }

    private static ApiAuthentication Exchanged(ApiCredential apiKey, LabelStudioClientOptions options) =>
        AccessTokens.Authenticate(apiKey, options, options.DefaultEndpoint, LabelStudioException.Create);
}
