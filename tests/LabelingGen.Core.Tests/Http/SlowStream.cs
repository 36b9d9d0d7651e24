namespace LabelingGen.Core.Tests;

/// <summary>Gives a piece every nine seconds, and may stop giving any.</summary>
internal sealed class SlowStream(byte[] content, TimeProvider clock, int silentAfter = int.MaxValue, int piece = 1) : MemoryStream(content)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= silentAfter)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        else if (Position < Length)
            await Task.Delay(TimeSpan.FromSeconds(9), clock, cancellationToken);
        return await base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
