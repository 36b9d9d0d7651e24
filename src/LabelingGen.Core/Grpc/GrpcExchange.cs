using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>One attempt: a request, and the messages and status of its response. Disposing it early resets the stream.</summary>
internal sealed class GrpcExchange(
    HttpMessageInvoker transport, HttpRequestMessage request, GrpcRequestContent content, int maxResponseSize) : IDisposable
{
    private HttpResponseMessage? _response;
    private GrpcMetadata? _headers;
    private GrpcMetadata? _trailers;
    private GrpcFrameReader? _reader;
    private bool _receivedMessage;

    public GrpcMetadata Headers => _headers ??= [];

    public GrpcMetadata Trailers => _trailers ??= [];

    public bool ReceivedMessage => _receivedMessage;

    /// <summary>Sends the request, or its first part, and waits for the response's headers.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (content.CallerFailure is not null)
        {
            ThrowCallerFailure(e);
        }
        catch (HttpRequestException e)
        {
            throw GrpcTransportErrors.From(e);
        }
        catch (IOException e)
        {
            throw GrpcTransportErrors.From(e);
        }

        HttpResponseMessage response = _response!;
        _headers = Collect(response.Headers.NonValidated);
        CheckResponse(response);
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            _reader = new GrpcFrameReader(body, Last(response.Headers.NonValidated, "grpc-encoding"), maxResponseSize);
        }
        catch (HttpRequestException e)
        {
            throw GrpcTransportErrors.From(e);
        }
    }

    /// <summary>The next message; nothing when the call ended with the status OK.</summary>
    /// <exception cref="GrpcFailure">The call ended with another status, or broke.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TResponse?> ReadAsync<TResponse>(MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : class, IMessage<TResponse>
    {
        TResponse? message;
        try
        {
            message = await _reader!.ReadAsync(parser, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (content.CallerFailure is not null)
        {
            ThrowCallerFailure(e);
            throw;
        }
        catch (IOException e)
        {
            throw GrpcTransportErrors.From(e);
        }
        catch (HttpRequestException e)
        {
            throw GrpcTransportErrors.From(e);
        }
        catch (GrpcFailure e)
        {
            throw new GrpcFailure(e.Code, e.Message, e.InnerException) { Headers = Headers };
        }

        if (message is null)
            CheckStatus();
        else
            _receivedMessage = true;
        return message;
    }

    /// <summary>What a call for one message fails with when another number came.</summary>
    public GrpcFailure WrongCount(string what)
        => new(GrpcStatusCode.Unimplemented, $"The server sent {what}.") { Headers = Headers, Trailers = Trailers };

    public void Dispose()
    {
        _reader?.Dispose();
        _response?.Dispose();
        request.Dispose();
    }

    private static GrpcMetadata Collect(HttpHeadersNonValidated headers)
    {
        GrpcMetadata metadata = [];
        foreach (KeyValuePair<string, HeaderStringValues> header in headers)
        {
            string key = header.Key.ToLowerInvariant();
            if (key is "grpc-status" or "grpc-message" or "grpc-encoding" or "grpc-accept-encoding" or "content-type")
                continue;
            foreach (string value in header.Value)
                metadata.AddReceived(key, value);
        }

        return metadata;
    }

    private static string? Last(HttpHeadersNonValidated headers, string name)
    {
        string? last = null;
        if (headers.TryGetValues(name, out HeaderStringValues values))
        {
            foreach (string value in values)
                last = value;
        }

        return last;
    }

    private void ThrowCallerFailure(Exception e)
    {
        if (content.CallerFailure is GrpcFailure failure)
            throw new GrpcFailure(failure.Code, failure.Message, e);
        ExceptionDispatchInfo.Throw(content.CallerFailure!);
    }

    private void CheckResponse(HttpResponseMessage response)
    {
        string? type = Last(response.Content.Headers.NonValidated, "Content-Type");
        bool isGrpc = type is not null && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            if (isGrpc && Last(response.Headers.NonValidated, "grpc-status") is not null)
                return;
            throw new GrpcFailure(
                GrpcStatus.FromHttp(response.StatusCode),
                $"The server answered with HTTP status {(int)response.StatusCode} instead of gRPC.")
            {
                FromServer = true,
                Headers = Headers,
                Trailers = Headers,
            };
        }

        if (!isGrpc)
        {
            throw new GrpcFailure(GrpcStatusCode.Unknown, $"The server answered with content type '{Shortened(type)}' instead of gRPC.")
            {
                Headers = Headers,
            };
        }

        ReadOnlySpan<char> format = type.AsSpan("application/grpc".Length);
        int parameters = format.IndexOf(';');
        format = (parameters < 0 ? format : format[..parameters]).Trim();
        if (format.Length > 0 && !format.Equals("+proto", StringComparison.OrdinalIgnoreCase))
        {
            throw new GrpcFailure(GrpcStatusCode.Internal, $"The server answered in the format '{Shortened(type)}' instead of protobuf.")
            {
                Headers = Headers,
            };
        }
    }

    private static string Shortened(string? text) => text is null ? "" : text.Length > 80 ? text[..80] : text;

    /// <summary>Reads the status behind the last message, or from the headers when there is nothing but them.</summary>
    private void CheckStatus()
    {
        HttpResponseMessage response = _response!;
        HttpHeadersNonValidated trailers = response.TrailingHeaders.NonValidated;
        bool trailersOnly = !_receivedMessage && trailers.Count == 0;
        if (trailersOnly)
        {
            trailers = response.Headers.NonValidated;
            _trailers = _headers;
            _headers = null;
        }
        else
        {
            _trailers = Collect(trailers);
        }

        string? status = Last(trailers, "grpc-status");
        string? message = Last(trailers, "grpc-message");
        if (status is null)
        {
            throw new GrpcFailure(GrpcStatusCode.Unknown, "The server ended the call without a status.")
            {
                Headers = Headers,
                Trailers = Trailers,
            };
        }

        GrpcStatusCode code = GrpcStatus.ParseCode(status);
        if (code != GrpcStatusCode.Ok)
        {
            throw new GrpcFailure(code, message is null ? "" : GrpcStatus.DecodeMessage(message))
            {
                FromServer = true,
                Headers = Headers,
                Trailers = Trailers,
            };
        }
    }
}
