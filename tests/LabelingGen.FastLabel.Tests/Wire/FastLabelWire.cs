using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.FastLabel.Tests.Wire;

/// <summary>What the official Python client (fastlabel 0.23) is called with, in ours.</summary>
internal static partial class FastLabelWire
{
    public static WireVendor Vendor { get; } = Create();

    private static WireVendor Create()
    {
        WireVendor vendor = new("fastlabel");
        vendor.Module("fastlabel")
            .Variable("client", s => Client(s, "test_token_0001"))
            .Method("Client(access_token=None, **more)",
                c => Client(c.Session, c.OptionalText("access_token") ?? (string?)c.Keywords("more").Values.FirstOrDefault()))
            .Class<FastLabelClient>("Client");
        MapTasks(vendor);
        MapKinds(vendor);
        MapProjects(vendor);
        MapDatasets(vendor);
        MapModels(vendor);
        MapPeople(vendor);
        MapConverters(vendor);
        MapErrors(vendor);
        return vendor;
    }

    /// <summary>The official client never repeats a request, looks nothing up, and takes any status.</summary>
    private static FastLabelClient Client(WireSession session, string? token)
    {
        FastLabelClientOptions options = new()
        {
            Endpoint = new Uri(session.Server, "v1/"),
            TimeProvider = session.Clock,
            KeepResponseContent = true,
            PrefetchPages = false,
            AllowUnknownStatuses = true,
            LookUpLostAnswers = false,
        };
        options.Retry.MaxRetries = 0;
        return token is null ? FastLabelClient.FromEnvironment(options) : new FastLabelClient(ApiCredential.FromKey(token), options);
    }

    private static void MapErrors(WireVendor vendor) => vendor
        .RaisesWhen<FastLabelException>(e => e.Status is >= 400 and < 500, "FastLabelInvalidException")
        .Raises<FastLabelException>("FastLabelException")
        .Raises<FileNotFoundException>("FileNotFoundError")
        .Raises<ArgumentException>("FastLabelInvalidException", "ValueError")
        .Raises<InvalidOperationException>("ValueError")
        .Deviation("order 0 is left out", c => c.Requests[0]!["body"]!["json"]!["order"] = 0)
        // A file that was not taken is an error, and nothing is made of it.
        .Deviation("status of the PUT is never checked", c =>
        {
            int put = c.Responses.Select((r, i) => (r, i)).First(p => p.r!["method"]!.GetValue<string>() == "PUT").i;
            while (c.Requests.Count > put + 1)
                c.Requests.RemoveAt(put + 1);
            int status = c.Responses[put]!["status"]!.GetValue<int>();
            c.Json["outcome"] = new JsonObject
            {
                ["exception"] = new JsonObject
                {
                    ["class"] = status is >= 400 and < 500 ? "FastLabelInvalidException" : "FastLabelException",
                    ["code"] = status,
                },
            };
        });

    private static FastLabelClient FastLabel(this WireCall call) => call.Client<FastLabelClient>();

    /// <summary>A model made of a body as the official client would send it.</summary>
    private static T Model<T>(JsonNode json) => json.Deserialize<T>() ?? throw new WireRefusedException("null is no " + typeof(T).Name);

    /// <summary>An argument, unless the official client takes it for absent: <c>None</c>, empty, zero, <c>False</c>.</summary>
    private static JsonNode? Given(this WireCall call, string name) => call.Json(name) switch
    {
        JsonArray { Count: 0 } or JsonObject { Count: 0 } => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.False => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0 => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.ToJsonString() is "0" or "0.0" => null,
        var other => other,
    };

    /// <summary>Arguments under their names on the wire; those that count as absent are left out.</summary>
    private static JsonObject Body(this WireCall call, params (string Argument, string Member)[] members)
    {
        JsonObject body = [];
        foreach ((string argument, string member) in members)
        {
            if (call.Given(argument) is { } value)
                body[member] = value;
        }

        return body;
    }

    /// <summary>Adds an argument that is sent whatever it is, unless it is <c>None</c>.</summary>
    private static JsonObject Unless(this JsonObject body, WireCall call, params (string Argument, string Member)[] members)
    {
        foreach ((string argument, string member) in members)
        {
            if (call.Json(argument) is { } value)
                body[member] = value;
        }

        return body;
    }

    /// <summary>Adds an argument that is always sent.</summary>
    private static JsonObject Always(this JsonObject body, WireCall call, params (string Argument, string Member)[] members)
    {
        foreach ((string argument, string member) in members)
            body[member] = call.Json(argument);
        return body;
    }

    private static int? Offset(this WireCall call) => call.Integer("offset") is > 0 and { } offset ? offset : null;

    private static int? Limit(this WireCall call) => call.Integer("limit") is > 0 and { } limit ? limit : null;

    private static string? Filter(this WireCall call, string name) => call.OptionalText(name) is { Length: > 0 } text ? text : null;

    private static IReadOnlyList<string>? Filters(this WireCall call, string name) =>
        call.Texts(name) is { Count: > 0 } texts ? texts : null;

    private static FastLabelTaskStatus? Status(this WireCall call, string name = "status") =>
        call.Filter(name) is { } text ? (FastLabelTaskStatus?)text : null;

    private static ExternalTaskStatus? ExternalStatus(this WireCall call, string name = "external_status") =>
        call.Filter(name) is { } text ? (ExternalTaskStatus?)text : null;

    /// <summary>One page of a list, which is what the official client gives.</summary>
    private static async Task<object?> Page<T>(AsyncCollectionResult<T> list)
    {
        await foreach (Page<T> page in list.AsPagesAsync())
            return WireJson.ToNode(page.Items);
        return null;
    }

    /// <summary>A result as the plain JSON that the official client gives.</summary>
    private static async Task<object?> Plain<T>(Task<ClientResult<T>> call)
    {
        try
        {
            return WireJson.ToNode((await call).Value);
        }
        catch (FastLabelException nothing) when (nothing is { Status: 204, Outcome: ApiOutcome.SucceededUnreadable })
        {
            // It was done. Where ours would look up what was made, the official client gives None.
            return null;
        }
    }

    private static async Task<object?> Plain<T>(Task<T?> call)
        where T : class => WireJson.ToNode(await call);

    /// <summary>What a job was begun with.</summary>
    private static async Task<object?> Begun<TJob>(Task<TJob> call)
        where TJob : OperationResult => JsonNode.Parse((await call).GetRawResponse().Content);

    private static async Task<object?> Nothing(Task call)
    {
        await call;
        return null;
    }
}
