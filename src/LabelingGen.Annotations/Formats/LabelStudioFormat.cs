using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Label Studio tasks: one JSON file. Of several annotations of a task the newest that was not skipped is read, predictions only where
/// there is none. Answers about a region (texts, numbers, choices) are its attributes, those about the whole picture the picture's, choices
/// its labels. Numbers are percent of the picture; see <c>meta</c> for its name and size.
/// </summary>
public sealed class LabelStudioFormat : JsonListFormat
{
    internal LabelStudioFormat()
        : base("label-studio", "Label Studio tasks: one JSON file, percent of the picture")
    {
    }

    /// <summary>Reads one task, as the API returns it.</summary>
    /// <param name="task">The task's JSON object.</param>
    /// <param name="options">Where sizes come from that the task does not tell.</param>
    /// <exception cref="AnnotationFormatException">It is no task; the message names the place.</exception>
    public AnnotatedImage ReadTask(JsonText task, FormatOptions? options = null) =>
        Decode(task.Text, new FormatContext(options ?? FormatOptions.Default, []));

    /// <summary>Makes a task, for instance for an import.</summary>
    /// <param name="image">The picture with its annotations.</param>
    /// <param name="report">Told every field that a task cannot hold.</param>
    public JsonText WriteTask(AnnotatedImage image, ConversionReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        FormatContext context = new(FormatOptions.Default, []);
        EncodedImage encoded = Encode(image, context);
        if (report is not null)
            DatasetComparison.Report(image, Decode(encoded.Text, context.For(image)), encoded.Origins, KeptOutside, report);
        return JsonText.Parse(encoded.Text);
    }

    /// <inheritdoc />
    protected override IReadOnlyList<int> WriteImage(Utf8JsonWriter writer, AnnotatedImage image)
    {
        List<int> origins = [];
        writer.WriteStartObject();
        LabelStudioTask.WriteId(writer, image.Id);
        writer.WriteStartObject("data");
        writer.WriteString("image", image.Location ?? image.Name);
        foreach ((string key, JsonText value) in image.Extra)
        {
            if (key != "image" && !LabelStudioExtras.IsOwn(key))
                JsonExtras.Write(writer, key, value);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("meta");
        LabelStudioTask.WriteOwn(writer, image);
        LabelStudioExtras.WriteMeta(writer, image.Extra);
        writer.WriteEndObject();
        LabelStudioExtras.Write(writer, image.Extra, () => WriteResults(writer, image, origins));
        writer.WriteEndObject();
        return origins;
    }

    private static void WriteResults(Utf8JsonWriter writer, AnnotatedImage image, List<int> origins)
    {
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            if (TryWriteRegion(writer, image.Annotations[i], image.Size, i))
                origins.Add(i);
        }

        IReadOnlyList<(JsonElement Result, AnnotatedImage Read)> kept = LabelStudioKept.Current(image);
        foreach ((string name, AttributeValue value) in image.Attributes)
        {
            if (!kept.Any(one => one.Read.Attributes.ContainsKey(name)))
                LabelStudioAnswers.Write(writer, null, LabelStudioKept.DefaultTarget, name, value);
        }

        foreach (Relation relation in image.Relations)
        {
            if (!kept.Any(one => one.Read.Relations.Contains(relation)))
                LabelStudioRelations.Write(writer, relation);
        }

        foreach ((JsonElement result, _) in kept)
            result.WriteTo(writer);
    }

    private static bool TryWriteRegion(Utf8JsonWriter writer, Annotation annotation, ImageSize? size, int index)
    {
        IReadOnlyList<JsonElement> kept = LabelStudioKept.Current(annotation, size);
        ValueList<string> labels = annotation.Labels.Except(kept.Where(static result => SafeJson.Text(result, "type") == "labels")
            .SelectMany(static result => LabelStudioValue.Labels(result.GetProperty("value")))).ToValueList();
        if (LabelStudioTypes.Of(annotation, size, hasLabels: !labels.IsEmpty) is not { } type)
            return false;
        string id = annotation.Id ?? "r" + index.ToString(CultureInfo.InvariantCulture);
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type", type);
        writer.WriteString("from_name", LabelStudioKept.TextOf(annotation, "from_name") ?? type);
        writer.WriteString("to_name", LabelStudioKept.TargetOf(annotation));
        WriteMembers(writer, annotation, size);
        writer.WriteStartObject("value");
        LabelStudioValue.Write(writer, type, annotation, labels, size);
        writer.WriteEndObject();
        writer.WriteEndObject();
        foreach (JsonElement result in kept)
            result.WriteTo(writer);
        // Answers are about regions with a place.
        foreach ((string name, AttributeValue value) in annotation.Shape is null ? ValueMap<AttributeValue>.Empty : annotation.Attributes)
        {
            if (!kept.Any(result => SafeJson.Text(result, "type") != "labels" && SafeJson.Text(result, "from_name") == name))
                LabelStudioAnswers.Write(writer, id, LabelStudioKept.TargetOf(annotation), name, value);
        }

        return true;
    }

