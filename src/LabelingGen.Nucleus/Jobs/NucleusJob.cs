using System.ClientModel.Primitives;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

/// <summary>
/// Work in the background of whatever kind: an upload, an export, an index. Unlike the official client's, a wait goes on while the job is
/// queued. A job that completed may have refused single items all the same; <see cref="JobsClient.GetErrorsAsync"/> lists them.
/// </summary>
public class NucleusJob : Job<JobStatus>
{
    private static readonly ApiOperation GetStatusOperation = new("Jobs.GetStatus", "GET", "/job/{jobId}");

    /// <summary>Makes a handle of a job.</summary>
    protected internal NucleusJob(JobTracker<JobStatus> tracker)
        : base(tracker)
    {
    }

    internal static NucleusJob Track(ApiPipeline pipeline, string id, PipelineResponse? started = null)
    {
        var definition = new JobDefinition<JobStatus, JobStatus>
        {
            Name = nameof(NucleusJob),
            CreateStatusRequest = jobId => pipeline.CreateRequest(GetStatusOperation).Path("jobId", jobId),
            Read = JobStatus.Read,
            State = static report => report.Status.Value,
            Running = [JobState.Queued.Value, JobState.Running.Value],
            Succeeded = [JobState.Completed.Value],
            Failed =
            [
                JobState.Errored.Value, JobState.ErroredServer.Value, JobState.ErroredUser.Value, JobState.ErroredPartial.Value,
                JobState.ErroredHanging.Value,
            ],
            Canceled = [JobState.Cancelled.Value, JobState.Retried.Value],
            Progress = static report => JobProgress.OfCounts(report.Status.Value ?? "", report.CompletedSteps, report.TotalSteps),
            Error = static report => report.Message?.ToString(),
            Result = static report => report,
        };
        return new NucleusJob(pipeline.TrackJob(definition, id, started));
    }
}
