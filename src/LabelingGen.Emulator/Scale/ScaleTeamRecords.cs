using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>A member of the team.</summary>
internal sealed class ScaleTeammateRecord
{
    public required string Email { get; init; }

    public required string Role { get; set; }

    public required DateTimeOffset VisibleFrom { get; init; }

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public DateTimeOffset? Expiry { get; init; }

    public JsonObject ToJson() => new()
    {
        ["email"] = Email,
        ["role"] = Role,
        ["company"] = "Emulator",
        ["firstName"] = FirstName,
        ["lastName"] = LastName,
        ["isStudioLabeler"] = Role is "labeler",
        ["expiry"] = Expiry is { } at ? Timestamps.Milliseconds(at) : null,
    };
}

/// <summary>A studio group of labelers in one project.</summary>
internal sealed class ScaleGroupRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Project { get; init; }

    public List<(string Id, string Email)> Workers { get; } = [];

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["numWorkers"] = Workers.Count,
        ["isSingleton"] = Workers.Count == 1,
        ["workers"] = Workers.Select(JsonNode? (w) => new JsonObject { ["id"] = w.Id, ["email"] = w.Email }).ToJson(),
    };
}

/// <summary>What was handed over when a batch was completed.</summary>
internal sealed record ScaleDeliveryRecord(
    string Id, string Name, ScaleProjectRecord Project, DateTimeOffset At, IReadOnlyList<ScaleTaskRecord> Tasks);
