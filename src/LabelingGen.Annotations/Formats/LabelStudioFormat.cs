using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Label Studio tasks: one JSON file. Of several annotations of a task the newest that was not skipped is read, predictions only where
/// there is none. Answers about single regions (texts, numbers, choices) are their attributes. Numbers are percent of the picture; see
/// <c>meta</c> for its name and size.
/// </summary>
public sealed class LabelStudioFormat : JsonListFormat
{
    private static readonly string[] PlacedTypes =
    [
        "rectanglelabels", "rectangle", "polygonlabels", "polygon", "ellipselabels", "ellipse", "brushlabels", "brush", "keypointlabels",
        "keypoint", "vectorlabels", "vector", "videorectangle",
    ];

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
            DatasetComparison.Report(image, Decode(encoded.Text, context.For(image)), encoded.Origins, Ignored(image), report);
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
            if (key == "image")
                continue;
            writer.WritePropertyName(key);
            writer.WriteRawValue(value.Text);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("meta");
        LabelStudioTask.WriteOwn(writer, image);
        writer.WriteEndObject();
        writer.WriteStartArray("annotations");
        writer.WriteStartObject();
        writer.WriteStartArray("result");
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            if (LabelStudioValue.TypeOf(image.Annotations[i], image.Size) is not { } type)
                continue;
            WriteRegion(writer, image.Annotations[i], type, image.Size, i);
            origins.Add(i);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        return origins;
    }

    private static void WriteRegion(Utf8JsonWriter writer, Annotation annotation, string type, ImageSize? size, int index)
    {
        string id = annotation.Id ?? "r" + index.ToString(CultureInfo.InvariantCulture);
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type", type);
        writer.WriteString("from_name", Extra(annotation, "from_name") ?? type);
        writer.WriteString("to_name", Extra(annotation, "to_name") ?? "image");
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
        if (annotation.Text is not null)
        {
            writer.WriteStartObject("meta");
            writer.WriteStartArray("text");
            writer.WriteStringValue(annotation.Text);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        if (size is { } known)
        {
            writer.WriteNumber("original_width", known.Width);
            writer.WriteNumber("original_height", known.Height);
        }

        writer.WriteStartObject("value");
        LabelStudioValue.Write(writer, type, annotation, size);
        writer.WriteEndObject();
        writer.WriteEndObject();
        foreach ((string name, AttributeValue value) in annotation.Attributes)
            WriteAnswer(writer, id, name, value);
    }

    /// <summary>An answer about a region is a result of its own with the same identifier.</summary>
    private static void WriteAnswer(Utf8JsonWriter writer, string id, string name, AttributeValue value)
    {
        if (value.Kind is not (AttributeKind.Text or AttributeKind.Number or AttributeKind.Texts))
            return;
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type",
            value.Kind switch { AttributeKind.Text => "textarea", AttributeKind.Number => "number", _ => "choices" });
        writer.WriteString("from_name", name);
        writer.WriteString("to_name", "image");
        writer.WriteStartObject("value");
        if (value.Kind == AttributeKind.Number)
        {
            writer.WriteNumber("number", value.AsNumber());
        }
        else
        {
            writer.WriteStartArray(value.Kind == AttributeKind.Text ? "text" : "choices");
            foreach (string text in value.Kind == AttributeKind.Text ? [value.AsText()] : value.AsTexts())
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string? Extra(Annotation annotation, string key) =>
        annotation.Extra.TryGetValue(key, out JsonText value) && value.ToElement() is { ValueKind: JsonValueKind.String } text
            ? text.GetString() : null;

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
        (JsonElement[] results, JsonPlace list) = Results(record, place);
        List<Annotation> annotations = [];
        for (int i = 0; i < results.Length; i++)
        {
            (JsonElement result, JsonPlace at) = (results[i], list.Item(i));
            if (options.Try(() => ReadRegion(annotations, result, picture, at), place.File) is { } annotation)
                annotations.Add(annotation);
        }

        return picture.ToImage(annotations.ToValueList());
    }

    /// <summary>The annotation of a result; nothing where it is an answer about an annotation that was there before, or about the
    /// task.</summary>
    private static Annotation? ReadRegion(
        List<Annotation> annotations, JsonElement result, LabelStudioPicture picture, JsonPlace place)
    {
        SafeJson.Expect(result, JsonValueKind.Object, place.File, place.Path);
        if (!result.TryGetProperty("value", out JsonElement value) || value.ValueKind != JsonValueKind.Object)
            return null;
        string? id = LabelStudioTask.IdOf(result);
        IShape? shape = LabelStudioValue.Read(value, picture.SizeFor(result), place.File, place.Member("value").Path);
        // The last region with the identifier has the answers that follow it.
        int owner = shape is null && id is not null ? annotations.FindLastIndex(annotation => annotation.Id == id) : -1;
        if (owner >= 0 && annotations[owner].Shape is not null && ReadAnswer(value) is { } answer
            && SafeJson.Text(result, "from_name") is { } name)
        {
            annotations[owner] = annotations[owner] with { Attributes = annotations[owner].Attributes.With(name, answer) };
            return null;
        }

        if (shape is null && SafeJson.Text(result, "type") is { } type && PlacedTypes.Contains(type))
            throw place.Member("value").Error($"A region of type '{type}' has no place in the picture.");
        ValueList<string> labels = LabelStudioValue.Labels(value);
        return shape is null && labels.IsEmpty ? null : new Annotation(shape)
        {
            Id = id,
            Labels = labels,
            Confidence = SafeJson.OptionalNumber(result, "score", place.File, place.Path),
            Source = SafeJson.Text(result, "origin"),
            ParentId = SafeJson.Text(result, "parentID"),
            Flags = Flag(result, "hidden", AnnotationFlags.Hidden) | Flag(result, "locked", AnnotationFlags.Locked),
            Text = result.TryGetProperty("meta", out JsonElement meta) && meta.ValueKind == JsonValueKind.Object
                && meta.TryGetProperty("text", out JsonElement text)
                && text.ValueKind == JsonValueKind.Array && text.GetArrayLength() == 1 && text[0].ValueKind == JsonValueKind.String
                    ? text[0].GetString() : null,
            Extra = Names(result, value),
        };
    }

    /// <summary>
    /// Names of control and object tags are kept where they are not those that are written anyway, and the places in a hypertext or in
    /// paragraphs as they stand.
    /// </summary>
    private static ValueMap<JsonText> Names(JsonElement result, JsonElement value)
    {
        ValueMap<JsonText> names = ValueMap<JsonText>.Empty;
        string? type = SafeJson.Text(result, "type");
        if (SafeJson.Text(result, "from_name") is { } from && from != type)
            names = names.With("from_name", JsonText.From(from));
        if (SafeJson.Text(result, "to_name") is { } to && to != "image")
            names = names.With("to_name", JsonText.From(to));
        if (SafeJson.Text(value, "start") is null)
            return names;
        foreach (string member in new[] { "start", "startOffset", "end", "endOffset" })
        {
            if (value.TryGetProperty(member, out JsonElement place))
                names = names.With(member, JsonText.From(place));
        }

        return names;
    }

    private static AttributeValue? ReadAnswer(JsonElement value)
    {
        if (value.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.Array && text.GetArrayLength() == 1
            && text[0].ValueKind == JsonValueKind.String)
            return AttributeValue.From(text[0].GetString()!);
        foreach (string name in new[] { "number", "rating" })
        {
            if (value.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number
                && double.IsFinite(number.GetDouble()))
                return AttributeValue.From(number.GetDouble());
        }

        return value.TryGetProperty("choices", out _) ? AttributeValue.From(LabelStudioValue.Labels(value)) : default(AttributeValue?);
    }

    private static AnnotationFlags Flag(JsonElement result, string name, AnnotationFlags flag) =>
        result.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True ? flag : AnnotationFlags.None;

    private static (JsonElement[] Results, JsonPlace Place) Results(JsonElement task, JsonPlace place)
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
                return ([.. results.EnumerateArray()], place.Member(list).Item(index).Member("result"));
        }

        return ([], place);
    }

    private static bool IsTrue(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
