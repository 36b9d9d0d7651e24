using System.ClientModel;
using System.Text.Json.Nodes;
using LabelingGen.Core;

namespace LabelingGen.Scale;

public partial class TasksClient
{
    private const string JobName = "ScaleTask";

    /// <summary>
    /// A handle of the work on a task: waiting with growing intervals and a time limit, and a token from which another process goes on.
    /// Nothing is sent yet. The API has no jobs; the handle reads the task again and again.
    /// </summary>
    /// <param name="taskId">Id of the task.</param>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public virtual Job<ScaleTask> Track(string taskId)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskId);
        return _pipeline.Job(
            new JobDefinition<ScaleTask, ScaleTask>
            {
                Name = JobName,
                CreateStatusRequest = id => _pipeline.CreateRequest(GetOperation).Path("taskId", id),
                Read = ScaleTask.Read,
                State = static task => task.Status?.Value,
                Running = [ScaleTaskStatus.Pending.Value],
                Succeeded = [ScaleTaskStatus.Completed.Value],
                Failed = [ScaleTaskStatus.Error.Value],
                Canceled = [ScaleTaskStatus.Canceled.Value],
                Error = static task => Reason(task.Response),
                Result = static task => task,
                Cancel = (id, token) => CancelAsync(id, cancellationToken: token),
            },
            taskId);
    }

    /// <summary>The handle of a task that was tracked before, perhaps by another process. Nothing is sent yet.</summary>
    /// <param name="token">The <see cref="Job{T}.RehydrationToken"/> of the earlier handle.</param>
    /// <exception cref="ArgumentException">The token is not one of a task.</exception>
    public virtual Job<ScaleTask> Track(ContinuationToken token) => Track(ApiPipeline.ReadJobToken(JobName, token));

    /// <summary>Waits until a task is completed.</summary>
    /// <param name="taskId">Id of the task.</param>
    /// <param name="polling">How to wait; default: as the client's options say. Labeling takes minutes to days: set a timeout.</param>
    /// <param name="cancellationToken">Ends the wait; the work goes on.</param>
    /// <returns>The completed task with its response.</returns>
    /// <exception cref="JobFailedException">The task failed or was canceled.</exception>
    /// <exception cref="JobTimeoutException">The task was still pending when the time was over.</exception>
    /// <exception cref="ScaleException">The server refused to tell, or could not be asked too many times in a row.</exception>
    public virtual Task<ScaleTask> WaitForCompletionAsync(
        string taskId, JobPollingOptions? polling = null, CancellationToken cancellationToken = default) =>
        Track(taskId).WaitForCompletionAsync(null, polling, cancellationToken);

    private static string? Reason(JsonObject? response) => response switch
    {
        null => null,
        _ when response["error"] is JsonValue value && value.TryGetValue(out string? text) => text,
        _ => (response["error"] ?? response).ToJsonString(),
    };
}
