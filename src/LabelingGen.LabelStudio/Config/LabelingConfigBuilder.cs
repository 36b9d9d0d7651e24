namespace LabelingGen.LabelStudio;

/// <summary>
/// Builds a labeling config tag by tag:
/// <c>new LabelingConfigBuilder().Image("image").Rectangles("label", "image", "Car", "Van").Build()</c>. What is said of a tag follows it:
/// <c>.Choices("state", "image", "new", "old").Required().PerRegion()</c>.
/// </summary>
public sealed partial class LabelingConfigBuilder
{
    private readonly List<LabelingTag> _tags = [];

    /// <summary>Adds any tag, also of a kind this library does not know.</summary>
    /// <param name="tag">The tag.</param>
    public LabelingConfigBuilder Add(LabelingTag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        _tags.Add(tag);
        return this;
    }

    /// <summary>Sets an attribute of the tag that was added last.</summary>
    /// <param name="attribute">Name of the attribute.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="InvalidOperationException">There is no tag yet.</exception>
    public LabelingConfigBuilder With(string attribute, string value)
    {
        if (_tags.Count == 0)
            throw new InvalidOperationException($"There is no tag yet that could have the attribute '{attribute}'.");
        _tags[^1] = _tags[^1].With(attribute, value);
        return this;
    }

    /// <summary>An annotation cannot be submitted without the tag that was added last.</summary>
    /// <exception cref="InvalidOperationException">There is no tag yet.</exception>
    public LabelingConfigBuilder Required() => With("required", "true");

    /// <summary>The tag that was added last is answered for each region.</summary>
    /// <exception cref="InvalidOperationException">There is no tag yet.</exception>
    public LabelingConfigBuilder PerRegion() => With("perRegion", "true");

    /// <summary>The tag that was added last is shown for regions that have a label.</summary>
    /// <param name="tagName">Name of the tag of the label.</param>
    /// <param name="label">The label.</param>
    /// <exception cref="InvalidOperationException">There is no tag yet.</exception>
    public LabelingConfigBuilder WhenLabel(string tagName, string label) =>
        With("visibleWhen", "region-selected").With("whenTagName", tagName).With("whenLabelValue", label);

    /// <summary>The tag that was added last is shown when a choice is made.</summary>
    /// <param name="tagName">Name of the tag of the choice.</param>
    /// <param name="choice">The choice.</param>
    /// <exception cref="InvalidOperationException">There is no tag yet.</exception>
    public LabelingConfigBuilder WhenChoice(string tagName, string choice) =>
        With("visibleWhen", "choice-selected").With("whenTagName", tagName).With("whenChoiceValue", choice);

    /// <summary>Repeats tags for each item of a list of the task's data.</summary>
    /// <param name="dataKey">Key of the list.</param>
    /// <param name="indexFlag">What stands for the number of the item in names and values, such as <c>{{idx}}</c>.</param>
    /// <param name="build">Adds the tags; their names and values hold the flag: <c>$list[{{idx}}].url</c>.</param>
    public LabelingConfigBuilder Repeat(string dataKey, string indexFlag, Action<LabelingConfigBuilder> build)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataKey);
        ArgumentException.ThrowIfNullOrEmpty(indexFlag);
        ArgumentNullException.ThrowIfNull(build);
        LabelingConfigBuilder inner = new();
        build(inner);
        return Add(new LabelingTag("Repeater", [new("on", "$" + dataKey), new("indexFlag", indexFlag)], inner._tags));
    }

    /// <summary>The config.</summary>
    /// <exception cref="LabelingConfigException">A name is used twice, or a <c>toName</c> names no tag.</exception>
    public LabelingConfig Build() => new(new LabelingTag("View", children: _tags));

    private LabelingConfigBuilder Object(string kind, string name, string? dataKey, string attribute = "value")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(new LabelingTag(kind, [new("name", name), new(attribute, "$" + (dataKey ?? name))]));
    }

    private LabelingConfigBuilder Control(string kind, string name, string toName, string childKind, IEnumerable<LabelingLabel> children)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(toName);
        return Add(new LabelingTag(
            kind, [new("name", name), new("toName", toName)], [.. children.Select(child => child.ToTag(childKind))]));
    }

    private LabelingConfigBuilder Labelled(string kind, string name, string toName, string[] labels) =>
        Control(kind, name, toName, "Label", labels.Select(label => new LabelingLabel(label)));

    private LabelingConfigBuilder Answer(string kind, string name, string toName) => Control(kind, name, toName, "Choice", []);
}
