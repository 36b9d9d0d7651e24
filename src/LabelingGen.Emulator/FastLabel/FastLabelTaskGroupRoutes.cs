using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>What is common to tasks of all kinds: update, delete, count, names; tasks from storage and from split pictures.</summary>
internal static class FastLabelTaskGroupRoutes
{
    public static void Map(FastLabelEmulator vendor)
    {
        vendor.Map("PUT", "tasks/{taskId}", request =>
            FastLabelTaskRoutes.Update(vendor, vendor.Task(request["taskId"]), request.JsonObject()));
        vendor.MapDelete("DELETE", "tasks/{taskId}", request =>
        {
            FastLabelTask deleted = vendor.Task(request["taskId"]);
            vendor.Delete(task => task == deleted);
        });
        vendor.MapDelete("DELETE", "tasks/{taskId}/task-annotations", request => vendor.Task(request["taskId"])
            .Json["annotations"] = new JsonArray());
        vendor.Map("GET", "tasks/count", request => FastLabelTaskRoutes.Filter(vendor, request).Count());
        vendor.Map("GET", "tasks/map/id-name", request => Names(vendor, request));
        vendor.Map("POST", "tasks/integrated-image", request => FromStorage(vendor, request.JsonObject(), "image"));
        vendor.Map("POST", "tasks/integrated-image/classification", request =>
            FromStorage(vendor, request.JsonObject(), "image/classification"));
        vendor.Map("GET", "tasks/integrate/images", request => Integrate(vendor, request, "image"));
        vendor.Map("GET", "tasks/integrate/videos", request => Integrate(vendor, request, "video"));
        vendor.Map("GET", "tasks/integrate/audios", request => Integrate(vendor, request, "audio"));
    }

    private static JsonObject Names(FastLabelEmulator vendor, EmulatorRequest request)
    {
        JsonObject names = [];
        foreach (JsonNode? task in FastLabelEmulator.Page(request, FastLabelTaskRoutes.Filter(vendor, request).Select(t => t.Json), 1000))
            names[task!["id"]!.GetValue<string>()] = task["name"]!.DeepClone();
        return names;
    }

    private static JsonNode FromStorage(FastLabelEmulator vendor, JsonObject body, string kind)
    {
        JsonObject project = vendor.Project(body.RequiredText("project"));
        string path = body.RequiredText("filePath");
        body.RequiredText("storageType");
        return FastLabelTaskRoutes.Store(vendor, kind, project, path, body);
    }

    /// <summary>Tasks whose names begin with the prefix and a slash, seen as one.</summary>
    private static JsonObject Integrate(FastLabelEmulator vendor, EmulatorRequest request, string kind)
    {
        string prefix = request.Query("prefix") is { Length: > 0 } given ? given : throw JsonMembers.Missing("prefix");
        FastLabelTask[] parts =
        [
            .. FastLabelTaskRoutes.Filter(vendor, request, kind).Where(t => t.Name.StartsWith(prefix + "/", StringComparison.Ordinal)),
        ];
        if (parts.Length == 0)
            throw new VendorErrorException(404, "Task not found");
        return new()
        {
            ["name"] = prefix + Path.GetExtension(parts[0].Name),
            ["annotations"] = parts.SelectMany(t => t.Json["annotations"] as JsonArray ?? []).Select(a => a?.DeepClone()).ToJson(),
        };
    }
}
