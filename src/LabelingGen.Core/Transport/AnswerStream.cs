using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>
/// A streamed answer: stops when the server is silent for too long, tells a cut answer from a complete one, and speaks in the
/// client's own exceptions.
/// </summary>
internal sealed class AnswerStream(
    Stream content, PipelineResponse response, ApiClientOptions options, Func<Exception, bool, ApiException> fail,
        CancellationToken callToken)
    : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        callToken.ThrowIfCancellationRequested();
        try
        {
            return content.Read(buffer);
        }
        catch (IOException cause)
        {
            throw fail(cause, false);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource? both = callToken.CanBeCanceled && cancellationToken.CanBeCanceled && callToken != cancellationToken
            ? CancellationTokenSource.CreateLinkedTokenSource(callToken, cancellationToken)
            : null;
        CancellationToken either = both?.Token ?? (callToken.CanBeCanceled ? callToken : cancellationToken);
        using TimeLimit? limit = TimeLimit.Start(options.TimeProvider, options.ReadTimeout, either);
        try
        {
            return await content.ReadAsync(buffer, limit?.Token ?? either).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || callToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken.IsCancellationRequested ? cancellationToken : callToken);
        }
        catch (OperationCanceledException cause) when (limit is { HasPassed: true })
        {
            throw fail(cause, true);
        }
        catch (IOException cause)
        {
            throw fail(cause, false);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            ResponseReader.Discard(response);
        }

        base.Dispose(disposing);
    }
}
