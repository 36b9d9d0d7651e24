using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Draws the vendor's index masks: boxes and polygons one over the other, then all segmentations merged in bit by bit.</summary>
internal static class FastLabelMasks
{
    public static LabelMap Draw(FastLabelTask task, FastLabelOptions options, IReadOnlyList<string>? classes)
    {
        LabelMap map = Create(task);
        List<LabelMap> segmentations = [];
        int next = options.StartIndex;
        foreach (FastLabelAnnotation annotation in task.Annotations)
        {
            int index = classes is null ? next : Position(classes, annotation) + options.StartIndex;
            byte color = (byte)Math.Clamp(index, 0, 255);
            if (annotation.IsSegmentation)
            {
                LabelMap own = Create(task);
                if (annotation.Points(null) is { } points)
                    Fill(own, annotation.Regions(points), color, closes: !options.IsEarly);
                segmentations.Add(own);
            }
            else if (annotation.IsBox || annotation.Type == "polygon")
            {
                if (Outline(annotation) is { Length: > 0 } outline)
                    BorderedFill.Fill(map, FastLabelOutline.ForFilling(outline), color);
            }
            else
            {
                continue;
            }

            next++;
        }

        foreach (LabelMap segmentation in segmentations)
        {
            for (int i = 0; i < map.Values.Length; i++)
                map.Values[i] |= segmentation.Values[i];
        }

        return map;
    }

    /// <summary>Values of all annotations, drawn or not: they give the classes their numbers.</summary>
    public static IReadOnlyList<string> FindClasses(IReadOnlyList<FastLabelTask> tasks)
    {
        SortedSet<string> values = new(CodePointOrder.Instance);
        foreach (FastLabelTask task in tasks)
            values.UnionWith(task.Annotations.Select(static annotation => annotation.Value));
        return [.. values];
    }

    private static LabelMap Create(FastLabelTask task) => (long)task.Width * task.Height is > 0 and <= LabelMap.MaxPixels
        ? new LabelMap(task.Width, task.Height)
        : throw new AnnotationFormatException($"A picture of {task.Width} x {task.Height} cannot be drawn.", null, path: task.Path);

    private static int Position(IReadOnlyList<string> classes, FastLabelAnnotation annotation)
    {
        for (int i = 0; i < classes.Count; i++)
        {
            if (classes[i] == annotation.Value)
                return i;
        }

        throw annotation.Error("The classes do not have the value");
    }

    private static int[] Outline(FastLabelAnnotation annotation)
    {
        if (annotation.Points(null) is not { } points)
            return [];
        double[] flat = annotation.Flat(points);
        if (!annotation.IsBox)
            return FastLabelOutline.WithoutRepeats(FastLabelOutline.ToStaircase(flat));
        int left = (int)Math.Min(Math.Truncate(flat[0]), Math.Truncate(flat[2]));
        int top = (int)Math.Min(Math.Truncate(flat[1]), Math.Truncate(flat[3]));
        int right = (int)Math.Max(Math.Truncate(flat[0]), Math.Truncate(flat[2]));
        int bottom = (int)Math.Max(Math.Truncate(flat[1]), Math.Truncate(flat[3]));
        return [left, top, right, top, right, bottom, left, bottom];
    }

    private static void Fill(LabelMap map, double[][][] regions, byte color, bool closes)
    {
        foreach (double[][] rings in regions)
        {
            for (int i = 0; i < rings.Length; i++)
            {
                int[] steps = FastLabelOutline.ToStaircase(rings[i]);
                int[] ring = FastLabelOutline.WithoutRepeats(closes ? FastLabelOutline.Close(steps) : steps);
                bool keeps = i == 0 && FastLabelOutline.IsClockwise(ring);
                int[] sorted = FastLabelOutline.BeginTopLeft(keeps ? ring : FastLabelOutline.Reverse(ring));
                BorderedFill.Fill(map, FastLabelOutline.ForFilling(sorted), i == 0 ? color : 0);
            }
        }
    }
}
