using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>An answer whose body has been read: status and headers, and the content as long as it was kept.</summary>
internal class ReadResponse(PipelineResponse inner, BinaryData? content) : PipelineResponse
{
    private Stream? _stream;

    public override int Status => inner.Status;

    public override string ReasonPhrase => inner.ReasonPhrase;

    public override bool IsError => inner.IsError;

    public override Stream? ContentStream
    {
        get => Find() is { } found ? _stream ??= found.ToStream() : null;
        set => throw new NotSupportedException("The content of an answer that was read cannot be replaced.");
    }

    public override BinaryData Content => Find()
        ?? throw new InvalidOperationException(
            $"The content was read and released; set {nameof(ApiClientOptions.KeepResponseContent)} to keep it.");

    protected override PipelineResponseHeaders HeadersCore => inner.Headers;

    public override BinaryData BufferContent(CancellationToken cancellationToken = default) => Content;

    public override ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default) => new(Content);

    public override void Dispose()
    {
    }

    /// <summary>The content, or null when it is gone.</summary>
    protected virtual BinaryData? Find() => content;
}
