using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Puts the results of a Label Studio annotation together: those with one identifier are one region. An answer about a region, and the
/// labels of a region whose control has none, mostly repeat its geometry.
/// </summary>
/// <param name="score">How sure the model is of the whole prediction, and so of each region that does not say it itself.</param>
internal sealed class LabelStudioRegions(LabelStudioPicture picture, FormatOptions options, double? score = null)
{
    /// <summary>Members of a result that are not kept as they stand.</summary>
    public static readonly string[] Members =
    [
        "id", "type", "from_name", "to_name", "score", "origin", "parentID", "hidden", "locked", "meta", "original_width",
        "original_height", "value", LabelStudioKept.Key, .. LabelStudioValue.Kept,
    ];

    private static readonly string[] PlacedTypes =
    [
        "rectanglelabels", "rectangle", "polygonlabels", "polygon", "ellipselabels", "ellipse", "brushlabels", "brush", "keypointlabels",
        "keypoint", "vectorlabels", "vector", "videorectangle", "bitmasklabels", "bitmask", "ocrlabels", "videovector",
        "videovectorlabels",
    ];

    private readonly List<Annotation> _annotations = [];
    private readonly List<Relation> _relations = [];
    private readonly Dictionary<string, int> _lastById = new(StringComparer.Ordinal);
    // Answers that came before the region that they may be about.
    private readonly List<(JsonElement Result, JsonPlace Place)> _early = [];
    private readonly List<JsonElement> _kept = [];
    private ValueMap<AttributeValue> _attributes = ValueMap<AttributeValue>.Empty;

    /// <summary>The results that neither mark nor answer anything that can be read, or say more about the whole than is read.</summary>
    public IReadOnlyList<JsonElement> Kept => _kept;

    /// <summary>Adds a result.</summary>
    public void Add(JsonElement result, JsonPlace place) => Add(result, place, isLast: false);

    /// <summary>The picture with all regions, the relations between them, and the answers about the whole.</summary>
    public AnnotatedImage ToImage()
    {
        foreach ((JsonElement result, JsonPlace place) in _early)
            Add(result, place, isLast: true);
        return picture.ToImage(_annotations.ToValueList()) with { Attributes = _attributes, Relations = _relations.ToValueList() };
    }

    private void Add(JsonElement result, JsonPlace place, bool isLast)
    {
        if (options.Try(() => Read(result, place, isLast), place.File) is not { } annotation)
            return;
        if (annotation.Id is { } id)
            _lastById[id] = _annotations.Count;
        _annotations.Add(annotation);
    }

    /// <summary>The annotation of a result; nothing where it belongs to one that was there before, or to the whole.</summary>
    private Annotation? Read(JsonElement result, JsonPlace place, bool isLast)
    {
        SafeJson.Expect(result, JsonValueKind.Object, place.File, place.Path);
        if (LabelStudioRelations.Is(result))
        {
            _relations.Add(LabelStudioRelations.Read(result, place));
            if (LabelStudioRelations.SaysMore(result))
                _kept.Add(result);
            return null;
        }

        if (!result.TryGetProperty("value", out JsonElement value) || value.ValueKind != JsonValueKind.Object)
        {
            _kept.Add(result);
            return null;
        }

        string? type = SafeJson.Text(result, "type");
        IShape? shape = LabelStudioValue.Read(value, picture.SizeFor(result), place.File, place.Member("value").Path);
        if (TryJoin(result, value, type, shape))
            return null;
        if (shape is null && PlacedTypes.Contains(type))
            throw place.Member("value").Error($"A region of type '{type}' has no place in the picture that can be read.");
        if (shape is not null && LabelStudioAnswers.IsAnswer(type) && !isLast)
        {
            _early.Add((result, place));
            return null;
        }

        ValueList<string> labels = LabelStudioValue.Labels(value);
        if (shape is null && labels.IsEmpty)
        {
            if (LabelStudioAnswers.IsAnswer(type) && SafeJson.Text(result, "from_name") is { } name
                && LabelStudioAnswers.Read(type, value) is { } answer)
            {
                _attributes = _attributes.With(name, answer);
                if (LabelStudioKept.SaysMore(result, null, LabelStudioKept.DefaultTarget, name, answer))
                    _kept.Add(result);
            }
            else
                _kept.Add(result);
            return null;
        }

        return LabelStudioTypes.Keep(new Annotation(shape)
        {
            Id = LabelStudioTask.IdOf(result),
            Labels = labels,
            Confidence = SafeJson.OptionalNumber(result, "score", place.File, place.Path) ?? score,
            Source = SafeJson.Text(result, "origin"),
            ParentId = SafeJson.Text(result, "parentID"),
            Flags = Flag(result, "hidden", AnnotationFlags.Hidden) | Flag(result, "locked", AnnotationFlags.Locked),
            Text = NoteOf(result),
            Extra = Extra(result, value, shape),
        }, type, picture.SizeFor(result));
    }

    /// <summary>Gives a result to the region it is about: the last one with its identifier.</summary>
    private bool TryJoin(JsonElement result, JsonElement value, string? type, IShape? shape)
    {
        if (LabelStudioTask.IdOf(result) is not { } id || !_lastById.TryGetValue(id, out int owner)
            || LabelStudioKept.Join(_annotations[owner], result, value, type, shape) is not { } joined)
            return false;
        _annotations[owner] = joined;
        return true;
    }

    /// <summary>The note about a region, if there is exactly one.</summary>
    private static string? NoteOf(JsonElement result) =>
        result.TryGetProperty("meta", out JsonElement meta) && meta.ValueKind == JsonValueKind.Object
            && meta.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.Array
            && text.GetArrayLength() == 1 && text[0].ValueKind == JsonValueKind.String ? text[0].GetString() : null;

    /// <summary>
    /// Names of control and object tags are kept where they are not those that are written anyway, the places in a hypertext or in
    /// paragraphs as they stand, and whatever else a result says.
    /// </summary>
    private static ValueMap<JsonText> Extra(JsonElement result, JsonElement value, IShape? shape)
    {
        ValueMap<JsonText> extra = JsonExtras.Read(result, Members);
        string? type = SafeJson.Text(result, "type");
        if (SafeJson.Text(result, "from_name") is { } from && from != type)
            extra = extra.With("from_name", JsonText.From(from));
        if (SafeJson.Text(result, "to_name") is { } to && to != LabelStudioKept.DefaultTarget)
            extra = extra.With("to_name", JsonText.From(to));
        if (result.TryGetProperty("meta", out JsonElement meta) && meta.ValueKind == JsonValueKind.Object)
        {
            ValueMap<JsonText> notes = JsonExtras.Read(meta, NoteOf(result) is null ? [] : ["text"]);
            if (notes.Count > 0)
                extra = extra.With("meta", JsonExtras.ToObject(notes));
        }

        foreach ((string key, JsonText kept) in LabelStudioValue.ReadExtra(value, shape))
            extra = extra.With(key, kept);
        return extra;
    }

    private static AnnotationFlags Flag(JsonElement result, string name, AnnotationFlags flag) =>
        result.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True ? flag : AnnotationFlags.None;
}
