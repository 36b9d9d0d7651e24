using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>The four operations of every kind of task.</summary>
internal static class FastLabelTaskRoutes
{
    internal static readonly string[] Shared =
    [
        "status", "externalStatus", "customTaskStatus", "priority", "tags", "assignee", "reviewer", "approver", "externalAssignee",
        "externalReviewer", "externalApprover", "workflow1User", "workflow2User", "workflow3User", "workflow4User", "workflow5User",
        "workflow6User", "metadatas",
    ];

    private static readonly string[] Labels = ["annotations", "relations", "attributes"];

    /// <summary>Kind, what a create body must bring, largest page.</summary>
    private static readonly (string Kind, string? Content, int MaxLimit)[] Kinds =
    [
        ("image", "file", 1000), ("sequential-image", "contents", 10), ("video", "file", 10), ("text", "file", 1000),
            ("audio", "file", 1000),
        ("pcd", "file", 1000), ("sequential-pcd", "contents", 10), ("dicom", null, 1000), ("robotics", null, 100),
        ("image/classification", "file", 1000), ("multi-image/classification", "contents", 1000), ("video/classification", "file", 1000),
        ("text/classification", "file", 1000), ("audio/classification", "file", 1000), ("multi-modal-video-audio", "contents", 10),
    ];

    public static void Map(FastLabelEmulator vendor)
    {
        foreach ((string kind, string? content, int maxLimit) in Kinds)
        {
            string route = "tasks/" + kind;
            vendor.Map("GET", route + "/{taskId}", request => OfKind(vendor, request, kind).Json.DeepClone());
            vendor.Map("GET", route, request =>
                FastLabelEmulator.Page(request, Filter(vendor, request, kind).Select(t => t.Json), Math.Min(100, maxLimit), maxLimit));
            // The API reads these tasks and cannot make them.
            if (kind == "multi-modal-video-audio")
                continue;
            // A DICOM task comes out of an import.
            vendor.Map("POST", route, kind == "dicom"
                ? request => FastLabelImportRoutes.ImportDicom(vendor, request.JsonObject())
                : request => Create(vendor, kind, content, request.JsonObject()));
            vendor.Map("PUT", route + "/{taskId}", request => Update(vendor, OfKind(vendor, request, kind), request.JsonObject(), Labels));
        }
    }

    /// <summary>The tasks a list's query selects, the newest last.</summary>
    public static IEnumerable<FastLabelTask> Filter(FastLabelEmulator vendor, EmulatorRequest request, string? kind = null)
    {
        JsonObject project = vendor.Project(request.Query("project"));
        string? status = request.Query("status");
        string? externalStatus = request.Query("externalStatus");
        string? name = request.Query("taskName");
        string[] tags = request.QueryAll("tags");
        return vendor.Tasks.Values.Where(t => t.Project == project && (kind is null || t.Kind == kind)
            && (string.IsNullOrEmpty(status) || t.Json.Text("status") == status)
            && (string.IsNullOrEmpty(externalStatus) || t.Json.Text("externalStatus") == externalStatus)
            && (string.IsNullOrEmpty(name) || t.Name == name)
            && (tags.Length == 0 || (t.Json["tags"] as JsonArray ?? []).Any(tag => tags.Contains(tag?.ToString()))));
    }

    /// <summary>Stores a task and answers with its id.</summary>
    public static string Store(FastLabelEmulator vendor, string kind, JsonObject project, string name, JsonObject body)
    {
        if (vendor.Tasks.Values.Any(t => t.Project == project && t.Name == name))
            throw new VendorErrorException(400, $"Task name {name} already exists");
        JsonObject task = vendor.New(body, [.. Shared, .. Labels]);
        task["name"] = name;
        task["status"] ??= "registered";
        task["externalStatus"] ??= "registered";
        task["priority"] ??= 0;
        task["tags"] ??= new JsonArray();
        task["secondsToAnnotate"] = 0;
        task[kind.EndsWith("classification", StringComparison.Ordinal) ? "attributes" : "annotations"] ??= new JsonArray();
        AddContent(vendor, task, kind, body);
        string id = task.RequiredText("id");
        vendor.Tasks.Add(id, new(kind, project, task));
        FastLabelProjectRoutes.AddTags(vendor, project, task);
        return id;
    }

    public static JsonNode Update(FastLabelEmulator vendor, FastLabelTask task, JsonObject body, params string[] more)
    {
        FastLabelEmulator.Copy(body, task.Json, [.. Shared, .. more]);
        vendor.Touch(task.Json);
        FastLabelProjectRoutes.AddTags(vendor, task.Project, task.Json);
        return task.Json.RequiredText("id");
    }

    private static JsonNode Create(FastLabelEmulator vendor, string kind, string? content, JsonObject body)
    {
        JsonObject project = vendor.Project(body.RequiredText("project"));
        string name = body.RequiredText("name");
        if (content is not null && body[content] is null)
            throw JsonMembers.Missing(content);
        return Store(vendor, kind, project, name, body);
    }

    private static void AddContent(FastLabelEmulator vendor, JsonObject task, string kind, JsonObject body)
    {
        if (body["contents"] is JsonArray contents)
        {
            task["contents"] = contents.OfType<JsonObject>().Select(JsonNode? (c) => new JsonObject
            {
                ["name"] = c.RequiredText("name"),
                ["url"] = FastLabelImportRoutes.Keep(vendor, Decode(c.RequiredText("file"))),
            }).ToJson();
            return;
        }

        if (body.Text("file") is not { Length: > 0 } file)
            return;
        byte[] bytes = Decode(file);
        task["url"] = FastLabelImportRoutes.Keep(vendor, bytes);
        if (!kind.StartsWith("image", StringComparison.Ordinal) || ImageSize.Read(bytes) is not { } size)
            return;
        task["width"] = size.Width;
        task["height"] = size.Height;
    }

    private static FastLabelTask OfKind(FastLabelEmulator vendor, EmulatorRequest request, string kind)
    {
        FastLabelTask task = vendor.Task(request["taskId"]);
        return task.Kind == kind ? task : throw new VendorErrorException(404, "Task not found");
    }

    /// <summary>The content of a file as base64.</summary>
    /// <exception cref="VendorErrorException">It is no base64.</exception>
    internal static byte[] Decode(string file)
    {
        byte[] buffer = new byte[file.Length];
        return Convert.TryFromBase64String(file, buffer, out int length) ? buffer[..length] : throw JsonMembers.Wrong("file", "base64");
    }
}
