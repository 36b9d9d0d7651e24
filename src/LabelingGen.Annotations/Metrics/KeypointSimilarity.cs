namespace LabelingGen.Annotations;

/// <summary>COCO's object keypoint similarity: how near the landmarks of a prediction are to those of a ground truth.</summary>
public static class KeypointSimilarity
{
    private const double Spacing = 2.220446049250313e-16;

    /// <summary>
    /// The mean over the labelled landmarks of exp(-d² / (2 area (2 sigma)²)), with d the distance in pixels; from 0 to 1. Where no
    /// landmark of the ground truth is labelled, d is the distance of each landmark to the ground truth's box, grown by its own size on
    /// every side.
    /// </summary>
    /// <param name="truth">The landmarks of the ground truth.</param>
    /// <param name="truthBox">The ground truth's box, in pixels.</param>
    /// <param name="truthArea">The ground truth's area, in square pixels.</param>
    /// <param name="prediction">The landmarks of the prediction; their visibility is not looked at.</param>
    /// <param name="sigmas">The standard deviation of each landmark, relative to object size.</param>
    /// <exception cref="ArgumentException">There are not as many landmarks or sigmas in one list as in the others.</exception>
    public static double Compute(Keypoints truth, Box truthBox, double truthArea, Keypoints prediction, ReadOnlySpan<double> sigmas)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(prediction);
        int count = sigmas.Length;
        if (truth.Points.Count != count || prediction.Points.Count != count)
            throw new ArgumentException($"There are {truth.Points.Count} and {prediction.Points.Count} landmarks and {count} sigmas.",
                nameof(sigmas));
        bool isLabeled = truth.LabeledCount > 0;
        double left = truthBox.X - truthBox.Width, right = truthBox.X + truthBox.Width * 2;
        double top = truthBox.Y - truthBox.Height, bottom = truthBox.Y + truthBox.Height * 2;
        Span<double> similarities = count <= 64 ? stackalloc double[count] : new double[count];
        int used = 0;
        for (int i = 0; i < count; i++)
        {
            Keypoint expected = truth.Points[i];
            Keypoint found = prediction.Points[i];
            if (isLabeled && !expected.IsLabeled)
                continue;
            double dx = isLabeled ? found.X - expected.X : Math.Max(0, left - found.X) + Math.Max(0, found.X - right);
            double dy = isLabeled ? found.Y - expected.Y : Math.Max(0, top - found.Y) + Math.Max(0, found.Y - bottom);
            double variance = sigmas[i] * 2 * (sigmas[i] * 2);
            similarities[used++] = Math.Exp(-((dx * dx + dy * dy) / variance / (truthArea + Spacing) / 2));
        }

        return used == 0 ? 0 : NumpySum.Sum(similarities[..used]) / used;
    }
}
