using System.Net;

namespace LabelingGen.Benchmarks.Uploads;

/// <summary>Takes bodies and throws them away; breaks the first one off after so many bytes, if told to.</summary>
internal sealed class DiscardingHandler(long? breakFirstAfter = null) : HttpMessageHandler
{
    private long? _breakAfter = breakFirstAfter;

    /// <summary>Bytes of all bodies.</summary>
    public long Received { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sink = new Sink(_breakAfter ?? long.MaxValue);
        _breakAfter = null;
        try
        {
            await request.Content!.CopyToAsync(sink, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Received += sink.Count;
        }

        return new HttpResponseMessage(HttpStatusCode.OK);
    }

    private sealed class Sink(long limit) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Count += count;
            if (Count > limit)
                throw new IOException("The connection broke.");
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count += buffer.Length;
            return Count > limit ? ValueTask.FromException(new IOException("The connection broke.")) : ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
