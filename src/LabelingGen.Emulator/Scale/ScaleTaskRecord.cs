using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>A task as it is stored.</summary>
internal sealed class ScaleTaskRecord
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required JsonObject Parameters { get; init; }

    public required bool IsTest { get; init; }

    public ScaleProjectRecord? Project { get; init; }

    public ScaleBatchRecord? Batch { get; init; }

    public string Status { get; set; } = "pending";

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>When work on it ends; null while its batch is not finalized.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public string? Instruction { get; init; }

    public string? CallbackUrl { get; init; }

    public bool? CallbackSucceeded { get; set; }

    public DateTimeOffset? CallbackSucceededAt { get; set; }

    public JsonObject Metadata { get; set; } = [];

    public string? UniqueId { get; set; }

    public bool ClearUniqueIdOnError { get; init; }

    public List<string>? Tags { get; set; }

    public int Priority { get; init; }

    public string? ReviewStatus { get; set; }

    public string? ReviewComments { get; set; }

    public JsonObject? Response { get; set; }

    /// <summary>The tasks that follow this one were made.</summary>
    public bool HasDependents { get; set; }

    public bool IsPending => Status == "pending";

    public JsonObject ToJson()
    {
        JsonObject json = new()
        {
            ["task_id"] = Id,
            ["created_at"] = Timestamps.Milliseconds(CreatedAt),
            ["updated_at"] = Timestamps.Milliseconds(UpdatedAt),
            ["type"] = Type,
            ["status"] = Status,
            ["params"] = Parameters.DeepClone(),
            ["metadata"] = Metadata.DeepClone(),
            ["is_test"] = IsTest,
            ["urgency"] = "standard",
            ["priority"] = Priority,
            ["work_started"] = Status == "completed",
        };
        Set(json, "instruction", Instruction);
        Set(json, "project", Project?.Name);
        Set(json, "batch", Batch?.Name);
        Set(json, "callback_url", CallbackUrl);
        Set(json, "unique_id", UniqueId);
        Set(json, "customer_review_status", ReviewStatus);
        Set(json, "customer_review_comments", ReviewComments);
        Set(json, "completed_at", CompletedAt is { } at ? Timestamps.Milliseconds(at) : null);
        Set(json, "callback_succeeded_at", CallbackSucceededAt is { } called ? Timestamps.Milliseconds(called) : null);
        if (CallbackSucceeded is { } succeeded)
            json["callback_succeeded"] = succeeded;
        if (Tags is not null)
            json["tags"] = Tags.ToJson();
        if (Response is not null)
            json["response"] = Response.DeepClone();
        return json;
    }

    public JsonObject ToLimitedJson()
    {
        JsonObject json = new() { ["task_id"] = Id, ["status"] = Status, ["metadata"] = Metadata.DeepClone() };
        Set(json, "project", Project?.Name);
        return json;
    }

    private static void Set(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
