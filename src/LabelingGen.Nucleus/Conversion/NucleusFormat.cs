using System.Text;
using System.Text.Json;
using LabelingGen.Annotations.Formats;
using LabelingGen.Core.Json;
using Labels = LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>
/// Nucleus's items with their labels: one JSON file. Rows of an export are read and written (<c>item</c> with lists by type; rows with
/// confidences are those of predictions), alone or as the answer of the API (<c>exportedRows</c>); payloads of uploads are read
/// (<c>items</c>, <c>annotations</c>, <c>predictions</c>, those of one item one after the other). An image's name is the reference id.
/// Pixels from the top left; cuboids in metres, their yaw in radians. Shapes become others as <see cref="NucleusPayloads"/> says.
/// </summary>
public sealed class NucleusFormat : JsonListFormat
{
    private static readonly string[] Wrappers = ["exportedRows", "items", "annotations", "predictions"];

    /// <summary>The lists of a row, in the order in which they are read.</summary>
    private static readonly string[] Lists =
        ["box", "line", "polygon", "keypoints", "cuboid", "category", "multicategory", "segmentation"];

    /// <summary>What a row has beside its item, and what is kept of an item.</summary>
    private static readonly string[] Known = ["item", .. Wrappers, .. Lists, "type", "phash"];

    private NucleusFormat()
        : base("nucleus", "Nucleus rows of items with their labels: one JSON file, pixels")
    {
    }

    /// <summary>The format.</summary>
    public static NucleusFormat Instance { get; } = new();

    /// <inheritdoc/>
    protected override bool JoinsNeighbors => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<int> WriteImage(Utf8JsonWriter writer, Labels.AnnotatedImage image)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(image);
        bool isPrediction = image.Annotations.Any(label => label.Confidence is not null || label.LabelConfidences.Count > 0);
        (DatasetItem item, List<GroundTruthAnnotation> annotations, List<int> origins) = NucleusPayloads.Write(image, isPrediction);
        List<int> order = [];
        writer.WriteStartObject();
        writer.WritePropertyName("item");
        DatasetItem.Write(writer, item);
        foreach (string list in Lists)
        {
            int[] members = [.. Enumerable.Range(0, annotations.Count).Where(i => ListOf(annotations[i]) == list)];
            if (members.Length == 0)
                continue;
            writer.WriteStartArray(list);
            foreach (int member in members)
                GroundTruthAnnotation.Write(writer, annotations[member]);
            writer.WriteEndArray();
            order.AddRange(members.Select(member => origins[member]));
        }

        WriteExtra(writer, image.Extra, Known);
        writer.WriteEndObject();
        return order;
    }

    /// <inheritdoc/>
    protected override Labels.AnnotatedImage ReadImage(JsonElement record, JsonPlace place, FormatOptions options)
    {
        bool isRow = record.TryGetProperty("item", out JsonElement item);
        if (!isRow && record.TryGetProperty("geometry", out _))
        {
            string name = Text(record, "reference_id") ?? throw place.Error("An annotation has no 'reference_id'.");
            Labels.Annotation? only = ReadLabel(record, place, options);
            return new Labels.AnnotatedImage(name, FindSize(name, null, place, options), only is null ? default : [only]);
        }

        Labels.AnnotatedImage image = (isRow ? place.Member("item") : place).Read(() =>
            NucleusPayloads.ToImage(Parse(isRow ? item : record, DatasetItem.Read), Array.Empty<GroundTruthAnnotation>()));
        return image with
        {
            Size = image.Size ?? FindSize(image.Name, image.Location, place, options),
            Annotations = isRow ? ReadLabels(record, place, options) : default,
            Extra = isRow ? Labels.ValueMap<Labels.JsonText>.Create([.. image.Extra, .. ReadExtra(record, Known)]) : image.Extra,
        };
    }

    /// <inheritdoc/>
    protected override IEnumerable<(JsonElement Record, JsonPlace Place)> Unwrap(JsonElement root, JsonPlace place)
    {
        string[] wrappers = root.TryGetProperty("item", out _)
            ? [] : [.. Wrappers.Where(name => root.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array)];
        return wrappers.Length == 0 ? base.Unwrap(root, place) : wrappers.SelectMany(name => Members(root, name, place));
    }

    /// <summary>The lists stand in the row, or in a member of it as the vendor's client hands them out.</summary>
    private static Labels.ValueList<Labels.Annotation> ReadLabels(JsonElement row, JsonPlace place, FormatOptions options)
    {
        foreach (string name in new[] { "annotations", "predictions" })
        {
            if (row.TryGetProperty(name, out JsonElement map) && map.ValueKind == JsonValueKind.Object)
                return ReadLabels(map, place.Member(name), options);
        }

        List<Labels.Annotation> labels = [];
        foreach (string list in Lists)
        {
            if (!row.TryGetProperty(list, out JsonElement found) || found.ValueKind == JsonValueKind.Null)
                continue;
            IEnumerable<(JsonElement Record, JsonPlace Place)> items = found.ValueKind == JsonValueKind.Object
                ? [(found, place.Member(list))] : Members(row, list, place);
            labels.AddRange(items.Select(item => ReadLabel(item.Record, item.Place, options)).OfType<Labels.Annotation>());
        }

        return Labels.ValueList.ToValueList(labels);
    }

    private static Labels.Annotation? ReadLabel(JsonElement label, JsonPlace place, FormatOptions options) =>
        TryRead(place, options, () => ShapeReader.Read(Parse(label, GroundTruthAnnotation.Read)));

    private static T Parse<T>(JsonElement json, JsonRead<T> read) => JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(json.GetRawText()), read);

    private static string ListOf(GroundTruthAnnotation annotation) => annotation switch
    {
        BoxAnnotation => "box",
        LineAnnotation => "line",
        PolygonAnnotation => "polygon",
        KeypointsAnnotation => "keypoints",
        CuboidAnnotation => "cuboid",
        CategoryAnnotation => "category",
        MultiCategoryAnnotation => "multicategory",
        _ => "segmentation",
    };
}
