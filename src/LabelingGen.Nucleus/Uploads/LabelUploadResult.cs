using System.Runtime.ExceptionServices;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

/// <summary>The sums of an upload of annotations or predictions, and what became of those that are not on the server.</summary>
/// <typeparam name="TLabel"><see cref="GroundTruthAnnotation"/> or <see cref="Prediction"/>.</typeparam>
public sealed class LabelUploadResult<TLabel>
    where TLabel : class
{
    private readonly object _lock = new();
    private readonly List<ItemOutcome<TLabel, UploadStatus>> _failures = [];
    private readonly List<string> _errors = [];

    internal LabelUploadResult()
    {
    }

    /// <summary>The dataset, as the server named it; <see langword="null"/> when nothing was sent.</summary>
    public string? DatasetId { get; private set; }

    /// <summary>The model run that the predictions belong to.</summary>
    public string? ModelRunId { get; private set; }

    /// <summary>Annotations that were stored.</summary>
    public long Processed { get; private set; }

    /// <summary>Annotations that were there and were left alone.</summary>
    public long Ignored { get; private set; }

    /// <summary>What the server said about those that it refused.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The job that indexes custom embeddings, where the upload started one.</summary>
    public string? CustomObjectIndexingJobId { get; private set; }

    /// <summary>Annotations that were not sent, for the journal knows them to be done.</summary>
    public long FromJournal { get; private set; }

    /// <summary>Annotations that failed, or of which it is not known whether they are on the server, each with its reason.</summary>
    public IReadOnlyList<ItemOutcome<TLabel, UploadStatus>> Failures => _failures;

    /// <summary>Throws the first failure that is not a refusal of a single annotation; does nothing when there is none.</summary>
    public void ThrowIfFailed()
    {
        if (_failures.Find(failure => failure.Error is not null and not ItemRefusedException)?.Error is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    internal void Add(LabelAnswer answer)
    {
        lock (_lock)
        {
            DatasetId = answer.DatasetId ?? DatasetId;
            ModelRunId = answer.ModelRunId ?? ModelRunId;
            Processed += answer.Processed;
            Ignored += answer.Ignored;
            _errors.AddRange(answer.Errors);
            CustomObjectIndexingJobId = answer.IndexingJobId ?? CustomObjectIndexingJobId;
        }
    }

    /// <param name="outcome">That of an item that is not done.</param>
    internal void Add(ItemOutcome<TLabel, UploadStatus> outcome) => _failures.Add(outcome);

    internal void Add(BulkProgress progress) => FromJournal = progress.FromJournal;
}
