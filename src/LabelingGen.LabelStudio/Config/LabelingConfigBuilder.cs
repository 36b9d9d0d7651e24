namespace LabelingGen.LabelStudio;

/// <summary>
/// Builds a labeling config tag by tag:
/// <c>new LabelingConfigBuilder().Image("image").Rectangles("label", "image", "Car", "Van").Build()</c>.
/// </summary>
public sealed class LabelingConfigBuilder
{
    private readonly List<LabelingTag> _tags = [];

    /// <summary>Shows a picture.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="dataKey">Key of the task's data; the name without.</param>
    public LabelingConfigBuilder Image(string name, string? dataKey = null) => Object("Image", name, dataKey);

    /// <summary>Shows a text.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Text(string name, string? dataKey = null) => Object("Text", name, dataKey);

    /// <summary>Plays a sound.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Audio(string name, string? dataKey = null) => Object("Audio", name, dataKey);

    /// <summary>Plays a video.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Video(string name, string? dataKey = null) => Object("Video", name, dataKey);

    /// <summary>Rectangles with labels.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="toName">Name of the picture.</param>
    /// <param name="labels">The labels.</param>
    public LabelingConfigBuilder Rectangles(string name, string toName, params string[] labels) =>
        Control("RectangleLabels", name, toName, "Label", labels);

    /// <summary>Polygons with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Polygons(string name, string toName, params string[] labels) =>
        Control("PolygonLabels", name, toName, "Label", labels);

    /// <summary>Ellipses with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Ellipses(string name, string toName, params string[] labels) =>
        Control("EllipseLabels", name, toName, "Label", labels);

    /// <summary>Points with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Keypoints(string name, string toName, params string[] labels) =>
        Control("KeyPointLabels", name, toName, "Label", labels);

    /// <summary>Masks with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Brushes(string name, string toName, params string[] labels) =>
        Control("BrushLabels", name, toName, "Label", labels);

    /// <summary>Spans of text or sound with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Spans(string name, string toName, params string[] labels) =>
        Control("Labels", name, toName, "Label", labels);

    /// <summary>Options of which one is chosen.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="toName">Name of what they are about.</param>
    /// <param name="choices">The options.</param>
    public LabelingConfigBuilder Choices(string name, string toName, params string[] choices) =>
        Control("Choices", name, toName, "Choice", choices);

    /// <summary>A text to type.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="toName">Name of what it is about.</param>
    public LabelingConfigBuilder TextArea(string name, string toName) => Control("TextArea", name, toName, "Label", []);

    /// <summary>Stars to give.</summary>
    /// <inheritdoc cref="TextArea"/>
    public LabelingConfigBuilder Rating(string name, string toName) => Control("Rating", name, toName, "Label", []);

    /// <summary>Adds any tag, also of a kind this library does not know.</summary>
    /// <param name="tag">The tag.</param>
    public LabelingConfigBuilder Add(LabelingTag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        _tags.Add(tag);
        return this;
    }

    /// <summary>The config.</summary>
    /// <exception cref="LabelingConfigException">A name is used twice, or a <c>toName</c> names no tag.</exception>
    public LabelingConfig Build() => new(new LabelingTag("View", children: _tags));

    private LabelingConfigBuilder Object(string kind, string name, string? dataKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(new LabelingTag(kind, [new("name", name), new("value", "$" + (dataKey ?? name))]));
    }

    private LabelingConfigBuilder Control(string kind, string name, string toName, string childKind, ReadOnlySpan<string> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(toName);
        List<LabelingTag> children = [];
        foreach (string value in values)
            children.Add(new LabelingTag(childKind, [new("value", value)]));
        return Add(new LabelingTag(kind, [new("name", name), new("toName", toName)], children));
    }
}
