using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>Evaluations of model versions, which take as long as a training.</summary>
internal static class ClarifaiEvaluationMethods
{
    public static void Map(ClarifaiMethods methods, ClarifaiState state)
    {
        methods.Map("PostEvaluations", PostEvaluationsRequest.Parser, request => Create(state, request));
        methods.Map("GetEvaluation", GetEvaluationRequest.Parser, request => new SingleEvalMetricsResponse
        {
            Status = state.Success(),
            EvalMetrics = Show(state, ClarifaiState.Find(
                state.AppOf(request.UserAppId).Evaluations, request.EvaluationId, StatusCode.ConnDoesNotExist, "Evaluation")),
        });
        methods.Map("ListModelVersionEvaluations", ListModelVersionEvaluationsRequest.Parser, request => new MultiEvalMetricsResponse
        {
            Status = state.Success(),
            EvalMetrics =
            {
                ClarifaiState.Page(
                    state.AppOf(request.UserAppId).Evaluations.Values.Reverse()
                        .Where(e => e.Metrics.Model?.Id == request.ModelId && e.Metrics.Model.ModelVersion?.Id == request.ModelVersionId)
                        .Select(e => Show(state, e)),
                    request.Page,
                    request.PerPage),
            },
        });
    }

    private static MultiEvalMetricsResponse Create(ClarifaiState state, PostEvaluationsRequest request)
    {
        ClarifaiAppRecord app = state.AppOf(request.UserAppId);
        MultiEvalMetricsResponse answer = new() { Status = state.Success() };
        foreach (EvalMetrics metrics in request.EvalMetrics)
        {
            ClarifaiModelRecord model = ClarifaiModelMethods.Find(state, request.UserAppId, metrics.Model?.Id ?? "");
            ClarifaiModelMethods.Version(model, metrics.Model?.ModelVersion?.Id ?? "");
            ClarifaiState.Find(app.Datasets, metrics.GroundTruthDataset?.Id ?? "", StatusCode.ConnDoesNotExist, "Dataset");
            metrics.Id = metrics.Id.Length > 0 ? metrics.Id : state.NewId();
            ClarifaiEvaluationRecord record = new(metrics, state.Now);
            app.Evaluations.Add(metrics.Id, record);
            answer.EvalMetrics.Add(Show(state, record));
        }

        return answer;
    }

    private static EvalMetrics Show(ClarifaiState state, ClarifaiEvaluationRecord record)
    {
        EvalMetrics metrics = record.Metrics.Clone();
        bool isDone = state.Now >= record.Begun + state.Options.TrainingDuration;
        metrics.Status = isDone
            ? state.Of(StatusCode.ModelEvaluated, "Model was successfully evaluated")
            : state.Of(StatusCode.ModelEvaluating, "Model is evaluating");
        if (isDone)
            metrics.Summary = new MetricsSummary
            {
                MacroAvgRocAuc = 0.97f,
                MacroAvgF1Score = 0.93f,
                MacroAvgPrecision = 0.94f,
                MacroAvgRecall = 0.92f
            };
        return metrics;
    }
}
