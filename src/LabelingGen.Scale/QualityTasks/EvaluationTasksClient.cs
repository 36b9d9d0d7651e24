using System.ClientModel;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.Scale;

public partial class EvaluationTasksClient
{
    private static readonly ApiOperation CreateOperation =
        new("EvaluationTasks.Create", "POST", "/v1/evaluation_tasks/{taskType}") { Idempotency = Idempotency.Body };

    /// <summary>Creates an evaluation task.</summary>
    /// <param name="taskType">
    /// The type: document transcription, segment, video playback or image annotation, text collection, or named entity recognition.
    /// </param>
    /// <param name="parameters">
    /// The task's parameters as for an ordinary task, with <c>expected_response</c>, and <c>initial_response</c> for a review phase.
    /// </param>
    /// <param name="cancellationToken">Ends the call; the server may have created the task.</param>
    /// <exception cref="ArgumentException">There is no type, or no <c>expected_response</c>; nothing was sent.</exception>
    /// <exception cref="ScaleException">The call failed.</exception>
    public virtual Task<ClientResult<EvaluationTask>> CreateAsync(
        TaskType taskType, JsonObject parameters, CancellationToken cancellationToken = default)
    {
        ApiRequest request = QualityTaskBody.Request(_pipeline.CreateRequest(CreateOperation), taskType, parameters);
        return _pipeline.SendAsync(request, EvaluationTask.Read, cancellationToken);
    }

    /// <summary>Creates an evaluation task from the typed parameters of an ordinary task.</summary>
    /// <param name="taskType">The type the parameters belong to.</param>
    /// <param name="parameters">The parameters of an ordinary task.</param>
    /// <param name="expectedResponse">The right answer, shaped as the type's response.</param>
    /// <param name="initialResponse">What reviewers start from, in a review phase.</param>
    /// <param name="cancellationToken">Ends the call; the server may have created the task.</param>
    /// <inheritdoc cref="CreateAsync(TaskType, JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<EvaluationTask>> CreateAsync<TParameters>(
        TaskType taskType,
        TParameters parameters,
        JsonObject expectedResponse,
        JsonObject? initialResponse = null,
        CancellationToken cancellationToken = default)
        where TParameters : class, IApiModel<TParameters> =>
        CreateAsync(taskType, QualityTaskBody.Of(parameters, expectedResponse, initialResponse), cancellationToken);
}
