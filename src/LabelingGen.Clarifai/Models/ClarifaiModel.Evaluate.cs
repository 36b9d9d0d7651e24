using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

public sealed partial class ClarifaiModel
{
    /// <summary>
    /// Begins to evaluate the version against a dataset (PostEvaluations). Wait for the job; its result are the measures.
    /// </summary>
    /// <param name="dataset">The ground truth; app and user may be left out when they are this one's.</param>
    /// <param name="template">Id, extended measures and parameters; model and dataset are put in.</param>
    /// <param name="cancellationToken">Ends the call; the evaluation may have begun.</param>
    /// <exception cref="InvalidOperationException">No version is meant; see <see cref="Version"/>.</exception>
    public async Task<EvaluationJob> EvaluateAsync(
        Dataset dataset, EvalMetrics? template = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Dataset truth = dataset.Clone();
        Ids.Of(truth.Id, nameof(dataset));
        truth.AppId = truth.AppId.Length > 0 ? truth.AppId : _app.AppId;
        truth.UserId = truth.UserId.Length > 0 ? truth.UserId : _app.UserId;
        EvalMetrics evaluation = template?.Clone() ?? new EvalMetrics();
        evaluation.GroundTruthDataset = truth;
        evaluation.Model = new Model
        {
            Id = ModelId,
            AppId = _app.AppId,
            UserId = _app.UserId,
            ModelVersion = new ModelVersion { Id = RequiredVersion() },
        };
        PostEvaluationsRequest request = new() { UserAppId = _app.Owner, EvalMetrics = { evaluation } };
        return await Context.Services.Evaluations.StartEvaluationJobAsync(request, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The measures of an evaluation (GetEvaluation).</summary>
    /// <param name="evaluationId">The evaluation.</param>
    /// <param name="fields">The parts to tell besides the summary; null = none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ClarifaiException">There is no such evaluation.</exception>
    public async Task<EvalMetrics> GetEvaluationAsync(
        string evaluationId, FieldsValue? fields = null, CancellationToken cancellationToken = default)
    {
        GetEvaluationRequest request = new()
        {
            UserAppId = _app.Owner,
            EvaluationId = Ids.Of(evaluationId, nameof(evaluationId)),
            Fields = fields ?? new FieldsValue(),
        };
        SingleEvalMetricsResponse answer =
            await Context.Services.Evaluations.GetEvaluationAsync(request, null, cancellationToken).ConfigureAwait(false);
        return answer.EvalMetrics;
    }

    /// <summary>The newest evaluation of the version (ListModelVersionEvaluations, GetEvaluation).</summary>
    /// <param name="fields">The parts to tell besides the summary; null = none.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>Its measures; null where there is none, or the newest one is not ready.</returns>
    /// <exception cref="InvalidOperationException">No version is meant; see <see cref="Version"/>.</exception>
    public async Task<EvalMetrics?> GetLatestEvaluationAsync(FieldsValue? fields = null, CancellationToken cancellationToken = default)
    {
        ListModelVersionEvaluationsRequest request = new()
        {
            UserAppId = _app.Owner,
            ModelId = ModelId,
            ModelVersionId = RequiredVersion(),
        };
        MultiEvalMetricsResponse answer = await Context.Services.Evaluations.ListModelVersionEvaluationsAsync(request)
            .FirstPageAsync(cancellationToken).ConfigureAwait(false);
        return answer.EvalMetrics.FirstOrDefault() is { Status.Code: StatusCode.ModelEvaluated } newest
            ? await GetEvaluationAsync(newest.Id, fields, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private string RequiredVersion() => VersionId.Length > 0
        ? VersionId
        : throw new InvalidOperationException($"A version of the model '{ModelId}' is evaluated; choose one with {nameof(Version)}.");
}
