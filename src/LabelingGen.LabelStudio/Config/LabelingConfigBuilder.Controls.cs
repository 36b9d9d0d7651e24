namespace LabelingGen.LabelStudio;

/// <content>Tags that label.</content>
public sealed partial class LabelingConfigBuilder
{
    /// <summary>Regions of any kind with labels that have colours, keys, class ids or aliases.</summary>
    /// <param name="kind">The tag, such as <c>RectangleLabels</c>, or <c>Choices</c>.</param>
    /// <param name="name">Name of the tag.</param>
    /// <param name="toName">Name of the tag it labels.</param>
    /// <param name="labels">The labels.</param>
    /// <exception cref="ArgumentException">A name is empty, or the kind is no XML name.</exception>
    public LabelingConfigBuilder Labels(string kind, string name, string toName, IReadOnlyList<LabelingLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Control(kind, name, toName, kind is "Choices" or "Taxonomy" ? "Choice" : "Label", labels);
    }

    /// <summary>Rectangles with labels.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="toName">Name of the tag it labels.</param>
    /// <param name="labels">The labels.</param>
    public LabelingConfigBuilder Rectangles(string name, string toName, params string[] labels) =>
        Labelled("RectangleLabels", name, toName, labels);

    /// <summary>Polygons with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Polygons(string name, string toName, params string[] labels) =>
        Labelled("PolygonLabels", name, toName, labels);

    /// <summary>Ellipses with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Ellipses(string name, string toName, params string[] labels) =>
        Labelled("EllipseLabels", name, toName, labels);

    /// <summary>Points with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Keypoints(string name, string toName, params string[] labels) =>
        Labelled("KeyPointLabels", name, toName, labels);

    /// <summary>Lines and curves with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Vectors(string name, string toName, params string[] labels) =>
        Labelled("VectorLabels", name, toName, labels);

    /// <summary>Masks with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Brushes(string name, string toName, params string[] labels) =>
        Labelled("BrushLabels", name, toName, labels);

    /// <summary>Masks of whole pixels with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Bitmasks(string name, string toName, params string[] labels) =>
        Labelled("BitmaskLabels", name, toName, labels);

    /// <summary>Spans of text or sound with labels; beside a <c>VideoRectangle</c>, the labels of its tracks.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Spans(string name, string toName, params string[] labels) => Labelled("Labels", name, toName, labels);

    /// <summary>Spans of a page of HTML with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder HyperTextSpans(string name, string toName, params string[] labels) =>
        Labelled("HyperTextLabels", name, toName, labels);

    /// <summary>Spans of a dialogue with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder ParagraphSpans(string name, string toName, params string[] labels) =>
        Labelled("ParagraphLabels", name, toName, labels);

    /// <summary>Spans of values over time with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder TimeSeriesSpans(string name, string toName, params string[] labels) =>
        Labelled("TimeSeriesLabels", name, toName, labels);

    /// <summary>Spans of frames of a video with labels.</summary>
    /// <inheritdoc cref="Rectangles"/>
    public LabelingConfigBuilder Timelines(string name, string toName, params string[] labels) =>
        Labelled("TimelineLabels", name, toName, labels);

    /// <summary>Rectangles that move in a video; their labels are those of <see cref="Spans"/>.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="toName">Name of the video.</param>
    public LabelingConfigBuilder VideoRectangles(string name, string toName) => Answer("VideoRectangle", name, toName);

    /// <summary>Options of which one is chosen, or several: <c>.With("choice", "multiple")</c>.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="toName">Name of what they are about.</param>
    /// <param name="choices">The options.</param>
    public LabelingConfigBuilder Choices(string name, string toName, params string[] choices) =>
        Control("Choices", name, toName, "Choice", choices.Select(choice => new LabelingLabel(choice)));

    /// <summary>Options with options below them (<see cref="LabelingLabel.Children"/>).</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="toName">Name of what they are about.</param>
    /// <param name="choices">The options at the top.</param>
    public LabelingConfigBuilder Taxonomy(string name, string toName, params LabelingLabel[] choices) =>
        Control("Taxonomy", name, toName, "Choice", choices);

    /// <summary>A text to type.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="toName">Name of what it is about.</param>
    public LabelingConfigBuilder TextArea(string name, string toName) => Answer("TextArea", name, toName);

    /// <summary>Stars to give.</summary>
    /// <inheritdoc cref="TextArea"/>
    public LabelingConfigBuilder Rating(string name, string toName) => Answer("Rating", name, toName);

    /// <summary>A number to type.</summary>
    /// <inheritdoc cref="TextArea"/>
    public LabelingConfigBuilder Number(string name, string toName) => Answer("Number", name, toName);

    /// <summary>A date or time to pick.</summary>
    /// <inheritdoc cref="TextArea"/>
    public LabelingConfigBuilder DateTime(string name, string toName) => Answer("DateTime", name, toName);

    /// <summary>Items to put in order.</summary>
    /// <inheritdoc cref="TextArea"/>
    public LabelingConfigBuilder Ranker(string name, string toName) => Answer("Ranker", name, toName);

    /// <summary>Two things of which the better one is chosen.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="left">Name of the tag on the left.</param>
    /// <param name="right">Name of the tag on the right.</param>
    public LabelingConfigBuilder Pairwise(string name, string left, string right) => Answer("Pairwise", name, $"{left},{right}");
}
