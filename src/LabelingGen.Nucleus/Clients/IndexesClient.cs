using System.ClientModel;

namespace LabelingGen.Nucleus;

public partial class IndexesClient
{
    /// <summary>Builds an index over the images of a dataset, at most 2,000,000, in a background job.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ImageIndexingJob> CreateImageIndexAsync(string datasetId, CancellationToken cancellationToken = default) =>
        CreateImageIndexAsync(datasetId, [], cancellationToken);

    /// <summary>Asks how far the index over images is.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<IndexingStatus>> GetImageStatusAsync(
        string datasetId, CancellationToken cancellationToken = default) =>
        GetIndexingStatusAsync(datasetId, new IndexingStatusRequest { Image = true }, cancellationToken);

    /// <summary>Asks how far the index over objects is.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="modelRunId">The model run whose predictions are indexed; ground truth by default.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<IndexingStatus>> GetObjectStatusAsync(
        string datasetId, string? modelRunId = null, CancellationToken cancellationToken = default)
    {
        IndexingStatusRequest request = new() { Image = false, ModelRunId = modelRunId };
        // The server wants the member, and null for ground truth.
        if (modelRunId is null)
            request.UnknownProperties["model_run_id"] = null;
        return GetIndexingStatusAsync(datasetId, request, cancellationToken);
    }
}
