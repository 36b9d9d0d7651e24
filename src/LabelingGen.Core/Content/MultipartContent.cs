using System.ClientModel;
using System.Text;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

/// <summary>
/// A <c>multipart/form-data</c> body (RFC 7578) that streams its parts: nothing is buffered, and the length is announced when every
/// part knows its own. Names and file names are escaped as browsers do (the WHATWG form-data rules) and sent as UTF-8.
/// </summary>
public sealed class MultipartContent : BinaryContent, IResendable
{
    private static readonly byte[] LineBreak = [(byte)'\r', (byte)'\n'];

    private readonly List<Part> _parts = [];
    private readonly SentBytes _sent;
    private readonly string _boundary;

    /// <summary>Makes a body without parts.</summary>
    /// <param name="progress">Told the bytes of all parts sent so far, headers not counted; never runs backwards, also on a retry.</param>
    /// <param name="boundary">What separates the parts; made up when absent.</param>
    /// <exception cref="ArgumentException">The boundary is longer than 70 characters or holds one that RFC 2046 does not allow.</exception>
    public MultipartContent(IProgress<long>? progress = null, string? boundary = null)
    {
        _sent = new SentBytes(progress);
        _boundary = boundary ?? "LabelingGen-" + Guid.NewGuid().ToString("N");
        if (_boundary.Length is 0 or > 70 || !_boundary.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new ArgumentException("A boundary has 1 to 70 letters, digits, hyphens, underscores or dots.", nameof(boundary));
    }

    /// <summary>The content type with the boundary.</summary>
    public string ContentType => $"multipart/form-data; boundary={_boundary}";

    /// <summary>Whether every part can be written from its beginning.</summary>
    public bool CanResend => _parts.TrueForAll(part => part.CanResend);

    /// <summary>The number of parts.</summary>
    public int Count => _parts.Count;

    /// <summary>Adds a text part; a null value is left out.</summary>
    public MultipartContent AddText(string name, ParameterValue? value, string? mediaType = null)
    {
        if (value?.Text is { } text)
            Add(name, BinaryContent.Create(BinaryData.FromString(text)), null, mediaType);
        return this;
    }

    /// <summary>Adds one text part of the same name per value; null is left out.</summary>
    public MultipartContent AddText(string name, IEnumerable<ParameterValue>? values, string? mediaType = null)
    {
        foreach (ParameterValue value in values ?? [])
            AddText(name, ParameterText.Required(name, value), mediaType);
        return this;
    }

    /// <summary>Adds a part that is a JSON text.</summary>
    public MultipartContent AddJson<T>(string name, T value, JsonWrite<T> write, string? mediaType = "application/json")
    {
        ArgumentNullException.ThrowIfNull(write);
        return Add(name, JsonContent.Create(value, write), null, mediaType);
    }

    /// <summary>Adds bytes, as a file when a file name is given.</summary>
    public MultipartContent AddBytes(string name, BinaryData content, string? fileName = null, string? mediaType = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Add(name, BinaryContent.Create(content), fileName, mediaType);
    }

    /// <summary>
    /// Adds a file that is streamed from the stream's current position. After the first byte of a stream that cannot seek
    /// has been read, the call is not retried. The caller disposes of the stream.
    /// </summary>
    /// <param name="name">Name of the form field.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="fileName">The file name to send, without folders.</param>
    /// <param name="mediaType">Content type of the part.</param>
    /// <param name="length">The number of bytes, where the stream does not know it.</param>
    public MultipartContent AddFile(string name, Stream content, string fileName, string mediaType = "application/octet-stream",
        long? length = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        _parts.Add(new Part(PartHeaders(name, fileName, mediaType), null, new ResendableStream(content, length)));
        return this;
    }

    /// <summary>Adds a file; null is left out.</summary>
    /// <param name="name">Name of the form field.</param>
    /// <param name="file">The file.</param>
    /// <param name="mediaType">Content type of the part; default: the file's own.</param>
    public MultipartContent AddFile(string name, FileUpload? file, string? mediaType = null) =>
        file is null ? this : AddFile(name, file.Content, file.FileName, mediaType ?? file.MediaType, file.Length);

    /// <summary>Adds one part of the same name per file; null is left out.</summary>
    public MultipartContent AddFiles(string name, IEnumerable<FileUpload>? files, string? mediaType = null)
    {
        foreach (FileUpload file in files ?? [])
            AddFile(name, file, mediaType);
        return this;
    }

    /// <summary>Adds any content that can write itself several times.</summary>
    public MultipartContent Add(string name, BinaryContent content, string? fileName, string? mediaType)
    {
        ArgumentNullException.ThrowIfNull(content);
        _parts.Add(new Part(PartHeaders(name, fileName, mediaType), content, null));
        return this;
    }

    /// <inheritdoc/>
    public override bool TryComputeLength(out long length)
    {
        length = Closing.Length;
        foreach (Part part in _parts)
        {
            if (part.Length is not { } partLength)
            {
                length = 0;
                return false;
            }

            length += part.Headers.Length + partLength + 2;
        }

        return true;
    }

    /// <summary>Not available: parts are streams, which are only read asynchronously.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A multipart body is only sent asynchronously.");

    /// <inheritdoc/>
    public override async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _sent.Restart();
        foreach (Part part in _parts)
        {
            await stream.WriteAsync(part.Headers, cancellationToken).ConfigureAwait(false);
            await part.WriteAsync(stream, _sent, cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(LineBreak, cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(Closing, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Releases the parts' memory; streams stay open for their owner.</summary>
    public override void Dispose()
    {
        foreach (Part part in _parts)
            part.Content?.Dispose();
    }

    private byte[] Closing => Encoding.ASCII.GetBytes($"--{_boundary}--\r\n");

    private byte[] PartHeaders(string name, string? fileName, string? mediaType)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var text = new StringBuilder();
        text.Append("--").Append(_boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(Escape(name)).Append('"');
        if (fileName is not null)
            text.Append("; filename=\"").Append(Escape(fileName)).Append('"');
        if (mediaType is not null)
            text.Append("\r\nContent-Type: ").Append(HeaderText.CheckValue("Content-Type", mediaType));
        return Encoding.UTF8.GetBytes(text.Append("\r\n\r\n").ToString());
    }

    private static string Escape(string text) =>
        text.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal).Replace("\0", "%00", StringComparison.Ordinal);

    private sealed record Part(byte[] Headers, BinaryContent? Content, ResendableStream? Stream)
    {
        public bool CanResend => Content is not null ? Content is not IResendable { CanResend: false } : Stream!.CanResend;

        public long? Length => Content is null ? Stream!.Length : Content.TryComputeLength(out long length) ? length : null;

        public async Task WriteAsync(Stream target, SentBytes sent, CancellationToken cancellationToken)
        {
            if (Content is null)
            {
                await Stream!.CopyToAsync(target, sent, cancellationToken).ConfigureAwait(false);
                return;
            }

            await Content.WriteToAsync(target, cancellationToken).ConfigureAwait(false);
            if (Content.TryComputeLength(out long length))
                sent.Add(length);
        }
    }
}
