namespace LabelingGen.LabelStudio;

/// <content>Tags that show data.</content>
public sealed partial class LabelingConfigBuilder
{
    /// <summary>Shows a text of the config itself, for the annotators.</summary>
    /// <param name="text">The text.</param>
    public LabelingConfigBuilder Header(string text) => Add(new LabelingTag("Header", [new("value", text)]));

    /// <summary>Shows a picture.</summary>
    /// <param name="name">Name of the tag.</param>
    /// <param name="dataKey">Key of the task's data; the name without.</param>
    public LabelingConfigBuilder Image(string name, string? dataKey = null) => Object("Image", name, dataKey);

    /// <summary>Shows several pictures as pages, from a list.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Images(string name, string? dataKey = null) => Object("Image", name, dataKey, "valueList");

    /// <summary>Shows a text.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Text(string name, string? dataKey = null) => Object("Text", name, dataKey);

    /// <summary>Shows a page of HTML.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder HyperText(string name, string? dataKey = null) => Object("HyperText", name, dataKey);

    /// <summary>Shows a dialogue.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Paragraphs(string name, string? dataKey = null) => Object("Paragraphs", name, dataKey);

    /// <summary>Plays a sound.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Audio(string name, string? dataKey = null) => Object("Audio", name, dataKey);

    /// <summary>Plays a video.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Video(string name, string? dataKey = null) => Object("Video", name, dataKey);

    /// <summary>Shows values over time.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder TimeSeries(string name, string? dataKey = null) => Object("TimeSeries", name, dataKey);

    /// <summary>Shows items to choose from or to put in order.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder List(string name, string? dataKey = null) => Object("List", name, dataKey);

    /// <summary>Shows names and values.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Table(string name, string? dataKey = null) => Object("Table", name, dataKey);

    /// <summary>Shows a conversation that goes on.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Chat(string name, string? dataKey = null) => Object("Chat", name, dataKey);

    /// <summary>Shows a PDF document.</summary>
    /// <inheritdoc cref="Image"/>
    public LabelingConfigBuilder Pdf(string name, string? dataKey = null) => Object("Pdf", name, dataKey);
}
