using System.Text.Json;
using Google.Protobuf;
using LabelingGen.Annotations;
using LabelingGen.Clarifai.Protobuf;
using Shape = LabelingGen.Annotations;

namespace LabelingGen.Clarifai;

/// <summary>
/// What Clarifai's concepts and regions say beyond labels and shapes: ids, languages, what is known not to be there, text spans. It is kept
/// as the JSON of the messages, and written again as long as the label has the same names and a shape of the same kind and points.
/// </summary>
internal static class ClarifaiExtras
{
    private const string Concepts = "concepts";
    private const string Region = "regionInfo";

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>What a concept is called.</summary>
    public static string LabelOf(Concept concept) => concept.Name.Length > 0 ? concept.Name : concept.Id;

    /// <summary>Whether a concept says more than that something is there.</summary>
    public static bool SaysMore(Concept concept)
    {
        Concept plain = concept.Clone();
        plain.Value = 1;
        return concept.Value <= 0 || LabelOf(concept).Length == 0 || !plain.Equals(Concept.Positive(LabelOf(concept), ConceptIds.Label));
    }

    /// <summary>Keeps concepts that say more.</summary>
    public static ValueMap<JsonText> Read(IReadOnlyList<Concept> concepts)
    {
        if (!concepts.Any(SaysMore))
            return ValueMap<JsonText>.Empty;
        string texts = string.Join(',', concepts.Select(static concept => JsonFormatter.Default.Format(concept)));
        return ValueMap<JsonText>.Empty.With(Concepts, JsonText.Parse($"[{texts}]"));
    }

    /// <summary>Keeps the concepts of a whole picture that are known not to be there.</summary>
    public static ValueMap<JsonText> KeepAbsent(ValueMap<JsonText> extra, JsonElement concepts)
    {
        if (concepts.ValueKind != JsonValueKind.Array)
            return extra;
        ValueMap<JsonText> kept = Read([.. concepts.EnumerateArray().Select(TryParse<Concept>).OfType<Concept>()
            .Where(static concept => concept.Value <= 0)]);
        return kept.TryGetValue(Concepts, out JsonText absent) ? extra.With(Concepts, absent) : extra;
    }

    /// <summary>Those concepts.</summary>
    public static IEnumerable<Concept> AbsentOf(ValueMap<JsonText> extra) =>
        extra.TryGetValue(Concepts, out JsonText kept) && kept.ToElement() is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(TryParse<Concept>).OfType<Concept>().Where(static concept => concept.Value <= 0) : [];

    /// <summary>Keeps what a region says beyond its shape.</summary>
    public static ValueMap<JsonText> Read(ValueMap<JsonText> extra, RegionInfo? region, IShape? shape) =>
        region is null || (shape is not null && Blank(region).Equals(Blank(Known(region)))) ? extra
            : extra.With(Region, JsonText.Parse(JsonFormatter.Default.Format(region)));

    /// <summary>The concepts that a label keeps, if they are those of its names.</summary>
    public static IReadOnlyList<Concept>? ConceptsOf(Shape.Annotation label)
    {
        if (!label.Extra.TryGetValue(Concepts, out JsonText kept) || kept.ToElement() is not { ValueKind: JsonValueKind.Array } list)
            return null;
        Concept?[] concepts = [.. list.EnumerateArray().Select(TryParse<Concept>)];
        return Array.TrueForAll(concepts, static concept => concept is not null)
            && concepts.OfType<Concept>().Where(static concept => concept.Value > 0).Select(LabelOf).SequenceEqual(label.Labels)
            ? [.. concepts.OfType<Concept>()] : null;
    }

    /// <summary>The region that is kept of a label without a shape, such as a part of a text.</summary>
    public static RegionInfo? RegionOf(Shape.Annotation label) =>
        label.Extra.TryGetValue(Region, out JsonText kept) && TryParse<RegionInfo>(kept.ToElement()) is { } region
            && Known(region).Equals(new RegionInfo()) ? region : null;

    /// <summary>The region that is kept, with the places of the one that was made, if both are of one kind.</summary>
    public static RegionInfo Complete(RegionInfo made, ValueMap<JsonText> extra)
    {
        if (!extra.TryGetValue(Region, out JsonText kept) || TryParse<RegionInfo>(kept.ToElement()) is not { } whole
            || !Blank(Known(whole)).Equals(Blank(made)))
            return made;
        if (made.BoundingBox is not null)
            whole.BoundingBox = made.BoundingBox;
        if (made.Mask is not null)
            whole.Mask.Image.Base64 = made.Mask.Image.Base64;
        if (made.Point is not null)
            (whole.Point.Row, whole.Point.Col) = (made.Point.Row, made.Point.Col);
        for (int i = 0; i < (made.Polygon?.Points.Count ?? 0); i++)
            (whole.Polygon.Points[i].Row, whole.Polygon.Points[i].Col) = (made.Polygon!.Points[i].Row, made.Polygon.Points[i].Col);
        return whole;
    }

    /// <summary>What of a region its shape stands for.</summary>
    private static RegionInfo Known(RegionInfo region)
    {
        if (region.BoundingBox is not null)
            return new RegionInfo { BoundingBox = new BoundingBox() };
        if (region.Polygon is { Points.Count: > 0 })
            return new RegionInfo { Polygon = new Protobuf.Polygon { Points = { region.Polygon.Points.Select(static _ => Plain()) } } };
        if (region.Mask?.Image is not null)
            return new RegionInfo { Mask = new Protobuf.Mask { Image = new Image() } };
        return region.Point is not null ? new RegionInfo { Point = Plain() } : new RegionInfo();

        static Protobuf.Point Plain() => new() { Visibility = Protobuf.Point.Types.Visibility.Visible };
    }

    /// <summary>A region with no numbers for its places. A point of which nothing is said is visible.</summary>
    private static RegionInfo Blank(RegionInfo region)
    {
        RegionInfo blank = region.Clone();
        if (blank.BoundingBox is { } box)
            (box.LeftCol, box.TopRow, box.RightCol, box.BottomRow) = (0, 0, 0, 0);
        if (blank.Mask?.Image is { } image)
            image.Base64 = ByteString.Empty;
        foreach (Protobuf.Point point in (blank.Polygon?.Points ?? []).Concat(blank.Point is { } only ? [only] : []))
        {
            (point.Row, point.Col) = (0, 0);
            if (point.Visibility == Protobuf.Point.Types.Visibility.NotSet)
                point.Visibility = Protobuf.Point.Types.Visibility.Visible;
        }

        return blank;
    }

    private static T? TryParse<T>(JsonElement json)
        where T : class, IMessage, new()
    {
        try
        {
            return Parser.Parse<T>(json.GetRawText());
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidJsonException)
        {
            return null;
        }
    }
}
