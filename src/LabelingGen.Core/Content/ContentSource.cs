namespace LabelingGen.Core;

/// <summary>Where the bytes of a file come from: once only, where they come from a stream that cannot seek.</summary>
internal sealed class ContentSource(Func<Stream> open, bool closes, bool canReopen)
{
    private const int HeadSize = 64 * 1024;

    private ReadOnlyMemory<byte>? _head;
    private bool _opened;

    public bool CanReopen => canReopen;

    public bool CanResend => canReopen || !_opened;

    public Stream Open()
    {
        _opened = true;
        return _head is { } head ? new HeadedStream(head, open()) : open();
    }

    /// <summary>Closes a stream that was opened here; one that was given stays open.</summary>
    public void Close(Stream stream)
    {
        if (closes)
            stream.Dispose();
    }

    /// <summary>Shows a check all that it wants to see, seeking over the rest.</summary>
    public async Task ShowAsync(IContentCheck check, long length, CancellationToken cancellationToken)
    {
        Stream stream = open();
        try
        {
            byte[] buffer = new byte[HeadSize / 16];
            for (long left = length; left > 0;)
            {
                int count = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken)
                    .ConfigureAwait(false);
                if (count == 0)
                    break;
                left -= count;
                long skip = check.Look(buffer.AsSpan(0, count));
                if (skip == long.MaxValue)
                    return;
                skip = Math.Min(skip, left);
                stream.Position += skip;
                left -= skip;
            }

            check.End();
        }
        finally
        {
            Close(stream);
        }
    }

    /// <summary>The first bytes of a stream that cannot seek; they are kept, and sent before the others.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(long length, CancellationToken cancellationToken)
    {
        if (_head is { } known)
            return known;
        byte[] head = new byte[(int)Math.Min(HeadSize, length)];
        int count = await open().ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        _head = head.AsMemory(0, count);
        return head.AsMemory(0, count);
    }
}
