using System.ClientModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

public partial class ModelsClient
{
    /// <summary>Creates a model, to upload predictions of.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="referenceId">Your id of the model, unique in the account.</param>
    /// <param name="metadata">What else is known of it.</param>
    /// <param name="trainedSliceIds">Slices that it was trained on.</param>
    /// <param name="tags">Tags.</param>
    /// <param name="bundleName">Name of the hosted bundle that the model runs in.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ModelCreationException">The server answered with success, but made no model: the reference id is taken.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<ClientResult<Model>> CreateAsync(
        string name, string referenceId, JsonObject? metadata = null, IEnumerable<string>? trainedSliceIds = null,
        IEnumerable<string>? tags = null, string? bundleName = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(referenceId);
        string[] slices = [.. trainedSliceIds ?? []];
        string[] labels = [.. tags ?? []];
        CreateModelRequest request = new()
        {
            Name = name,
            ReferenceId = referenceId,
            Metadata = metadata ?? [],
            TrainedSliceIds = slices.Length == 0 ? null : slices,
            Tags = labels.Length == 0 ? null : labels,
            BundleName = string.IsNullOrEmpty(bundleName) ? null : bundleName,
        };
        ClientResult<ModelId> answer = await CreateAsync(request, cancellationToken).ConfigureAwait(false);
        Model model = new()
        {
            Id = answer.Value.Id ?? throw new ModelCreationException(referenceId, answer.Value.Error),
            Name = name,
            RefId = referenceId,
            Metadata = metadata,
            TrainedSliceIds = slices,
            Tags = labels,
        };
        return ClientResult.FromValue(model, answer.GetRawResponse());
    }

    /// <summary>Reads the model that a model run belongs to.</summary>
    /// <param name="modelRunId">Model run id, <c>run_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<Model>> GetOfRunAsync(string modelRunId, CancellationToken cancellationToken = default) =>
        GetAsync(modelRunId, cancellationToken);

    /// <summary>
    /// Adds predictions of a model to the items of a dataset; otherwise as
    /// <see cref="DatasetsClient.AnnotateAsync(string, IEnumerable{GroundTruthAnnotation}, LabelUploadOptions?, CancellationToken)"/>.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="modelId">Model id, <c>prj_…</c>.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="options">Sizes, parallelism, journal, progress; the defaults without.</param>
    /// <param name="cancellationToken">Ends the upload; what was sent stays.</param>
    /// <exception cref="InvalidItemException">A prediction cannot be sent as it is; nothing was sent.</exception>
    /// <exception cref="DuplicateIdException">An id occurs twice on an item; nothing was sent.</exception>
    /// <exception cref="FileNotFoundException">A mask does not exist; nothing was sent.</exception>
    /// <exception cref="BulkStoppedException">Batch after batch failed.</exception>
    public virtual Task<LabelUploadResult<Prediction>> UploadPredictionsAsync(
        string datasetId, string modelId, IEnumerable<Prediction> predictions, PredictionUploadOptions? options = null,
        CancellationToken cancellationToken = default) =>
        LabelUploads.RunAsync(Uploader(datasetId, modelId, options), predictions, cancellationToken);

    /// <summary>
    /// The same for any number of predictions that are produced while they are sent: memory does not grow with them. Each is checked as it
    /// comes; one that cannot be sent is among the failures of the result. So is one whose id occurred before on its item, among the last
    /// <see cref="UploadOptions.DuplicateWindow"/> ids; what occurs again after that is left to the server.
    /// </summary>
    /// <inheritdoc cref="UploadPredictionsAsync(string, string, IEnumerable{Prediction}, PredictionUploadOptions?, CancellationToken)"/>
    public virtual Task<LabelUploadResult<Prediction>> UploadPredictionsAsync(
        string datasetId, string modelId, IAsyncEnumerable<Prediction> predictions, PredictionUploadOptions? options = null,
        CancellationToken cancellationToken = default) =>
        LabelUploads.RunAsync(Uploader(datasetId, modelId, options), predictions, cancellationToken);

    /// <summary>The same, giving the outcome of every prediction as it is known, in no order.</summary>
    /// <inheritdoc cref="UploadPredictionsAsync(string, string, IEnumerable{Prediction}, PredictionUploadOptions?, CancellationToken)"/>
    public virtual IAsyncEnumerable<ItemOutcome<Prediction, UploadStatus>> UploadEachPredictionAsync(
        string datasetId, string modelId, IAsyncEnumerable<Prediction> predictions, PredictionUploadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Uploader(datasetId, modelId, options).RunAsync(predictions, cancellationToken);
    }

    /// <summary>Adds predictions in a background job: they are written to a signed address, from which the job reads them.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="modelId">Model id, <c>prj_…</c>.</param>
    /// <param name="predictions">The predictions; masks with a remote address only.</param>
    /// <param name="update">Whether predictions that are there are replaced.</param>
    /// <param name="trainedSliceId">The slice that the model was trained on.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidItemException">A prediction cannot be sent as it is; no job was started.</exception>
    /// <exception cref="DuplicateIdException">
    /// An id occurs twice on an item, among <see cref="UploadOptions.DuplicateWindow"/> ids; no job was started.
    /// </exception>
    /// <exception cref="ArgumentException">There is no prediction, or too much for one upload.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<NucleusJob> StartUploadPredictionsAsync(
        string datasetId, string modelId, IAsyncEnumerable<Prediction> predictions, bool update = false, string? trainedSliceId = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        DatasetsClient datasets = new(_pipeline);
        PredictionUploadRequest request = new()
        {
            RequestId = await datasets.UploadLinesAsync(
                datasetId, LabelUploads.ForJob(predictions), LabelUploads.Write, cancellationToken).ConfigureAwait(false),
            Update = update,
            TrainedSliceId = trainedSliceId,
        };
        ClientResult<PredictionUploadResponse> answer = await UploadPredictionsAsync(datasetId, modelId, request, 1, cancellationToken)
            .ConfigureAwait(false);
        return datasets.JobOf(answer.Value.JobId, answer.GetRawResponse());
    }

    /// <inheritdoc cref="StartUploadPredictionsAsync(string, string, IAsyncEnumerable{Prediction}, bool, string?, CancellationToken)"/>
    public virtual Task<NucleusJob> StartUploadPredictionsAsync(
        string datasetId, string modelId, IEnumerable<Prediction> predictions, bool update = false, string? trainedSliceId = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        LabelUploads.CheckForJob(predictions);
        return StartUploadPredictionsAsync(
            datasetId, modelId, predictions.AsAsync(), update, trainedSliceId, cancellationToken);
    }

    private LabelUploader<Prediction> Uploader(string datasetId, string modelId, PredictionUploadOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(datasetId);
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        string path = $"/dataset/{Uri.EscapeDataString(datasetId)}/model/{Uri.EscapeDataString(modelId)}/uploadPredictions";
        return new LabelUploader<Prediction>(
            _pipeline, "Models.UploadPredictions", path, options ?? new PredictionUploadOptions(), LabelUploads.Write,
            static (ref Utf8JsonReader reader) => LabelAnswer.Of(PredictionUploadResponse.Read(ref reader)));
    }
}
