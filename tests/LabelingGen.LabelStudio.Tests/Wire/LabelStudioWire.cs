using System.Text.Json.Nodes;
using LabelingGen.LabelStudio.Enterprise;
using LabelingGen.Testing.Wire;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>What the official Python client is called with, in ours: every method of its surface by the names of what it takes.</summary>
internal static class LabelStudioWire
{
    private static readonly Lazy<WireVendor> Table = new(Create);

    public static WireVendor Vendor => Table.Value;

    private static WireVendor Create()
    {
        WireVendor vendor = new("labelstudio");
        vendor.Module("label_studio_sdk")
            .Variable("client", s => new Editions(s, "test_key_0001"))
            .Method("LabelStudio(api_key=None, base_url=None, environment=None, headers=None, timeout=None, max_retries=None, "
                + "follow_redirects=True, httpx_client=None, logging=None)",
                c => new Editions(c.Session, c.OptionalText("api_key") ?? "test_key_0001", c.Integer("max_retries")))
            .Class<Editions>("LabelStudio");
        MapGroups(vendor);
        foreach (OfficialMethod method in OfficialClient.Methods)
        {
            if (OurMethod.ByRoute.TryGetValue(method.Route, out OurMethod? ours))
                vendor.Method(method.Signature, call => OfficialCall.RunAsync(method, ours, call));
        }

        MapExportHelpers(vendor);
        foreach ((string name, IReadOnlyDictionary<string, string> renamed) in OfficialClient.Classes)
            vendor.Method($"{name}(**members)", call => Members(call, renamed));
        return vendor
            .Raises<LabelStudioValidationException>("ApiError", "BadRequestError")
            .Raises<LabelStudioUnauthorizedException>("ApiError", "UnauthorizedError")
            .Raises<LabelStudioForbiddenException>("ApiError", "ForbiddenError")
            .Raises<LabelStudioNotFoundException>("ApiError", "NotFoundError")
            .RaisesWhen<LabelStudioException>(e => e.Status == 405, "ApiError", "MethodNotAllowedError")
            .RaisesWhen<LabelStudioException>(e => e.Status >= 500, "ApiError", "InternalServerError")
            .Raises<LabelStudioException>("ApiError")
            .Raises<LabelStudioEnterpriseValidationException>("ApiError", "BadRequestError")
            .Raises<LabelStudioEnterpriseUnauthorizedException>("ApiError", "UnauthorizedError")
            .Raises<LabelStudioEnterpriseForbiddenException>("ApiError", "ForbiddenError")
            .Raises<LabelStudioEnterpriseNotFoundException>("ApiError", "NotFoundError")
            .RaisesWhen<LabelStudioEnterpriseException>(e => e.Status == 405, "ApiError", "MethodNotAllowedError")
            .RaisesWhen<LabelStudioEnterpriseException>(e => e.Status >= 500, "ApiError", "InternalServerError")
            .Raises<LabelStudioEnterpriseException>("ApiError");
    }

    /// <summary>The official client keeps its methods in groups, and groups in groups: <c>client.projects.exports.convert</c>.</summary>
    private static void MapGroups(WireVendor vendor)
    {
        HashSet<string> groups = [];
        foreach (string[] names in OfficialClient.Methods.Select(method => method.Group.Split('.')))
        {
            for (int depth = 1; depth <= names.Length; depth++)
                groups.Add(string.Join('.', names[..depth]));
        }

        foreach (string group in groups)
        {
            string holder = group.Contains('.', StringComparison.Ordinal) ? "" : "LabelStudio.";
            vendor.Attribute(holder + group, call => new WireInstance(group, call.On<Editions>()));
        }
    }

    /// <summary>What the official client builds on its own methods: a community server exports at once.</summary>
    private static void MapExportHelpers(WireVendor vendor)
    {
        const string Tail = "timeout=60, create_kwargs=None, convert_kwargs=None, download_kwargs=None)";
        foreach (string name in (string[])["as_binary", "as_file"])
            vendor.Method($"projects.exports.{name}(project_id, export_type='JSON', {Tail}", c => ExportAsync(c, c.Text("export_type")));
        vendor.Method($"projects.exports.as_json(project_id, {Tail}", async c =>
            WireJson.ToPython(JsonNode.Parse((byte[])(await ExportAsync(c, "JSON"))!)));
    }

    private static async Task<object?> ExportAsync(WireCall call, string format)
    {
        LabelStudioClient client = call.On<Editions>().Community;
        long project = call.Integer("project_id") ?? throw new WireRefusedException("'project_id' must be given");
        if ((await client.Versions.GetAsync()).Value.Edition != "Enterprise")
        {
            DownloadDirectExportOptions options = new() { ExportType = format, DownloadAllTasks = true, DownloadResources = true };
            return await BytesAsync(await client.Exports.OpenAsync(project, options));
        }

        Core.Job<Export> job = await client.Exports.StartAsync(project);
        Export export = await job.WaitForCompletionAsync(null);
        if (format != "JSON")
            await (await client.Exports.StartConversionAsync(project, export.Id!.Value, format)).WaitForCompletionAsync(null);
        return await BytesAsync(await client.Exports.OpenDownloadAsync(project, export.Id!.Value, format));
    }

    private static async Task<object?> BytesAsync(Stream content) => ((List<object?>)(await OfficialResult.BytesAsync(content))!)[0];

    private static Dictionary<object, object?> Members(WireCall call, IReadOnlyDictionary<string, string> renamed) =>
        call.Keywords("members").ToDictionary(member => (object)renamed.GetValueOrDefault(member.Key, member.Key), member => member.Value);
}
