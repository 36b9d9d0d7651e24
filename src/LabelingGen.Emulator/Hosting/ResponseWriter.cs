using Microsoft.AspNetCore.Http;

namespace LabelingGen.Emulator;

/// <summary>Writes an answer through Kestrel, whole, in pieces, or only its headers.</summary>
internal static class ResponseWriter
{
    public static async Task WriteAsync(
        HttpContext context, EmulatorResponse response, Fault? fault, TimeProvider clock, CancellationToken cancellationToken)
    {
        HttpResponse target = context.Response;
        target.StatusCode = response.Status;
        foreach ((string name, string value) in response.Headers)
            target.Headers.Append(name, value);
        if (fault is Fault.ContentTypeFault wrong)
            target.Headers.ContentType = wrong.Value;
        else if (response.ContentType is not null)
            target.Headers.ContentType = response.ContentType;
        if (response.Write is not null)
        {
            await response.Write(context, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach ((string name, string value) in response.Trailers)
            target.AppendTrailer(name, value);
        if (response.Status is not (204 or 304))
            target.ContentLength = response.Body.Length;
        switch (fault)
        {
            case Fault.StallFault:
                await target.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                break;
            case Fault.TrickleFault trickle:
                await TrickleAsync(target, response.Body, trickle, clock, cancellationToken).ConfigureAwait(false);
                break;
            default:
                if (!response.Body.IsEmpty && !HttpMethods.IsHead(context.Request.Method))
                    await target.Body.WriteAsync(response.Body, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private static async Task TrickleAsync(
        HttpResponse target, ReadOnlyMemory<byte> body, Fault.TrickleFault trickle, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (int at = 0; at < body.Length; at += trickle.Bytes)
        {
            await target.Body.WriteAsync(body.Slice(at, Math.Min(trickle.Bytes, body.Length - at)), cancellationToken)
                .ConfigureAwait(false);
            await target.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (trickle.Interval > TimeSpan.Zero)
                await Task.Delay(trickle.Interval, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
