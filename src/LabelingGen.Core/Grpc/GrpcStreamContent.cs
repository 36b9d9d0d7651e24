using System.Net;
using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>A body of messages that the caller yields one by one; each is sent at once.</summary>
internal sealed class GrpcStreamContent<TRequest>(
    IAsyncEnumerable<TRequest> requests, GrpcCall call, int maxSize) : GrpcRequestContent
    where TRequest : class, IMessage
{
    private bool _started;

    public override bool CanResend => !_started;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(call.Token, cancellationToken);
        _started = true;
        IAsyncEnumerator<TRequest> messages = requests.GetAsyncEnumerator(ended.Token);
        await using (messages.ConfigureAwait(false))
        {
            while (await NextAsync(messages, ended.Token).ConfigureAwait(false) is { } message)
            {
                using GrpcFrame frame = Serialize(message);
                await stream.WriteAsync(frame.Bytes, ended.Token).ConfigureAwait(false);
                await stream.FlushAsync(ended.Token).ConfigureAwait(false);
            }
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private GrpcFrame Serialize(TRequest message)
    {
        try
        {
            return GrpcFrame.Create(message, call.Compresses(message), maxSize);
        }
        catch (Exception e)
        {
            CallerFailure = e;
            throw;
        }
    }

    private async ValueTask<TRequest?> NextAsync(IAsyncEnumerator<TRequest> messages, CancellationToken ended)
    {
        try
        {
            return await messages.MoveNextAsync().ConfigureAwait(false)
                ? messages.Current ?? throw new InvalidOperationException("The request stream yielded null.")
                : null;
        }
        catch (Exception e) when (!ended.IsCancellationRequested)
        {
            CallerFailure = e;
            throw;
        }
    }
}
