using System.ClientModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

/// <summary>Sends items: files of this machine as multipart, remote ones as JSON, each kind within the vendor's limits.</summary>
internal sealed class ItemUploader(ApiPipeline pipeline, string datasetId, AppendOptions options, bool usePrivacyMode)
{
    private const int Files = 0;
    private const int Remote = 1;

    // An item is known by its reference id: sending it again changes nothing.
    private static readonly ApiOperation SendFiles = Operation("Datasets.AppendFiles");
    private static readonly ApiOperation SendItems = Operation("Datasets.Append");

    public AppendResult Result { get; } = new(datasetId);

    /// <summary>Finds items that occur twice in a sequence of unknown length.</summary>
    public RecentIds NewMemory() => options.Remember("items");

    /// <summary>Sends the items and gives the outcome of each.</summary>
    /// <param name="items">The items.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public IAsyncEnumerable<ItemOutcome<DatasetItem, UploadStatus>> RunAsync(
        IAsyncEnumerable<DatasetItem> items, CancellationToken cancellationToken) =>
        BulkOperation.RunBatchesAsync(items, Definition(NewMemory()), options.ToBulk(), cancellationToken);

    /// <summary>Sends the items to the end; what became of them is in <see cref="Result"/>.</summary>
    /// <param name="items">The items.</param>
    /// <param name="seen">Finds those that occur twice; <see langword="null"/> when they are known not to.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public async Task<AppendResult> RunToEndAsync(
        IAsyncEnumerable<DatasetItem> items, RecentIds? seen, CancellationToken cancellationToken)
    {
        Result.Add(await BulkOperation.RunBatchesToEndAsync(items, Definition(seen), Result.Add, options.ToBulk(), cancellationToken)
            .ConfigureAwait(false));
        return Result;
    }

    /// <exception cref="InvalidItemException">The item cannot be sent as it is.</exception>
    /// <exception cref="FileNotFoundException">Its file does not exist.</exception>
    public void Check(DatasetItem item) => Check(item, usePrivacyMode, options.BaseFolder);

    /// <exception cref="DuplicateIdException">The reference id occurred before.</exception>
    public static void Admit(DatasetItem item, RecentIds? seen)
    {
        if (item?.Reference is { } reference)
            seen?.Add(reference);
    }

    /// <inheritdoc cref="Check(DatasetItem)"/>
    public static void Check(DatasetItem item, bool usePrivacyMode, string? baseFolder)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.CheckForAppend(usePrivacyMode))
            RemoteLocation.Resolve(item.ImageLocation!, baseFolder, item.Reference);
    }

    private BatchDefinition<DatasetItem, UploadStatus> Definition(RecentIds? seen) => new()
    {
        Send = SendAsync,
        Key = item => $"{datasetId}/item/{item.Reference}",
        Lane = static item => item.IsLocal ? Files : Remote,
        MaxItems = lane => lane == Files ? options.FilesPerRequest : options.BatchSize,
        CanRepeat = static _ => true,
        RetryStatuses = pipeline.Options.Retry.Statuses,
        Admit = item => Admit(item, seen),
        Check = Check,
        ToNote = static status => status.ToString(),
        FromNote = static note => Enum.TryParse(note, out UploadStatus status) ? status : UploadStatus.Stored,
    };

    private static ApiOperation Operation(string name) => new(name, "POST", "/dataset/{datasetId}/append")
    {
        Idempotency = Idempotency.Safe,
    };

    private async Task<IReadOnlyList<ItemResult<UploadStatus>>> SendAsync(
        IReadOnlyList<DatasetItem> items, CancellationToken cancellationToken)
    {
        using UploadFiles? files = items[0].IsLocal ? new UploadFiles() : null;
        ApiRequest request = files is null ? ItemsRequest(items) : FilesRequest(items, files);
        ClientResult<UploadResponse> answer = await pipeline.SendAsync(request, UploadResponse.Read, cancellationToken)
            .ConfigureAwait(false);
        Result.Add(answer.Value);
        return Judge(items, answer.Value);
    }

    private ApiRequest ItemsRequest(IReadOnlyList<DatasetItem> items) =>
        pipeline.CreateRequest(SendItems).Path("datasetId", datasetId).JsonBody(items, (writer, batch) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("items");
            WriteItems(writer, batch, update: null);
            writer.WriteBoolean("update", options.Update);
            writer.WriteEndObject();
        });

    private ApiRequest FilesRequest(IReadOnlyList<DatasetItem> items, UploadFiles files)
    {
        Core.MultipartContent content = new();
        content.AddJson("items", items, (writer, batch) => WriteItems(writer, batch, options.Update));
        foreach (DatasetItem item in items)
            files.Add(content, "image", item.ImageLocation!, options.BaseFolder);
        return pipeline.CreateRequest(SendFiles).Path("datasetId", datasetId).MultipartBody(content);
    }

    private static void WriteItems(Utf8JsonWriter writer, IReadOnlyList<DatasetItem> items, bool? update)
    {
        writer.WriteStartArray();
        ItemUpload? form = null;
        foreach (DatasetItem item in items)
        {
            form = item.ToUpload(update, form);
            ItemUpload.Write(writer, form);
        }

        writer.WriteEndArray();
    }

    /// <summary>The server tells sums, and the refused items themselves.</summary>
    private static ItemResult<UploadStatus>[] Judge(IReadOnlyList<DatasetItem> items, UploadResponse answer)
    {
        var results = new ItemResult<UploadStatus>[items.Count];
        Array.Fill(results, new ItemResult<UploadStatus>(ItemState.Done, Status(answer)));
        int taken = (answer.NewItems ?? 0) + (answer.UpdatedItems ?? 0) + (answer.IgnoredItems ?? 0);
        if (taken >= items.Count && answer is { UploadErrors: null or 0, ErrorPayload: null or { Count: 0 } })
            return results;
        Dictionary<string, JsonNode> refused = new(StringComparer.Ordinal);
        foreach (JsonNode? item in answer.ErrorPayload ?? [])
        {
            if ((string?)(item as JsonObject)?["reference_id"] is { } reference)
                refused[reference] = item!;
        }

        int told = taken + Math.Max(refused.Count, answer.UploadErrors ?? 0);
        bool areNamed = refused.Count >= (answer.UploadErrors ?? 0);
        for (int i = 0; i < results.Length; i++)
        {
            string? reference = items[i].Reference;
            if (refused.TryGetValue(reference!, out JsonNode? payload))
            {
                results[i] = new(ItemState.Failed, default, new ItemRefusedException(reference, Reason(payload)));
            }
            else if (!areNamed)
            {
                results[i] = new(ItemState.Unknown, default, ItemRefusedException.InDoubt(
                    reference, $"{answer.UploadErrors} items of its batch were refused, and not all of them are named."));
            }
            else if (told < items.Count)
            {
                results[i] = new(ItemState.Unknown, default, ItemRefusedException.Unaccounted(reference, told, items.Count));
            }
        }

        return results;
    }

    private static UploadStatus Status(UploadResponse answer) =>
        (answer.NewItems ?? 0, answer.UpdatedItems ?? 0, answer.IgnoredItems ?? 0) switch
        {
            ( > 0, 0, 0) => UploadStatus.Created,
            (0, > 0, 0) => UploadStatus.Updated,
            (0, 0, > 0) => UploadStatus.Ignored,
            _ => UploadStatus.Stored,
        };

    private static string Reason(JsonNode payload) =>
        (string?)(payload["error"] ?? payload["message"]) ?? "it sent the item back without a reason.";
}
