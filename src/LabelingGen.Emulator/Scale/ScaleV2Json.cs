using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>The records in the shapes of version 2.</summary>
internal static class ScaleV2Json
{
    public static JsonObject Task(ScaleTaskRecord task, ISet<string> expand)
    {
        JsonObject json = new()
        {
            ["task_id"] = task.Id,
            ["project"] = task.Project is null ? "" : Project(task.Project, expand.Contains("project")),
            ["status"] = task.Status,
            ["created_at"] = Timestamps.Milliseconds(task.CreatedAt),
            ["metadata"] = task.Metadata.DeepClone(),
            ["threads"] = task.Type.Contains("chat", StringComparison.Ordinal) ? new JsonArray(Thread(task)) : new JsonArray(),
        };
        if (task.Batch is not null)
            json["batch"] = expand.Contains("batch") ? Batch(task.Batch, expand) : task.Batch.Id;
        if (task.CompletedAt is { } at)
            json["completed_at"] = Timestamps.Milliseconds(at);
        if (task.Status == "error")
            json["errors"] = new JsonArray(new JsonObject { ["message"] = task.Response?["error"]?.DeepClone() });
        return json;
    }

    public static JsonNode Project(ScaleProjectRecord project, bool whole) => whole
        ? new JsonObject
        {
            ["id"] = project.Id,
            ["name"] = project.Name,
            ["created_at"] = Timestamps.Milliseconds(project.CreatedAt),
            ["types"] = project.Type.Contains("chat", StringComparison.Ordinal) ? new JsonArray("SFT") : new JsonArray(),
            ["models"] = new JsonArray(),
        }
        : project.Id;

    public static JsonObject Batch(ScaleBatchRecord batch, ISet<string> expand)
    {
        JsonObject json = new()
        {
            ["id"] = batch.Id,
            ["name"] = batch.Name,
            ["project"] = Project(batch.Project, expand.Contains("project")),
            ["created_at"] = Timestamps.Milliseconds(batch.CreatedAt),
            ["status"] = batch.Status,
            ["callback"] = batch.Callback ?? "",
            ["metadata"] = batch.Metadata.DeepClone(),
            ["priority"] = batch.Priority ?? 30,
        };
        if (batch.CompletedAt is { } at)
            json["completed_at"] = Timestamps.Milliseconds(at);
        foreach (string status in new[] { "pending", "completed", "error", "canceled" })
            json["tasks_" + status] = batch.Count(status);
        return json;
    }

    /// <summary>The annotation of a completed conversation: how good the last answer is.</summary>
    public static JsonObject Annotation(ScaleTaskRecord task) => new()
    {
        ["id"] = AnnotationId(task),
        ["key"] = "quality",
        ["type"] = "integer",
        ["title"] = "Quality",
        ["value"] = 1 + (task.Id[^1] % 5),
        ["possible_values"] = new JsonArray(1, 2, 3, 4, 5),
    };

    public static string AnnotationId(ScaleTaskRecord task) => "ann_" + task.Id;

    public static string DatasetId(ScaleProjectRecord project) => project.DatasetId ?? "ds_" + project.Id;

    public static JsonNode Dataset(ScaleProjectRecord project, bool whole) => whole
        ? new JsonObject { ["id"] = DatasetId(project), ["name"] = project.Name + " dataset" }
        : DatasetId(project);

    public static JsonObject Delivery(ScaleDeliveryRecord delivery, ISet<string> expand) => new()
    {
        ["id"] = delivery.Id,
        ["name"] = delivery.Name,
        ["task_count"] = delivery.Tasks.Count,
        ["delivered_at"] = Timestamps.Milliseconds(delivery.At),
        ["project"] = Project(delivery.Project, expand.Contains("project")),
    };

    public static JsonObject DatasetDelivery(ScaleDeliveryRecord delivery, ISet<string> expand) => new()
    {
        ["id"] = delivery.Id,
        ["name"] = delivery.Name,
        ["delivered_at"] = Timestamps.Milliseconds(delivery.At),
        ["dataset"] = Dataset(delivery.Project, expand.Contains("dataset")),
        ["metadata"] = new JsonObject { ["task_count"] = delivery.Tasks.Count, ["turn_count"] = delivery.Tasks.Count },
    };

    public static JsonObject DatasetTask(ScaleDeliveryRecord delivery, ScaleTaskRecord task, ISet<string> expand) => new()
    {
        ["task_id"] = task.Id,
        ["dataset"] = Dataset(delivery.Project, expand.Contains("dataset")),
        ["delivery"] = expand.Contains("delivery") ? DatasetDelivery(delivery, expand) : delivery.Id,
        ["response"] = task.Response?.DeepClone(),
    };

    private static JsonObject Thread(ScaleTaskRecord task)
    {
        bool done = task.Status == "completed";
        string prompt = task.Parameters["template_variables"]?.ToJsonString() ?? "Hello";
        JsonArray messages = new(Message("user", prompt, []));
        if (done)
            messages.Add((JsonNode)Message("assistant", "An answer.", new JsonArray(Annotation(task))));
        return new()
        {
            ["id"] = "thread_" + task.Id,
            ["turns"] = new JsonArray(
                new JsonObject { ["id"] = "turn_" + task.Id, ["messages"] = messages, ["annotations"] = new JsonArray() }),
            ["annotations"] = new JsonArray(),
        };
    }

    private static JsonObject Message(string role, string text, JsonArray annotations) => new()
    {
        ["role"] = role,
        ["content"] = new JsonObject { ["text"] = text },
        ["source_id"] = role,
        ["annotations"] = annotations,
    };
}
