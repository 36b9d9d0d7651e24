using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

/// <summary>
/// A whole file inside a JSON body, as base64 text (with padding, without line breaks). As part of a request it is encoded while it is
/// sent: neither the file nor its text is ever in memory as a whole. Elsewhere (<see cref="JsonSerializer"/>) the text is written in one
/// piece.
/// </summary>
public sealed class Base64Content
{
    private readonly ContentSource _source;
    private readonly Func<IContentCheck>? _check;
    private bool _isChecked;

    private Base64Content(
        string? fileName, long length, ContentSource source, IProgress<long>? progress = null, Func<IContentCheck>? check = null)
    {
        FileName = fileName;
        Length = length;
        _source = source;
        _check = check;
        Progress = progress;
    }

    /// <summary>Name of the file without folders; <see langword="null"/> where there is none.</summary>
    public string? FileName { get; }

    /// <summary>Number of bytes of the file; its base64 text has <see cref="EncodedLength"/> characters.</summary>
    public long Length { get; }

    /// <summary>Number of characters of the base64 text.</summary>
    public long EncodedLength => (Length + 2) / 3 * 4;

    internal IProgress<long>? Progress { get; }

    internal bool CanResend => _source.CanResend;

    /// <summary>Takes a file of this machine; it is opened when it is sent.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="progress">Told the bytes of the file sent so far; never runs backwards, also on a retry.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Base64Content FromFile(string path, IProgress<long>? progress = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileInfo file = new(path);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        return new(file.Name, file.Length, new(() => OpenFile(path), closes: true, canReopen: true), progress);
    }

    /// <summary>Takes a stream from its current position; the caller disposes of it. One that cannot seek is sent at most once.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="fileName">Name of the file; checks of its kind need it.</param>
    /// <param name="length">
    /// The number of bytes, where the stream does not know it. One that cannot seek must have just as many: when it has not, the call ends
    /// with an <see cref="ArgumentException"/> before the request is complete.
    /// </param>
    /// <exception cref="ArgumentException">The stream cannot be read, or nobody knows its length.</exception>
    public static Base64Content FromStream(Stream content, string? fileName = null, long? length = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!content.CanRead)
            throw new ArgumentException("The stream cannot be read.", nameof(content));
        if (!content.CanSeek)
        {
            long stated = length ?? throw new ArgumentException("The length of a stream that cannot seek must be given.", nameof(length));
            ArgumentOutOfRangeException.ThrowIfNegative(stated, nameof(length));
            return new(fileName, stated, new(() => content, closes: false, canReopen: false));
        }

        long start = content.Position;
        long known = length ?? content.Length - start;
        ArgumentOutOfRangeException.ThrowIfNegative(known, nameof(length));
        return new(fileName, known, new(() => From(content, start), closes: false, canReopen: true));
    }

    /// <summary>Takes bytes.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="fileName">Name of the file; checks of its kind need it.</param>
    public static Base64Content FromBytes(ReadOnlyMemory<byte> content, string? fileName = null) =>
        new(fileName, content.Length, new(() => BinaryData.FromBytes(content).ToStream(), closes: true, canReopen: true));

    /// <summary>The content of a base64 text.</summary>
    /// <exception cref="FormatException">The text is no base64.</exception>
    public static Base64Content FromText(string base64) => FromBytes(Convert.FromBase64String(base64));

    /// <summary>The same content, which is looked at before it is sent.</summary>
    /// <param name="check">Makes the check; one that goes on while the content is sent begins anew.</param>
    public Base64Content CheckedBy(Func<IContentCheck> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new(FileName, Length, _source, Progress, check);
    }

    /// <summary>Reads a JSON text.</summary>
    /// <exception cref="JsonException">The value is no text, or no base64.</exception>
    public static Base64Content Read(ref Utf8JsonReader reader) => FromBytes(JsonCodec.ReadBase64(ref reader).ToMemory());

    /// <summary>Writes a JSON text: in a request body only its place, which the file is streamed into.</summary>
    public static void Write(Utf8JsonWriter writer, Base64Content value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (StreamedFiles.Current is { } files)
            files.Add(writer, value);
        else
            writer.WriteBase64StringValue(value.ReadAll());
    }

    /// <summary>Name and length.</summary>
    public override string ToString() => $"{FileName ?? "file"} ({Length} bytes)";

    /// <summary>Lets the check look, before the call begins, at all it needs of a file and at the head of any other stream.</summary>
    /// <exception cref="ArgumentException">The content must not be sent.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (_check is null || _isChecked || !CanResend)
            return;
        if (_source.CanReopen)
        {
            await _source.ShowAsync(_check(), Length, cancellationToken).ConfigureAwait(false);
            _isChecked = true;
            return;
        }

        ReadOnlyMemory<byte> head = await _source.PeekAsync(Length, cancellationToken).ConfigureAwait(false);
        ContentWatch watch = new(_check());
        watch.Pass(head.Span);
        if (head.Length == Length)
            watch.End();
        _isChecked = watch.IsDone || head.Length == Length;
    }

    /// <summary>What must look at the content while it is sent; <see langword="null"/> where all was seen before.</summary>
    internal ContentWatch? Watch() => _check is null || _isChecked ? null : new ContentWatch(_check());

    /// <summary>Opens the content for an attempt to send it.</summary>
    internal Stream Open() => CanResend
        ? _source.Open()
        : throw new InvalidOperationException($"{this} was read already from a stream that cannot seek, so it cannot be sent again.");

    /// <summary>Closes a stream that was opened here; one that was given stays open.</summary>
    internal void Close(Stream stream) => _source.Close(stream);

    /// <summary>Whether a stream has more bytes than were stated. A part of one that can seek may be meant.</summary>
    internal async ValueTask<bool> HasMoreAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
        !_source.CanReopen && await stream.ReadAsync(buffer.AsMemory(0, 1), cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>The error for content of another length: the caller's, where the caller stated it, for another attempt is no use.</summary>
    internal Exception Wrong(string what, Exception? cause = null) => _source.CanReopen
        ? new IOException($"{this} {what}.", cause)
        : new ArgumentException($"The stream '{this}' {what}.", cause);

    private byte[] ReadAll()
    {
        Stream stream = Open();
        try
        {
            byte[] bytes = new byte[Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        finally
        {
            Close(stream);
        }
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static Stream From(Stream content, long start)
    {
        content.Position = start;
        return content;
    }
}
