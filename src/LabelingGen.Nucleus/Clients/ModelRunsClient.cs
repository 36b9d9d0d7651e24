using System.ClientModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

public partial class ModelRunsClient
{
    /// <summary>Creates a model run, the older form of uploading predictions; new code uploads them for a dataset and a model.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="name">Name of the run.</param>
    /// <param name="referenceId">Reference id of the model.</param>
    /// <param name="metadata">What else is known of the run.</param>
    /// <param name="annotationMetadataSchema">Types of the predictions' metadata.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Id of the run, <c>run_…</c>.</returns>
    /// <exception cref="ModelCreationException">The server answered with success, but made no run.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<ClientResult<string>> CreateAsync(
        string datasetId, string name, string? referenceId = null, JsonObject? metadata = null,
        IReadOnlyDictionary<string, MetadataField>? annotationMetadataSchema = null, CancellationToken cancellationToken = default)
    {
        CreateModelRunRequest request = new() { Name = name, Metadata = metadata };
        if (referenceId is not null)
            request.ReferenceId = referenceId;
        if (annotationMetadataSchema is not null)
            request.AnnotationMetadataSchema = annotationMetadataSchema;
        ClientResult<ModelRunId> answer = await CreateAsync(datasetId, request, cancellationToken).ConfigureAwait(false);
        return answer.Value is { Id: { } id, StatusCode: null }
            ? ClientResult.FromValue(id, answer.GetRawResponse())
            : throw new ModelCreationException(name, answer.Value.Error);
    }

    /// <summary>Adds predictions to a model run.</summary>
    /// <param name="runId">Model run id, <c>run_…</c>.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="options">Sizes, parallelism, journal, progress; the defaults without.</param>
    /// <param name="cancellationToken">Ends the upload; what was sent stays.</param>
    /// <exception cref="InvalidItemException">A prediction cannot be sent as it is; nothing was sent.</exception>
    /// <exception cref="DuplicateIdException">An id occurs twice on an item; nothing was sent.</exception>
    /// <exception cref="BulkStoppedException">Batch after batch failed.</exception>
    public virtual Task<LabelUploadResult<Prediction>> PredictAsync(
        string runId, IEnumerable<Prediction> predictions, PredictionUploadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        LabelUploader<Prediction> uploader = new(
            _pipeline, "ModelRuns.Predict", $"/modelRun/{Uri.EscapeDataString(runId)}/predict", options ?? new PredictionUploadOptions(),
            LabelUploads.Write, static (ref Utf8JsonReader reader) => LabelAnswer.Of(PredictionUploadResponse.Read(ref reader)));
        return LabelUploads.RunAsync(uploader, predictions, cancellationToken);
    }

    /// <summary>Adds predictions to a model run in a background job.</summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>, of the run.</param>
    /// <param name="runId">Model run id, <c>run_…</c>.</param>
    /// <param name="predictions">The predictions; masks with a remote address only.</param>
    /// <param name="update">Whether predictions that are there are replaced.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidItemException">A prediction cannot be sent as it is; no job was started.</exception>
    /// <exception cref="DuplicateIdException">
    /// An id occurs twice on an item, among <see cref="UploadOptions.DuplicateWindow"/> ids; no job was started.
    /// </exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<NucleusJob> StartPredictAsync(
        string datasetId, string runId, IEnumerable<Prediction> predictions, bool update = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentException.ThrowIfNullOrEmpty(runId);
        LabelUploads.CheckForJob(predictions);
        DatasetsClient datasets = new(_pipeline);
        PredictionUploadRequest request = new()
        {
            RequestId = await datasets.UploadLinesAsync(
                datasetId, LabelUploads.ForJob(predictions.AsAsync()), LabelUploads.Write, cancellationToken)
                .ConfigureAwait(false),
            Update = update,
        };
        ClientResult<PredictionUploadResponse> answer = await PredictAsync(runId, request, 1, cancellationToken).ConfigureAwait(false);
        return datasets.JobOf(answer.Value.JobId, answer.GetRawResponse());
    }
}
