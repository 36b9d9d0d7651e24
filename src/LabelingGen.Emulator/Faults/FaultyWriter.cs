using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace LabelingGen.Emulator;

/// <summary>
/// Writes answers that break the rules of HTTP. Kestrel would not, so these go to the socket itself and the connection ends.
/// </summary>
internal static class FaultyWriter
{
    private const string HtmlPage =
        "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
        + "<body><h1>Bad Gateway</h1><p>An upstream server did not answer.</p></body></html>";

    /// <summary>Resets the connection so that the peer sees ECONNRESET.</summary>
    public static void Reset(HttpContext context)
    {
        Socket socket = SocketOf(context);
        // Lingering for zero seconds turns the close into a reset.
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        context.Abort();
    }

    /// <summary>Sends the head and half of the body, then resets.</summary>
    public static async Task ResetMidBodyAsync(HttpContext context, EmulatorResponse response, CancellationToken cancellationToken)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
            await WriteHalfAsync(context, response, cancellationToken).ConfigureAwait(false);
        else
            await SendAsync(context, Head(response, response.Body.Length), Half(response.Body), cancellationToken).ConfigureAwait(false);
        Reset(context);
    }

    /// <summary>Sends the head and half of the body, then closes in order.</summary>
    public static async Task TruncateAsync(
        HttpContext context, EmulatorResponse response, Truncation truncation, CancellationToken cancellationToken)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            await WriteHalfAsync(context, response, cancellationToken).ConfigureAwait(false);
            return;
        }

        ReadOnlyMemory<byte> body = truncation == Truncation.Gzip ? Gzip(response.Body) : response.Body;
        string head = Head(
            response,
            truncation == Truncation.DeclaredLength ? body.Length : null,
            truncation == Truncation.Gzip ? "Content-Encoding: gzip\r\n" : "");
        await SendAsync(context, head, Half(body), cancellationToken).ConfigureAwait(false);
        SocketOf(context).Shutdown(SocketShutdown.Send);
        context.Abort();
    }

    /// <summary>The answer with another body.</summary>
    public static EmulatorResponse Damage(EmulatorResponse response, BodyDamage damage)
    {
        (ReadOnlyMemory<byte> body, string? type) = damage switch
        {
            BodyDamage.HalfJson => (Half(response.Body), response.ContentType),
            BodyDamage.NotJson => ("upstream said: OK?"u8.ToArray(), "application/json"),
            BodyDamage.Html => (Encoding.UTF8.GetBytes(HtmlPage), "text/html; charset=utf-8"),
            BodyDamage.ByteOrderMark => ((byte[])[0xEF, 0xBB, 0xBF, .. response.Body.Span], response.ContentType),
            BodyDamage.LoneSurrogate =>
                ("{\"task_id\":\"\\ud83d\",\"id\":\"\\ud83d\",\"status\":\"\\ud83d\"}"u8.ToArray(), "application/json"),
            _ => (default(ReadOnlyMemory<byte>), response.ContentType),
        };
        EmulatorResponse damaged = new() { Status = response.Status, ContentType = type, Body = body };
        damaged.Headers.AddRange(response.Headers);
        return damaged;
    }

    /// <summary>Over HTTP/2 Kestrel itself sends a body that is shorter than it should be, and no trailers.</summary>
    private static async Task WriteHalfAsync(HttpContext context, EmulatorResponse response, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        await context.Response.Body.WriteAsync(Half(response.Body), cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Half(ReadOnlyMemory<byte> body) => body[..(body.Length / 2)];

    private static byte[] Gzip(ReadOnlyMemory<byte> body)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
            gzip.Write(body.Span);
        return stream.ToArray();
    }

    private static string Head(EmulatorResponse response, int? length, string extra = "")
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} Emulated\r\n");
        if (response.ContentType is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {response.ContentType}\r\n");
        foreach ((string name, string value) in response.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (length is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        return head.Append(extra).Append("Connection: close\r\n\r\n").ToString();
    }

    private static async Task SendAsync(HttpContext context, string head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        byte[] bytes = [.. Encoding.Latin1.GetBytes(head), .. body.Span];
        Socket socket = SocketOf(context);
        for (int sent = 0; sent < bytes.Length;)
            sent += await socket.SendAsync(bytes.AsMemory(sent), SocketFlags.None, cancellationToken).ConfigureAwait(false);
    }

    private static Socket SocketOf(HttpContext context) =>
        context.Features.Get<IConnectionSocketFeature>()?.Socket
        ?? throw new InvalidOperationException("The connection has no socket to break.");
}
