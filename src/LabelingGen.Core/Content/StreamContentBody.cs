using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>A body that is one stream.</summary>
internal sealed class StreamContentBody(Stream source, long? length, IProgress<long>? progress) : BinaryContent, IResendable
{
    private readonly ResendableStream _stream = new(source, length);
    private readonly SentBytes _sent = new(progress);

    public bool CanResend => _stream.CanResend;

    public override bool TryComputeLength(out long length)
    {
        length = _stream.Length ?? 0;
        return _stream.Length is not null;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A stream is only sent asynchronously.");

    public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        _sent.Restart();
        return _stream.CopyToAsync(stream, _sent, cancellationToken);
    }

    public override void Dispose()
    {
    }
}
