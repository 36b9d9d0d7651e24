using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// What a Label Studio task says beside its data and the results that are read: who annotated when, other annotations and predictions.
/// It is kept as JSON under names that no data has, so that a task that is written again says it, too.
/// </summary>
internal static class LabelStudioExtras
{
    /// <summary>The task's own members but for its identifier, data and the results that are read.</summary>
    private const string Task = "$task";

    /// <summary>The members of the annotation that the results belong to.</summary>
    private const string Annotation = "$annotation";

    /// <summary>The members of the prediction that the results belong to, where there is no annotation.</summary>
    private const string Prediction = "$prediction";

    private static readonly string[] TaskMembers = ["id", "data"];
    private static readonly string[] Lists = ["annotations", "predictions"];

    public static bool IsOwn(string key) => key is Task or Annotation or Prediction or LabelStudioKept.Key;

    /// <summary>What is kept of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="answer">The annotation or prediction whose results are read, if there is one.</param>
    /// <param name="kept">The results that are kept as they stand.</param>
    public static ValueMap<JsonText> Read(JsonElement task, LabelStudioAnswer? answer, IReadOnlyList<JsonElement> kept)
    {
        ValueMap<JsonText> extra = ValueMap<JsonText>.Empty;
        string rest = LabelStudioTask.Encode(writer => WriteRest(writer, task, answer));
        if (rest != "{}")
            extra = extra.With(Task, JsonText.Parse(rest));
        if (answer is not null)
        {
            ValueMap<JsonText> own = JsonExtras.ReadSaying(answer.Element, ["result"]);
            if (answer.IsPrediction || own.Count > 0)
                extra = extra.With(answer.IsPrediction ? Prediction : Annotation, JsonExtras.ToObject(own));
        }

        return kept.Count == 0 ? extra : LabelStudioKept.Keep(extra, kept);
    }

    /// <summary>The members beside those of <see cref="LabelStudioTask.WriteOwn"/> that the task's <c>meta</c> has.</summary>
    public static void WriteMeta(Utf8JsonWriter writer, ValueMap<JsonText> extra)
    {
        if (ObjectOf(extra, Task) is { } task && task.TryGetProperty("meta", out JsonElement meta)
            && meta.ValueKind == JsonValueKind.Object)
            WriteAll(writer, meta, LabelStudioTask.OwnKeys);
    }

    /// <summary>Writes the annotations and predictions, and the task's rest.</summary>
    /// <param name="writeResults">Writes the results.</param>
    public static void Write(Utf8JsonWriter writer, ValueMap<JsonText> extra, Action writeResults)
    {
        JsonElement? task = ObjectOf(extra, Task);
        JsonElement? prediction = ObjectOf(extra, Prediction);
        foreach (string list in Lists)
        {
            bool isRead = list == "predictions" == prediction is not null;
            JsonElement others = default;
            bool hasOthers = task is { } rest && rest.TryGetProperty(list, out others) && others.ValueKind == JsonValueKind.Array;
            if (!isRead && !hasOthers)
                continue;
            writer.WriteStartArray(list);
            if (isRead)
            {
                writer.WriteStartObject();
                if ((prediction ?? ObjectOf(extra, Annotation)) is { } own)
                    WriteAll(writer, own, ["result"]);
                writer.WriteStartArray("result");
                writeResults();
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            if (hasOthers)
                WriteItems(writer, others);
            writer.WriteEndArray();
        }

        if (task is { } members)
            WriteAll(writer, members, [.. TaskMembers, .. Lists, "meta"]);
    }

    private static JsonElement? ObjectOf(ValueMap<JsonText> extra, string key) =>
        extra.TryGetValue(key, out JsonText value) && value.ToElement() is { ValueKind: JsonValueKind.Object } json ? json : null;

    /// <summary>In the order in which <see cref="Write"/> writes it, so that what is read again is the same.</summary>
    private static void WriteRest(Utf8JsonWriter writer, JsonElement task, LabelStudioAnswer? answer)
    {
        writer.WriteStartObject();
        if (task.TryGetProperty("meta", out JsonElement meta) && meta.ValueKind == JsonValueKind.Object
            && JsonExtras.ReadSaying(meta, LabelStudioTask.OwnKeys) is { Count: > 0 } rest)
        {
            JsonExtras.Write(writer, "meta", JsonExtras.ToObject(rest));
        }

        foreach (string list in Lists)
        {
            // Completions are what annotations were called once.
            bool isRead = answer is not null && (answer.List == list || (answer.List == "completions" && list == "annotations"));
            string name = isRead ? answer!.List : list;
            if (!task.TryGetProperty(name, out JsonElement items) || items.ValueKind != JsonValueKind.Array || items.GetArrayLength() == 0)
                continue;
            if (!isRead)
                JsonExtras.Write(writer, list, JsonText.From(items));
            else if (items.GetArrayLength() > 1)
                WriteOthers(writer, list, items, answer!.Index);
        }

        // A meta that is no object is kept with the other members.
        WriteAll(writer, task,
            [.. TaskMembers, .. Lists, meta.ValueKind == JsonValueKind.Object ? "meta" : "id", answer?.List ?? "id"]);
        writer.WriteEndObject();
    }

    private static void WriteOthers(Utf8JsonWriter writer, string list, JsonElement items, int read)
    {
        writer.WriteStartArray(list);
        int index = 0;
        foreach (JsonElement item in items.EnumerateArray())
        {
            if (index++ != read)
                writer.WriteRawValue(JsonText.From(item).Text);
        }

        writer.WriteEndArray();
    }

    private static void WriteAll(Utf8JsonWriter writer, JsonElement item, string[] known) =>
        JsonExtras.Write(writer, JsonExtras.ReadSaying(item, known), []);

    private static void WriteItems(Utf8JsonWriter writer, JsonElement list)
    {
        foreach (JsonElement item in list.EnumerateArray())
            writer.WriteRawValue(item.GetRawText());
    }
}

/// <summary>The annotation or prediction of a task that is read, the list it stands in and its position there.</summary>
internal sealed record LabelStudioAnswer(JsonElement Element, string List, int Index)
{
    public bool IsPrediction => List == "predictions";
}
