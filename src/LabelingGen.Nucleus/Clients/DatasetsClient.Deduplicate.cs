using System.ClientModel;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>
    /// Finds near duplicates among the images of a dataset in a background job; see <see cref="JobStatus.ReadDeduplication"/> for its
    /// result. Nothing is deleted.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="threshold">Differing bits of the perceptual hash up to which items count as duplicates, 0 to 64.</param>
    /// <param name="referenceIds">Only these items, by your ids.</param>
    /// <param name="itemIds">Only these items, by the server's ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The threshold is not from 0 to 64, both lists are given, or one is empty; nothing was
    /// sent.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<DeduplicationJob> DeduplicateAsync(
        string datasetId, int threshold, IEnumerable<string>? referenceIds = null, IEnumerable<string>? itemIds = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 64);
        if (referenceIds is not null && itemIds is not null)
            throw new ArgumentException("Give reference ids or item ids, not both.", nameof(itemIds));
        DeduplicateRequest request = new()
        {
            Threshold = threshold,
            ReferenceIds = NotEmpty(referenceIds, nameof(referenceIds)),
            DatasetItemIds = NotEmpty(itemIds, nameof(itemIds)),
        };
        return DeduplicateAsync(datasetId, request, cancellationToken);
    }

    /// <summary>Lists the class labels of a dataset, or of one of its slices.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="sliceId">Slice id, <c>slc_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<ClassLabels>> ExportClassLabelsAsync(
        string datasetId, string? sliceId, CancellationToken cancellationToken = default) => sliceId is null
            ? ExportClassLabelsAsync(datasetId, cancellationToken)
            : new SlicesClient(_pipeline).ExportClassLabelsAsync(sliceId, cancellationToken);

    private static string[]? NotEmpty(IEnumerable<string>? ids, string name)
    {
        string[]? list = ids?.ToArray();
        return list is { Length: 0 } ? throw new ArgumentException("An empty list of ids is not the whole dataset.", name) : list;
    }
}
