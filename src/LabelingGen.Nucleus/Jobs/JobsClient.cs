using System.ClientModel;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

public partial class JobsClient
{
    private static readonly ApiOperation GetErrorsOperation = new("Jobs.GetErrors", "GET", "/job/{jobId}/errors");

    /// <summary>A handle of a job of any kind by its id; nothing is sent yet.</summary>
    /// <param name="jobId">Job id, <c>job_…</c>.</param>
    public virtual NucleusJob Track(string jobId)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        return NucleusJob.Track(_pipeline, jobId);
    }

    /// <summary>Takes up a <see cref="NucleusJob"/> again, for example in another process. Nothing is sent yet.</summary>
    /// <param name="rehydrationToken">The token of the job.</param>
    /// <exception cref="ArgumentException">The token is malformed or names another kind of job.</exception>
    public virtual NucleusJob Resume(ContinuationToken rehydrationToken) =>
        NucleusJob.Track(_pipeline, ApiPipeline.ReadJobToken(nameof(NucleusJob), rehydrationToken));

    /// <summary>Lists background jobs of the account.</summary>
    /// <param name="options">Which jobs; by default all that have not ended.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual Task<ClientResult<IReadOnlyList<JobSummary>>> ListAsync(
        ListJobsOptions? options = null, CancellationToken cancellationToken = default) =>
        ListAsync((options ?? new ListJobsOptions()).ToRequest(), cancellationToken);

    /// <summary>Counts background jobs by their type and their state.</summary>
    /// <param name="options">Which jobs; by default all that have not ended.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<IReadOnlyDictionary<JobType, IReadOnlyDictionary<JobState, int>>> GetStatisticsAsync(
        ListJobsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ClientResult<IReadOnlyList<JobSummary>> jobs = await ListAsync(options, cancellationToken).ConfigureAwait(false);
        return jobs.Value
            .Where(job => job is { JobType: not null, JobLastKnownStatus: not null })
            .GroupBy(job => job.JobType!.Value)
            .ToDictionary(
                type => type.Key,
                IReadOnlyDictionary<JobState, int> (type) => type.GroupBy(job => job.JobLastKnownStatus!.Value)
                    .ToDictionary(state => state.Key, state => state.Count()));
    }

    /// <summary>
    /// Lists what went wrong in a job, the newest 10,000 at most; also of a job that completed. The server escapes quotes, line breaks
    /// and tabs once too often; that is undone.
    /// </summary>
    /// <param name="jobId">Job id, <c>job_…</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NucleusException">The call failed.</exception>
    public virtual async Task<ClientResult<IReadOnlyList<string>>> GetErrorsAsync(
        string jobId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        ApiRequest request = _pipeline.CreateRequest(GetErrorsOperation).Path("jobId", jobId);
        ClientResult<IReadOnlyList<string>> errors = await _pipeline.SendAsync(request, JobErrorList.Read, cancellationToken)
            .ConfigureAwait(false);
        return ClientResult.FromValue<IReadOnlyList<string>>([.. errors.Value.Select(Unescape)], errors.GetRawResponse());
    }

    private static string Unescape(string text) => text
        .Replace("\\\\\"", "\"", StringComparison.Ordinal)
        .Replace("\\\\n", "\n", StringComparison.Ordinal)
        .Replace("\\\\t", "\t", StringComparison.Ordinal);
}
