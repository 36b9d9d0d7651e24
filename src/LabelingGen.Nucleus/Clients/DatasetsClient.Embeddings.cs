using LabelingGen.Core;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
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
    /// <exception cref="NucleusException">A download failed.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public virtual async Task<IReadOnlyList<DownloadResult>> DownloadEmbeddingsAsync(
        EmbeddingsExportJob job, string folder, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        JobStatus status = await job.WaitForCompletionAsync(null, cancellationToken: cancellationToken).ConfigureAwait(false);
        List<DownloadResult> files = [];
        foreach (Uri address in status.ReadResultUrls())
        {
            string path = Path.Combine(folder, $"embeddings-{files.Count + 1}.json");
            files.Add(await _pipeline.DownloadAsync(address, path, progress, cancellationToken).ConfigureAwait(false));
        }

        return files;
    }
}
