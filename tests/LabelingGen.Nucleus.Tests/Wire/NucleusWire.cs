using System.ClientModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

/// <summary>What the official Python client (scale-nucleus 0.18) is called with, in ours.</summary>
internal static partial class NucleusWire
{
    public static WireVendor Vendor => field ??= Create();

    private static WireVendor Create()
    {
        WireVendor vendor = new("nucleus") { WaitsAfterEnd = true };
        vendor.Module("nucleus")
            .Variable("client", s => Client(s, s.Option("limited_access_key")))
            .Variable("dataset", s => new DatasetHandle("ds_0001")
            {
                IsScene = s.Option("fetch_flags") is null ? s.Option("is_scene") == "true" : null,
                UsePrivacyMode = s.Option("fetch_flags") is null ? s.Option("privacy") == "true" : null,
            })
            .Variable("slc", _ => new SliceHandle("slc_0001"))
            .Variable("model", _ => new Model
            {
                Id = "prj_0001",
                Name = "model",
                RefId = "model_ref",
                Metadata = new JsonObject { ["a"] = 1 },
                Tags = ["t0"],
                TrainedSliceIds = ["slc_0"],
            })
            .Variable("job", _ => new JobSummary
            {
                JobId = "job_0001",
                JobLastKnownStatus = JobState.Running,
                JobType = JobType.UploadDatasetItems,
                JobCreationTime = "2024-01-01T00:00:00.000Z",
            })
            .Method("NucleusClient(api_key=None, use_notebook=False, endpoint=None, limited_access_key=None)", NewClient)
            .Attribute("NucleusClient.connection", _ => (object?)null)
            .Class<NucleusClient>("NucleusClient")
            .Class<DatasetHandle>("Dataset")
            .Class<SliceHandle>("Slice")
            .Class<RunHandle>("ModelRun")
            .Class<Model>("Model")
            .Class<Track>("Track")
            .Constants("requests", method => method)
            .Constants("SliceType", KnownValue<SliceType>)
            .Constants("SliceBuilderMethods", KnownValue<SliceSampleMethod>)
            .Constants("ObjectQueryType", KnownValue<ObjectQueryType>)
            .Constants("CustomerJobTypes", KnownValue<JobType>)
            .Constants("JobStatus", KnownValue<JobState>)
            .Constants("EntityLevel", KnownValue<EntityLevel>)
            .Constants("ThresholdComparison", KnownValue<ThresholdComparison>);
        MapLabels(vendor);
        MapItems(vendor);
        MapAccount(vendor);
        MapDatasets(vendor);
        MapUploads(vendor);
        MapLists(vendor);
        MapSlices(vendor);
        MapModels(vendor);
        MapJobs(vendor);
        MapIndexes(vendor);
        MapEvaluations(vendor);
        MapValidate(vendor);
        MapDeprecated(vendor);
        MapPayloads(vendor);
        MapErrors(vendor);
        return vendor;
    }

    private static NucleusClient NewClient(WireCall c)
    {
        string? key = c.OptionalText("api_key") ?? c.Session.Variable("NUCLEUS_API_KEY");
        string? limited = c.OptionalText("limited_access_key");
        NucleusClientOptions options = Options(c.Session);
        return key is null && limited is null
            ? NucleusClient.FromEnvironment(options)
            : new NucleusClient(
                new NucleusCredentials
                {
                    ApiKey = key is null ? null : ApiCredential.FromKey(key),
                    LimitedAccessKey = limited is null ? null : ApiCredential.FromKey(limited),
                },
                options);
    }

    private static NucleusClient Client(WireSession session, string? limitedKey, Action<NucleusClientOptions>? change = null) => new(
        limitedKey is null
            ? new NucleusCredentials { ApiKey = ApiCredential.FromKey("test_key_0001") }
            : new NucleusCredentials { LimitedAccessKey = ApiCredential.FromKey(limitedKey) },
        Options(session, change));

    /// <summary>The official client repeats four statuses, and nothing else.</summary>
    private static NucleusClientOptions Options(WireSession session, Action<NucleusClientOptions>? change = null)
    {
        NucleusClientOptions options = new()
        {
            Endpoint = new Uri(session.Server, "/v1/nucleus"),
            TimeProvider = session.Clock,
            Random = () => 0,
            KeepResponseContent = true,
            PrefetchPages = false,
            S3Endpoint = session.Variable("S3_ENDPOINT"),
        };
        options.Retry.Statuses = StatusSet.Parse("503,504,520,524");
        change?.Invoke(options);
        return options;
    }

    /// <summary>The official client tries uploads of files five times, all else four times.</summary>
    private static NucleusClient ClientForFiles(WireCall c) =>
        Client(c.Session, c.Session.Option("limited_access_key"), options => options.Retry.MaxRetries = 4);

