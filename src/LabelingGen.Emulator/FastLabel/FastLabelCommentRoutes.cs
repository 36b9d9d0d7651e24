using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Comments on tasks, with their threads.</summary>
internal static class FastLabelCommentRoutes
{
    public static void Map(FastLabelEmulator vendor)
    {
        List<JsonObject> comments = vendor.Comments;
        vendor.Map("GET", "comments", request => ListOfTask(vendor, request, comments));
        vendor.Map("POST", "comments", request => Create(vendor, request.JsonObject(), comments));
        vendor.Map("POST", "comments/{commentId}/threads", request => Answer(vendor, request, comments));
        vendor.Map("PUT", "comments/threads/{threadId}", request => Update(vendor, request, comments));
        vendor.MapDelete("DELETE", "comments/threads/{threadId}", request => Delete(request["threadId"], comments));
        vendor.Map("GET", "comments/threads", request => ListOfProject(vendor, request, comments));
    }

    private static JsonArray ListOfTask(FastLabelEmulator vendor, EmulatorRequest request, List<JsonObject> comments)
    {
        string task = vendor.Task(request.Query("taskId") ?? throw JsonMembers.Missing("taskId")).Json.RequiredText("id");
        return FastLabelEmulator.Page(request, comments.Where(c => c.Text("taskId") == task));
    }

    private static JsonArray ListOfProject(FastLabelEmulator vendor, EmulatorRequest request, List<JsonObject> comments)
    {
        JsonObject project = vendor.Project(request.Query("project"));
        string? status = request.Query("taskStatus");
        string? externalStatus = request.Query("taskExternalStatus");
        string[] tags = request.QueryAll("taskTags");
        string? category = request.Query("issueCategoryId");
        return FastLabelEmulator.Page(
            request, comments.Where(c => vendor.Tasks.TryGetValue(c.RequiredText("taskId"), out FastLabelTask? task)
            && task.Project == project
            && (string.IsNullOrEmpty(status) || task.Json.Text("status") == status)
            && (string.IsNullOrEmpty(externalStatus) || task.Json.Text("externalStatus") == externalStatus)
            && (string.IsNullOrEmpty(category) || c.Text("issueCategoryId") == category)
            && (tags.Length == 0 || (task.Json["tags"] as JsonArray ?? []).Any(t => tags.Contains(t?.ToString()))))
            .SelectMany(c => Threads(c).Select(t =>
            {
                JsonObject thread = t.DeepClone().AsObject();
                thread["comment"] = c.DeepClone();
                return thread;
            })));
    }

    private static JsonObject Create(FastLabelEmulator vendor, JsonObject body, List<JsonObject> comments)
    {
        vendor.Task(body.RequiredText("taskId"));
        JsonObject comment = vendor.New(
            body, "taskId", "contentId", "type", "isResolved", "points", "scale", "frame", "status", "priority", "taskAnnotationId",
                "color");
        comment["threads"] = new JsonArray(Thread(vendor, body));
        comments.Add(comment);
        return comment.DeepClone().AsObject();
    }

    private static JsonObject Answer(FastLabelEmulator vendor, EmulatorRequest request, List<JsonObject> comments)
    {
        JsonObject comment = comments.Find(c => c.Text("id") == request["commentId"]) ?? throw NotFound();
        comment["threads"]!.AsArray().Add((JsonNode)Thread(vendor, request.JsonObject()));
        vendor.Touch(comment);
        return comment.DeepClone().AsObject();
    }

    private static JsonObject Update(FastLabelEmulator vendor, EmulatorRequest request, List<JsonObject> comments)
    {
        (JsonObject comment, JsonObject thread) = Find(request["threadId"], comments);
        thread["text"] = request.JsonObject().RequiredText("text");
        vendor.Touch(thread);
        return comment.DeepClone().AsObject();
    }

    private static void Delete(string threadId, List<JsonObject> comments)
    {
        (JsonObject comment, JsonObject thread) = Find(threadId, comments);
        JsonArray threads = comment["threads"]!.AsArray();
        threads.Remove(thread);
        if (threads.Count == 0)
            comments.Remove(comment);
    }

    private static (JsonObject Comment, JsonObject Thread) Find(string threadId, List<JsonObject> comments)
    {
        foreach (JsonObject comment in comments)
        {
            if (Threads(comment).FirstOrDefault(t => t.Text("id") == threadId) is { } thread)
                return (comment, thread);
        }

        throw NotFound();
    }

    private static JsonObject Thread(FastLabelEmulator vendor, JsonObject body)
    {
        body.RequiredText("text");
        return vendor.New(body, "text");
    }

    private static IEnumerable<JsonObject> Threads(JsonObject comment) => comment["threads"]!.AsArray().OfType<JsonObject>();

    private static VendorErrorException NotFound() => new(404, "Comment not found");
}
