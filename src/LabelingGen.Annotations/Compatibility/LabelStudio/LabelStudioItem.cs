using System.Globalization;
using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>One annotation of a task, the unit of all exports; a task without annotations is one item without output.</summary>
internal sealed class LabelStudioItem
{
    private readonly JsonElement _task;
    private readonly JsonElement _annotation;

    private LabelStudioItem(JsonElement task, JsonElement annotation, Dictionary<string, List<LabelStudioRegion>> output)
    {
        _task = task;
        _annotation = annotation;
        Output = output;
        Data = task.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object
            ? data
            : throw new AnnotationFormatException("A task has no 'data'.", null, path: "$[].data");
    }

    /// <summary>The task's data.</summary>
    public JsonElement Data { get; }

    /// <summary>
    /// Regions by the name of their control tag, with its number where a repeater repeats the tag, in the order in which tags are met.
    /// </summary>
    public Dictionary<string, List<LabelStudioRegion>> Output { get; }

    public IEnumerable<LabelStudioRegion> Regions => Output.Values.SelectMany(static regions => regions);

    public JsonElement? TaskId => Member(_task, "id");

    /// <summary>How far the annotators of the task agree; a task without annotations tells nothing.</summary>
    public JsonElement? Agreement => _annotation.ValueKind == JsonValueKind.Object ? Member(_task, "agreement") : null;

    public JsonElement? Get(string name) => Member(_annotation, name);

    /// <summary>The items of all tasks: skipped annotations are left out, the newest annotation of a task comes first.</summary>
    public static IEnumerable<LabelStudioItem> ReadAll(IEnumerable<JsonElement> tasks, LabelStudioConfig config)
    {
        int index = 0;
        foreach (JsonElement task in tasks)
        {
            SafeJson.Expect(task, JsonValueKind.Object, "", string.Create(CultureInfo.InvariantCulture, $"$[{index++}]"));
            if ((Member(task, "annotations") ?? Member(task, "completions")) is not { } annotations)
                continue;
            SafeJson.Expect(annotations, JsonValueKind.Array, "",
                string.Create(CultureInfo.InvariantCulture, $"$[{index - 1}].annotations"));
            if (annotations.GetArrayLength() == 0)
                yield return new LabelStudioItem(task, default, []);
            IEnumerable<JsonElement> kept = annotations.EnumerateArray()
                .Where(static annotation => annotation.ValueKind == JsonValueKind.Object && !IsTrue(annotation, "skipped")
                    && !IsTrue(annotation, "was_cancelled"))
                .OrderByDescending(static annotation => SafeJson.Text(annotation, "created_at") ?? "", StringComparer.Ordinal);
            foreach (JsonElement annotation in kept)
                yield return new LabelStudioItem(task, annotation, ReadOutput(annotation, config));
        }
    }

    /// <summary>The annotator: an email where the annotation has one, else the number as text.</summary>
    public string? Annotator(string? missing = null)
    {
        JsonElement? by = Get("completed_by");
        return by switch
        {
            null => missing,
            { ValueKind: JsonValueKind.Object } person => SafeJson.Text(person, "email") ?? missing,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Null } => "None",
            { } other => other.GetRawText(),
        };
    }

    /// <summary>A text of the task's data.</summary>
    public string DataText(string key) => SafeJson.Text(Data, key)
        ?? throw new AnnotationFormatException($"The data of task {TaskText} has no text '{key}'.", null, path: "$[].data." + key);

    public string TaskText => TaskId?.ToString() ?? "None";

    private static Dictionary<string, List<LabelStudioRegion>> ReadOutput(JsonElement annotation, LabelStudioConfig config)
    {
        Dictionary<string, List<LabelStudioRegion>> output = new(StringComparer.Ordinal);
        if (Member(annotation, "result") is not { ValueKind: JsonValueKind.Array } results)
            return output;
        foreach (JsonElement result in results.EnumerateArray())
        {
            if (result.ValueKind != JsonValueKind.Object || SafeJson.Text(result, "from_name") is not { Length: > 0 } name)
                continue;
            string? type = config.Find(name)?.Type ?? (SafeJson.Text(result, "type") == "chatmessage" ? "chatmessage" : null);
            if (type is null)
                continue;
            if (!output.TryGetValue(name, out List<LabelStudioRegion>? regions))
                output.Add(name, regions = []);
            regions.Add(new LabelStudioRegion(result, type));
        }

        return output;
    }

    private static bool IsTrue(JsonElement annotation, string name) => Member(annotation, name) is { ValueKind: JsonValueKind.True };

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? value : null;
}
