using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LabelingGen.Core.Grpc;

/// <summary>What all calls of a channel share.</summary>
internal sealed class GrpcTransport : IDisposable
{
    private readonly ConcurrentDictionary<string, Uri> _uris = new(StringComparer.Ordinal);

    public GrpcTransport(Uri address, GrpcChannelOptions options)
    {
        Address = address;
        options.Retry.Freeze();
        Options = options;
        Invoker = new HttpMessageInvoker(options.Handler ?? CreateHandler(options), disposeHandler: options.Handler is null);
        Budget = new RetryBudget(options.Retry.Budget);
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger(GrpcTelemetry.Name);
        string own = $"labelinggen-grpc/{typeof(GrpcTransport).Assembly.GetName().Version?.ToString(3)}";
        UserAgent = options.ApplicationName is { } name ? HeaderText.CheckValue("User-Agent", name) + " " + own : own;
    }

    public Uri Address { get; }

    public GrpcChannelOptions Options { get; }

    public HttpMessageInvoker Invoker { get; }

    public RetryBudget Budget { get; }

    public ILogger Logger { get; }

    public string UserAgent { get; }

    public Uri UriOf(string method)
        => _uris.GetOrAdd(method, static (m, address) => new Uri(address, "/" + m), Address);

    public void Dispose() => Invoker.Dispose();

    private static SocketsHttpHandler CreateHandler(GrpcChannelOptions options)
    {
        if (options.KeepAliveTimeout.TotalMilliseconds is not (-1 or (> 0 and <= int.MaxValue)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.KeepAliveTimeout, $"{nameof(options.KeepAliveTimeout)} is no time that can be waited for.");
        }

        TimeSpan pingTimeout = options.KeepAliveDelay == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : options.KeepAliveTimeout;
        SocketsHttpHandler handler = new()
        {
            // A server limits the calls on one connection, as a rule to a hundred.
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = 1024 * 1024,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = options.KeepAliveDelay,
            // The connection's stream keeps this time itself.
            KeepAlivePingTimeout = TimeSpan.MaxValue,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.ConnectTimeout,
            PlaintextStreamFilter = (connection, cancellationToken) =>
                GrpcConnectionStream.OpenAsync(connection.PlaintextStream, pingTimeout, cancellationToken),
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = options.Proxy is not null,
            Proxy = options.Proxy,
        };
        SslClientAuthenticationOptions tls = handler.SslOptions;
        tls.ClientCertificates = options.ClientCertificates;
        if (options.TrustedRoots is { Count: > 0 } roots)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        return handler;
    }
}
