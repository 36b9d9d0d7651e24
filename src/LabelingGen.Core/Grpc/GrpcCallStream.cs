using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>A call with a stream of response messages.</summary>
internal sealed class GrpcCallStream<TRequest, TResponse>(
    GrpcTransport transport,
    GrpcMethod<TRequest, TResponse> method,
    GrpcRequestSource<TRequest> source,
    GrpcCallOptions? options,
    CancellationToken callerToken) : GrpcResponseStream<TResponse>
    where TRequest : class, IMessage
    where TResponse : class, IMessage<TResponse>
{
    private readonly CancellationTokenSource _cancelled = CancellationTokenSource.CreateLinkedTokenSource(callerToken);
    private readonly SemaphoreSlim _opening = new(1);
    private GrpcCall? _call;
    private GrpcRequestContent? _content;
    private GrpcExchange? _exchange;
    private int _enumerated;
    private bool _headersHandedOut;
    private bool _disposed;

    public override GrpcMetadata Trailers => _exchange?.Trailers ?? [];

    public override async Task<GrpcMetadata> GetHeadersAsync()
    {
        try
        {
            GrpcExchange exchange = await OpenAsync().ConfigureAwait(false);
            _headersHandedOut = true;
            return exchange.Headers;
        }
        catch (GrpcFailure e)
        {
            throw Failed(e, callerToken);
        }
        catch (OperationCanceledException e)
        {
            throw Failed(e, callerToken);
        }
    }

    public override async IAsyncEnumerator<TResponse> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _enumerated, 1) != 0)
            throw new InvalidOperationException("The messages of a gRPC call can be enumerated once.");
        await using ConfiguredAsyncDisposable call = ((IAsyncDisposable)this).ConfigureAwait(false);
        using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), _cancelled);
        while (await ReadAsync(cancellationToken).ConfigureAwait(false) is { } message)
            yield return message;
        _call!.Succeeded();
    }

    public override ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _exchange?.Dispose();
            _call?.Dispose();
            _opening.Dispose();
            _cancelled.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask<TResponse?> ReadAsync(CancellationToken enumeratorToken)
    {
        try
        {
            while (true)
            {
                GrpcFailure failure;
                try
                {
                    GrpcExchange exchange = await OpenAsync().ConfigureAwait(false);
                    return await exchange.ReadAsync(method.ResponseParser, _call!.Token).ConfigureAwait(false);
                }
                catch (GrpcFailure e)
                {
                    failure = e;
                }

                bool canResend = _content is { CanResend: true } && _exchange is { ReceivedMessage: false } && !_headersHandedOut;
                if (!canResend || !await _call!.RetryAsync(failure, canResend).ConfigureAwait(false))
                    throw failure;
                _exchange!.Dispose();
                _exchange = null;
            }
        }
        catch (GrpcFailure e)
        {
            throw Failed(e, enumeratorToken);
        }
        catch (OperationCanceledException e)
        {
            throw Failed(e, enumeratorToken);
        }
    }

    private Exception Failed(Exception e, CancellationToken enumeratorToken)
    {
        Exception failure = _call?.Failed(e) ?? e;
        return failure is OperationCanceledException
            ? new OperationCanceledException(
                failure.Message, failure, callerToken.IsCancellationRequested ? callerToken : enumeratorToken)
            : failure;
    }

    /// <summary>Makes the call, if it was not made, and waits for the response's headers.</summary>
    private async ValueTask<GrpcExchange> OpenAsync()
    {
        if (_exchange is { } open)
            return open;
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _opening.WaitAsync(_cancelled.Token).ConfigureAwait(false);
        try
        {
            if (_exchange is not null)
                return _exchange;
            _call ??= new GrpcCall(transport, method.Service, method.Name, method.Idempotent, options, streams: true, _cancelled.Token);
            while (true)
            {
                _call.ThrowIfExpired();
                _content = source.CreateContent(_call, transport.Options.MaxRequestMessageSize);
                GrpcExchange exchange = await _call.CreateExchangeAsync(transport.UriOf(method.FullName), _content).ConfigureAwait(false);
                GrpcFailure failure;
                try
                {
                    await exchange.OpenAsync(_call.Token).ConfigureAwait(false);
                    return _exchange = exchange;
                }
                catch (GrpcFailure e)
                {
                    failure = e;
                    exchange.Dispose();
                }
                catch (OperationCanceledException)
                {
                    exchange.Dispose();
                    throw;
                }

                if (!await _call.RetryAsync(failure, _content.CanResend).ConfigureAwait(false))
                    throw failure;
            }
        }
        finally
        {
            _opening.Release();
        }
    }
}
