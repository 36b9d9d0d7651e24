using System.Net;

namespace LabelingGen.Core.Grpc;

/// <summary>A body of one message whose length is known.</summary>
internal sealed class GrpcMessageContent(GrpcFrame frame) : GrpcRequestContent
{
    // The owner and every write under way. A cancelled call ends before its write does, and the array must not go back to the pool then.
    private int _users = 1;

    public override bool CanResend => true;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _users) <= 1)
            throw new ObjectDisposedException(nameof(GrpcMessageContent));
        try
        {
            await stream.WriteAsync(frame.Bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Release();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = frame.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Release();
        base.Dispose(disposing);
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            frame.Dispose();
    }
}
