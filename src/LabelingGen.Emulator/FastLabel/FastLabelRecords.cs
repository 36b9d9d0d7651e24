using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>A task of a project.</summary>
/// <param name="Kind">The part of the path between <c>tasks/</c> and the id, such as <c>image/classification</c>.</param>
internal sealed record FastLabelTask(string Kind, JsonObject Project, JsonObject Json)
{
    public string Name => Json["name"]!.GetValue<string>();
}

/// <summary>A job that is done when its time is over.</summary>
/// <param name="Running">The state until then, such as <c>in_progress</c>.</param>
/// <param name="Finish">What it does at its end.</param>
internal sealed record FastLabelJob(
    string Kind, JsonObject? Project, JsonObject Json, string Running, DateTimeOffset DueAt, Action<JsonObject> Finish)
{
    public bool IsDone { get; set; }
}

/// <summary>A dataset with the objects in it.</summary>
internal sealed record FastLabelDataset(JsonObject Json)
{
    public string Name => Json["name"]!.GetValue<string>();

    public Dictionary<string, JsonObject> Objects { get; } = [];
}
