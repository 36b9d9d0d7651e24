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
    private static readonly Lazy<ApiTransport> SharedTransport = new(() => new ApiTransport(new HttpMessageInvoker(CreateHandler())));

    public static ClientPipeline Create(ApiPipelineSettings settings, RequestHeaders headers)
    {
        ApiClientOptions options = settings.Options;
        if (!options.IsReadOnly)
        {
            options.RetryPolicy ??= new ApiRetryPolicy(options);
            options.Transport ??= SharedTransport.Value;
            options.MessageLoggingPolicy ??= new MessageLogPolicy(options.ClientLoggingOptions);
        }

        return ClientPipeline.Create(options, [], [new ExchangePolicy(settings, headers)], [new DirectTransportPolicy()]);
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
}
