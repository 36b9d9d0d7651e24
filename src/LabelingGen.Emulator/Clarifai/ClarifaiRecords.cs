using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>An app with all that it holds, in the order it came.</summary>
internal sealed class ClarifaiAppRecord(App app)
{
    public App App { get; } = app;

    public ClarifaiTable<ClarifaiInputRecord> Inputs { get; } = [];

    public ClarifaiTable<Concept> Concepts { get; } = [];

    public ClarifaiTable<Annotation> Annotations { get; } = [];

    public ClarifaiTable<ClarifaiDatasetRecord> Datasets { get; } = [];

    public ClarifaiTable<ClarifaiModelRecord> Models { get; } = [];

    public ClarifaiTable<Workflow> Workflows { get; } = [];

    public ClarifaiTable<ClarifaiEvaluationRecord> Evaluations { get; } = [];

    public Dictionary<string, List<string>> AddJobs { get; } = new(StringComparer.Ordinal);
}

/// <param name="DoneAt">When it is processed.</param>
/// <param name="Fails">Whether it cannot be processed: an address that is none.</param>
internal sealed record ClarifaiInputRecord(Input Input, DateTimeOffset DoneAt, bool Fails);

internal sealed record ClarifaiDatasetRecord(Dataset Dataset)
{
    public ClarifaiTable<DatasetVersion> Versions { get; } = [];
}

internal sealed record ClarifaiModelRecord(Model Model)
{
    public ClarifaiTable<ClarifaiVersionRecord> Versions { get; } = [];
}

/// <param name="Training">When its training began; null for a version that is not trained.</param>
/// <param name="Concepts">The concepts it tells apart.</param>
internal sealed record ClarifaiVersionRecord(ModelVersion Version, DateTimeOffset? Training, IReadOnlyList<string> Concepts)
{
    /// <summary>When a prediction first asked for it.</summary>
    public DateTimeOffset? DeployedAt { get; set; }
}

internal sealed record ClarifaiEvaluationRecord(EvalMetrics Metrics, DateTimeOffset Begun);
