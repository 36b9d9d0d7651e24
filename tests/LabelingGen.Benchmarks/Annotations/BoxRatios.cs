using LabelingGen.Annotations;

namespace LabelingGen.Benchmarks.Annotations;

/// <summary>Every box of one list with every box of another: against the loop one would write.</summary>
internal static class BoxRatios
{
    private const int Count = 5000;
    private const int Rounds = 40;
    private const int Rotated = 1000;
    private const double RotatedMicroseconds = 0.13;

    public static IEnumerable<Ratio> Measure()
    {
        Random random = new(1);
        Box[] first = Boxes(random);
        Box[] second = Boxes(random);
        // Both write to the same memory, which is there beforehand: pages that are touched for the first time would be all one measures.
        double[] result = new double[Count * Count];
        (Measurement ours, Measurement loop) = Measurement.Compare(
            () => BoxOverlap.IntersectionOverUnion(first, second, result), () => Loop(first, second, result), Rounds, warmUps: 10);
        yield return new Ratio("box-iou-5000x5000-ms", ours.Milliseconds, loop.Milliseconds);
        yield return new Ratio("box-iou-5000x5000-bytes", ours.Bytes, loop.Bytes);

        RotatedBox[] turned = [.. Boxes(random).Take(Rotated).Select(box => new RotatedBox(box.X, box.Y, box.Width, box.Height, box.X))];
        (ours, _) = Measurement.Compare(
            () => RotatedBoxOverlap.IntersectionOverUnion(turned, turned, result.AsSpan(0, Rotated * Rotated)), () =>
                { }, Rounds, warmUps: 10);
        // The other figure is that of detectron2's routine, compiled, in double.
        yield return new Ratio("rotated-iou-us-a-pair", ours.Milliseconds * 1000 / (Rotated * Rotated), RotatedMicroseconds);
        yield return new Ratio("rotated-iou-1000x1000-bytes", ours.Bytes, 0);
    }

    /// <summary>The straightforward loop: no vectors, no columns.</summary>
    private static void Loop(Box[] first, Box[] second, double[] result)
    {
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = 0; j < second.Length; j++)
            {
                double width = Math.Min(first[i].Right, second[j].Right) - Math.Max(first[i].Left, second[j].Left);
                double height = Math.Min(first[i].Bottom, second[j].Bottom) - Math.Max(first[i].Top, second[j].Top);
                double shared = width > 0 && height > 0 ? width * height : 0;
                double all = first[i].Area + second[j].Area - shared;
                result[(i * second.Length) + j] = all > 0 ? shared / all : 0;
            }
        }
    }

    private static Box[] Boxes(Random random) => [.. Enumerable.Range(0, Count).Select(_ =>
        new Box(random.NextDouble() * 1000, random.NextDouble() * 600, 20 + (random.NextDouble() * 300),
            20 + (random.NextDouble() * 200)))];
}
