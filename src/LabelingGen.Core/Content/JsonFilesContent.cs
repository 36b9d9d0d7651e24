using System.Buffers;
using System.Buffers.Text;
using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>A JSON body with files in it, each of which is encoded chunk by chunk while it is sent.</summary>
internal sealed class JsonFilesContent(JsonContent json, IReadOnlyList<(int Place, Base64Content File)> files) : BinaryContent, IResendable
{
    // Full groups of three bytes need no padding, so chunks can be joined.
    private const int ChunkSize = 3 * 16 * 1024;

    private readonly SentBytes?[] _sent = new SentBytes?[files.Count];

    public bool CanResend
    {
        get
        {
            foreach ((_, Base64Content file) in files)
            {
                if (!file.CanResend)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Lets the files be checked before anything is sent.</summary>
    /// <exception cref="ArgumentException">One must not be sent.</exception>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        foreach ((_, Base64Content file) in files)
            await file.CheckAsync(cancellationToken).ConfigureAwait(false);
    }

    public override bool TryComputeLength(out long length)
    {
        json.TryComputeLength(out length);
        foreach ((_, Base64Content file) in files)
            length += file.EncodedLength;
        return true;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Files are only sent asynchronously.");

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        byte[] text = ArrayPool<byte>.Shared.Rent(ChunkSize / 3 * 4);
        try
        {
            int written = 0;
            for (int i = 0; i < files.Count; i++)
            {
                (int place, Base64Content file) = files[i];
                await json.WriteToAsync(stream, written, place - written, cancellationToken).ConfigureAwait(false);
                written = place;
                await EncodeAsync(file, stream, chunk, text, _sent[i] ??= new(file.Progress), cancellationToken).ConfigureAwait(false);
            }

            await json.WriteToAsync(stream, written, json.Written.Length - written, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    public override void Dispose() => json.Dispose();

    private static async Task EncodeAsync(
        Base64Content file, Stream target, byte[] chunk, byte[] text, SentBytes sent, CancellationToken cancellationToken)
    {
        Stream source = file.Open();
        try
        {
            sent.Restart();
            ContentWatch? watch = file.Watch();
            for (long left = file.Length; left > 0;)
            {
                int count = (int)Math.Min(ChunkSize, left);
                try
                {
                    await source.ReadExactlyAsync(chunk.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                }
                catch (EndOfStreamException tooShort)
                {
                    throw file.Wrong("ended before its length", tooShort);
                }

                left -= count;
                watch?.Pass(chunk.AsSpan(0, count));
                Base64.EncodeToUtf8(chunk.AsSpan(0, count), text, out _, out int length);
                if (left == 0)
                {
                    // Before the last chunk, so that a file which is refused is never completed.
                    watch?.End();
                    if (await file.HasMoreAsync(source, chunk, cancellationToken).ConfigureAwait(false))
                        throw file.Wrong("has more bytes than were stated");
                }

                await target.WriteAsync(text.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                sent.Add(count);
            }
        }
        finally
        {
            file.Close(source);
        }
    }
}
