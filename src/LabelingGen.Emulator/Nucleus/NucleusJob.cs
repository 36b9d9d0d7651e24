using System.Globalization;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Work that takes a while. What it does happens when it is done.</summary>
internal sealed class NucleusJob
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public string? DatasetId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The effect; returns the message of the finished job and may add to <see cref="Errors"/>.</summary>
    public required Func<NucleusJob, JsonNode?> Work { get; init; }

    public string? FinalStatus { get; set; }

    public JsonNode? Message { get; set; }

    public List<string> Errors { get; } = [];

    public string Status(DateTimeOffset now) => FinalStatus ?? (Progress(now) < 0.2 ? "Queued" : "Running");

    public JsonObject ToJson(DateTimeOffset now) => new()
    {
        ["job_id"] = Id,
        ["job_last_known_status"] = Status(now),
        ["job_type"] = Type,
        ["job_creation_time"] = Timestamps.Milliseconds(CreatedAt),
    };

    public JsonObject ToStatusJson(DateTimeOffset now)
    {
        double progress = FinalStatus is null ? Progress(now) : 1;
        return new()
        {
            ["job_id"] = Id,
            ["status"] = Status(now),
            ["message"] = Message?.DeepClone() ?? new JsonObject(),
            ["job_progress"] = progress.ToString("0.00", CultureInfo.InvariantCulture),
            ["completed_steps"] = (int)(progress * 10),
            ["total_steps"] = 10,
            ["job_type"] = Type,
        };
    }

    private double Progress(DateTimeOffset now) => DueAt <= CreatedAt ? 1 : Math.Clamp((now - CreatedAt) / (DueAt - CreatedAt), 0, 1);
}
