using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>One field that a conversion dropped or changed.</summary>
/// <param name="Image">Name of the image, or <see langword="null"/> for the data set as a whole.</param>
/// <param name="AnnotationIndex">Position of the annotation within its image, counted from 0; <see langword="null"/> for the image
/// itself.</param>
/// <param name="Field">Path of the field, for instance <c>shape</c>, <c>confidence</c> or <c>attributes.color</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Before">What went in, as text for people, at most 120 characters.</param>
/// <param name="After">What comes out, as text for people; <see langword="null"/> where nothing does.</param>
public sealed record ConversionLoss(
    string? Image, int? AnnotationIndex, string Field, LossReason Reason, string? Before, string? After)
{
    /// <summary>The annotation's id, if it has one.</summary>
    public string? AnnotationId { get; init; }

    /// <summary>Name of the category, where the loss is one of what the data set says of it.</summary>
    public string? Category { get; init; }

    /// <summary>Largest shift of a coordinate in pixels, where the loss is one of position.</summary>
    public double? Pixels { get; init; }

    /// <summary>Writes the loss as one JSON object.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        if (Image is not null)
            writer.WriteString("image", Image);
        if (AnnotationIndex is int index)
            writer.WriteNumber("annotation", index);
        if (AnnotationId is not null)
            writer.WriteString("id", AnnotationId);
        if (Category is not null)
            writer.WriteString("category", Category);
        writer.WriteString("field", Field);
        writer.WriteString("reason", CodeOf(Reason));
        if (Before is not null)
            writer.WriteString("before", Before);
        if (After is not null)
            writer.WriteString("after", After);
        if (Pixels is double pixels)
            writer.WriteNumber("pixels", pixels);
        writer.WriteEndObject();
    }

    internal static string CodeOf(LossReason reason) => reason switch
    {
        LossReason.AnnotationDropped => "annotation-dropped",
        LossReason.SizeUnknown => "size-unknown",
        LossReason.ShapeApproximated => "shape-approximated",
        LossReason.Rounded => "rounded",
        LossReason.Clipped => "clipped",
        LossReason.Changed => "changed",
        LossReason.Added => "added",
        _ => "dropped",
    };
}
