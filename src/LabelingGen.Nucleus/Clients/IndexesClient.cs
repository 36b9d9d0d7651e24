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

    /// <summary>Deletes an index of custom embeddings.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="ofImages">Whether it is the index over images; otherwise the one over objects.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<DeleteIndexResponse>> DeleteCustomIndexAsync(
        string datasetId, bool ofImages = true, CancellationToken cancellationToken = default) =>
        DeleteCustomIndexAsync(datasetId, new DeleteCustomIndexRequest { Image = ofImages }, cancellationToken);

    /// <summary>Chooses the index that similarity search uses.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="ofImages">Whether an index over images is chosen; otherwise one over objects.</param>
    /// <param name="custom">Whether the index of custom embeddings is chosen; otherwise the vendor's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<SuccessResponse>> SetPrimaryIndexAsync(
        string datasetId, bool ofImages = true, bool custom = false, CancellationToken cancellationToken = default) =>
        SetPrimaryIndexAsync(datasetId, new SetPrimaryIndexRequest { Image = ofImages, Custom = custom }, cancellationToken);

    /// <summary>Turns on or off that new items are indexed as they come.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="enable">Whether they are.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<ContinuousIndexingResponse>> SetContinuousIndexingAsync(
        string datasetId, bool enable = true, CancellationToken cancellationToken = default) =>
        SetContinuousIndexingAsync(datasetId, new SetContinuousIndexingRequest { IsEnabled = enable }, cancellationToken);

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
