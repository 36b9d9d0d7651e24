using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

/// <summary>
/// Writes things line by line into a file of its own, of which length is known and which can be sent again: storage takes no body of
/// unknown length. Memory does not grow with their number; the file vanishes with the object.
/// </summary>
internal sealed class LineUpload : IAsyncDisposable
{
    /// <summary>
    /// The most characters that the server takes in one upload, and as many bytes, for everything outside ASCII is escaped.
    /// </summary>
    public const long MaxBytes = 0x1FFFFFE8;

    private readonly FileStream _file;

    private LineUpload(FileStream file) => _file = file;

    /// <summary>Id of the upload, by which a job finds it: 32 hexadecimal digits.</summary>
    public string RequestId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The lines, from their beginning.</summary>
    public Stream Content => _file;

    /// <exception cref="ArgumentException">There is nothing to upload, or too much for one upload.</exception>
    public static async Task<LineUpload> CreateAsync<T>(
        IAsyncEnumerable<T> values, JsonWrite<T> write, CancellationToken cancellationToken)
    {
        LineUpload upload = new(OpenTemporary());
        try
        {
            await WriteAsync(upload._file, values, write, cancellationToken).ConfigureAwait(false);
            upload._file.Position = 0;
            return upload;
        }
        catch
        {
            await upload.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <exception cref="ArgumentException">There is nothing to upload, or too much for one upload.</exception>
    internal static async Task WriteAsync<T>(
        Stream target, IAsyncEnumerable<T> values, JsonWrite<T> write, CancellationToken cancellationToken)
    {
        long count = 0;
        long length = 0;
        await using Utf8JsonWriter writer = new(target, new JsonWriterOptions { SkipValidation = true });
        await foreach (T value in values.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            write(writer, value);
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            length += writer.BytesCommitted + 1;
            writer.Reset();
            target.WriteByte((byte)'\n');
            count++;
            if (length > MaxBytes)
                throw new ArgumentException($"After {count} objects the upload has more than {MaxBytes} bytes; divide it.", nameof(values));
        }

        if (count == 0)
            throw new ArgumentException("There is nothing to upload.", nameof(values));
        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static FileStream OpenTemporary()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"labelinggen-{Guid.NewGuid():N}.ndjson"), options);
    }
}
