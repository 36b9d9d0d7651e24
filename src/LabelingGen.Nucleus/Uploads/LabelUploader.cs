using System.ClientModel;
using System.Security.Cryptography;
using System.Text.Json;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

/// <summary>Sends annotations or predictions: mask files as multipart, then masks by address, then all other shapes.</summary>
/// <param name="pipeline">Sends the requests.</param>
/// <param name="name">Name of the operation.</param>
/// <param name="path">Its path below the endpoint, ready for use.</param>
/// <param name="options">Sizes and whether to replace.</param>
/// <param name="write">Writes one of them.</param>
/// <param name="read">Reads the answer.</param>
internal sealed class LabelUploader<TLabel>(
    ApiPipeline pipeline, string name, string path, LabelUploadOptions options, JsonWrite<TLabel> write, JsonRead<LabelAnswer> read)
    where TLabel : class
{
    /// <summary>What ids that must not occur twice belong to, and their form.</summary>
    internal const string Kind = "annotations (item / annotation)";

    private const int MaskFiles = 0;
    private const int Masks = 1;
    private const int Others = 2;

    private readonly ApiOperation _sendFiles = Operation(name + "Files", path);
    private readonly ApiOperation _send = Operation(name, path);
    private readonly LabelUploadResult<TLabel> _result = new();

    /// <summary>Finds labels that occur twice in a sequence of unknown length.</summary>
    public RecentIds NewMemory() => options.Remember(Kind);

    /// <summary>Sends the labels and gives the outcome of each.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public IAsyncEnumerable<ItemOutcome<TLabel, UploadStatus>> RunAsync(
        IAsyncEnumerable<TLabel> labels, CancellationToken cancellationToken) =>
        BulkOperation.RunBatchesAsync(labels, Definition(NewMemory()), options.ToBulk(), cancellationToken);

    /// <summary>Sends the labels to the end and gives what became of them.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="seen">Finds those that occur twice; <see langword="null"/> when they are known not to.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public async Task<LabelUploadResult<TLabel>> RunToEndAsync(
        IAsyncEnumerable<TLabel> labels, RecentIds? seen, CancellationToken cancellationToken)
    {
        _result.Add(await BulkOperation.RunBatchesToEndAsync(labels, Definition(seen), _result.Add, options.ToBulk(), cancellationToken)
            .ConfigureAwait(false));
        return _result;
    }

    /// <exception cref="InvalidItemException">The annotation cannot be sent as it is.</exception>
    /// <exception cref="FileNotFoundException">Its mask does not exist.</exception>
    public void Check(TLabel label)
    {
        Admit(label, null);
        CheckFile(label);
    }

    /// <summary>Makes it ready to be sent; its automatic id is among those that must not occur twice.</summary>
    /// <exception cref="InvalidItemException">It cannot be sent as it is.</exception>
    /// <exception cref="DuplicateIdException">Its id occurred before.</exception>
    public static void Admit(TLabel label, RecentIds? seen)
    {
        ArgumentNullException.ThrowIfNull(label);
        ILabel known = Of(label);
        known.Complete();
        if (HasId(known))
            seen?.Add(known.ReferenceId, known.AnnotationId, known.TaskId);
    }

    private BatchDefinition<TLabel, UploadStatus> Definition(RecentIds? seen) => new()
    {
        Send = SendAsync,
        Key = Key,
        Lane = static label => LaneOf(Of(label)),
        MaxItems = lane => lane switch
        {
            MaskFiles => options.FilesPerRequest,
            Masks => options.MasksPerRequest,
            _ => options.BatchSize,
        },
        CanRepeat = static label => HasId(Of(label)),
        RetryStatuses = pipeline.Options.Retry.Statuses,
        Admit = label => Admit(label, seen),
        Check = CheckFile,
        ToNote = static status => status.ToString(),
        FromNote = static note => Enum.TryParse(note, out UploadStatus status) ? status : UploadStatus.Stored,
    };

    private void CheckFile(TLabel label)
    {
        ILabel known = Of(label);
        if (LaneOf(known) == MaskFiles
            && !PngSignature.BeginsFile(RemoteLocation.Resolve(known.MaskUrl!, options.BaseFolder, known.ReferenceId)))
            throw new InvalidItemException(known.ReferenceId, $"The mask '{known.MaskUrl}' of '{known.ReferenceId}' is not a PNG file.");
    }

    /// <summary>Ids that occur twice would silently replace each other.</summary>
    public static void CheckIds(IEnumerable<TLabel> labels) =>
        DuplicateIdException.ThrowIfAny(Kind, labels.Select(Of).Where(HasId).Select(label => string.Join(
            " / ", new[] { label.ReferenceId, label.AnnotationId, label.TaskId }.OfType<string>())));

    internal static ILabel Of(TLabel label) => label as ILabel
        ?? throw new InvalidItemException(null, $"A {label.GetType().Name} of unknown type cannot be uploaded.");

    private static ApiOperation Operation(string name, string path) => new(name, "POST", path)
    {
        Idempotency = Idempotency.Body,
    };

    private static int LaneOf(ILabel label) =>
        label.MaskUrl is not { } mask ? Others : RemoteLocation.IsRemote(mask) ? Masks : MaskFiles;

    private static bool HasId(ILabel label) => !string.IsNullOrEmpty(label.AnnotationId);

    /// <summary>Without an id of its own, an annotation is recognised by its content.</summary>
    private string Key(TLabel label)
    {
        ILabel known = Of(label);
        if (HasId(known))
            return $"{path}/{known.ReferenceId}/{known.AnnotationId}";
        BinaryData json = JsonCodec.ToBinaryData(label, write);
        return $"{path}/{known.ReferenceId}/#{Convert.ToHexString(SHA256.HashData(json.ToMemory().Span).AsSpan(0, 16))}";
    }

    private async Task<IReadOnlyList<ItemResult<UploadStatus>>> SendAsync(
        IReadOnlyList<TLabel> labels, CancellationToken cancellationToken)
    {
        using UploadFiles files = new();
        ILabel first = Of(labels[0]);
        ApiRequest request = LaneOf(first) switch
        {
            MaskFiles => FilesRequest(labels, files),
            Masks => pipeline.CreateRequest(_send).JsonBody(labels, (writer, batch) => Write(writer, "segmentations", batch)),
            _ => pipeline.CreateRequest(_send).JsonBody(labels, (writer, batch) => Write(writer, "annotations", batch)),
        };
        request.IdempotentWhen(labels.All(label => HasId(Of(label))));
        ClientResult<LabelAnswer> answer = await pipeline.SendAsync(request, read, cancellationToken).ConfigureAwait(false);
        _result.Add(answer.Value);
        return Judge(labels, answer.Value);
    }

    private ApiRequest FilesRequest(IReadOnlyList<TLabel> labels, UploadFiles files)
    {
        Core.MultipartContent content = new();
        content.AddJson("serialized_request", labels, (writer, batch) => Write(writer, "segmentations", batch));
        foreach (TLabel label in labels)
            files.Add(content, "mask", Of(label).MaskUrl!, options.BaseFolder);
        return pipeline.CreateRequest(_sendFiles).MultipartBody(content);
    }

    private void Write(Utf8JsonWriter writer, string member, IReadOnlyList<TLabel> labels)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("update", options.Update);
        writer.WriteStartArray(member);
        foreach (TLabel label in labels)
            write(writer, label);
        writer.WriteEndArray();
        if (options is PredictionUploadOptions { TrainedSliceId: { } slice })
            writer.WriteString("trained_slice_id", slice);
        writer.WriteEndObject();
    }

    /// <summary>The server tells sums, and refusals as texts that usually name the item.</summary>
    private static ItemResult<UploadStatus>[] Judge(IReadOnlyList<TLabel> labels, LabelAnswer answer)
    {
        UploadStatus status = answer is { Processed: 0, Ignored: > 0 } ? UploadStatus.Ignored : UploadStatus.Stored;
        var results = new ItemResult<UploadStatus>[labels.Count];
        Array.Fill(results, new ItemResult<UploadStatus>(ItemState.Done, status));
        int told = answer.Processed + answer.Ignored;
        if (answer.Errors.Count == 0 && told >= labels.Count)
            return results;
        if (answer.Errors.Count == 0)
        {
            return [.. labels.Select(label => new ItemResult<UploadStatus>(
                ItemState.Unknown, default, ItemRefusedException.Unaccounted(Of(label).ReferenceId, told, labels.Count)))];
        }

        int refused = Math.Max(answer.Errors.Count, labels.Count - told);
        List<int> named = [.. Enumerable.Range(0, labels.Count).Where(i => answer.Errors.Any(error => Names(error, Of(labels[i]))))];
        bool isSure = named.Count == refused || refused >= labels.Count;
        foreach (int i in isSure && named.Count == refused ? named : Enumerable.Range(0, labels.Count))
        {
            string? reference = Of(labels[i]).ReferenceId;
            string reason = answer.Errors.FirstOrDefault(error => Names(error, Of(labels[i]))) ?? string.Join(" ", answer.Errors.Take(3));
            results[i] = isSure
                ? new(ItemState.Failed, default, new ItemRefusedException(reference, reason))
                : new(ItemState.Unknown, default, ItemRefusedException.InDoubt(reference, reason));
        }

        return results;
    }

    private static bool Names(string error, ILabel label) =>
        label.ReferenceId is { Length: > 0 } reference && ContainsWord(error, reference)
        || (label.AnnotationId is { Length: > 0 } id && ContainsWord(error, id));

    /// <summary>"r1" does not name "r10".</summary>
    private static bool ContainsWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }
}
