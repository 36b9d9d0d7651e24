namespace LabelingGen.Annotations;

/// <summary>How Pascal VOC reads average precision off a curve.</summary>
public enum VocInterpolation
{
    /// <summary>The mean of the precision at the recalls 0, 0.1, … 1: VOC 2007.</summary>
    ElevenPoints,

    /// <summary>The area under the curve, made to fall: VOC 2010 and later.</summary>
    AllPoints,
}

/// <summary>
/// Average precision of boxes as Pascal VOC's development kit defines it: difficult ground truths count for nobody; each ground truth is
/// matched once, by the prediction with the highest score, and only the ground truth that a prediction overlaps most can match it. The
/// kit counts pixels inclusively (a box from 1 to 10 is 10 wide); boxes that were read by its convention have these widths already.
/// </summary>
public static class VocEvaluator
{
    /// <summary>The average precision of one category.</summary>
    /// <param name="truth">The pictures with their ground truth.</param>
    /// <param name="predictions">The same pictures, by name, with predictions; those without any may be absent.</param>
    /// <param name="category">The category.</param>
    /// <param name="interpolation">How the curve is read.</param>
    /// <param name="threshold">The least intersection over union of a match.</param>
    /// <returns>From 0 to 1; -1 if there is no ground truth that counts.</returns>
    /// <exception cref="ArgumentException">A prediction has no box or no score, or a picture is listed twice.</exception>
    public static double AveragePrecision(
        IEnumerable<AnnotatedImage> truth, IEnumerable<AnnotatedImage> predictions, string category,
        VocInterpolation interpolation = VocInterpolation.AllPoints, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        Dictionary<string, List<Annotation>> truths = new(StringComparer.Ordinal);
        int counted = 0;
        foreach (AnnotatedImage image in truth)
        {
            List<Annotation> here = [.. image.Annotations.Where(annotation => annotation.Label == category)];
            if (!truths.TryAdd(image.Name, here))
                throw new ArgumentException($"The picture '{image.Name}' is listed twice in the ground truth.", nameof(truth));
            counted += here.Count(static annotation => !annotation.Has(AnnotationFlags.Difficult));
        }

        if (counted == 0)
            return -1;
        List<(string Image, Box Box, double Score)> found = [];
        foreach (AnnotatedImage image in predictions)
        {
            foreach (Annotation annotation in image.Annotations)
            {
                if (annotation.Label != category)
                    continue;
                if (annotation.BoundingBox is not { } box || annotation.Confidence is not { } score)
                    throw new ArgumentException($"A prediction on the picture '{image.Name}' has no box or no score.", nameof(predictions));
                found.Add((image.Name, box, score));
            }
        }

        int[] order = ScoreOrder.ByFallingScore([.. found.Select(static prediction => prediction.Score)]);
        List<(double Recall, double Precision)> curve = [];
        HashSet<Annotation> taken = new(ReferenceEqualityComparer.Instance);
        int hits = 0;
        int misses = 0;
        foreach (int i in order)
        {
            Annotation? best = null;
            double most = 0;
            foreach (Annotation candidate in truths.GetValueOrDefault(found[i].Image) ?? [])
            {
                double overlap = candidate.BoundingBox is { } box ? BoxOverlap.IntersectionOverUnion(found[i].Box, box) : 0;
                if (overlap > most)
                    (best, most) = (candidate, overlap);
            }

            if (best is not null && most >= threshold && best.Has(AnnotationFlags.Difficult))
                continue;
            if (best is not null && most >= threshold && taken.Add(best))
                hits++;
            else
                misses++;
            curve.Add(((double)hits / counted, (double)hits / (hits + misses)));
        }

        return interpolation == VocInterpolation.ElevenPoints ? ElevenPoints(curve) : AllPoints(curve);
    }

    private static double ElevenPoints(List<(double Recall, double Precision)> curve)
    {
        double sum = 0;
        for (int i = 0; i <= 10; i++)
        {
            double best = 0;
            foreach ((double recall, double precision) in curve)
            {
                if (recall >= i * 0.1)
                    best = Math.Max(best, precision);
            }

            sum += best / 11;
        }

        return sum;
    }

    private static double AllPoints(List<(double Recall, double Precision)> curve)
    {
        double area = 0;
        double best = 0;
        for (int i = curve.Count - 1; i >= 0; i--)
        {
            best = Math.Max(best, curve[i].Precision);
            area += (curve[i].Recall - (i > 0 ? curve[i - 1].Recall : 0)) * best;
        }

        return area;
    }
}
