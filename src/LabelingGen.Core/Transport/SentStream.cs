namespace LabelingGen.Core;

/// <summary>Where a large body goes: every piece that has left gives the attempt its time anew, so that only silence ends it.</summary>
internal sealed class SentStream(Stream inner, TimeLimit limit) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        limit.Restart();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        limit.Restart();
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}
