using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>
/// An answer whose body has been read: status and headers, and the content as long as it was kept. Pooled content is copied when somebody
/// asks for it, so that nobody sees memory that has gone back to the pool.
/// </summary>
internal sealed class ReadResponse(PipelineResponse inner, BinaryData? content) : PipelineResponse
{
    private readonly object _lock = new();
    private BinaryData? _content = content;
    private PooledBuffer? _pooled;
    private Stream? _stream;

    public ReadResponse(PipelineResponse inner, PooledBuffer? pooled, bool keep)
        : this(inner, keep && pooled is not null ? BinaryData.FromBytes(pooled.Written.ToArray()) : null)
    {
        if (_content is null)
            _pooled = pooled;
        else
            pooled?.Dispose();
    }

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

    public override void Dispose() => Release();

    /// <summary>Gives pooled memory back.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _pooled?.Dispose();
            _pooled = null;
        }
    }

    private BinaryData? Find()
    {
        lock (_lock)
            return _content ??= _pooled is null ? null : BinaryData.FromBytes(_pooled.Written.ToArray());
    }
}
