using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;

namespace LabelingGen.Core;

/// <summary>A request before it is sent; every attempt makes a new <see cref="HttpRequestMessage"/> of it.</summary>
internal sealed class TransportRequest : PipelineRequest
{
    /// <summary>Goes out in one piece.</summary>
    private const int SmallBody = 64 * 1024;

    private readonly TransportRequestHeaders _headers = new();
    private string _method = "GET";
    private Uri? _uri;
    private BinaryContent? _content;

    protected override string MethodCore
    {
        get => _method;
        set => _method = value;
    }

    protected override Uri? UriCore
    {
        get => _uri;
        set => _uri = value;
    }

    protected override BinaryContent? ContentCore
    {
        get => _content;
        set => _content = value;
    }

    protected override PipelineRequestHeaders HeadersCore => _headers;

    public HttpRequestMessage ToHttpRequest(TimeLimit? silence)
    {
        var request = new HttpRequestMessage(ToHttpMethod(_method), _uri);
        if (_content is not null)
            request.Content = new BodyContent(_content, silence);
        _headers.CopyTo(request);
        return request;
    }

    /// <summary>The content belongs to the call, which may send it again.</summary>
    public override void Dispose()
    {
    }

    private static HttpMethod ToHttpMethod(string method) => method switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        "PUT" => HttpMethod.Put,
        "PATCH" => HttpMethod.Patch,
        "DELETE" => HttpMethod.Delete,
        "HEAD" => HttpMethod.Head,
        _ => new HttpMethod(method),
    };

    private sealed class BodyContent(BinaryContent content, TimeLimit? silence) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            content.WriteToAsync(
                silence is null || (TryComputeLength(out long length) && length <= SmallBody) ? stream : new SentStream(stream, silence),
                cancellationToken);

        protected override bool TryComputeLength(out long length) => content.TryComputeLength(out length);
    }
}
