using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace LabelingGen.Testing;

/// <summary>
/// Stands before a server that knows one key (Basic, as the user name) and makes it know others: the first one until a number of requests
/// has come, the second one from then on. All else is answered with 401.
/// </summary>
/// <param name="serverKey">The key of the server.</param>
/// <param name="keys">The first key and the second.</param>
/// <param name="lifetime">How many requests the first one is good for.</param>
public sealed class ExpiringKeyHandler(string serverKey, (string First, string Second) keys, int lifetime)
    : DelegatingHandler(new SocketsHttpHandler())
{
    private int _requests;
    private int _refused;

    /// <summary>How many requests were answered with 401.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string valid = Interlocked.Increment(ref _requests) > lifetime ? keys.Second : keys.First;
        if (request.Headers.Authorization is { } sent && sent.Parameter != Parameter(valid))
        {
            Interlocked.Increment(ref _refused);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request });
        }

        if (request.Headers.Authorization is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Parameter(serverKey));
        return base.SendAsync(request, cancellationToken);
    }

    private static string Parameter(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":"));
}
