using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc.Conformance.Messages;
using Microsoft.AspNetCore.Http;

namespace LabelingGen.Core.Tests.Grpc.Conformance;

/// <summary>The service the conformance cases are run against: it answers as each request defines.</summary>
/// <param name="awaited">
/// The number of messages that the client stays for. A case with pauses is about a client that leaves before the next one, so from there on
/// a pause is long enough for the slowest machine.
/// </param>
internal sealed class ConformanceServer(int awaited)
{
    public Task HandleAsync(GrpcServerCall call) => call.Method switch
    {
        "Unary" => UnaryAsync(call),
        "ServerStream" => ServerStreamAsync(call),
        "ClientStream" => ClientStreamAsync(call),
        "BidiStream" => BidiStreamAsync(call),
        _ => UnimplementedAsync(call),
    };

    private static Task UnimplementedAsync(GrpcServerCall call)
    {
        call.FinishAtOnce((int)GrpcStatusCode.Unimplemented);
        return Task.CompletedTask;
    }

    private async Task UnaryAsync(GrpcServerCall call)
    {
        UnaryRequest request = (await call.ReadAsync(UnaryRequest.Parser))!;
        await AnswerOneAsync(call, request.ResponseDefinition, [Any.Pack(request)], p => new UnaryResponse { Payload = p });
    }

    private async Task ClientStreamAsync(GrpcServerCall call)
    {
        UnaryResponseDefinition? definition = null;
        List<Any> requests = [];
        while (await call.ReadAsync(ClientStreamRequest.Parser) is { } request)
        {
            definition ??= request.ResponseDefinition;
            requests.Add(Any.Pack(request));
        }

        await AnswerOneAsync(call, definition, requests, p => new ClientStreamResponse { Payload = p });
    }

    private async Task AnswerOneAsync(
        GrpcServerCall call, UnaryResponseDefinition? definition, List<Any> requests, Func<ConformancePayload, IMessage> wrap)
    {
        definition ??= new UnaryResponseDefinition();
        if (definition.RawResponse is { } raw)
        {
            await RawAsync(call, raw);
            return;
        }

        await PauseAsync(definition.ResponseDelayMs, 0, call);
        AddHeaders(call, definition.ResponseHeaders);
        if (definition.Error is null)
            await call.WriteAsync(wrap(new ConformancePayload { Data = definition.ResponseData, RequestInfo = InfoOf(call, requests) }));
        else
            definition.Error.Details.Add(Any.Pack(InfoOf(call, requests)));
        await FinishAsync(call, definition.Error, definition.ResponseTrailers);
    }

    private async Task ServerStreamAsync(GrpcServerCall call)
    {
        ServerStreamRequest request = (await call.ReadAsync(ServerStreamRequest.Parser))!;
        StreamResponseDefinition definition = request.ResponseDefinition ?? new StreamResponseDefinition();
        if (definition.RawResponse is { } raw)
        {
            await RawAsync(call, raw);
            return;
        }

        AddHeaders(call, definition.ResponseHeaders);
        RequestInfo? info = InfoOf(call, [Any.Pack(request)]);
        int sent = 0;
        foreach (ByteString data in definition.ResponseData)
        {
            await PauseAsync(definition.ResponseDelayMs, sent++, call);
            await call.WriteAsync(new ServerStreamResponse { Payload = new ConformancePayload { Data = data, RequestInfo = info } });
            info = null;
        }

        if (info is not null)
            definition.Error?.Details.Add(Any.Pack(info));
        await FinishAsync(call, definition.Error, definition.ResponseTrailers);
    }

