namespace LabelingGen.LabelStudio;

/// <summary>A label or choice of a control tag.</summary>
/// <param name="Value">What annotators see, and what is stored unless there is an alias.</param>
public sealed record LabelingLabel(string Value)
{
    /// <summary>What is stored in place of the value.</summary>
    public string? Alias { get; init; }

    /// <summary>Colour, such as <c>#ff0000</c>.</summary>
    public string? Background { get; init; }

    /// <summary>Key that chooses it.</summary>
    public string? Hotkey { get; init; }

    /// <summary>Class id in exports (COCO, YOLO).</summary>
    public int? Category { get; init; }

    /// <summary>Place of a point in a skeleton, from 0; exports of points are in this order.</summary>
    public int? ModelIndex { get; init; }

    /// <summary>The choices below this one, in a taxonomy.</summary>
    public IReadOnlyList<LabelingLabel> Children { get; init; } = [];

    /// <summary>A label that has a value only.</summary>
    public static implicit operator LabelingLabel(string value) => new(value);

    internal LabelingTag ToTag(string kind)
    {
        (string Name, string? Value)[] attributes =
        [
            ("value", Value), ("alias", Alias), ("background", Background), ("hotkey", Hotkey),
            ("category", Category?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("model_index", ModelIndex?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        return new LabelingTag(
            kind, [.. attributes.Where(a => a.Value is not null).Select(a => KeyValuePair.Create(a.Name, a.Value!))],
            [.. Children.Select(child => child.ToTag(kind))]);
    }
}
