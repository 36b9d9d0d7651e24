using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    private readonly ConcurrentDictionary<string, bool> _privacyModes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _sceneModes = new(StringComparer.Ordinal);

    private const string ItemIds = "items";

    /// <summary>
    /// Adds images to a dataset: files of this machine are streamed, remote ones are fetched by the server. Items travel in batches of the
    /// vendor's sizes, several at a time; one failing batch costs the others nothing. A collection is checked as a whole before anything
    /// is sent: every item, its file, and that no reference id occurs twice. Of a sequence that is not a collection each item is checked
    /// as it comes, and one that cannot be sent is among the failures of the result; so is one whose reference id occurred before, among
    /// the last <see cref="UploadOptions.DuplicateWindow"/>.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="items">The images.</param>
    /// <param name="options">Sizes, parallelism, journal, progress; the defaults without.</param>
    /// <param name="cancellationToken">Ends the upload; what was sent stays.</param>
    /// <returns>The sums, and the items that are not on the server; see <see cref="AppendResult.ThrowIfFailed"/>.</returns>
    /// <exception cref="InvalidItemException">An item cannot be sent as it is; nothing was sent.</exception>
    /// <exception cref="DuplicateIdException">A reference id occurs twice; nothing was sent.</exception>
    /// <exception cref="FileNotFoundException">A file does not exist; nothing was sent.</exception>
    /// <exception cref="ArgumentException">The dataset holds scenes; the first item is named, and nothing was sent.</exception>
    /// <exception cref="BulkStoppedException">Batch after batch failed.</exception>
    public virtual async Task<AppendResult> AppendAsync(
        string datasetId, IEnumerable<DatasetItem> items, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        bool isWhole = items is IReadOnlyCollection<DatasetItem> or ICollection<DatasetItem>;
        if (isWhole)
        {
            foreach (DatasetItem item in items)
                ItemUploader.Check(item, options?.UsePrivacyMode == true, options?.BaseFolder);
            DuplicateIdException.ThrowIfAny(ItemIds, items.Select(item => item.Reference!));
        }

        IAsyncEnumerable<DatasetItem> sequence = items.AsAsync();
        ItemUploader uploader = await UploaderAsync(datasetId, sequence, options, cancellationToken).ConfigureAwait(false);
        // Only the server knows whether items need a size, unless the options tell.
        if (isWhole && options?.UsePrivacyMode is null)
        {
            foreach (DatasetItem item in items)
                uploader.Check(item);
        }

        RecentIds? seen = isWhole ? null : uploader.NewMemory();
        return await uploader.RunToEndAsync(sequence, seen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The same for any number of items that are produced while they are sent: memory does not grow with them. Each is checked as it
    /// comes; one that cannot be sent is among the failures of the result. So is one whose reference id occurred before, among the last
    /// <see cref="UploadOptions.DuplicateWindow"/>; what occurs again after that is left to the server.
    /// </summary>
    /// <inheritdoc cref="AppendAsync(string, IEnumerable{DatasetItem}, AppendOptions?, CancellationToken)"/>
    public virtual async Task<AppendResult> AppendAsync(
        string datasetId, IAsyncEnumerable<DatasetItem> items, AppendOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ItemUploader uploader = await UploaderAsync(datasetId, items, options, cancellationToken).ConfigureAwait(false);
        return await uploader.RunToEndAsync(items, uploader.NewMemory(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same, giving the outcome of every item as it is known, in no order.</summary>
    /// <inheritdoc cref="AppendAsync(string, IAsyncEnumerable{DatasetItem}, AppendOptions?, CancellationToken)"/>
    public virtual async IAsyncEnumerable<ItemOutcome<DatasetItem, UploadStatus>> AppendEachAsync(
        string datasetId, IAsyncEnumerable<DatasetItem> items, AppendOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ItemUploader uploader = await UploaderAsync(datasetId, items, options, cancellationToken).ConfigureAwait(false);
        await foreach (ItemOutcome<DatasetItem, UploadStatus> outcome in uploader.RunAsync(items, cancellationToken)
            .ConfigureAwait(false))
            yield return outcome;
    }

    /// <summary>
    /// Adds remote images in a background job: they are written to a signed address, from which the job reads them. For any number of
    /// items within 536,870,888 bytes of JSON, the vendor's limit; memory does not grow with them.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="items">The images, all with a remote address.</param>
    /// <param name="options">Whether to update, and what is known of the dataset.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidItemException">An item cannot be sent as it is, or is local; no job was started.</exception>
    /// <exception cref="DuplicateIdException">
    /// A reference id occurs twice among <see cref="UploadOptions.DuplicateWindow"/>; no job was started.
    /// </exception>
    /// <exception cref="ArgumentException">There is no item, too much for one upload, or the dataset holds scenes.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<NucleusJob> StartAppendAsync(
        string datasetId, IAsyncEnumerable<DatasetItem> items, AppendOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        bool usePrivacyMode = await FlagsAsync(datasetId, items, options, cancellationToken).ConfigureAwait(false);
        RecentIds seen = new(ItemIds, UploadOptions.DuplicateWindow);
        string requestId = await UploadLinesAsync(
            datasetId,
            items.Map(item =>
            {
                ItemUploader.Admit(item, seen);
                item.CheckForAppend(usePrivacyMode);
                RemoteLocation.Require(item.Reference, item.ImageLocation!);
                return item.ToUpload();
            }),
            ItemUpload.Write,
            cancellationToken).ConfigureAwait(false);
        ItemAppendRequest request = new() { RequestId = requestId, Update = options?.Update ?? false };
        System.ClientModel.ClientResult<UploadResponse> answer = await AppendItemsAsync(datasetId, request, 1, cancellationToken)
            .ConfigureAwait(false);
        return JobOf(answer.Value.JobId, answer.GetRawResponse());
    }

    /// <inheritdoc cref="StartAppendAsync(string, IAsyncEnumerable{DatasetItem}, AppendOptions?, CancellationToken)"/>
    public virtual Task<NucleusJob> StartAppendAsync(
        string datasetId, IEnumerable<DatasetItem> items, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items is IReadOnlyCollection<DatasetItem> or ICollection<DatasetItem>)
        {
            foreach (DatasetItem item in items)
            {
                item.CheckForAppend(options?.UsePrivacyMode == true);
                RemoteLocation.Require(item.Reference, item.ImageLocation!);
            }

            DuplicateIdException.ThrowIfAny(ItemIds, items.Select(item => item.Reference!));
        }

        return StartAppendAsync(datasetId, items.AsAsync(), options, cancellationToken);
    }

    private async Task<ItemUploader> UploaderAsync(
        string datasetId, IAsyncEnumerable<DatasetItem> items, AppendOptions? options, CancellationToken cancellationToken)
    {
        bool usePrivacyMode = await FlagsAsync(datasetId, items, options, cancellationToken).ConfigureAwait(false);
        return new ItemUploader(_pipeline, datasetId, options ?? new AppendOptions(), usePrivacyMode);
    }

    /// <summary>Whether privacy mode is on. Neither flag of a dataset can change, so that each is asked for once.</summary>
    /// <exception cref="InvalidItemException">The dataset holds scenes; the first item is named.</exception>
    private async Task<bool> FlagsAsync(
        string datasetId, IAsyncEnumerable<DatasetItem> items, AppendOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(datasetId);
        bool usePrivacyMode = await UsesPrivacyModeAsync(datasetId, options?.UsePrivacyMode, cancellationToken).ConfigureAwait(false);
        if (!await IsSceneAsync(datasetId, options?.IsScene, cancellationToken).ConfigureAwait(false))
            return usePrivacyMode;
        await foreach (DatasetItem item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidItemException(
                item.Reference, $"The dataset {datasetId} holds scenes; the item '{item.Reference}' cannot be added to it.");
        }

        throw new ArgumentException($"The dataset {datasetId} holds scenes; items cannot be added to it.", nameof(datasetId));
    }

    private async Task<bool> UsesPrivacyModeAsync(string datasetId, bool? given, CancellationToken cancellationToken)
    {
        if (given is { } usePrivacyMode || _privacyModes.TryGetValue(datasetId, out usePrivacyMode))
            return usePrivacyMode;
        usePrivacyMode = (await GetPrivacyModeAsync(datasetId, cancellationToken).ConfigureAwait(false)).Value.UsePrivacyMode;
        _privacyModes[datasetId] = usePrivacyMode;
        return usePrivacyMode;
    }

    private async Task<bool> IsSceneAsync(string datasetId, bool? given, CancellationToken cancellationToken)
    {
        if (given is { } isScene || _sceneModes.TryGetValue(datasetId, out isScene))
            return isScene;
        isScene = (await GetIsSceneAsync(datasetId, cancellationToken).ConfigureAwait(false)).Value.IsScene;
        _sceneModes[datasetId] = isScene;
        return isScene;
    }
}
