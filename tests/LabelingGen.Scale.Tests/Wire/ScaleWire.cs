using System.ClientModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Scale.Tests.Wire;

/// <summary>What the official Python client (scaleapi 2.18) is called with, in ours.</summary>
internal static partial class ScaleWire
{
    public static WireVendor Vendor { get; } = Create();

    private static WireVendor Create()
    {
        WireVendor vendor = new("scale") { HasOfficialWaits = true };
        vendor.Module("scaleapi", "tasks")
            .Variable("client", s => Client(s, "test_key_0001"))
            .Method("ScaleClient(api_key, source=None, api_instance_url=None, verify=None, proxies=None, cert=None)",
                c => Client(c.Session, c.OptionalText("api_key") ?? string.Empty))
            .Class<ScaleClient>("ScaleClient")
            .Class<ScaleTask>("Task")
            .Class<TaskPage>("Tasklist")
            .Class<Batch>("Batch")
            .Class<BatchPage>("Batchlist")
            .Class<Project>("Project")
            .Class<TaskTemplate>("TaskTemplate")
            .Class<ScaleFile>("File")
            .Class<EvaluationTask>("EvaluationTask")
            .Class<TrainingTask>("TrainingTask")
            .Class<Teammate>("Teammate")
            .Class<StudioProjectGroup>("StudioProjectGroup")
            .Class<StudioWorker>("StudioWorker")
            .Class<StudioBatch>("StudioBatch")
            .Constants("TaskType", KnownValue<TaskType>)
            .Constants("TaskStatus", KnownValue<ScaleTaskStatus>)
            .Constants("TaskReviewStatus", KnownValue<TaskReviewStatus>)
            .Constants("BatchStatus", KnownValue<BatchStatus>)
            .Constants("TeammateRole", KnownValue<TeammateRole>)
            .Constants("StudioBatchStatus", KnownValue<StudioBatchType>);
        MapTasks(vendor);
        MapBatches(vendor);
        MapProjects(vendor);
        MapFilesAndQuality(vendor);
        MapTeamsAndStudio(vendor);
        MapV2(vendor);
        MapErrors(vendor);
        return vendor;
    }

    /// <summary>A client with the schedule of the official one: a first retry at once, then 4 and 8 seconds, nothing random.</summary>
    private static ScaleClient Client(WireSession session, string key, Action<ScaleClientOptions>? change = null)
    {
        ScaleClientOptions options = new()
        {
            Endpoint = session.Server,
            TimeProvider = session.Clock,
            Random = () => 0,
            ApplicationName = session.Option("source"),
            KeepResponseContent = true,
            PrefetchPages = false,
        };
        options.Retry.FirstRetryAtOnce = true;
        change?.Invoke(options);
        return new ScaleClient(ApiCredential.FromKey(key), options);
    }

    private static void MapErrors(WireVendor vendor)
    {
        (int, string)[] ofV2 =
        [
            (400, "BadRequest"), (401, "Unauthorized"), (403, "Forbidden"), (404, "NotFound"), (409, "Conflict"),
            (422, "UnprocessableEntity"),
        ];
        foreach ((int status, string name) in ofV2)
            vendor.RaisesWhen<ScaleException>(e => IsV2(e) && e.Status == status, name + "Exception");
        vendor.RaisesWhen<ScaleException>(e => IsV2(e) && e.Status >= 500, "ServiceException")
            .RaisesWhen<ScaleException>(IsV2, "ApiException")
            .Raises<ScaleInvalidRequestException>("ScaleInvalidRequest")
            .Raises<ScaleUnauthorizedException>("ScaleUnauthorized")
            .Raises<ScaleNotEnabledException>("ScaleNotEnabled")
            .Raises<ScaleResourceNotFoundException>("ScaleResourceNotFound")
            .Raises<ScaleDuplicateTaskException>("ScaleDuplicateResource", "ScaleDuplicateTask")
            .Raises<ScaleTooManyRequestsException>("ScaleTooManyRequests")
            .Raises<ScaleInternalErrorException>("ScaleInternalError")
            .Raises<ScaleServiceUnavailableException>("ScaleServiceUnavailable")
            .Raises<ScaleTimeoutException>("ScaleTimeoutError")
            .Raises<ScaleException>("ScaleException")
            .Raises<ArgumentException>("ScaleException", "ScaleInvalidRequest", "ValueError")
            // The recording says itself that a new client should take every 2xx as success: then the answer is the result.
            .Deviation("other 2xx raises", c => c.Json["outcome"] = new JsonObject { ["result"] = c.Responses[^1]!["json"]?.DeepClone() });
    }

    private static bool IsV2(ScaleException exception) => exception.OperationName.StartsWith("V2.", StringComparison.Ordinal);

    /// <summary>The value of a known member of one of our enumerations, by its Python name: the same words in Pascal case.</summary>
    private static object? KnownValue<T>(string member)
        where T : struct => typeof(T)
            .GetProperty(
                member.Replace("_", "", StringComparison.Ordinal), BindingFlags.Public | BindingFlags.Static | BindingFlags.IgnoreCase)
            ?.GetValue(null)?.ToString();

    private static T Model<T>(JsonNode? json) => json.Deserialize<T>() ?? throw new WireRefusedException("null is no " + typeof(T).Name);

    private static ScaleClient Scale(this WireCall call) => call.Client<ScaleClient>();

    private static TimeBound? Time(this WireCall call, string name) => call.OptionalText(name) is { } text ? (TimeBound?)text : null;

    private static T? Known<T>(WireCall call, string name)
        where T : struct => call.OptionalText(name) is { } text ? JsonValue.Create(text).Deserialize<T>() : null;

    private static async Task<object?> Nothing(Task call)
    {
        await call;
        return null;
    }

    private static async Task<T> Value<T>(Task<ClientResult<T>> call) => (await call).Value;
}
