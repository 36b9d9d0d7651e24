namespace LabelingGen.Annotations;

/// <summary>What a comparison of ground truths with predictions gives.</summary>
/// <param name="TruthAreas">The area of each ground truth.</param>
/// <param name="PredictionAreas">The area of each prediction.</param>
/// <param name="Similarities">For each prediction a row; empty where pycocotools compares nothing.</param>
internal sealed record Comparison(double[] TruthAreas, double[] PredictionAreas, double[] Similarities);

/// <summary>Compares ground truths with predictions in the ways of <see cref="EvaluationKind"/>.</summary>
internal sealed class Similarity(CocoEvaluationOptions options)
{
    private readonly ValueList<double> _sigmas = options.KeypointSigmas.IsEmpty
        ? CocoEvaluationOptions.CocoPersonSigmas : options.KeypointSigmas;

    public Comparison Compare(AnnotatedImage image, IReadOnlyList<Annotation> truths, Annotation[] predictions) => options.Kind switch
    {
        EvaluationKind.Boxes => Compare(
            truths, predictions, annotation => BoxOf(image, annotation), static box => box.Area,
            BoxOverlap.IntersectionOverUnion, BoxOverlap.IntersectionOverFirst),
        EvaluationKind.Masks => Compare(
            truths, predictions, annotation => MaskOf(image, annotation), static mask => mask.PixelCount, MaskOverlap, MaskOverlapOfFirst),
        EvaluationKind.Keypoints => CompareKeypoints(image, truths, predictions),
        EvaluationKind.Shapes => Compare(
            truths, predictions, annotation => ShapeOf(image, annotation), static shape => shape.Area,
            static (first, second) => ShapeOverlap.Measure(first, second).IntersectionOverUnion,
            static (first, second) => ShapeOverlap.Measure(first, second).IntersectionOverFirst),
        EvaluationKind.Cuboids => Compare(
            truths, predictions, annotation => CuboidOf(image, annotation), static cuboid => cuboid.Volume,
            CuboidOverlap.IntersectionOverUnion, static (first, second) => CuboidOverlap.IntersectionVolume(first, second) / first.Volume),
        _ => Compare(
            truths, predictions, annotation => CuboidOf(image, annotation), static cuboid => cuboid.Size.X * cuboid.Size.Y,
            CuboidOverlap.BirdsEyeIntersectionOverUnion, CuboidOverlap.BirdsEyeIntersectionOverUnion),
    };

    private static Comparison Compare<T>(
        IReadOnlyList<Annotation> truths, Annotation[] predictions, Func<Annotation, T> shapeOf, Func<T, double> areaOf,
        Func<T, T, double> overlap, Func<T, T, double> overlapOfFirst)
    {
        T[] expected = [.. truths.Select(shapeOf)];
        T[] found = [.. predictions.Select(shapeOf)];
        double[] similarities = new double[expected.Length * found.Length];
        for (int g = 0; g < expected.Length; g++)
        {
            Func<T, T, double> compare = truths[g].Has(AnnotationFlags.Crowd) ? overlapOfFirst : overlap;
            for (int d = 0; d < found.Length; d++)
                similarities[d * expected.Length + g] = compare(found[d], expected[g]);
        }

        return new Comparison(
            [.. expected.Select((shape, g) => truths[g].StoredArea ?? areaOf(shape))], [.. found.Select(areaOf)], similarities);
    }

    private static double MaskOverlap(Mask first, Mask second) =>
        BoxOverlap.IntersectionArea(first.Bounds, second.Bounds) > 0 ? first.IntersectionOverUnion(second) : 0;

    private static double MaskOverlapOfFirst(Mask first, Mask second)
    {
        long shared = BoxOverlap.IntersectionArea(first.Bounds, second.Bounds) > 0 ? first.IntersectionCount(second) : 0;
        return shared == 0 ? 0 : (double)shared / first.PixelCount;
    }

    private static Box BoxOf(AnnotatedImage image, Annotation annotation) =>
        annotation.BoundingBox ?? throw Missing(image, annotation, "box");

    private static Mask MaskOf(AnnotatedImage image, Annotation annotation)
    {
        if (annotation.Shape is Mask mask)
            return mask;
        IPlanarShape shape = annotation.Shape as IPlanarShape ?? throw Missing(image, annotation, "mask or outline");
        (int width, int height) = image.Size
            ?? throw new ArgumentException($"The size of the picture '{image.Name}' is needed to fill its outlines, but is not known.",
                nameof(image));
        return Mask.FromShape(shape, width, height);
    }

    private static IPlanarShape ShapeOf(AnnotatedImage image, Annotation annotation) =>
        annotation.Shape as IPlanarShape ?? throw Missing(image, annotation, "shape");

    private static Cuboid CuboidOf(AnnotatedImage image, Annotation annotation) =>
        annotation.Shape is Cuboid cuboid ? cuboid : throw Missing(image, annotation, "cuboid");

    private Keypoints KeypointsOf(AnnotatedImage image, Annotation annotation)
    {
        Keypoints keypoints = annotation.Keypoints ?? annotation.Shape as Keypoints ?? throw Missing(image, annotation, "landmarks");
        return keypoints.Points.Count == _sigmas.Count
            ? keypoints
            : throw new ArgumentException(
                $"An annotation on the picture '{image.Name}' has {keypoints.Points.Count} landmarks; there are {_sigmas.Count} sigmas.",
                nameof(annotation));
    }

    private static ArgumentException Missing(AnnotatedImage image, Annotation annotation, string what) =>
        new($"The annotation '{annotation.Id ?? annotation.Label}' on the picture '{image.Name}' has no {what} to compare.",
            nameof(annotation));

    private Comparison CompareKeypoints(AnnotatedImage image, IReadOnlyList<Annotation> truths, Annotation[] predictions)
    {
        Keypoints[] found = [.. predictions.Select(annotation => KeypointsOf(image, annotation))];
        double[] similarities = new double[truths.Count * found.Length];
        double[] areas = new double[truths.Count];
        for (int g = 0; g < truths.Count; g++)
        {
            Annotation truth = truths[g];
            Box box = BoxOf(image, truth);
            areas[g] = truth.StoredArea ?? (truth.Shape as IPlanarShape is { Area: > 0 } shape ? shape.Area : box.Area);
            Keypoints expected = KeypointsOf(image, truth);
            for (int d = 0; d < found.Length; d++)
                similarities[d * truths.Count + g] = KeypointSimilarity.Compute(expected, box, areas[g], found[d], _sigmas.AsSpan());
        }

        // pycocotools takes the box around all landmarks of a prediction, marked or not, as its area.
        double[] predictionAreas = new double[found.Length];
        for (int d = 0; d < found.Length; d++)
            predictionAreas[d] = Box.Around([.. found[d].Points.Select(static point => point.Location)]).Area;
        return new Comparison(areas, predictionAreas, similarities);
    }
}
