using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>A gRPC server in this process, over a real socket. Every method of a test is one delegate.</summary>
internal sealed class GrpcTestServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private GrpcTestServer(WebApplication application) => _application = application;

    public Uri Address { get; private init; } = null!;

    public static async Task<GrpcTestServer> StartAsync(
        Func<GrpcServerCall, Task> handle, X509Certificate2? certificate = null, bool requireClientCertificate = false,
        HttpProtocols protocols = HttpProtocols.Http2)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = protocols;
                if (certificate is null)
                    return;
                endpoint.UseHttps(certificate, https =>
                {
                    https.ClientCertificateMode =
                        requireClientCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                    https.AllowAnyClientCertificate();
                });
            });
        });
        WebApplication application = builder.Build();
        application.Run(async context =>
        {
            try
            {
                await handle(new GrpcServerCall(context));
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client left; that is what the test is about.
            }
        });
        await application.StartAsync();
        string url = application.Urls.First();
        return new GrpcTestServer(application) { Address = new Uri(url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)) };
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource atOnce = new();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
    }
}
