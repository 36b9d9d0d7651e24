using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Scale;

public sealed partial class ImageAnnotationResponse
{
    /// <summary>The annotations in the form that all vendors share, in their order.</summary>
    /// <exception cref="AnnotationFormatException">The numbers of an annotation make no shape.</exception>
    public ValueList<Annotation> ToAnnotations() =>
        (Annotations ?? []).Select(static annotation => annotation.ToAnnotation()).ToValueList();

    /// <summary>An answer in Scale's form, for instance as a hypothesis. What it cannot hold is added to the report.</summary>
    public static ImageAnnotationResponse FromImage(AnnotatedImage image, ConversionReport report)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(report);
        ImageAnnotationResponse response = FromShapes(image, out List<int> origins);
        // The picture itself belongs to the task, not to its answer.
        AnnotatedImage back = image with { Annotations = response.ToAnnotations(), Relations = default };
        report.AddDifferences(image, back, [.. origins]);
        return response;
    }

    /// <summary>An answer in Scale's form.</summary>
    /// <param name="image">The image.</param>
    /// <param name="origins">For each annotation of the answer, the position of the one it was made of.</param>
    internal static ImageAnnotationResponse FromShapes(AnnotatedImage image, out List<int> origins)
    {
        List<ImageAnnotation> made = [];
        origins = [];
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            if (ImageAnnotation.FromAnnotation(image.Annotations[i]) is not { } annotation)
                continue;
            made.Add(annotation);
            origins.Add(i);
        }

        return new ImageAnnotationResponse { Annotations = made };
    }
}
