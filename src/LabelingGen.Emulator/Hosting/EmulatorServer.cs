using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LabelingGen.Emulator;

/// <summary>Kestrel on loopback, one port per vendor, nothing of ASP.NET above it.</summary>
internal sealed class EmulatorServer(RequestDispatcher dispatcher, long maxRequestBodyBytes) : IAsyncDisposable
{
    private WebApplication? _application;

    public async Task StartAsync(IReadOnlyList<EmulatedVendor> vendors, int firstPort, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        List<(EmulatedVendor Vendor, ListenOptions Listener)> listeners = [];
        List<(EmulatedVendor Vendor, ListenOptions Listener)> plain = [];
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = maxRequestBodyBytes;
            // A test that stands still in a debugger, or a client that uploads slowly on purpose, is no attack.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            for (int i = 0; i < vendors.Count; i++)
            {
                EmulatedVendor vendor = vendors[i];
                kestrel.Listen(IPAddress.Loopback, firstPort == 0 ? 0 : firstPort + i, listener =>
                {
                    listener.Protocols = vendor.SpeaksGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
                    listeners.Add((vendor, listener));
                });
            }

            // Without TLS a port speaks one version of HTTP, so JSON and downloads have one of their own, behind those of the vendors.
            foreach (EmulatedVendor vendor in vendors.Where(v => v.SpeaksGrpc))
            {
                kestrel.Listen(IPAddress.Loopback, firstPort == 0 ? 0 : firstPort + vendors.Count + plain.Count, listener =>
                {
                    listener.Protocols = HttpProtocols.Http1;
                    plain.Add((vendor, listener));
                });
            }
        });
        _application = builder.Build();
        _application.Run(dispatcher.DispatchAsync);
        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        foreach ((EmulatedVendor vendor, ListenOptions listener) in listeners)
        {
            vendor.Endpoint = new UriBuilder("http", IPAddress.Loopback.ToString(), listener.IPEndPoint!.Port, vendor.BasePath).Uri;
            dispatcher.Attach(listener.IPEndPoint.Port, vendor);
        }

        foreach ((EmulatedVendor vendor, ListenOptions listener) in plain)
        {
            vendor.PlainEndpoint = new UriBuilder("http", IPAddress.Loopback.ToString(), listener.IPEndPoint!.Port).Uri;
            dispatcher.Attach(listener.IPEndPoint.Port, vendor);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is null)
            return;
        // An already cancelled token cuts what is in flight: stalled answers must not hold up the end of a test.
        await _application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
