using System.ClientModel;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>
    /// Adds annotations to the items of a dataset: mask files of this machine as multipart, masks by address and all other shapes as JSON,
    /// in batches of the vendor's sizes, several at a time. A collection is checked as a whole before anything is sent; of a sequence that
    /// is not a collection each is checked as it comes, and one that cannot be sent, or whose id occurred among the last
    /// <see cref="UploadOptions.DuplicateWindow"/>, is among the failures of the result. Boxes and keypoints without an id get the one that
    /// the official client gives them. An annotation without an id whose answer was lost is told as unknown and not sent again, for the
    /// server could not tell it from a new one.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="annotations">The annotations.</param>
    /// <param name="options">Sizes, parallelism, journal, progress; the defaults without.</param>
    /// <param name="cancellationToken">Ends the upload; what was sent stays.</param>
    /// <returns>The sums, and the annotations that are not on the server.</returns>
    /// <exception cref="InvalidItemException">An annotation cannot be sent as it is; nothing was sent.</exception>
    /// <exception cref="DuplicateIdException">An id occurs twice on an item; nothing was sent.</exception>
    /// <exception cref="FileNotFoundException">A mask does not exist; nothing was sent.</exception>
    /// <exception cref="BulkStoppedException">Batch after batch failed.</exception>
    public virtual Task<LabelUploadResult<GroundTruthAnnotation>> AnnotateAsync(
        string datasetId, IEnumerable<GroundTruthAnnotation> annotations, LabelUploadOptions? options = null,
        CancellationToken cancellationToken = default) =>
        LabelUploads.RunAsync(Uploader(datasetId, options), annotations, cancellationToken);

    /// <summary>
    /// The same for any number of annotations that are produced while they are sent: memory does not grow with them. Each is checked as it
    /// comes; one that cannot be sent is among the failures of the result. So is one whose id occurred before on its item, among the last
    /// <see cref="UploadOptions.DuplicateWindow"/> ids; what occurs again after that is left to the server.
    /// </summary>
    /// <inheritdoc cref="AnnotateAsync(string, IEnumerable{GroundTruthAnnotation}, LabelUploadOptions?, CancellationToken)"/>
    public virtual Task<LabelUploadResult<GroundTruthAnnotation>> AnnotateAsync(
        string datasetId, IAsyncEnumerable<GroundTruthAnnotation> annotations, LabelUploadOptions? options = null,
        CancellationToken cancellationToken = default) =>
        LabelUploads.RunAsync(Uploader(datasetId, options), annotations, cancellationToken);

    /// <summary>The same, giving the outcome of every annotation as it is known, in no order.</summary>
    /// <inheritdoc cref="AnnotateAsync(string, IAsyncEnumerable{GroundTruthAnnotation}, LabelUploadOptions?, CancellationToken)"/>
    public virtual IAsyncEnumerable<ItemOutcome<GroundTruthAnnotation, UploadStatus>> AnnotateEachAsync(
        string datasetId, IAsyncEnumerable<GroundTruthAnnotation> annotations, LabelUploadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        return Uploader(datasetId, options).RunAsync(annotations, cancellationToken);
    }

    /// <summary>
    /// Adds annotations in a background job: they are written to a signed address, from which the job reads them. Annotations that the
    /// job refuses are listed by <see cref="JobsClient.GetErrorsAsync"/>.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="annotations">The annotations; masks with a remote address only.</param>
    /// <param name="update">Whether annotations that are there are replaced.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidItemException">An annotation cannot be sent as it is; no job was started.</exception>
    /// <exception cref="DuplicateIdException">
    /// An id occurs twice on an item, among <see cref="UploadOptions.DuplicateWindow"/> ids; no job was started.
    /// </exception>
    /// <exception cref="ArgumentException">There is no annotation, or too much for one upload.</exception>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<NucleusJob> StartAnnotateAsync(
        string datasetId, IAsyncEnumerable<GroundTruthAnnotation> annotations, bool update = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        string requestId = await UploadLinesAsync(
            datasetId, LabelUploads.ForJob(annotations), LabelUploads.Write, cancellationToken).ConfigureAwait(false);
        AnnotateRequest request = new() { RequestId = requestId, Update = update };
        ClientResult<AnnotateResponse> answer = await AnnotateItemsAsync(datasetId, request, 1, cancellationToken).ConfigureAwait(false);
        return JobOf(answer.Value.JobId, answer.GetRawResponse());
    }

    /// <inheritdoc cref="StartAnnotateAsync(string, IAsyncEnumerable{GroundTruthAnnotation}, bool, CancellationToken)"/>
    public virtual Task<NucleusJob> StartAnnotateAsync(
        string datasetId, IEnumerable<GroundTruthAnnotation> annotations, bool update = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        LabelUploads.CheckForJob(annotations);
        return StartAnnotateAsync(datasetId, annotations.AsAsync(), update, cancellationToken);
    }

    private LabelUploader<GroundTruthAnnotation> Uploader(string datasetId, LabelUploadOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(datasetId);
        return new LabelUploader<GroundTruthAnnotation>(
            _pipeline, "Datasets.Annotate", $"/dataset/{Uri.EscapeDataString(datasetId)}/annotate", options ?? new LabelUploadOptions(),
            LabelUploads.Write,
            static (ref System.Text.Json.Utf8JsonReader reader) => LabelAnswer.Of(AnnotateResponse.Read(ref reader)));
    }
}
