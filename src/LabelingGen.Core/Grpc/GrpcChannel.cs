using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// Makes gRPC calls to one server over HTTP/2: TLS for <c>https://</c>, plain text for <c>http://</c>. Opens connections as needed and
/// shares them; make one channel for a server and keep it.
/// </summary>
/// <remarks>Implements the gRPC over HTTP/2 protocol with protobuf messages and gzip. Redirects are not followed.</remarks>
public sealed class GrpcChannel : IGrpcInvoker, IDisposable
{
    private readonly GrpcTransport _transport;

    /// <summary>Makes a channel. Nothing is sent before the first call.</summary>
    /// <param name="address">The server: scheme, host and port, and nothing else.</param>
    /// <param name="options">Options; null = defaults.</param>
    /// <exception cref="ArgumentException">
    /// The address is not of the form <c>http(s)://host:port</c>, or a credential would travel readable to another machine.
    /// </exception>
    public GrpcChannel(Uri address, GrpcChannelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new GrpcChannelOptions();
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0
            || address.PathAndQuery != "/" || address.Fragment.Length > 0)
            throw new ArgumentException("The address of a gRPC server has the form http(s)://host:port.", nameof(address));
        if (address.Scheme == "http" && !address.IsLoopback && options.Credential is not null && !options.AllowPlainHttp)
        {
            throw new ArgumentException(
                $"The credential would travel readable to '{address.Host}'. Use https, or set {nameof(GrpcChannelOptions.AllowPlainHttp)}.",
                nameof(address));
        }

        _transport = new GrpcTransport(address, options);
    }

    /// <summary>The server.</summary>
    public Uri Address => _transport.Address;

    /// <inheritdoc/>
    public JobEnvironment JobEnvironment => new()
    {
        Polling = _transport.Options.Polling,
        TimeProvider = _transport.Options.TimeProvider,
        Random = _transport.Options.Random,
        Retry = _transport.Options.Retry,
    };

    /// <inheritdoc/>
    public Task<GrpcResponse<TResponse>> UnaryAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(method, new GrpcRequestSource<TRequest>(request), options, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<GrpcResponse<TResponse>> ClientStreamingAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        IAsyncEnumerable<TRequest> requests,
        GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(requests);
        return CallAsync(method, new GrpcRequestSource<TRequest>(requests), options, cancellationToken);
    }

    /// <inheritdoc/>
    public GrpcResponseStream<TResponse> ServerStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(request);
        return new GrpcCallStream<TRequest, TResponse>(
            _transport, method, new GrpcRequestSource<TRequest>(request), options, cancellationToken);
    }

    /// <inheritdoc/>
    public GrpcResponseStream<TResponse> DuplexStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        IAsyncEnumerable<TRequest> requests,
        GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(requests);
        return new GrpcCallStream<TRequest, TResponse>(
            _transport, method, new GrpcRequestSource<TRequest>(requests), options, cancellationToken);
    }

    /// <summary>Closes the connections; calls under way end.</summary>
    public void Dispose() => _transport.Dispose();

    private async Task<GrpcResponse<TResponse>> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        GrpcRequestSource<TRequest> source,
        GrpcCallOptions? options,
        CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        using GrpcCall call = new(_transport, method.Service, method.Name, method.Idempotent, options, source.IsStream, cancellationToken);
        try
        {
            while (true)
            {
                GrpcRequestContent? content = null;
                GrpcFailure failure;
                try
                {
                    call.ThrowIfExpired();
                    content = source.CreateContent(call, _transport.Options.MaxRequestMessageSize);
                    using GrpcExchange exchange =
                        await call.CreateExchangeAsync(_transport.UriOf(method.FullName), content).ConfigureAwait(false);
                    await exchange.OpenAsync(call.Token).ConfigureAwait(false);
                    TResponse? message = await exchange.ReadAsync(method.ResponseParser, call.Token).ConfigureAwait(false);
                    if (message is null)
                        throw exchange.WrongCount("no response message");
                    if (await exchange.ReadAsync(method.ResponseParser, call.Token).ConfigureAwait(false) is not null)
                        throw exchange.WrongCount("more than one response message");
                    call.Succeeded();
                    return new GrpcResponse<TResponse>(message, exchange.Headers, exchange.Trailers);
                }
                catch (GrpcFailure e)
                {
                    failure = e;
                }

                if (!await call.RetryAsync(failure, content?.CanResend ?? false).ConfigureAwait(false))
                    throw failure;
            }
        }
        catch (GrpcFailure e)
        {
            throw call.Failed(e);
        }
        catch (OperationCanceledException e)
        {
            throw call.Failed(e);
        }
    }
}
