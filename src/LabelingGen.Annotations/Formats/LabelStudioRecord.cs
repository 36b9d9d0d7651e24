using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>A flat record of Label Studio: data and answers side by side.</summary>
internal static class LabelStudioRecord
{
    private static readonly string[] Places = ["x", "points", "vertices", "rle", "sequence", "ranges"];
    private static readonly string[] Sides =
        ["y", "width", "height", "rotation", "radiusX", "radiusY", "closed", "format", "framesCount", "duration", "original_height"];

    /// <summary>Writes the list of regions, each with the size of its picture.</summary>
    public static int[] WriteRegions(Utf8JsonWriter writer, AnnotatedImage image)
    {
        List<int> origins = [];
        writer.WriteStartArray();
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            Annotation annotation = image.Annotations[i];
            if (LabelStudioTypes.Of(annotation, image.Size, hasLabels: !annotation.Labels.IsEmpty) is not { } type)
                continue;
            writer.WriteStartObject();
            LabelStudioValue.Write(writer, type, annotation, annotation.Labels, image.Size);
            if (image.Size is { } size)
            {
                writer.WriteNumber("original_width", size.Width);
                writer.WriteNumber("original_height", size.Height);
            }

            writer.WriteEndObject();
            origins.Add(i);
        }

        writer.WriteEndArray();
        return [.. origins];
    }

    /// <summary>Members that are lists of regions are annotations; all others are data.</summary>
    public static AnnotatedImage Read(JsonElement record, JsonPlace place, FormatOptions options)
    {
        SafeJson.Expect(record, JsonValueKind.Object, place.File, place.Path);
        JsonProperty[] members = [.. record.EnumerateObject().Where(static member =>
            member.Name != "id" && !LabelStudioTask.IsOwn(member.Name))];
        Dictionary<string, JsonElement> data = new(StringComparer.Ordinal);
        foreach (JsonProperty member in members.Where(static member => !IsRegions(member.Value)))
            data[member.Name] = member.Value;
        LabelStudioPicture picture = new(data, record, LabelStudioTask.IdOf(record), place, options);
        List<Reading> readings = [];
        foreach (JsonProperty member in members.Where(static member => IsRegions(member.Value)))
        {
            int index = 0;
            foreach (JsonElement value in member.Value.EnumerateArray())
            {
                JsonPlace at = place.Member(member.Name).Item(index++);
                if (options.Try(() => ReadRegion(value, member.Name, picture, at), place.File) is { } annotation)
                    readings.Add(new Reading(annotation, member.Name, IsLabeled(value) ? null : LabelStudioAnswers.Read(null, value)));
            }
        }

        return picture.ToImage(Join(readings));
    }

    /// <summary>
    /// Without identifiers only the place tells that two controls are about one region: the labels of one are those of a region that the
    /// other has none for, and choices or texts are an answer about it.
    /// </summary>
    private static ValueList<Annotation> Join(List<Reading> readings)
    {
        Dictionary<IShape, int> labeled = [];
        for (int i = 0; i < readings.Count; i++)
        {
            if (readings[i] is { Answer: null, Region: { Shape: { } shape, Labels.IsEmpty: false } })
                labeled.TryAdd(shape, i);
        }

        bool[] isJoined = new bool[readings.Count];
        for (int i = 0; i < readings.Count; i++)
        {
            (Annotation region, string control, AttributeValue? answer) = readings[i];
            if (region.Shape is not { } shape || !labeled.TryGetValue(shape, out int owner) || readings[owner].Control == control)
                continue;
            isJoined[i] = answer is not null || region.Labels.IsEmpty;
            if (answer is { } given)
                readings[owner] = readings[owner].With(control, given);
        }

        return readings.Where((_, i) => !isJoined[i]).Select(static reading => reading.Region).ToValueList();
    }

    private static Annotation ReadRegion(JsonElement value, string control, LabelStudioPicture picture, JsonPlace place)
    {
        IShape? shape = LabelStudioValue.Read(value, picture.SizeFor(value), place.File, place.Path);
        if (shape is null && !HasLabels(value))
            throw place.Error("A region has neither a place in the picture nor labels.");
        ValueMap<JsonText> extra = LabelStudioValue.ReadExtra(value, shape);
        Annotation annotation = new(shape)
        {
            Labels = LabelStudioValue.Labels(value),
            Extra = control == "label" ? extra : extra.With("from_name", JsonText.From(control)),
        };
        return LabelStudioTypes.Keep(annotation, LabelStudioValue.LabelsName(value), picture.SizeFor(value));
    }

    /// <summary>
    /// Whether a value is a list of regions: each item has labels, the size of its picture, or nothing but what regions have with a place
    /// among it. Lists of other objects belong to the task's data.
    /// </summary>
    private static bool IsRegions(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
        ? value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object
            && (HasLabels(item) || item.TryGetProperty("original_width", out _) || HasPlaceAlone(item)))
        : value.ValueKind == JsonValueKind.Array;

    private static bool HasLabels(JsonElement item) => IsLabeled(item)
        || item.TryGetProperty("choices", out JsonElement choices) && choices.ValueKind == JsonValueKind.Array;

    private static bool IsLabeled(JsonElement item) => item.EnumerateObject().Any(static member =>
        member.Name.EndsWith("labels", StringComparison.Ordinal) && member.Value.ValueKind == JsonValueKind.Array);

    private static bool HasPlaceAlone(JsonElement item) =>
        item.EnumerateObject().All(static member => Places.Contains(member.Name) || Sides.Contains(member.Name))
        && item.EnumerateObject().Any(static member => Places.Contains(member.Name));

    /// <summary>A region, the control that it was read from, and the answer about the region if that is what the control gives.</summary>
    private readonly record struct Reading(Annotation Region, string Control, AttributeValue? Answer)
    {
        public Reading With(string name, AttributeValue answer) => this with
        {
            Region = Region with { Attributes = Region.Attributes.With(name, answer) },
        };
    }
}
