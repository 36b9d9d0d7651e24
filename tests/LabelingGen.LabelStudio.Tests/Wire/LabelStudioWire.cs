using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>What the official Python client (label-studio-sdk 2.1) is called with, in ours.</summary>
internal static partial class LabelStudioWire
{
    private static readonly Lazy<WireVendor> Table = new(Create);

    public static WireVendor Vendor => Table.Value;

    private static WireVendor Create()
    {
        WireVendor vendor = new("labelstudio");
        vendor.Module("label_studio_sdk")
            .Variable("client", s => Client(s, "test_key_0001"))
            .Method("LabelStudio(api_key=None, base_url=None, max_retries=None, timeout=None)",
                c => Client(c.Session, c.OptionalText("api_key") ?? "test_key_0001", c.Integer("max_retries")))
            .Class<LabelStudioClient>("LabelStudio");
        MapGroups(vendor);
        MapModels(vendor);
        MapAnnotations(vendor);
        MapProjects(vendor);
        MapTasks(vendor);
        MapMachineLearning(vendor);
        MapSettings(vendor);
        MapEnterprise(vendor);
        return vendor
            .Raises<LabelStudioValidationException>("ApiError", "BadRequestError")
            .Raises<LabelStudioUnauthorizedException>("ApiError", "UnauthorizedError")
            .Raises<LabelStudioForbiddenException>("ApiError", "ForbiddenError")
            .Raises<LabelStudioNotFoundException>("ApiError", "NotFoundError")
            .RaisesWhen<LabelStudioException>(e => e.Status >= 500, "ApiError", "InternalServerError")
            .Raises<LabelStudioException>("ApiError");
    }

    private static LabelStudioClient Client(WireSession session, string key, int? maxRetries = null)
    {
        LabelStudioClientOptions options = new()
        {
            Endpoint = session.Server,
            TimeProvider = session.Clock,
            PrefetchPages = false,
        };
        if (maxRetries is { } retries)
            options.Retry.MaxRetries = retries;
        return new LabelStudioClient(ApiCredential.FromKey(key), options);
    }

    private static LabelStudioClient Studio(this WireCall call) => call.Client<LabelStudioClient>();

    private static long Id(this WireCall call, string name = "id") =>
        call.Integer(name) ?? throw new WireRefusedException($"'{name}' must be given");

    private static T Model<T>(JsonNode? json) => json.Deserialize<T>() ?? throw new WireRefusedException("null is no " + typeof(T).Name);

    /// <summary>A body of the arguments that were given, null where None was.</summary>
    private static T Body<T>(this WireCall call, params string[] names)
    {
        JsonObject body = call.ObjectOf(keepNulls: true, [.. names.Where(call.Gives)]);
        foreach (string name in names.Where(name => call[name] is DateTimeOffset))
        {
            // Six digits, as the official client writes; a model keeps the text it was read from.
            body[name] = ((DateTimeOffset)call[name]!)
                .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        }

        return Model<T>(body);
    }

    private static async Task<object?> Nothing(Task call)
    {
        await call;
        return null;
    }

    private static async Task<T> Value<T>(Task<ClientResult<T>> call) => (await call).Value;

    private static async Task<object?> FirstPage<TPage>(AsyncCollectionResult<ProjectCounts> list)
    {
        await foreach (ClientResult page in list.GetRawPagesAsync())
            return JsonSerializer.Deserialize<TPage>(page.GetRawResponse().Content);
        return null;
    }
}
