using System.ClientModel;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.Scale;

public partial class TasksClient
{
    private static readonly ApiOperation CreateOperation =
        new("Tasks.Create", "POST", "/v1/task/{taskId}") { Idempotency = Idempotency.Body };

    /// <summary>Creates a task of any type, also of one this library does not know yet.</summary>
    /// <param name="taskType">The type.</param>
    /// <param name="parameters">
    /// The task's parameters as the type defines them. With a <c>unique_id</c> the call is safe to repeat: it is retried, and a task that
    /// was stored although the server answered with an error is found again.
    /// </param>
    /// <param name="cancellationToken">Ends the call; the server may have created the task.</param>
    /// <exception cref="ArgumentException">There is no type or there are no parameters; nothing was sent.</exception>
    /// <exception cref="ScaleDuplicateTaskException">Another task has this <c>unique_id</c>.</exception>
    /// <exception cref="ScaleException">The call failed; <see cref="ApiException.Outcome"/> tells whether the task may exist.</exception>
    public virtual Task<ClientResult<ScaleTask>> CreateAsync(
        TaskType taskType, JsonObject parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        string? uniqueId = parameters["unique_id"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        return CreateAsync(taskType, parameters, static (writer, body) => body.WriteTo(writer), uniqueId, cancellationToken);
    }

    private Task<ClientResult<ScaleTask>> CreateAsync<T>(
        TaskType taskType, T parameters, string? uniqueId, CancellationToken cancellationToken)
        where T : class, IApiModel<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return CreateAsync(taskType, parameters, T.Write, uniqueId, cancellationToken);
    }

    private async Task<ClientResult<ScaleTask>> CreateAsync<T>(
        TaskType taskType, T parameters, JsonWrite<T> write, string? uniqueId, CancellationToken cancellationToken)
    {
        ApiRequest request = _pipeline.CreateRequest(CreateOperation)
            .Path("taskId", taskType.Value)
            .JsonBody(parameters, write)
            .IdempotentWhen(!string.IsNullOrEmpty(uniqueId));
        try
        {
            return await _pipeline.SendAsync(request, ScaleTask.Read, cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleException failure) when (!string.IsNullOrEmpty(uniqueId) && MayHaveBeenStored(failure))
        {
            if (await FindAsync(uniqueId, cancellationToken).ConfigureAwait(false) is { } stored)
                return stored;
            throw;
        }
    }

    /// <summary>
    /// A conflict after an attempt that may have been carried out, or an answer that told success and could not be read: then the task of
    /// that id is the one we made. A conflict on the first attempt, or after clear refusals, is somebody else's task.
    /// </summary>
    private static bool MayHaveBeenStored(ScaleException failure) =>
        failure.Outcome == ApiOutcome.SucceededUnreadable
        || (failure is ScaleDuplicateTaskException && failure.AttemptStatuses.SkipLast(1).Any(status => status is < 400 or >= 500));

    private async Task<ClientResult<ScaleTask>?> FindAsync(string uniqueId, CancellationToken cancellationToken)
    {
        ListTasksOptions options = new() { UniqueIds = [uniqueId] };
        ClientResult<TaskPage> page = await GetPageAsync(options, cancellationToken).ConfigureAwait(false);
        return page.Value.Docs is [{ } task, ..] ? ClientResult.FromValue(task, page.GetRawResponse()) : null;
    }
}