    private static void WriteMembers(Utf8JsonWriter writer, Annotation annotation, ImageSize? size)
    {
        if (annotation.Confidence is double score)
            writer.WriteNumber("score", score);
        if (annotation.Source is not null)
            writer.WriteString("origin", annotation.Source);
        if (annotation.ParentId is not null)
            writer.WriteString("parentID", annotation.ParentId);
        if (annotation.Has(AnnotationFlags.Hidden))
            writer.WriteBoolean("hidden", true);
        if (annotation.Has(AnnotationFlags.Locked))
            writer.WriteBoolean("locked", true);
        WriteNotes(writer, annotation);
        if (size is { } known)
        {
            writer.WriteNumber("original_width", known.Width);
            writer.WriteNumber("original_height", known.Height);
        }

        JsonExtras.Write(writer, annotation.Extra, LabelStudioRegions.Members);
    }

    private static void WriteNotes(Utf8JsonWriter writer, Annotation annotation)
    {
        JsonElement? notes = annotation.Extra.TryGetValue("meta", out JsonText meta)
            && meta.ToElement() is { ValueKind: JsonValueKind.Object } json ? json : null;
        if (annotation.Text is null && notes is null)
            return;
        writer.WriteStartObject("meta");
        if (annotation.Text is not null)
        {
            writer.WriteStartArray("text");
            writer.WriteStringValue(annotation.Text);
            writer.WriteEndArray();
        }

        if (notes is { } others)
            JsonExtras.Write(writer, JsonExtras.Read(others, []), annotation.Text is null ? [] : ["text"]);
        writer.WriteEndObject();
    }

    /// <inheritdoc />
    protected override AnnotatedImage ReadImage(JsonElement record, JsonPlace place, FormatOptions options)
    {
        SafeJson.Expect(record, JsonValueKind.Object, place.File, place.Path);
        if (!record.TryGetProperty("data", out JsonElement data))
            throw place.Error("A task has no 'data'.");
        SafeJson.Expect(data, JsonValueKind.Object, place.File, place.Member("data").Path);
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in data.EnumerateObject())
            members[member.Name] = member.Value;
        JsonElement own = record.TryGetProperty("meta", out JsonElement meta) && meta.ValueKind == JsonValueKind.Object ? meta : data;
        LabelStudioPicture picture = new(members, own, LabelStudioTask.IdOf(record), place, options);
        LabelStudioAnswer? answer = FindAnswer(record);
        LabelStudioRegions regions = new(picture, options, answer is { IsPrediction: true }
            ? SafeJson.OptionalNumber(answer.Element, "score", place.File, place.Path) : null);
        if (answer is not null)
        {
            JsonPlace results = place.Member(answer.List).Item(answer.Index).Member("result");
            int index = 0;
            foreach (JsonElement result in answer.Element.GetProperty("result").EnumerateArray())
                regions.Add(result, results.Item(index++));
        }

        AnnotatedImage image = regions.ToImage();
        return image with
        {
            Extra = ValueMap<JsonText>.Create([.. image.Extra, .. LabelStudioExtras.Read(record, answer, regions.Kept)]),
        };
    }

    private static LabelStudioAnswer? FindAnswer(JsonElement task)
    {
        foreach (string list in new[] { "annotations", "completions", "predictions" })
        {
            if (!task.TryGetProperty(list, out JsonElement annotations) || annotations.ValueKind != JsonValueKind.Array)
                continue;
            (JsonElement newest, int index) = annotations.EnumerateArray().Select(static (annotation, index) => (annotation, index))
                .Where(static item => item.annotation.ValueKind == JsonValueKind.Object && !IsTrue(item.annotation, "was_cancelled")
                    && !IsTrue(item.annotation, "skipped"))
                .OrderByDescending(static item => SafeJson.Text(item.annotation, "created_at") ?? "", StringComparer.Ordinal)
                    .FirstOrDefault();
            if (newest.ValueKind == JsonValueKind.Object && newest.TryGetProperty("result", out JsonElement results)
                && results.ValueKind == JsonValueKind.Array)
                return new LabelStudioAnswer(newest, list, index);
        }

        return null;
    }

    private static bool IsTrue(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