    private static void MapErrors(WireVendor vendor) => vendor
        .RaisesWhen<NucleusException>(e => e.OperationName == "Storage.Put", "HTTPError")
        .RaisesWhen<NucleusException>(e => e.Status == 503 && e.OperationName.EndsWith("Files", StringComparison.Ordinal), "TimeoutError")
        .Raises<NucleusException>("NucleusAPIError")
        .Raises<ModelCreationException>("ModelCreationError", "ModelRunCreationError")
        .Raises<JobFailedException>("JobError", "RuntimeError")
        .Raises<JobTimeoutException>("RuntimeError")
        .Raises<DuplicateIdException>("DuplicateIDError", "ValueError")
        .Raises<FileNotFoundException>("FileNotFoundError", "NotFoundError")
        .Raises<DirectoryNotFoundException>("NotFoundError", "ValueError")
        .RaisesWhen<ArgumentException>(e => e.ParamName == "credentials", "NoAPIKey", "ValueError")
        .Raises<ArgumentException>("ValueError", "ValidationError", "AssertionError", "TypeError", "CreateScenarioTestError")
        .Raises<InvalidOperationException>("NoAPIKey", "ValueError")
        .Raises<InvalidDataException>("RuntimeError", "ValueError")
        .Raises<JsonException>("InvalidJSONError", "ValueError")
        .Raises<FormatException>("JobError", "ValueError", "RuntimeError")
        // A correct client escapes ids and names, and sends the value of an enumeration.
        .Deviation("(percent-encoded|not escaped)", Escape)
        .Deviation("keep waiting on Queued", KeepWaiting)
        .Deviation("trained_slice_id", SendTrainedSlice);

    /// <summary>Puts escaped what the program's texts left unescaped in the recorded address.</summary>
    private static void Escape(WireCase wireCase)
    {
        string[] texts = [.. Literal().Matches(wireCase.Program).Select(m => m.Groups[1].Value + m.Groups[2].Value)
            .Where(t => Uri.EscapeDataString(t) != t).OrderByDescending(t => t.Length)];
        foreach ((JsonNode? request, int index) in wireCase.Requests.Select((r, i) => (r, i)))
        {
            JsonObject expected = request!.AsObject();
            string query = expected["query_raw"]?.GetValue<string>() ?? string.Empty;
            string target = expected["path"]!.GetValue<string>() + (query.Length == 0 ? "" : "?" + query);
            string path = expected["path"]!.GetValue<string>();
            string corrected = EnumerationMember().Replace(target, m => m.Groups[1].Value.ToLowerInvariant());
            foreach (string text in texts)
            {
                string sent = text.Replace(" ", "%20", StringComparison.Ordinal);
                corrected = corrected.Replace(sent, Uri.EscapeDataString(text), StringComparison.Ordinal);
            }

            string[] parts = corrected.Split('?', 2);
            expected["path"] = parts[0];
            expected["query"] = new JsonArray([.. (parts.Length == 1 ? [] : parts[1].Split('&')).Select(JsonNode? (pair) =>
                new JsonArray([.. pair.Split('=', 2).Select(JsonNode? (p) => Uri.UnescapeDataString(p))]))]);
            JsonNode? response = wireCase.Responses.FirstOrDefault(r => r!["path"]!.GetValue<string>() == path);
            if (response is not null)
                response["path"] = parts[0];
        }
    }

    [GeneratedRegex("""(?:"([^"]*)"|'([^']*)')""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"SliceType\.([A-Z_]+)")]
    private static partial Regex EnumerationMember();

    /// <summary>The official client forgets the slice when it sends files.</summary>
    private static void SendTrainedSlice(WireCase wireCase)
    {
        if (TrainedSlice().Match(wireCase.Program) is not { Success: true } slice)
            return;
        foreach (JsonObject part in wireCase.Requests
            .SelectMany(request => request!["body"]?["parts"]?.AsArray() ?? []).OfType<JsonObject>())
        {
            if ((string?)part["name"] == "serialized_request")
                part["json"]!["trained_slice_id"] = slice.Groups[1].Value;
        }
    }

    [GeneratedRegex("""trained_slice_id=["']([^"']+)["']""")]
    private static partial Regex TrainedSlice();

    /// <summary>The recorded job stays queued; then it completes.</summary>
    private static void KeepWaiting(WireCase wireCase)
    {
        JsonNode queued = wireCase.Responses[^1]!.DeepClone();
        queued["json"]!["status"] = "Completed";
        wireCase.Json["responses"]!.AsArray().Add(queued);
        wireCase.Requests.Add(wireCase.Requests[^1]!.DeepClone());
        if (wireCase.Outcome["result"] is JsonValue)
            wireCase.Outcome["result"] = "Completed";
    }

    /// <summary>Members that the official client does not call by their values.</summary>
    private static readonly Dictionary<string, string> OtherNames = new()
    {
        ["VALIDATE_METRICS"] = "MODEL_METRICS",
        ["ERRORED_DEPRECATED"] = "ERRORED",
    };

    /// <summary>The value of a known member of one of our enumerations, by its Python name: the same words in Pascal case.</summary>
    private static object? KnownValue<T>(string member)
        where T : struct => typeof(T)
            .GetProperty(
                OtherNames.GetValueOrDefault(member, member).Replace("_", "", StringComparison.Ordinal),
                BindingFlags.Public | BindingFlags.Static | BindingFlags.IgnoreCase)
            ?.GetValue(null)?.ToString();

    private static NucleusClient Nucleus(this WireCall call) => call.Client<NucleusClient>();

    private static string DatasetOf(this WireCall call) => call.On<DatasetHandle>().Id;

    private static string SliceOf(this WireCall call) => call.On<SliceHandle>().Id;

    private static string ModelOf(this WireCall call) => call.Value<Model>("model").Id;

    private static async Task<T> Value<T>(Task<ClientResult<T>> call) => (await call).Value;

    private static async Task<List<T>> All<T>(AsyncCollectionResult<T> list)
    {
        List<T> items = [];
        await foreach (T item in list)
            items.Add(item);
        return items;
    }

    private static JsonObject Json(ClientResult result) => JsonNode.Parse(result.GetRawResponse().Content)!.AsObject();

    private static T Model<T>(JsonNode? json) => json.Deserialize<T>() ?? throw new WireRefusedException("null is no " + typeof(T).Name);
}
