using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using Shape = LabelingGen.Annotations;

namespace LabelingGen.Clarifai;

/// <summary>
/// Inputs with their annotations as images of <c>LabelingGen.Annotations</c>, from which every other format is written, and back. The other
/// way, shapes that Clarifai does not have become outlines (rotated boxes, ellipses) or masks (holes, several parts) or are dropped, and a
/// report lists every field that differs. Clarifai stores fractions as 32-bit numbers, so that pixels come back rounded.
/// </summary>
public static class ClarifaiConversion
{
    /// <summary>An input's annotations as an annotated image.</summary>
    /// <param name="annotations">The annotations of one input.</param>
    /// <param name="name">What the picture is called.</param>
    /// <param name="size">The picture's size in pixels.</param>
    /// <exception cref="InvalidDataException">A mask is no picture that can be read.</exception>
    public static AnnotatedImage ToAnnotatedImage(this IEnumerable<Protobuf.Annotation> annotations, string name, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        Protobuf.Annotation[] all = [.. annotations];
        return new AnnotatedImage(name, size, all.SelectMany(annotation => ClarifaiShapes.ToShapes(annotation, size)).ToValueList())
        {
            Id = all.Select(static annotation => annotation.InputId).FirstOrDefault(static id => id.Length > 0),
        };
    }

    /// <summary>The annotations of a picture, one for each label that Clarifai can hold.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="inputId">The input.</param>
    /// <param name="report">Told every field that is dropped or approximated.</param>
    /// <param name="ids">How the concepts' ids are made.</param>
    /// <exception cref="ArgumentException">The picture has no size, which fractions are relative to, or the input has no id.</exception>
    public static IReadOnlyList<Protobuf.Annotation> ToClarifaiAnnotations(
        this AnnotatedImage image, string inputId, ConversionReport? report = null, ConceptIds ids = ConceptIds.Label)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Size is not { Width: > 0, Height: > 0 } size)
            throw new ArgumentException($"The size of the picture '{image.Name}' is not known.", nameof(image));
        List<Protobuf.Annotation> made = [];
        List<int> origins = [];
        foreach ((Protobuf.Annotation annotation, int origin) in Convert(image, inputId, size, ids))
        {
            made.Add(annotation);
            origins.AddRange(Enumerable.Repeat(origin, ClarifaiShapes.ToShapes(annotation, size).Count));
        }

        // What belongs to the input itself is not converted here, and so not lost.
        AnnotatedImage back = image with { Annotations = made.ToAnnotatedImage(image.Name, size).Annotations, Relations = default };
        report?.AddDifferences(image, back, [.. origins]);
        return made;
    }

    /// <summary>The annotations of a picture, each with the position of the label it is made of.</summary>
    internal static IEnumerable<(Protobuf.Annotation Annotation, int Origin)> Convert(
        AnnotatedImage image, string inputId, ImageSize size, ConceptIds ids = ConceptIds.Label)
    {
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            if (Simplify(image.Annotations[i], size) is not { } label)
                continue;
            Protobuf.Annotation annotation = ClarifaiShapes.FromShape(label, inputId, size, ids);
            annotation.Id = label.Id ?? "";
            yield return (annotation, i);
        }
    }

    /// <summary>The label with the nearest shape that Clarifai has, within the picture; nothing if there is none.</summary>
    private static Shape.Annotation? Simplify(Shape.Annotation label, ImageSize size)
    {
        // Concepts have names.
        if (label.Labels.IsEmpty || label.Labels.Any(string.IsNullOrWhiteSpace))
            return null;
        if (label.Shape is null)
            return label;
        IShape? shape = label.Shape switch
        {
            Box box => BoxOverlap.Intersect(box, new Box(0, 0, size.Width, size.Height)) is { } inside
                && ClarifaiShapes.HasArea(inside, size) ? inside : null,
            RotatedBox box => Shape.Polygon.FromBox(box),
            Ellipse ellipse => ellipse.ToPolygon(),
            Shape.Polygon { Holes.IsEmpty: true, Exterior.Count: >= 3 } polygon => polygon,
            Shape.Polygon or MultiPolygon => Shape.Mask.FromShape((IPlanarShape)label.Shape, size.Width, size.Height),
            Shape.Mask mask when (mask.Width, mask.Height) == (size.Width, size.Height) => mask,
            Shape.Point point => point,
            _ => null,
        };
        return shape is null ? null : label with { Shape = shape };
    }
}
