using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>Exports the embeddings of the items in a background job.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The job; see <see cref="DownloadEmbeddingsAsync"/> for its files.</returns>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<EmbeddingsExportJob> ExportEmbeddingsAsync(string datasetId, CancellationToken cancellationToken = default) =>
        ExportEmbeddingsAsync(datasetId, [], cancellationToken);

    /// <summary>
    /// Waits for an export of embeddings and downloads its files. Each is taken up again where it broke, and appears under its name when it
    /// is complete. The signed addresses are asked for anew, for those in an older report expire; they are called without the client's key.
    /// </summary>
    /// <param name="job">The export.</param>
    /// <param name="folder">Where the files go: <c>embeddings-1.json</c> and so on; the folder is made when it is absent.</param>
    /// <param name="progress">Told the bytes received so far, of the file that is being downloaded.</param>
    /// <param name="cancellationToken">Ends wait and download; the job goes on.</param>
    /// <returns>The files with the verdict on their integrity.</returns>
    /// <exception cref="JobFailedException">The export failed.</exception>
    /// <exception cref="NucleusException">
    /// A download failed; files before it are there. See <see cref="DownloadEachEmbeddingsFileAsync"/> to have the others all the same.
    /// </exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public virtual async Task<IReadOnlyList<DownloadResult>> DownloadEmbeddingsAsync(
        EmbeddingsExportJob job, string folder, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        List<DownloadResult> files = [];
        await foreach (ItemOutcome<string, DownloadResult> file in DownloadEachEmbeddingsFileAsync(job, folder, progress, cancellationToken)
            .ConfigureAwait(false))
        {
            if (file.Error is { } error)
                ExceptionDispatchInfo.Throw(error);
            files.Add(file.Result!);
        }

        return files;
    }

    /// <summary>
    /// The same, giving the outcome of every file in their order: one that is lacking is told, and costs the others nothing.
    /// </summary>
    /// <inheritdoc cref="DownloadEmbeddingsAsync" path="/param"/>
    /// <returns>Of each file its path, and the result or why there is none.</returns>
    /// <exception cref="JobFailedException">The export failed.</exception>
    public virtual async IAsyncEnumerable<ItemOutcome<string, DownloadResult>> DownloadEachEmbeddingsFileAsync(
        EmbeddingsExportJob job, string folder, IProgress<long>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        JobStatus status = await job.WaitForCompletionAsync(null, cancellationToken: cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Uri> addresses = status.ReadResultUrls();
        for (int i = 0; i < addresses.Count; i++)
        {
            string path = Path.Combine(folder, $"embeddings-{i + 1}.json");
            yield return await DownloadAsync(addresses[i], path, i, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ItemOutcome<string, DownloadResult>> DownloadAsync(
        Uri address, string path, int index, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        try
        {
            DownloadResult file = await _pipeline.DownloadAsync(address, path, progress, cancellationToken).ConfigureAwait(false);
            return new(path, index, ItemState.Done, file);
        }
        catch (Exception error) when (error is ApiException or IOException)
        {
            return new(path, index, ItemState.Failed, null, error);
        }
    }
}
