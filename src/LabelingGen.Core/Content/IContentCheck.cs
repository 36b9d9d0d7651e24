namespace LabelingGen.Core;

/// <summary>
/// Looks at the bytes of a file before they are sent, from the first one on: at those of a file or a stream that can seek, and at the first
/// 64 KiB of any other stream, before the call begins; at the rest of such a stream while it is sent, so that a request is never completed
/// whose file was refused.
/// </summary>
public interface IContentCheck
{
    /// <summary>Looks at the next bytes.</summary>
    /// <returns>
    /// How many of the bytes after these are not needed, and will not be shown; <see cref="long.MaxValue"/> when nothing more is.
    /// </returns>
    /// <exception cref="ArgumentException">The file must not be sent; the message names it.</exception>
    long Look(ReadOnlySpan<byte> bytes);

    /// <summary>Told when there are no more bytes, unless nothing more was needed.</summary>
    /// <exception cref="ArgumentException">The file must not be sent; the message names it.</exception>
    void End();
}
