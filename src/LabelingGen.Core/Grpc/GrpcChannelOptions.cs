using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace LabelingGen.Core.Grpc;

/// <summary>What can be set for a <see cref="GrpcChannel"/>.</summary>
public sealed record GrpcChannelOptions
{
    /// <summary>Credential sent with each call, or none.</summary>
    public GrpcCredential? Credential { get; init; }

    /// <summary>Whether a credential may travel readable, over <c>http://</c>, to another machine. Default false.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Metadata sent with each call.</summary>
    public GrpcMetadata? Headers { get; init; }

    /// <summary>Name of the calling application, put before our own in the user agent: <c>my-tool/1.2</c>.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>Longest time a call may take, all attempts and waits included. Default: no limit.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether request messages are compressed with gzip. Responses may be compressed in any case. Default false.</summary>
    public bool Compress { get; init; }

    /// <summary>Largest request message in bytes, before compression. Default 2 GiB less a page.</summary>
    public int MaxRequestMessageSize { get; init; } = Array.MaxLength - 4096;

    /// <summary>Largest response message in bytes, after inflation. Default 64 MiB.</summary>
    public int MaxResponseMessageSize { get; init; } = 64 * 1024 * 1024;

    /// <summary>How often and after which waits a call is repeated. Its HTTP statuses do not matter here.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>Statuses after which an idempotent call is repeated. Default: <see cref="GrpcStatusCode.Unavailable"/>.</summary>
    public IReadOnlySet<GrpcStatusCode> RetryStatusCodes { get; init; } = new HashSet<GrpcStatusCode> { GrpcStatusCode.Unavailable };

    /// <summary>How jobs are waited for.</summary>
    public JobPollingOptions Polling { get; init; } = new();

    /// <summary>
    /// Silence after which a connection with calls under way is probed with an HTTP/2 ping: a second or more, or infinite. Default 60 s.
    /// </summary>
    public TimeSpan KeepAliveDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Time a ping may stay unanswered before the connection counts as broken and its calls as <see cref="GrpcStatusCode.Unavailable"/>.
    /// Default 20 s.
    /// </summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest time to make a connection. Default 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Certificate authorities to trust instead of the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Certificates the client can prove its identity with.</summary>
    public X509CertificateCollection? ClientCertificates { get; init; }

    /// <summary>Proxy to go through. Default: none.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>
    /// Transport to use instead of an own <see cref="SocketsHttpHandler"/>; the options about connections then have no effect, and
    /// the channel does not dispose it.
    /// </summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The clock of all waits and deadlines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Source of the random part of waits: numbers from 0 (inclusive) to 1 (exclusive). Called from several threads.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>Where failures and retries are logged. Metadata values and messages are never logged. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The type's name: options hold secrets.</summary>
    public override string ToString() => nameof(GrpcChannelOptions);
}
