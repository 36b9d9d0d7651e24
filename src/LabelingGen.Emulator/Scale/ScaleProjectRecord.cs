using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>A project as it is stored, with every version of its parameters.</summary>
internal sealed class ScaleProjectRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsRapid { get; init; }

    public bool IsStudio { get; init; }

    public bool IsArchived { get; set; }

    public string? DatasetId { get; init; }

    public string? Pipeline { get; init; }

    public int? ConsensusAttempts { get; init; }

    public JsonArray? Ontology { get; set; }

    public string? OntologyName { get; set; }

    public List<(DateTimeOffset At, JsonObject Parameters)> History { get; } = [];

    public bool NeedsFinalizing => IsRapid || IsStudio;

    public JsonObject Parameters => History.Count == 0 ? [] : History[^1].Parameters;

    public JsonObject ToJson()
    {
        JsonArray history = [];
        for (int i = 0; i < History.Count; i++)
        {
            JsonObject entry = History[i].Parameters.DeepClone().AsObject();
            entry["version"] = i;
            entry["created_at"] = Timestamps.Milliseconds(History[i].At);
            history.Add((JsonNode)entry);
        }

        JsonObject json = new()
        {
            ["id"] = Id,
            ["name"] = Name,
            ["type"] = Type,
            ["created_at"] = Timestamps.Milliseconds(CreatedAt),
            ["param_history"] = history,
            ["archived"] = IsArchived,
            ["rapid"] = IsRapid,
            ["studio"] = IsStudio,
        };
        if (DatasetId is not null)
            json["datasetId"] = DatasetId;
        if (Pipeline is not null)
            json["pipeline"] = Pipeline;
        if (ConsensusAttempts is { } attempts)
            json["consensus_attempts"] = attempts;
        if (Ontology is not null)
            json["ontology"] = Ontology.DeepClone();
        return json;
    }
}
