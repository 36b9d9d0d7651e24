using System.ClientModel;
using LabelingGen.Core;

namespace LabelingGen.Scale;

public partial class FilesClient
{
    /// <summary>The largest file the API takes: 80 MB.</summary>
    public const long MaxFileBytes = 80L * 1024 * 1024;

    private static readonly ApiOperation UploadOperation =
        new("Files.Upload", "POST", "/v1/files/upload") { Idempotency = Idempotency.Body };

    /// <summary>
    /// Stores a file; it is streamed, never held in memory. The result's address is used as the attachment of tasks. To attach a stored
    /// file to another project, upload it again with the same <see cref="UploadFileOptions.ReferenceId"/> and that project's name.
    /// </summary>
    /// <param name="file">The file, at most <see cref="MaxFileBytes"/> bytes.</param>
    /// <param name="options">What is known of the file. With a reference id the upload is retried, for it cannot be stored twice.</param>
    /// <param name="cancellationToken">Ends the call; the server may have stored the file.</param>
    /// <exception cref="ArgumentException">The file is missing or larger than the API takes; nothing was sent.</exception>
    /// <exception cref="ScaleDuplicateTaskException">The reference id is in use.</exception>
    /// <exception cref="ScaleException">
    /// The call failed; <see cref="ApiException.Outcome"/> tells whether the file may be stored.
    /// </exception>
    public virtual Task<ClientResult<ScaleFile>> UploadAsync(
        FileUpload file, UploadFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        long? length = file.Length ?? (file.Content.CanSeek ? file.Content.Length - file.Content.Position : null);
        if (length > MaxFileBytes)
            throw new ArgumentException($"{file.FileName} has {length} bytes; the API takes at most {MaxFileBytes}.", nameof(file));
        Core.MultipartContent content = new(options?.Progress);
        options?.AddTo(content);
        foreach ((string name, string value) in options?.AdditionalFields ?? [])
            content.AddText(name, value);
        content.AddFile("file", file);
        ApiRequest request = _pipeline.CreateRequest(UploadOperation)
            .MultipartBody(content)
            .IdempotentWhen(!string.IsNullOrEmpty(options?.ReferenceId));
        return _pipeline.SendAsync(request, ScaleFile.Read, cancellationToken);
    }

    /// <summary>Stores a file of this machine.</summary>
    /// <param name="path">Path of the file; its name without folders is sent.</param>
    /// <inheritdoc cref="UploadAsync(FileUpload, UploadFileOptions?, CancellationToken)"/>
    /// <param name="options">What is known of the file.</param>
    /// <param name="cancellationToken">Ends the call; the server may have stored the file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public virtual async Task<ClientResult<ScaleFile>> UploadAsync(
        string path, UploadFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        using FileUpload file = FileUpload.Open(path);
        return await UploadAsync(file, options, cancellationToken).ConfigureAwait(false);
    }
}
