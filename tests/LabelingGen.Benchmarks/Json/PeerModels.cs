using System.Text.Json.Serialization;

namespace LabelingGen.Benchmarks.Json;

/// <summary>The same page as a person would declare it for System.Text.Json.</summary>
internal sealed class PeerPage
{
    public List<PeerTask> Docs { get; set; } = [];

    public int Total { get; set; }

    public int Limit { get; set; }

    public bool HasMore { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class PeerTask
{
    public string TaskId { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public string Status { get; set; } = "";

    public string Type { get; set; } = "";

    public string? Project { get; set; }

    public string? Batch { get; set; }

    public string? CallbackUrl { get; set; }

    public string? Instruction { get; set; }

    public bool? IsTest { get; set; }

    public int? Priority { get; set; }

    public List<string>? Tags { get; set; }

    public List<PeerRegion>? Regions { get; set; }
}

internal sealed class PeerRegion
{
    public string Uuid { get; set; } = "";

    public string Label { get; set; } = "";

    public string Type { get; set; } = "";

    public double? Left { get; set; }

    public double? Top { get; set; }

    public double? Width { get; set; }

    public double? Height { get; set; }

    public double? Score { get; set; }

    public int? Frame { get; set; }

    public string? Origin { get; set; }
}

internal sealed class PeerTaskState
{
    public string TaskId { get; set; } = "";

    public string Status { get; set; } = "";

    public DateTimeOffset? CreatedAt { get; set; }

    public string? Project { get; set; }

    public int? Priority { get; set; }

    public bool? IsTest { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PeerPage))]
[JsonSerializable(typeof(PeerTaskState))]
internal sealed partial class PeerContext : JsonSerializerContext;
