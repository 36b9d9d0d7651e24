using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

/// <summary>
/// Chooses annotations or predictions: those for which all conditions of an alternative hold, of any alternative. An alternative with
/// conditions on segments chooses masks only, and of them the segments for which these hold; where several alternatives choose a mask, it
/// keeps the segments of each. (The official client joins every alternative's conditions on segments with every other's; see the facts,
/// section 9.2.)
/// </summary>
public sealed class LabelFilter
{
    private readonly FilterCondition[][] _alternatives;

    private LabelFilter(IEnumerable<IEnumerable<FilterCondition>> alternatives)
    {
        _alternatives = [.. alternatives.Select(alternative => alternative.ToArray())];
        if (_alternatives.Length == 0 || Array.Exists(_alternatives, alternative => alternative.Length == 0))
            throw new ArgumentException("A filter has one alternative or more, each of one condition or more.", nameof(alternatives));
    }

    /// <summary>The alternatives, each of conditions that must all hold.</summary>
    public IReadOnlyList<IReadOnlyList<FilterCondition>> Alternatives => _alternatives;

    /// <summary>Chooses what all conditions hold for.</summary>
    /// <exception cref="ArgumentException">There is no condition.</exception>
    public static LabelFilter All(params IEnumerable<FilterCondition> conditions) => new([conditions]);

    /// <summary>Chooses what all conditions of an alternative hold for.</summary>
    /// <exception cref="ArgumentException">There is no alternative, or one without conditions.</exception>
    public static LabelFilter Any(params IEnumerable<IEnumerable<FilterCondition>> alternatives) => new(alternatives);

    /// <summary>Reads the form that the server's evaluation functions take: a list of conditions, or a list of such lists.</summary>
    /// <exception cref="FormatException">It is another one.</exception>
    public static LabelFilter FromJson(JsonNode? json)
    {
        if (json is not JsonArray { Count: > 0 } list || list.Any(item => item is not JsonArray { Count: > 0 }))
            throw new FormatException("A filter is a list of conditions, or a list of such lists.");
        bool isFlat = list[0]![0]?.GetValueKind() == JsonValueKind.String;
        return new LabelFilter(isFlat
            ? [list.Select(FilterCondition.FromJson)]
            : list.Select(alternative => alternative!.AsArray().Select(FilterCondition.FromJson)));
    }

    /// <summary>The form that the server's evaluation functions take.</summary>
    public JsonArray ToJson() => new([.. _alternatives.Select(alternative =>
        (JsonNode?)new JsonArray([.. alternative.Select(condition => (JsonNode?)condition.ToJson())]))]);

    /// <summary>The annotations that are chosen. Masks that lose segments are copies.</summary>
    /// <exception cref="InvalidItemException">A condition cannot be judged: a key is missing, or values have no order.</exception>
    public IReadOnlyList<GroundTruthAnnotation> Apply(IEnumerable<GroundTruthAnnotation> annotations)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        return
        [
            .. annotations.Select(annotation => Choose(annotation, GroundTruthAnnotation.Write, GroundTruthAnnotation.Read))
                .OfType<GroundTruthAnnotation>(),
        ];
    }

    /// <summary>The predictions that are chosen. Masks that lose segments are copies.</summary>
    /// <exception cref="InvalidItemException">A condition cannot be judged: a key is missing, or values have no order.</exception>
    public IReadOnlyList<Prediction> Apply(IEnumerable<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return [.. predictions.Select(prediction => Choose(prediction, Prediction.Write, Prediction.Read)).OfType<Prediction>()];
    }

    /// <summary>The filter as text.</summary>
    public override string ToString() => string.Join(" or ", _alternatives.Select(alternative =>
        "(" + string.Join(" and ", alternative.AsEnumerable()) + ")"));

    private T? Choose<T>(T label, JsonWrite<T> write, JsonRead<T> read)
        where T : class
    {
        JsonObject json = JsonNode.Parse(JsonCodec.ToBinaryData(label, write))!.AsObject();
        string? reference = LabelUploader<T>.Of(label).ReferenceId;
        bool isMask = LabelUploader<T>.Of(label).MaskUrl is not null;
        JsonObject[] segments = isMask ? [.. (json["annotations"] as JsonArray ?? []).OfType<JsonObject>()] : [];
        HashSet<JsonObject>? kept = null;
        foreach (FilterCondition[] alternative in _alternatives)
        {
            FilterCondition[] onSegments = [.. alternative.Where(condition => condition.IsOfSegments)];
            if ((onSegments.Length > 0 && !isMask)
                || !alternative.Except(onSegments).All(condition => condition.Holds(json, reference)))
                continue;
            if (onSegments.Length == 0)
                return label;
            kept ??= [];
            kept.UnionWith(segments.Where(segment => onSegments.All(condition => condition.Holds(segment, reference))));
        }

        if (kept is null)
            return null;
        if (kept.Count == segments.Length)
            return label;
        json["annotations"] = new JsonArray([.. segments.Where(kept.Contains).Select(segment => (JsonNode?)segment.DeepClone())]);
        return JsonCodec.FromUtf8(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), read);
    }
}
