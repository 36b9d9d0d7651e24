using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>An answer whose body has not been read.</summary>
internal sealed class TransportResponse(HttpResponseMessage http, Stream content) : PipelineResponse
{
    private TransportResponseHeaders? _headers;
    private Stream? _content = content;
    private BinaryData? _buffered;

    public override int Status => (int)http.StatusCode;

    public override string ReasonPhrase => http.ReasonPhrase ?? string.Empty;

    public override Stream? ContentStream
    {
        get => _content ?? _buffered?.ToStream();
        set
        {
            _content = value;
            _buffered = null;
        }
    }

    public override BinaryData Content => _buffered ?? (_content is null
        ? BinaryData.Empty
        : throw new InvalidOperationException("The content has not been read; it is a stream."));

    protected override PipelineResponseHeaders HeadersCore => _headers ??= new TransportResponseHeaders(http);

    public void Classify(bool isError) => IsErrorCore = isError;

    public override BinaryData BufferContent(CancellationToken cancellationToken = default)
    {
        if (_content is { } stream)
        {
            _buffered = BinaryData.FromStream(stream);
            _content = null;
        }

        return Content;
    }

    public override async ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default)
    {
        if (_content is { } stream)
        {
            _buffered = await BinaryData.FromStreamAsync(stream, cancellationToken).ConfigureAwait(false);
            _content = null;
        }

        return Content;
    }

    public override void Dispose()
    {
        _content?.Dispose();
        _content = null;
        http.Dispose();
    }
}
