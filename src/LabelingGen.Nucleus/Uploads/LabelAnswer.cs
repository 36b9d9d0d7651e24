namespace LabelingGen.Nucleus;

/// <summary>What the server says about a batch of annotations or predictions.</summary>
internal sealed record LabelAnswer(
    string? DatasetId, string? ModelRunId, int Processed, int Ignored, IReadOnlyList<string> Errors, string? IndexingJobId)
{
    public static LabelAnswer Of(AnnotateResponse answer) => new(
        answer.DatasetId, null, answer.AnnotationsProcessed ?? 0, answer.AnnotationsIgnored ?? 0, answer.Errors ?? [],
        answer.CustomObjectIndexingJobId);

    public static LabelAnswer Of(PredictionUploadResponse answer) => new(
        answer.DatasetId, answer.ModelRunId, answer.PredictionsProcessed ?? 0, answer.PredictionsIgnored ?? 0, answer.Errors ?? [],
        answer.CustomObjectIndexingJobId);
}
