using System.Net;

namespace LabelingGen.Core.Tests;

/// <summary>Gives some bytes and then fails as a connection does that is reset.</summary>
internal sealed class BreakingStream(byte[] beginning) : MemoryStream(beginning)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer) is var count and > 0 ? count : throw Reset();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await base.ReadAsync(buffer, cancellationToken);
        return count > 0 ? count : throw Reset();
    }

    private static HttpIOException Reset() => new(HttpRequestError.ResponseEnded, "The response ended prematurely.");
}

/// <summary>Announces more bytes than it has.</summary>
internal sealed class ShortContent : HttpContent
{
    private readonly byte[] _bytes;

    public ShortContent(byte[] bytes, long announced)
    {
        _bytes = bytes;
        Headers.ContentLength = announced;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_bytes).AsTask();

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream(_bytes));

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
