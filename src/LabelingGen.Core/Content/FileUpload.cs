namespace LabelingGen.Core;

/// <summary>A file to send: bytes that are streamed from a position on, and what the server is told about them.</summary>
public sealed class FileUpload : IDisposable
{
    private readonly bool _ownsContent;

    /// <summary>Takes a stream from its current position; the caller disposes of it.</summary>
    /// <param name="content">The bytes. A stream that cannot seek is sent at most once.</param>
    /// <param name="fileName">The name to send, without folders.</param>
    /// <param name="mediaType">The content type.</param>
    /// <param name="length">The number of bytes, where the stream does not know it.</param>
    /// <exception cref="ArgumentException">There is no stream or no name.</exception>
    public FileUpload(Stream content, string fileName, string mediaType = "application/octet-stream", long? length = null)
        : this(content, fileName, mediaType, length, ownsContent: false)
    {
    }

    private FileUpload(Stream content, string fileName, string mediaType, long? length, bool ownsContent)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentException.ThrowIfNullOrEmpty(mediaType);
        Content = content;
        FileName = fileName;
        MediaType = mediaType;
        Length = length;
        _ownsContent = ownsContent;
    }

    /// <summary>The bytes.</summary>
    public Stream Content { get; }

    /// <summary>The name to send.</summary>
    public string FileName { get; }

    /// <summary>The content type.</summary>
    public string MediaType { get; }

    /// <summary>The number of bytes, where the stream does not know it.</summary>
    public long? Length { get; }

    /// <summary>Opens a file of this machine; dispose of the result to close it.</summary>
    /// <param name="path">Path of the file; its name without folders is sent.</param>
    /// <param name="mediaType">The content type.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static FileUpload Open(string path, string mediaType = "application/octet-stream")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16,
            FileOptions.Asynchronous | FileOptions.SequentialScan);
        return new FileUpload(content, Path.GetFileName(path), mediaType, null, ownsContent: true);
    }

    /// <summary>Closes the file that <see cref="Open"/> opened; a stream that was given stays open.</summary>
    public void Dispose()
    {
        if (_ownsContent)
            Content.Dispose();
    }
}
