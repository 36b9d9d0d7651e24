using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiDataset
{
    /// <summary>
    /// Has the service export the version as an archive of protobuf messages (PutDatasetVersionExports). Wait for the job; its result holds
    /// the archive's address.
    /// </summary>
    /// <exception cref="InvalidOperationException">No version is meant; see <see cref="Version"/>.</exception>
    public DatasetExportJob StartExport() => Context.Services.Datasets.TrackDatasetExportJob(new PutDatasetVersionExportsRequest
    {
        UserAppId = _app.Owner,
        DatasetId = DatasetId,
        DatasetVersionId = VersionId ?? throw new InvalidOperationException(
            $"A version of the dataset '{DatasetId}' is exported, not the dataset; choose one with {nameof(Version)}."),
        Exports = { new DatasetVersionExport { Format = DatasetVersionExportFormat.ClarifaiDataProtobuf } },
    });

    /// <summary>
    /// Exports the version and saves it with its media: one folder per split with <c>inputs/</c> and <c>annotations/</c>; see
    /// <see cref="DatasetArchive.SaveAsync"/>.
    /// </summary>
    /// <param name="folder">The folder; created where it is absent.</param>
    /// <param name="progress">Told what the service tells of its work.</param>
    /// <param name="cancellationToken">Ends the wait and the downloads; files that are complete stay.</param>
    /// <returns>One outcome for each input.</returns>
    /// <exception cref="JobFailedException">The service could not export.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged, or names a file outside of its folder.</exception>
    public async Task<IReadOnlyList<ExportedInput>> ExportAsync(
        string folder, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        DatasetVersionExport export = await StartExport().WaitForCompletionAsync(progress, null, cancellationToken).ConfigureAwait(false);
        if (!Uri.TryCreate(export.Url, UriKind.Absolute, out Uri? url))
            throw new InvalidDataException($"The service exported the dataset '{DatasetId}', but told no address of the archive.");
        Directory.CreateDirectory(folder);
        string archive = Path.Combine(Path.GetFullPath(folder), $".{Guid.NewGuid():N}.zip");
        try
        {
            await Context.Pipeline.DownloadAsync(url, archive, null, cancellationToken).ConfigureAwait(false);
            return await ExtractAsync(archive, folder, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    /// <summary>Saves an archive that was downloaded before, with the media it names.</summary>
    /// <inheritdoc cref="ExportAsync"/>
    public async Task<IReadOnlyList<ExportedInput>> ExtractAsync(
        string archivePath, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using DatasetArchive archive = DatasetArchive.Open(archivePath);
        MediaDownload media = new(Context);
        return await archive.SaveAsync(folder, media.SaveAsync, cancellationToken).ConfigureAwait(false);
    }
}
