namespace LabelingGen.Annotations;

/// <summary>Keeps of shapes that overlap much only the one with the highest score.</summary>
public static class NonMaximumSuppression
{
    /// <summary>
    /// Goes through boxes by falling score (equal ones in the order given) and keeps each that overlaps no kept one by more than the
    /// threshold.
    /// </summary>
    /// <param name="boxes">The boxes, in pixels.</param>
    /// <param name="scores">A score for each box.</param>
    /// <param name="threshold">The intersection over union, 0 to 1, up to which two boxes are kept.</param>
    /// <param name="classes">A class for each box: boxes of different classes do not suppress each other; empty if there is one
    /// class.</param>
    /// <returns>The positions of the kept boxes by falling score.</returns>
    /// <exception cref="ArgumentException">There are not as many scores (or classes) as boxes, or a score is not a number.</exception>
    public static ValueList<int> Select(ReadOnlySpan<Box> boxes, ReadOnlySpan<double> scores, double threshold,
        ReadOnlySpan<int> classes = default)
    {
        int[] order = ScoreOrder.ByFallingScore(scores);
        Check(boxes.Length, scores.Length, classes.Length);
        List<int> kept = [];
        foreach (int candidate in order)
        {
            Box box = boxes[candidate];
            bool isKept = true;
            foreach (int other in kept)
            {
                if ((classes.IsEmpty || classes[other] == classes[candidate])
                    && BoxOverlap.IntersectionOverUnion(boxes[other], box) > threshold)
                {
                    isKept = false;
                    break;
                }
            }

            if (isKept)
                kept.Add(candidate);
        }

        return kept.ToValueList();
    }

    /// <summary>The same for shapes of any kind; see <see cref="ShapeOverlap"/> for how they are compared.</summary>
    /// <param name="shapes">The shapes, in pixels.</param>
    /// <param name="scores">A score for each shape.</param>
    /// <param name="threshold">The intersection over union, 0 to 1, up to which two shapes are kept.</param>
    /// <param name="classes">A class for each shape; empty if there is one class.</param>
    /// <returns>The positions of the kept shapes by falling score.</returns>
    /// <exception cref="ArgumentException">There are not as many scores (or classes) as shapes, or a score is not a number.</exception>
    public static ValueList<int> Select(
        IReadOnlyList<IPlanarShape> shapes, ReadOnlySpan<double> scores, double threshold, ReadOnlySpan<int> classes = default)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        Check(shapes.Count, scores.Length, classes.Length);
        List<int> kept = [];
        Box[] bounds = [.. shapes.Select(static shape => shape.Bounds)];
        foreach (int candidate in ScoreOrder.ByFallingScore(scores))
        {
            bool isKept = true;
            foreach (int other in kept)
            {
                if ((classes.IsEmpty || classes[other] == classes[candidate])
                    && BoxOverlap.IntersectionArea(bounds[other], bounds[candidate]) > 0
                    && ShapeOverlap.IntersectionOverUnion(shapes[other], shapes[candidate]) > threshold)
                {
                    isKept = false;
                    break;
                }
            }

            if (isKept)
                kept.Add(candidate);
        }

        return kept.ToValueList();
    }

    private static void Check(int shapes, int scores, int classes)
    {
        if (scores != shapes)
            throw new ArgumentException($"There are {scores} scores for {shapes} shapes.", nameof(scores));
        if (classes != 0 && classes != shapes)
            throw new ArgumentException($"There are {classes} classes for {shapes} shapes.", nameof(classes));
    }
}
