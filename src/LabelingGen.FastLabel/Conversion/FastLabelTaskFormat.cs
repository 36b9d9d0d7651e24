using System.Text;
using System.Text.Json;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Core.Json;

namespace LabelingGen.FastLabel;

/// <summary>
/// Tasks with their annotations, as a list of tasks of any kind comes from the API: one JSON file. Pixels from the top left, degrees
/// clockwise; frames of a video count from 1 in the file. Shapes become others as <see cref="TaskConversion"/> says, and everything else
/// that an annotation says stays with it. The official client's own files are a matter of the profile <c>fastlabel</c>.
/// </summary>
public sealed class FastLabelTaskFormat : JsonListFormat
{
    private const string Relations = "relations";

    private static readonly string[] Known = ["id", "name", "url", "width", "height", "annotations", Relations];

    private FastLabelTaskFormat()
        : base("fastlabel", "FastLabel tasks with their annotations: one JSON file, pixels")
    {
    }

    /// <summary>The format.</summary>
    public static FastLabelTaskFormat Instance { get; } = new();

    /// <inheritdoc/>
    protected override IReadOnlyList<int> WriteImage(Utf8JsonWriter writer, AnnotatedImage image)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(image);
        List<int> origins = [];
        writer.WriteStartObject();
        if (image.Id is not null)
            writer.WriteString("id", image.Id);
        writer.WriteString("name", image.Name);
        if (image.Location is not null)
            writer.WriteString("url", image.Location);
        if (image.Size is { } size)
        {
            writer.WriteNumber("width", size.Width);
            writer.WriteNumber("height", size.Height);
        }

        writer.WriteStartArray("annotations");
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            if (AnnotationWriter.Write(image.Annotations[i]) is not { } annotation)
                continue;
            TaskAnnotation.Write(writer, annotation);
            origins.Add(i);
        }

        writer.WriteEndArray();
        WriteRelations(writer, image, origins);
        WriteExtra(writer, image.Extra, Known);
        writer.WriteEndObject();
        return origins;
    }

    /// <inheritdoc/>
    protected override AnnotatedImage ReadImage(JsonElement record, JsonPlace place, FormatOptions options)
    {
        string? id = Text(record, "id");
        string name = Text(record, "name") ?? id ?? throw place.Error("A task has neither 'name' nor 'id'.");
        string? location = Text(record, "url");
        List<Annotation?> annotations = [];
        if (record.TryGetProperty("annotations", out JsonElement list) && list.ValueKind != JsonValueKind.Null)
        {
            foreach ((JsonElement item, JsonPlace at) in Members(record, "annotations", place))
            {
                annotations.Add(TryRead(at, options, () => AnnotationReader.Read(
                    JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(item.GetRawText()), TaskAnnotation.Read))));
            }
        }

        ImageSize? size = Size(record, "width", "height") ?? FindSize(name, location, place, options);
        bool hasRelations = record.TryGetProperty(Relations, out JsonElement relations) && relations.ValueKind == JsonValueKind.Array;
        ValueMap<JsonText> extra = ReadExtra(record, Known);
        return new AnnotatedImage(name, size, annotations.OfType<Annotation>().ToValueList())
        {
            Id = id,
            Location = location,
            Relations = hasRelations ? ReadRelations(relations, annotations) : default,
            Extra = hasRelations && SaysMore(relations, annotations) ? extra.With(Relations, JsonText.From(relations)) : extra,
        };
    }

    private static void WriteRelations(Utf8JsonWriter writer, AnnotatedImage image, List<int> origins)
    {
        // What is kept names annotations by their position.
        if (image.Extra.TryGetValue(Relations, out JsonText kept) && origins.Count == image.Annotations.Count
            && kept.ToElement() is { ValueKind: JsonValueKind.Array } list
            && ReadRelations(list, [.. image.Annotations]) == image.Relations)
        {
            writer.WritePropertyName(Relations);
            writer.WriteRawValue(kept.Text);
            return;
        }

        int IndexOf(string id) => origins.FindIndex(origin => image.Annotations[origin].Id == id);
        (int From, int To)[] pairs = [.. image.Relations.Select(relation => (IndexOf(relation.FromId), IndexOf(relation.ToId)))
            .Where(static pair => pair.Item1 >= 0 && pair.Item2 >= 0)];
        if (pairs.Length == 0)
            return;
        writer.WriteStartArray(Relations);
        foreach ((int from, int to) in pairs)
        {
            writer.WriteStartObject();
            writer.WriteNumber("startIndex", from);
            writer.WriteNumber("endIndex", to);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>
    /// Relations name annotations by their position; the shared form names them by their ids. Those of annotations without an id, and those
    /// that say more, are kept as they stand.
    /// </summary>
    private static ValueList<Relation> ReadRelations(JsonElement list, List<Annotation?> annotations) =>
        list.EnumerateArray().Select(item => ReadRelation(item, annotations)).OfType<Relation>().ToValueList();

    private static Relation? ReadRelation(JsonElement item, List<Annotation?> annotations)
    {
        return IdOf("startIndex") is { } from && IdOf("endIndex") is { } to ? new Relation(from, to) : null;

        string? IdOf(string member) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(member, out JsonElement index)
            && index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out int position) && position >= 0
            && position < annotations.Count ? annotations[position]?.Id : null;
    }

    private static bool SaysMore(JsonElement list, List<Annotation?> annotations) => list.EnumerateArray().Any(item =>
        ReadRelation(item, annotations) is null
        || item.EnumerateObject().Any(static member => member.Name is not ("startIndex" or "endIndex")));
}
