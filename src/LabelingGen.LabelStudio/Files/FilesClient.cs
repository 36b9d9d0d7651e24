using LabelingGen.Core;

namespace LabelingGen.LabelStudio;

public partial class FilesClient
{
    private const string UploadFolder = "upload/";

    private static readonly ApiOperation DownloadOperation =
        new("Files.Download", "GET", "/data/upload/{project}/{name}") { Accept = "*/*" };

    /// <summary>Downloads an uploaded file into a file, which appears when it is complete.</summary>
    /// <param name="file">The upload, as the API gave it.</param>
    /// <param name="path">The file; one that is there is replaced at the end.</param>
    /// <param name="progress">Told the bytes received so far.</param>
    /// <param name="cancellationToken">Ends the download; nothing is left of it.</param>
    /// <exception cref="ArgumentException">The upload does not name a stored file.</exception>
    /// <exception cref="LabelStudioException">The download failed.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public virtual Task<DownloadResult> DownloadAsync(
        UploadedFile file, string path, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        string[] parts = file.File?.StartsWith(UploadFolder, StringComparison.Ordinal) == true
            ? file.File[UploadFolder.Length..].Split('/')
            : [];
        if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
            throw new ArgumentException($"'{file.File}' is no stored file such as upload/1/name.", nameof(file));
        return _pipeline.DownloadAsync(
            () => _pipeline.CreateRequest(DownloadOperation).Path("project", parts[0]).Path("name", parts[1]), path, progress,
            cancellationToken);
    }
}
