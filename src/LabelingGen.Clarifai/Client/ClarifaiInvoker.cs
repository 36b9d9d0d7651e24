using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>
/// Reads the status that every answer of the service holds: repeats calls that were throttled, and makes exceptions of failures. An answer
/// in which some items failed (MIXED_STATUS) is an answer: the items tell.
/// </summary>
internal sealed class ClarifaiInvoker(IGrpcInvoker inner, ClarifaiClientOptions options) : IGrpcInvoker
{
    public JobEnvironment JobEnvironment => inner.JobEnvironment;

    public async Task<GrpcResponse<TResponse>> UnaryAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions? callOptions, CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        long start = options.TimeProvider.GetTimestamp();
        GrpcCallOptions limited = callOptions ?? GrpcCallOptions.Default;
        if (limited.Deadline is null)
            limited = limited with { Deadline = options.CallDeadline };
        for (int attempt = 1; ; attempt++)
        {
            GrpcResponse<TResponse> response = await inner.UnaryAsync(method, request, limited, cancellationToken).ConfigureAwait(false);
            if (method.ResponseStatus is not { } read)
                return response;
            Status status = read(response.Value) as Status ?? new Status();
            ClarifaiStatusCode code = status.Code;
            if (code.IsAnswer)
                return response;
            if (!code.IsThrottled || attempt > options.MaxThrottleRetries)
                throw Failure(method.FullName, status, response.Value, attempt, options.TimeProvider.GetElapsedTime(start));
            await Task.Delay(Wait(attempt), options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<GrpcResponse<TResponse>> ClientStreamingAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, IAsyncEnumerable<TRequest> requests, GrpcCallOptions? callOptions,
        CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        GrpcResponse<TResponse> response =
            await inner.ClientStreamingAsync(method, requests, callOptions, cancellationToken).ConfigureAwait(false);
        Status? status = method.ResponseStatus?.Invoke(response.Value) as Status;
        return status is null || ((ClarifaiStatusCode)status.Code).IsAnswer
            ? response
            : throw Failure(method.FullName, status, response.Value, 1, TimeSpan.Zero);
    }

    public GrpcResponseStream<TResponse> ServerStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions? callOptions, CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
        => inner.ServerStreaming(method, request, callOptions, cancellationToken);

    public GrpcResponseStream<TResponse> DuplexStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, IAsyncEnumerable<TRequest> requests, GrpcCallOptions? callOptions,
        CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
        => inner.DuplexStreaming(method, requests, callOptions, cancellationToken);

    private static ClarifaiException Failure(string method, Status status, IMessage response, int attempts, TimeSpan elapsed) =>
        ClarifaiException.Create(method, status, response, attempts, elapsed);

    private TimeSpan Wait(int attempt)
    {
        RetryOptions retry = options.Retry;
        double seconds = Math.Min(retry.Delay.TotalSeconds * Math.Pow(retry.Factor, attempt - 1), retry.MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 - (retry.Jitter * options.Random())));
    }
}
