using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Results that are kept as they stand because they say more than they are read as: an answer has an identifier or a score of its own, the
/// labels of a region stem from another control. They are written again as long as they say of the picture or the region what it is.
/// </summary>
internal static class LabelStudioKept
{
    /// <summary>Where pictures and regions keep them.</summary>
    public const string Key = "$results";

    /// <summary>The name of what is labelled, unless a result says another one.</summary>
    public const string DefaultTarget = "image";

    // Of an answer, what repeats the region that it is about.
    private static readonly string[] Repeated = ["original_width", "original_height", "image_rotation"];
    private static readonly string[] RepeatedPlace =
        ["x", "y", "width", "height", "rotation", "points", "closed", "rle", "format", "vertices", "radiusX", "radiusY"];

    /// <summary>The results that something keeps.</summary>
    public static IEnumerable<JsonElement> Of(ValueMap<JsonText> extra) =>
        extra.TryGetValue(Key, out JsonText kept) && kept.ToElement() is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(static result => result.ValueKind == JsonValueKind.Object) : [];

    /// <summary>Keeps results.</summary>
    public static ValueMap<JsonText> Keep(ValueMap<JsonText> extra, IEnumerable<JsonElement> results) => extra.With(Key,
        JsonText.Parse($"[{string.Join(',', results.Select(static result => JsonText.From(result).Text))}]"));

    /// <summary>Whether a result says more than the answer does when it is written.</summary>
    public static bool SaysMore(JsonElement result, string? id, string target, string name, AttributeValue answer)
    {
        string written = LabelStudioTask.Encode(writer => LabelStudioAnswers.Write(writer, id, target, name, answer));
        if (written.Length == 0)
            return true;
        JsonObject own = JsonNode.Parse(JsonText.From(result).Text)!.AsObject();
        if (id is not null)
        {
            foreach (string member in Repeated)
                own.Remove(member);
            foreach (string member in RepeatedPlace)
                (own["value"] as JsonObject)?.Remove(member);
        }

        return !JsonNode.DeepEquals(own, JsonNode.Parse(written));
    }

    /// <summary>
    /// The region with what a result with its identifier says of it: labels if that repeats its place, or an answer. Nothing where it says
    /// neither.
    /// </summary>
    public static Annotation? Join(Annotation region, JsonElement result, JsonElement value, string? type, IShape? shape)
    {
        if (region.Shape is not { } place)
            return null;
        if (type == "labels" && place is IPlanarShape && place.Equals(shape))
        {
            return region with
            {
                Labels = [.. region.Labels, .. LabelStudioValue.Labels(value).Except(region.Labels)],
                Extra = Keep(region.Extra, Of(region.Extra).Append(result)),
            };
        }

        if ((shape is not null && !LabelStudioAnswers.IsAnswer(type)) || LabelStudioAnswers.Read(type, value) is not { } answer
            || SafeJson.Text(result, "from_name") is not { } name)
            return null;
        return region with
        {
            Attributes = region.Attributes.With(name, answer),
            Extra = SaysMore(result, region.Id, TargetOf(region), name, answer)
                ? Keep(region.Extra, Of(region.Extra).Append(result)) : region.Extra,
        };
    }

    /// <summary>The results that a region keeps and that say of it what it is.</summary>
    public static IReadOnlyList<JsonElement> Current(Annotation region, ImageSize? size) =>
        [.. Of(region.Extra).Where(result => IsCurrent(region, result, size))];

    /// <summary>The results that a picture keeps and that say of it what it is, or nothing that is read.</summary>
    public static IReadOnlyList<(JsonElement Result, AnnotatedImage Read)> Current(AnnotatedImage image)
    {
        List<(JsonElement, AnnotatedImage)> current = [];
        foreach (JsonElement result in Of(image.Extra))
        {
            if (TryRead(result, image.Size) is { } read && read.Annotations.IsEmpty && read.Relations.All(image.Relations.Contains)
                && read.Attributes.All(answer =>
                    image.Attributes.TryGetValue(answer.Key, out AttributeValue value) && value == answer.Value))
                current.Add((result, read));
        }

        return current;
    }

    /// <summary>The name of what a region is on.</summary>
    public static string TargetOf(Annotation region) => TextOf(region, "to_name") ?? DefaultTarget;

    /// <summary>A text that an annotation keeps.</summary>
    public static string? TextOf(Annotation annotation, string key) =>
        annotation.Extra.TryGetValue(key, out JsonText value) && value.ToElement() is { ValueKind: JsonValueKind.String } text
            ? text.GetString() : null;

    private static bool IsCurrent(Annotation region, JsonElement result, ImageSize? size)
    {
        if (region.Id is null || LabelStudioTask.IdOf(result) != region.Id || LabelStudioRelations.Is(result)
            || !result.TryGetProperty("value", out JsonElement value) || value.ValueKind != JsonValueKind.Object)
            return false;
        try
        {
            ImageSize? own = LabelStudioTask.SizeOf(result, "original_width", "original_height");
            IShape? shape = LabelStudioValue.Read(value, own ?? size, "", "");
            return Join(region, result, value, SafeJson.Text(result, "type"), shape) is { } joined
                && joined.Labels == region.Labels && joined.Attributes.Equals(region.Attributes);
        }
        catch (AnnotationFormatException)
        {
            return false;
        }
    }

    private static AnnotatedImage? TryRead(JsonElement result, ImageSize? size)
    {
        JsonPlace place = new("", "$");
        FormatOptions options = new() { FindSize = _ => size };
        LabelStudioRegions regions = new(
            new LabelStudioPicture(new Dictionary<string, JsonElement>(), JsonText.Parse("{}").ToElement(), null, place, options), options);
        try
        {
            regions.Add(result, place);
            return regions.ToImage();
        }
        catch (AnnotationFormatException)
        {
            return null;
        }
    }
}
