using LabelingGen.Core;

namespace LabelingGen.LabelStudio;

public partial class ExportsClient
{
    /// <summary>
    /// Exports a project at once into a file, which appears when it is complete. The server makes the whole file within the call; for
    /// large projects use <see cref="ExportSnapshotAsync"/>. Enterprise servers answer 404. Tasks are chosen by their ids under the name
    /// that the server reads (<c>ids[]</c>), not only under that of its document, which <see cref="OpenAsync"/> sends.
    /// </summary>
    /// <param name="projectId">Id of the project.</param>
    /// <param name="path">The file; one that is there is replaced at the end. A format of several files is a zip archive.</param>
    /// <param name="options">Format and selection; JSON of the tasks that have annotations by default.</param>
    /// <param name="progress">Told the bytes received so far.</param>
    /// <param name="cancellationToken">Ends the download; nothing is left of it.</param>
    /// <exception cref="LabelStudioException">The download failed.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public virtual Task<DownloadResult> ExportAsync(
        long projectId, string path, DownloadDirectExportOptions? options = null, IProgress<long>? progress = null,
        CancellationToken cancellationToken = default) =>
        _pipeline.DownloadAsync(
            () =>
            {
                ApiRequest request = _pipeline.CreateRequest(OpenOperation).Path("id", projectId);
                options?.AddTo(request);
                // The document's name, which is added above, community servers take no notice of.
                return request.Query("ids[]", ParameterValues.Of(options?.Ids));
            },
            path, progress, cancellationToken);
}
