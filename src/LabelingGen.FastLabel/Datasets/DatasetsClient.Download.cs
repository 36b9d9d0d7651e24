using System.Collections.Concurrent;
using LabelingGen.Core;

namespace LabelingGen.FastLabel;

public partial class DatasetsClient
{
    private const string AnnotationsFile = "annotations.json";

    /// <summary>
    /// Downloads objects into a folder, several at a time, and adds what is known of them to <c>annotations.json</c> beside them: name,
    /// annotations, custom metadata, tags and role. A file appears when it is complete; one object that fails does not stop the others.
    /// </summary>
    /// <param name="folder">The folder; made where it is absent. Names of objects may hold folders, and cannot lead out of it.</param>
    /// <param name="objects">Objects of <see cref="ListObjectDownloadsAsync"/>.</param>
    /// <param name="byType">Whether each role (<c>train</c>, <c>valid</c>, …) gets a folder of its own.</param>
    /// <param name="maxConcurrency">Most downloads at the same time.</param>
    /// <param name="cancellationToken">Ends the call; complete files stay.</param>
    /// <returns>What became of each object, in the order of the objects.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The concurrency is not positive.</exception>
    /// <exception cref="InvalidDataException">There is an <c>annotations.json</c> that is no list.</exception>
    public virtual async Task<IReadOnlyList<DatasetDownload>> DownloadObjectsAsync(
        string folder, IEnumerable<DatasetObject> objects, bool byType = false, int maxConcurrency = 4,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        DatasetObject[] all = [.. objects];
        ConcurrentDictionary<int, DatasetDownload> results = new();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = maxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, all.Length, parallel, async (index, token) =>
        {
            string target = byType ? SafePath.Join(folder, FolderOf(all[index])) : folder;
            results[index] = await DownloadOneAsync(target, all[index], token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        foreach (IGrouping<string, DatasetObject> group in all.GroupBy(item => byType ? FolderOf(item) : string.Empty))
        {
            string target = group.Key.Length == 0 ? folder : SafePath.Join(folder, group.Key);
            await DatasetManifest.AppendAsync(Path.Combine(target, AnnotationsFile), group, cancellationToken).ConfigureAwait(false);
        }

        return [.. results.OrderBy(result => result.Key).Select(result => result.Value)];
    }

    private static string FolderOf(DatasetObject item) => (item.Type ?? DatasetObjectType.None).Value;

    private async Task<DatasetDownload> DownloadOneAsync(string folder, DatasetObject item, CancellationToken cancellationToken)
    {
        try
        {
            string path = SafePath.Join(folder, item.Name);
            Uri address = Uri.TryCreate(item.SignedUrl, UriKind.Absolute, out Uri? given)
                ? given
                : throw new InvalidDataException($"'{item.Name}' comes without an address to download it from.");
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            await _pipeline.DownloadAsync(address, path, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new(item, path, null);
        }
        catch (Exception failure) when (failure is ApiException or IOException or InvalidDataException
            or ArgumentException or UnauthorizedAccessException)
        {
            return new(item, null, failure);
        }
    }
}
