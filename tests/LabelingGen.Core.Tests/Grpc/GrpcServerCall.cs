using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>The server's side of a call, as bare as the protocol: frames, headers, trailers.</summary>
internal sealed class GrpcServerCall(HttpContext context)
{
    private bool _started;

    public HttpContext Context => context;

    public string Method => context.Request.Path.Value!.Split('/')[^1];

    public CancellationToken Aborted => context.RequestAborted;

    public string? RequestHeader(string name) => context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The next request frame's payload, or null at the end.</summary>
    public async Task<(byte Flags, byte[] Bytes)?> ReadFrameAsync()
    {
        byte[] header = new byte[5];
        int read = await context.Request.Body.ReadAtLeastAsync(header, 5, throwOnEndOfStream: false, Aborted);
        if (read == 0)
            return null;
        read.ShouldBe(5);
        byte[] bytes = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1))];
        await context.Request.Body.ReadExactlyAsync(bytes, Aborted);
        return (header[0], bytes);
    }

    public async Task<T?> ReadAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
        => await ReadFrameAsync() is { } frame ? parser.ParseFrom(frame.Bytes) : null;

    public void Start(int status = 200, string? contentType = "application/grpc")
    {
        _started = true;
        context.Response.StatusCode = status;
        if (contentType is not null)
            context.Response.ContentType = contentType;
    }

    public void Header(string name, params string[] values) => context.Response.Headers.Append(name, values);

    public Task WriteAsync(IMessage message) => WriteFrameAsync(message.ToByteArray());

    public Task WriteFrameAsync(byte[] payload, byte flags = 0) => WriteRawAsync(Frame(payload, flags));

    public async Task WriteRawAsync(byte[] bytes)
    {
        if (!_started)
            Start();
        await context.Response.Body.WriteAsync(bytes, Aborted);
        await context.Response.Body.FlushAsync(Aborted);
    }

    /// <summary>Ends with trailers behind the body; without a body the headers are sent first.</summary>
    public async Task FinishAsync(int status, string? message = null, params (string Name, string Value)[] trailers)
    {
        if (!_started)
            Start();
        await context.Response.StartAsync(Aborted);
        await context.Response.Body.FlushAsync(Aborted);
        context.Response.AppendTrailer("grpc-status", status.ToString(CultureInfo.InvariantCulture));
        if (message is not null)
            context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
        foreach ((string name, string value) in trailers)
            context.Response.AppendTrailer(name, value);
    }

    /// <summary>Ends with headers alone.</summary>
    public void FinishAtOnce(int status, string? message = null, params (string Name, string Value)[] trailers)
    {
        Start();
        Header("grpc-status", status.ToString(CultureInfo.InvariantCulture));
        if (message is not null)
            Header("grpc-message", Uri.EscapeDataString(message));
        foreach ((string name, string value) in trailers)
            Header(name, value);
    }

    /// <summary>Resets the stream with an HTTP/2 error code.</summary>
    public void Reset(int errorCode) => context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);

    public static byte[] Frame(byte[] payload, byte flags = 0)
    {
        byte[] frame = new byte[5 + payload.Length];
        frame[0] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }
}
