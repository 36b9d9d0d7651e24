using System.Net;
using System.Net.Sockets;

namespace LabelingGen.Emulator;

/// <summary>The only way the emulator connects to anything. Checks the address it connects to, not the name; follows no redirect.</summary>
internal sealed class OutboundClient : IDisposable
{
    private readonly OutboundAccess _access;
    private readonly HttpClient _client;

    public OutboundClient(OutboundAccess access)
    {
        _access = access;
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
        };
        _client = new(handler)
        {
            Timeout = TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = 80L << 20,
        };
    }

    public bool Allowed => _access != OutboundAccess.None;

    /// <summary>Sends a request; null when it was refused or failed.</summary>
    public async Task<HttpResponseMessage?> TrySendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Allowed || request.RequestUri is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            return null;
        try
        {
            return await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();

    internal static OutboundAccess Kind(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address))
            return OutboundAccess.Loopback;
        byte[] bytes = address.GetAddressBytes();
        bool special = address.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] is 0 or 10 or >= 224
                || (bytes[0] == 100 && bytes[1] is >= 64 and < 128)
                || (bytes[0] == 169 && bytes[1] == 254)
                || (bytes[0] == 172 && bytes[1] is >= 16 and < 32)
                || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 192 && bytes[1] == 0 && bytes[2] == 0)
                || (bytes[0] == 198 && bytes[1] is 18 or 19)
            : address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast
                || address.Equals(IPAddress.IPv6Any) || address.IsIPv6Teredo;
        return special ? OutboundAccess.Private : OutboundAccess.Public;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        IPAddress address = addresses.FirstOrDefault(a => (_access & Kind(a)) != 0)
            ?? throw new HttpRequestException($"The emulator may not connect to {context.DnsEndPoint.Host} (outbound access: {_access}).");
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new HttpRequestException(exception.Message, exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