    private async Task BidiStreamAsync(GrpcServerCall call)
    {
        StreamResponseDefinition? definition = null;
        bool fullDuplex = false;
        int sent = 0;
        List<Any> requests = [];
        while (await call.ReadAsync(BidiStreamRequest.Parser) is { } request)
        {
            if (definition is null)
            {
                definition = request.ResponseDefinition ?? new StreamResponseDefinition();
                fullDuplex = request.FullDuplex;
                if (definition.RawResponse is null)
                    AddHeaders(call, definition.ResponseHeaders);
                if (fullDuplex)
                {
                    call.Start();
                    await call.Context.Response.StartAsync(call.Aborted);
                }
            }

            requests.Add(Any.Pack(request));
            if (!fullDuplex)
                continue;
            if (sent < definition.ResponseData.Count)
                await SendAsync([requests[^1]]);
            else if (definition.Error is not null)
                break;
        }

        definition ??= new StreamResponseDefinition();
        if (definition.RawResponse is { } raw)
        {
            await RawAsync(call, raw);
            return;
        }

        while (sent < definition.ResponseData.Count)
            await SendAsync(sent == 0 ? requests : null);
        if (sent == 0)
            definition.Error?.Details.Add(Any.Pack(InfoOf(call, requests)));
        await FinishAsync(call, definition.Error, definition.ResponseTrailers);

        async Task SendAsync(List<Any>? about)
        {
            await PauseAsync(definition.ResponseDelayMs, sent, call);
            RequestInfo? info = about is null ? null : InfoOf(call, about);
            await call.WriteAsync(new BidiStreamResponse
            {
                Payload = new ConformancePayload { Data = definition.ResponseData[sent++], RequestInfo = info },
            });
        }
    }

    private Task PauseAsync(uint milliseconds, int sent, GrpcServerCall call) => milliseconds == 0
        ? Task.CompletedTask
        : Task.Delay(sent < awaited ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.FromMinutes(1), call.Aborted);

    private static async Task RawAsync(GrpcServerCall call, RawHTTPResponse raw)
    {
        call.Start(raw.StatusCode == 0 ? 200 : (int)raw.StatusCode, contentType: null);
        AddHeaders(call, raw.Headers);
        foreach (RawHTTPResponse.Types.Item item in raw.Stream?.Items ?? [])
        {
            byte[] bytes = item.Payload?.BinaryMessage?.Value.ToByteArray() ?? item.Payload?.Binary.ToByteArray() ?? [];
            if (item.Payload is { Text.Length: > 0 } text)
                bytes = System.Text.Encoding.UTF8.GetBytes(text.Text);
            await call.WriteFrameAsync(bytes, (byte)item.Flags);
        }

        if (raw.Trailers.Count == 0)
            return;
        await call.Context.Response.StartAsync(call.Aborted);
        await call.Context.Response.Body.FlushAsync(call.Aborted);
        foreach (Header trailer in raw.Trailers)
            call.Context.Response.AppendTrailer(trailer.Name, trailer.Value.ToArray());
    }

    private static void AddHeaders(GrpcServerCall call, IEnumerable<Header> headers)
    {
        foreach (Header header in headers)
            call.Header(header.Name, [.. header.Value]);
    }

    private static async Task FinishAsync(GrpcServerCall call, Error? error, IEnumerable<Header> trailers)
    {
        List<(string, string)> values = [.. trailers.SelectMany(t => t.Value.Select(v => (t.Name, v)))];
        if (error is { Details.Count: > 0 })
            values.Add(("grpc-status-details-bin", Convert.ToBase64String(StatusBytes(error)).TrimEnd('=')));
        await call.FinishAsync((int)(error?.Code ?? 0), error?.Message, [.. values]);
    }

    /// <summary>A <c>google.rpc.Status</c>, written by hand: code 1, message 2, details 3.</summary>
    private static byte[] StatusBytes(Error error)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream output = new(bytes, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteInt32((int)error.Code);
            output.WriteTag(2, WireFormat.WireType.LengthDelimited);
            output.WriteString(error.Message);
            foreach (Any detail in error.Details)
            {
                output.WriteTag(3, WireFormat.WireType.LengthDelimited);
                output.WriteMessage(detail);
            }
        }

        return bytes.ToArray();
    }

    private static RequestInfo InfoOf(GrpcServerCall call, IEnumerable<Any> requests)
    {
        RequestInfo info = new() { Requests = { requests } };
        foreach (var header in call.Context.Request.Headers)
            info.RequestHeaders.Add(new Header { Name = header.Key, Value = { header.Value.Select(v => v ?? "") } });
        if (call.RequestHeader("grpc-timeout") is { } timeout)
        {
            long number = long.Parse(timeout.AsSpan(0, timeout.Length - 1), CultureInfo.InvariantCulture);
            info.TimeoutMs = timeout[^1] switch
            {
                'n' => number / 1_000_000,
                'u' => number / 1000,
                'm' => number,
                'S' => number * 1000,
                _ => -1,
            };
        }

        return info;
    }
}
