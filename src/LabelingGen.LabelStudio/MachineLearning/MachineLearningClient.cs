using System.ClientModel;
using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Core;

namespace LabelingGen.LabelStudio;

public partial class MachineLearningClient
{
    /// <summary>
    /// Asks an interactive backend for regions, while an annotator draws: a box around a clicked point, a mask, a text.
    /// </summary>
    /// <param name="backendId">Id of the backend.</param>
    /// <param name="taskId">Id of the task.</param>
    /// <param name="drawn">What the annotator has drawn so far; sent as the context's <c>result</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">A region has a value that cannot be; nothing was sent.</exception>
    /// <exception cref="InteractivePredictionException">The backend failed; the server answers 200 then.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual Task<ClientResult<InteractivePrediction>> PredictInteractiveAsync(
        long backendId, long taskId, IReadOnlyList<Region> drawn, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        RegionRules.Check(drawn, nameof(drawn), nameof(drawn));
        JsonObject context = new() { ["result"] = RegionJson.ToArray(drawn) };
        return PredictInteractiveAsync(backendId, new InteractiveAnnotatingRequest { Task = taskId, Context = context }, cancellationToken);
    }

    /// <summary>Asks an interactive backend for regions with any context.</summary>
    /// <param name="backendId">Id of the backend.</param>
    /// <param name="request">The task and the context.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InteractivePredictionException">The backend failed; the server answers 200 then.</exception>
    /// <exception cref="LabelStudioException">The call failed.</exception>
    public virtual async Task<ClientResult<InteractivePrediction>> PredictInteractiveAsync(
        long backendId, InteractiveAnnotatingRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ClientResult<InteractiveAnswer> answer = await SendInteractiveAsync(backendId, request, cancellationToken).ConfigureAwait(false);
        if (answer.Value.Errors is { Count: > 0 } errors)
            throw new InteractivePredictionException([.. errors.Select(error => error is JsonValue text
                && text.TryGetValue(out string? message) ? message : error?.ToJsonString() ?? "null")]);
        return ClientResult.FromValue(InteractivePrediction.Read(answer.Value.Data), answer.GetRawResponse());
    }

    /// <summary>
    /// Starts training. The server only tells the backend and answers at once: the state is Training until the next call reads the
    /// backend, which asks it for its health and notes Connected; see <see cref="Track"/>.
    /// </summary>
    /// <param name="backendId">Id of the backend.</param>
    /// <param name="request">What the document declares; the server takes no notice of it.</param>
    /// <param name="cancellationToken">Ends the call; the backend may train.</param>
    /// <returns>The work at the backend.</returns>
    /// <exception cref="LabelStudioException">The call failed, or the backend refused.</exception>
    public virtual async Task<Job<MachineLearningBackend>> TrainAsync(
        long backendId, TrainRequest? request = null, CancellationToken cancellationToken = default)
    {
        await SendTrainAsync(backendId, request ?? new TrainRequest(), cancellationToken).ConfigureAwait(false);
        return Track(backendId);
    }

    /// <summary>
    /// A handle of the work of a backend: waits while its state is Training or Predicting, and fails when it is in error or not to be
    /// reached. The API has no progress of training.
    /// </summary>
    /// <param name="backendId">Id of the backend.</param>
    public virtual Job<MachineLearningBackend> Track(long backendId) => _pipeline.Job(
        new JobDefinition<MachineLearningBackend, MachineLearningBackend>
        {
            Name = "TrainingJob",
            CreateStatusRequest = id => _pipeline.CreateRequest(GetOperation).Path("id", id),
            Read = MachineLearningBackend.Read,
            State = static report => report.State?.Value,
            Running = [BackendState.Training.Value, BackendState.Predicting.Value],
            Succeeded = [BackendState.Connected.Value],
            Failed = [BackendState.Error.Value, BackendState.Disconnected.Value],
            Error = static report => report.ErrorMessage,
            Result = static report => report,
        },
        backendId.ToString(CultureInfo.InvariantCulture));
}
