using System.Net.Sockets;

namespace LabelingGen.Core;

/// <summary>
/// Lets an attempt open one connection. Without it, the connection pool sends a request without content up to four times by itself when
/// the server closes each connection without an answer: attempts nobody counts, waits for or has allowed. That a kept connection turns
/// out to be closed, and a new one is opened instead, stays possible.
/// </summary>
internal static class OneConnection
{
    private static readonly HttpRequestOptionsKey<bool> HasConnected = new("LabelingGen.HasConnected");

    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        HttpRequestOptions options = context.InitialRequestMessage.Options;
        if (options.TryGetValue(HasConnected, out _))
            throw new ConnectionLostException();
        options.Set(HasConnected, true);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The server closed the connection without an answer; the request may have been received.</summary>
internal sealed class ConnectionLostException() : IOException("The server closed the connection without an answer.");
