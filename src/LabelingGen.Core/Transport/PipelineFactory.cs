using System.ClientModel.Primitives;
using System.Net;

namespace LabelingGen.Core;

/// <summary>Puts the policies of a client together.</summary>
internal static class PipelineFactory
{
    /// <summary>
    /// One pool of connections for all clients that bring none. No redirect is followed, no cookie kept and nothing decompressed below
    /// the policies that check all that; connections are renewed so that changes of DNS are seen.
    /// </summary>
    private static readonly Lazy<HttpClient> SharedHttpClient = new(() => CreateHttpClient(CreateHandler()));

    public static ClientPipeline Create(ApiPipelineSettings settings, string userAgent)
    {
        ApiClientOptions options = settings.Options;
        if (!options.IsReadOnly)
        {
            options.RetryPolicy ??= new ApiRetryPolicy(options);
            options.Transport ??= new ApiTransport(SharedHttpClient.Value);
        }

        return ClientPipeline.Create(options, [], [new ExchangePolicy(settings, userAgent)], []);
    }

    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(30),
        ConnectCallback = OneConnection.OpenAsync,
    };

    private static HttpClient CreateHttpClient(HttpMessageHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };
}
