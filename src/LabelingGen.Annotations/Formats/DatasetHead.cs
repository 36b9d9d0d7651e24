namespace LabelingGen.Annotations.Formats;

/// <summary>What a file says of its data set before the first image.</summary>
/// <param name="Categories">The categories that it declares.</param>
internal sealed record DatasetHead(IReadOnlyList<Category> Categories)
{
    /// <summary>What no property of the data set holds.</summary>
    public ValueMap<JsonText> Extra { get; init; } = ValueMap<JsonText>.Empty;
}
