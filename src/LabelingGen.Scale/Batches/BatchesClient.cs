using System.ClientModel;
using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Core;

namespace LabelingGen.Scale;

public partial class BatchesClient
{
    private const string JobName = "ScaleBatch";

    /// <summary>Lists batches over all pages; the next page is fetched while the current one is read.</summary>
    /// <param name="options">Which batches; all of the account without.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list.</param>
    /// <exception cref="ScaleException">A page could not be read (thrown by the enumeration).</exception>
    public virtual AsyncCollectionResult<Batch> ListAsync(ListBatchesOptions? options = null, CancellationToken cancellationToken = default)
    {
        ListBatchesOptions filter = options?.Copy() ?? new ListBatchesOptions();
        int first = filter.Offset ?? 0;
        return _pipeline.List(
            new PageRequest<BatchPage, Batch>
            {
                Create = position =>
                {
                    ListBatchesOptions page = filter.Copy();
                    page.Offset = position is null ? first : int.Parse(position, NumberStyles.None, CultureInfo.InvariantCulture);
                    ApiRequest request = _pipeline.CreateRequest(GetPageOperation);
                    page.AddTo(request);
                    return request;
                },
                Read = BatchPage.Read,
                Items = static page => page.Docs,
                Next = (page, context) => NextOffset(page, context.Position, first),
            },
            cancellationToken);
    }

    /// <summary>Replaces the metadata of a batch.</summary>
    /// <param name="batchName">Name of the batch.</param>
    /// <param name="metadata">The metadata. An empty object is sent without a body, as the official client does.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">There is no name or no metadata; nothing was sent.</exception>
    /// <exception cref="ScaleException">The call failed.</exception>
    public virtual Task<ClientResult<Batch>> SetMetadataAsync(
        string batchName, JsonObject metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return SubmitMetadataAsync(batchName, metadata.Count == 0 ? null : metadata, cancellationToken);
    }

    /// <summary>
    /// A handle of the work on a batch: waiting with growing intervals and a time limit, progress in tasks, and a token from which another
    /// process goes on. Nothing is sent yet. A batch in staging goes on only after <see cref="FinalizeAsync"/>.
    /// </summary>
    /// <param name="batchName">Name of the batch.</param>
    /// <exception cref="ArgumentException">There is no name.</exception>
    public virtual Job<BatchProgress> Track(string batchName)
    {
        ArgumentException.ThrowIfNullOrEmpty(batchName);
        return _pipeline.Job(
            new JobDefinition<BatchProgress, BatchProgress>
            {
                Name = JobName,
                CreateStatusRequest = name => _pipeline.CreateRequest(GetStatusOperation).Path("batchName", name),
                Read = BatchProgress.Read,
                State = static progress => progress.Status.Value,
                Running = [BatchStatus.Staging.Value, BatchStatus.InProgress.Value],
                Succeeded = [BatchStatus.Completed.Value],
                Failed = [],
                Progress = static progress => JobProgress.OfCounts(progress.Status.Value, progress.DoneCount, progress.TotalCount),
                Result = static progress => progress,
            },
            batchName);
    }

    /// <summary>The handle of a batch that was tracked before, perhaps by another process. Nothing is sent yet.</summary>
    /// <param name="token">The <see cref="Job{T}.RehydrationToken"/> of the earlier handle.</param>
    /// <exception cref="ArgumentException">The token is not one of a batch.</exception>
    public virtual Job<BatchProgress> Track(ContinuationToken token) => Track(ApiPipeline.ReadJobToken(JobName, token));

    /// <summary>Waits until a batch is completed.</summary>
    /// <param name="batchName">Name of the batch.</param>
    /// <param name="polling">How to wait; default: as the client's options say. Labeling takes minutes to days: set a timeout.</param>
    /// <param name="cancellationToken">Ends the wait; the work goes on.</param>
    /// <returns>The numbers of tasks by state.</returns>
    /// <exception cref="JobTimeoutException">The batch was not completed when the time was over.</exception>
    /// <exception cref="ScaleException">The server refused to tell, or could not be asked too many times in a row.</exception>
    public virtual Task<BatchProgress> WaitForCompletionAsync(
        string batchName, JobPollingOptions? polling = null, CancellationToken cancellationToken = default) =>
        Track(batchName).WaitForCompletionAsync(null, polling, cancellationToken);

    /// <summary>The server's own page size counts: it may be smaller than the one asked for.</summary>
    private static string? NextOffset(BatchPage page, string? position, int first)
    {
        if (page.HasMore != true)
            return null;
        int offset = position is null ? first : int.Parse(position, NumberStyles.None, CultureInfo.InvariantCulture);
        int size = page.Limit is > 0 and { } limit ? limit : page.Docs.Count;
        return size == 0 ? null : (offset + size).ToString(CultureInfo.InvariantCulture);
    }
}
