using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace LabelingGen.Benchmarks.Grpc;

/// <summary>A server that streams messages made beforehand, many in one write: no client catches up with it.</summary>
internal sealed class GrpcStreamServer : IDisposable
{
    private const int FrameHeaderLength = 5;
    private const int MessagesPerWrite = 150;

    private readonly ServerProcess _process = new("--stream-server");

    public GrpcStreamServer() => Address = new Uri("http://127.0.0.1:" + _process.ReadLine());

    public Uri Address { get; }

    /// <summary>What the process does until its input is closed.</summary>
    public static async Task<int> RunAsync()
    {
        byte[] frame = Frame(new BytesValue { Value = ByteString.CopyFrom(new byte[100]) });
        byte[] frames = [.. Enumerable.Repeat(frame, MessagesPerWrite).SelectMany(f => f)];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        await using WebApplication application = builder.Build();
        application.Run(context => AnswerAsync(context, frames, frame.Length));
        await application.StartAsync();
        Console.WriteLine(new Uri(application.Urls.First()).Port);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose() => _process.Dispose();

    private static async Task AnswerAsync(HttpContext context, byte[] frames, int frameLength)
    {
        using MemoryStream request = new();
        await context.Request.Body.CopyToAsync(request, context.RequestAborted);
        int left = (int)UInt64Value.Parser.ParseFrom(request.ToArray().AsSpan(FrameHeaderLength)).Value;
        context.Response.ContentType = "application/grpc";
        for (int count; left > 0; left -= count)
        {
            count = Math.Min(left, MessagesPerWrite);
            await context.Response.Body.WriteAsync(frames.AsMemory(0, count * frameLength), context.RequestAborted);
        }

        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static byte[] Frame(BytesValue message)
    {
        byte[] frame = new byte[FrameHeaderLength + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.CalculateSize());
        message.WriteTo(frame.AsSpan(FrameHeaderLength));
        return frame;
    }
}
