using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>A batch as it is stored.</summary>
internal sealed class ScaleBatchRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required ScaleProjectRecord Project { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Status { get; set; } = "staging";

    public DateTimeOffset? CompletedAt { get; set; }

    public string? Callback { get; init; }

    public JsonObject Metadata { get; set; } = [];

    public bool IsCalibration { get; init; }

    public bool IsSelfLabel { get; init; }

    public bool IsArchived { get; set; }

    public bool IsFinalized { get; set; }

    public int? Priority { get; set; }

    public List<ScaleTaskRecord> Tasks { get; } = [];

    /// <summary>Names of the studio groups the batch is given to.</summary>
    public List<string> Groups { get; } = [];

    /// <summary>Work on its tasks may begin: the batch is finalized, or its project needs no finalizing.</summary>
    public bool IsOpenForWork => Status is "in_progress" or "completed" || (Status == "staging" && !Project.NeedsFinalizing);

    public int Count(string taskStatus) => Tasks.Count(t => t.Status == taskStatus);

    public JsonObject ToJson(bool detailed = false)
    {
        JsonObject json = new()
        {
            ["id"] = Id,
            ["name"] = Name,
            ["project"] = Project.Name,
            ["status"] = Status == "cancelled" ? "completed" : Status == "paused" ? "staging" : Status,
            ["callback"] = Callback ?? "",
            ["metadata"] = Metadata.DeepClone(),
            ["created_at"] = Timestamps.Milliseconds(CreatedAt),
            ["is_archived"] = IsArchived,
        };
        if (CompletedAt is { } at)
            json["completed_at"] = Timestamps.Milliseconds(at);
        if (IsCalibration)
            json["calibration_batch"] = true;
        if (IsSelfLabel)
            json["self_label_batch"] = true;
        if (Priority is { } priority)
            json["priority"] = priority;
        if (detailed)
        {
            foreach (string status in new[] { "pending", "completed", "error", "canceled" })
                json["tasks_" + status] = Count(status);
        }

        return json;
    }
}
