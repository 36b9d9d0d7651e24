namespace LabelingGen.LabelStudio;

/// <summary>One tag of a labeling config. Immutable.</summary>
public sealed class LabelingTag
{
    /// <summary>Tags that show data and need a name for others to refer to.</summary>
    private static readonly HashSet<string> ObjectKinds = new(StringComparer.Ordinal)
    {
        "Text", "HyperText", "Image", "Audio", "AudioPlus", "Video", "TimeSeries", "Paragraphs", "List", "Table", "Chat", "Pdf",
    };

    /// <summary>Makes a tag.</summary>
    /// <param name="kind">Name of the tag: <c>RectangleLabels</c>.</param>
    /// <param name="attributes">Its attributes in order.</param>
    /// <param name="children">The tags within it in order.</param>
    /// <exception cref="ArgumentException">The kind is no XML name.</exception>
    public LabelingTag(
        string kind, IReadOnlyList<KeyValuePair<string, string>>? attributes = null, IReadOnlyList<LabelingTag>? children = null)
    {
        Kind = ConfigXml.CheckName(kind);
        Attributes = [.. attributes ?? []];
        foreach ((string name, _) in Attributes)
            ConfigXml.CheckName(name);
        Children = [.. children ?? []];
    }

    /// <summary>Name of the tag.</summary>
    public string Kind { get; }

    /// <summary>The attributes in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; }

    /// <summary>The tags within it in order.</summary>
    public IReadOnlyList<LabelingTag> Children { get; }

    /// <summary>Attribute <c>name</c>: what regions call it (<see cref="Region.FromName"/>, <see cref="Region.ToName"/>).</summary>
    public string? Name => this["name"];

    /// <summary>Names of the object tags a control tag labels; empty for other tags.</summary>
    public IReadOnlyList<string> ToNames => this["toName"]?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Whether it labels something.</summary>
    public bool IsControl => this["toName"] is not null && Name is not null;

    /// <summary>Whether it shows data.</summary>
    public bool IsObject => ObjectKinds.Contains(Kind) && !IsControl;

    /// <summary>Key of the task's data it shows, from <c>value="$key"</c> or <c>valueList="$key"</c>; dots go deeper.</summary>
    public string? DataKey => (this["value"] ?? this["valueList"]) is ['$', .. var key] && key.Length > 0 ? key : null;

    /// <summary>Whether it is answered for each region.</summary>
    public bool IsPerRegion => IsTrue("perRegion");

    /// <summary>Whether an annotation cannot be submitted without it.</summary>
    public bool IsRequired => IsTrue("required");

    /// <summary>Whether several of its labels or choices can be chosen.</summary>
    public bool IsMultiple => this["choice"] == "multiple";

    /// <summary>When it is shown; <see langword="null"/> for a tag that always is.</summary>
    public LabelingCondition? Condition =>
        this["visibleWhen"] is { } || this["whenTagName"] is { } || this["whenLabelValue"] is { } || this["whenChoiceValue"] is { }
            ? new LabelingCondition(this["visibleWhen"], this["whenTagName"], this["whenLabelValue"], this["whenChoiceValue"])
            : null;

    /// <summary>
    /// Key of the task's data that its labels come from (<c>value="$key"</c> of a control tag), if they are not in the config.
    /// </summary>
    public string? LabelsKey => IsControl ? DataKey : null;

    /// <summary>What a label or choice is stored as: its <c>alias</c>, or else its <c>value</c>.</summary>
    public string? StoredValue => this["alias"] ?? this["value"];

    /// <summary>The labels or choices directly or deeper within it, as they are stored.</summary>
    public IReadOnlyList<string> Labels =>
        [.. Descendants.Where(tag => tag.Kind is "Label" or "Choice").Select(tag => tag.StoredValue).OfType<string>()];

    /// <summary>An attribute; <see langword="null"/> where it is absent.</summary>
    public string? this[string attribute] => Attributes.FirstOrDefault(pair => pair.Key == attribute).Value;

    /// <summary>The tags within it at any depth, in order.</summary>
    public IEnumerable<LabelingTag> Descendants => Children.SelectMany(child => child.Descendants.Prepend(child));

    /// <summary>A copy with an attribute set.</summary>
    /// <param name="attribute">Name of the attribute.</param>
    /// <param name="value">Its value.</param>
    public LabelingTag With(string attribute, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new LabelingTag(Kind, [.. Attributes.Where(pair => pair.Key != attribute), new(attribute, value)], Children);
    }

    private bool IsTrue(string attribute) => string.Equals(this[attribute], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The tag and its name.</summary>
    public override string ToString() => Name is null ? $"<{Kind}>" : $"<{Kind} name=\"{Name}\">";
}
