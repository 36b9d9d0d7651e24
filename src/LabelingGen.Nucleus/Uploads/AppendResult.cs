using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

/// <summary>The sums of an upload of items, and what became of those that are not on the server.</summary>
public sealed class AppendResult
{
    private readonly object _lock = new();
    private readonly List<ItemOutcome<DatasetItem, UploadStatus>> _failures = [];
    private readonly List<JsonNode?> _errorPayload = [];

    internal AppendResult(string datasetId) => DatasetId = datasetId;

    /// <summary>The dataset.</summary>
    public string DatasetId { get; }

    /// <summary>Items that were new.</summary>
    public long NewItems { get; private set; }

    /// <summary>Items that were there and were updated.</summary>
    public long UpdatedItems { get; private set; }

    /// <summary>Items that were there and were left alone.</summary>
    public long IgnoredItems { get; private set; }

    /// <summary>Items that the server refused.</summary>
    public long UploadErrors { get; private set; }

    /// <summary>The refused items, as the server sent them back.</summary>
    public IReadOnlyList<JsonNode?> ErrorPayload => _errorPayload;

    /// <summary>Items that were not sent, for the journal knows them to be done.</summary>
    public long FromJournal { get; private set; }

    /// <summary>Items that failed, or of which it is not known whether they are on the server, each with its reason.</summary>
    public IReadOnlyList<ItemOutcome<DatasetItem, UploadStatus>> Failures => _failures;

    /// <summary>Throws the first failure that is not a refusal of a single item; does nothing when there is none.</summary>
    public void ThrowIfFailed()
    {
        if (_failures.Find(failure => failure.Error is not null and not ItemRefusedException)?.Error is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    internal void Add(UploadResponse response)
    {
        lock (_lock)
        {
            NewItems += response.NewItems ?? 0;
            UpdatedItems += response.UpdatedItems ?? 0;
            IgnoredItems += response.IgnoredItems ?? 0;
            UploadErrors += response.UploadErrors ?? 0;
            _errorPayload.AddRange(response.ErrorPayload ?? []);
        }
    }

    /// <param name="outcome">That of an item that is not done.</param>
    internal void Add(ItemOutcome<DatasetItem, UploadStatus> outcome) => _failures.Add(outcome);

    internal void Add(BulkProgress progress) => FromJournal = progress.FromJournal;
}
