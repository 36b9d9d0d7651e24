using System.Globalization;
using System.Text;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>The lines of the vendor's YOLO files. Nothing is clamped, and numbers are cut after seven digits, not rounded.</summary>
internal static class FastLabelYolo
{
    private const double Cut = 1e7;

    /// <summary>Without classes: from the COCO document; outer rings for <c>image_segmentation</c>, boxes for all other types.</summary>
    public static IEnumerable<(string Name, string Text)> FromCoco(FastLabelCoco coco, FastLabelOptions options)
    {
        foreach (FastLabelCoco.Picture picture in coco.Pictures)
        {
            if (picture.Width == 0 || picture.Height == 0)
                throw new AnnotationFormatException($"The task '{picture.Name}' has no size; YOLO numbers are relative to it.");
            double perWidth = 1.0 / picture.Width;
            double perHeight = 1.0 / picture.Height;
            StringBuilder text = new();
            foreach (FastLabelCoco.Item item in picture.Items)
            {
                string number = (item.Category.Id - 1).ToString(CultureInfo.InvariantCulture);
                if (options.ProjectType == "image_segmentation" && !options.IsEarly)
                {
                    foreach (double[] ring in item.Segmentation())
                        text.Append(Outline(number, ring, perWidth, perHeight)).Append('\n');
                }
                else
                {
                    text.Append(BoxLine(number, item.Box.Length == 4
                        ? item.Box : throw item.Annotation.Error("There are no points"), perWidth, perHeight))
                        .Append('\n');
                }
            }

            yield return (picture.Name, text.ToString());
        }
    }

    /// <summary>
    /// With classes: vertices for polygons, all rings of a segmentation on one line, holes included (the vendor's quirk). Lines are sorted
    /// as text by their first part.
    /// </summary>
    public static IEnumerable<(string Name, string Text)> FromTasks(IReadOnlyList<FastLabelTask> tasks, FastLabelOptions options)
    {
        foreach (FastLabelTask task in tasks)
        {
            if (task.IsZeroSize)
                continue;
            double perWidth = 1.0 / task.Width;
            double perHeight = 1.0 / task.Height;
            foreach ((string name, int? frame) in task.Pictures(options))
            {
                StringBuilder text = new();
                IEnumerable<(string Key, string Line)> lines = task.Annotations
                    .Select(annotation => Line(annotation, frame, options, perWidth, perHeight))
                    .OfType<(string Key, string Line)>().OrderBy(static line => line.Key, CodePointOrder.Instance);
                foreach ((_, string line) in lines)
                    text.Append(line).Append('\n');
                yield return (name, text.ToString());
            }
        }
    }

    private static (string Key, string Line)? Line(
        FastLabelAnnotation annotation, int? frame, FastLabelOptions options, double perWidth, double perHeight)
    {
        if (annotation.Type is not ("bbox" or "polygon" or "segmentation") || annotation.Points(frame) is not { } points)
            return null;
        int index = options.Classes.AsSpan().IndexOf(annotation.Value);
        string number = index.ToString(CultureInfo.InvariantCulture);
        if (annotation.IsSegmentation)
        {
            if (options.IsEarly)
                return null;
            string[] rings = [.. annotation.Regions(points).SelectMany(static region => region)
                .Select(ring => Outline(number, ring, perWidth, perHeight))];
            return index < 0 || rings.Length == 0 ? null : (rings[0], string.Join(' ', rings));
        }

        double[] flat = annotation.Flat(points);
        if (annotation.IsDegenerateBox(flat) || index < 0)
            return null;
        bool isBoxLine = annotation.IsBox || options.IsEarly;
        string line = isBoxLine
            ? BoxLine(number, FastLabelGeometry.BoundingBox(flat), perWidth, perHeight)
            : Outline(number, flat, perWidth, perHeight);
        return (isBoxLine ? number : line, line);
    }

    private static string BoxLine(string number, double[] box, double perWidth, double perHeight)
    {
        double right = box[0] + box[2];
        double bottom = box[1] + box[3];
        return string.Join(
            ' ', number, Number((box[0] + right) / 2 * perWidth), Number((box[1] + bottom) / 2 * perHeight),
            Number((right - box[0]) * perWidth), Number((bottom - box[1]) * perHeight));
    }

    private static string Outline(string number, double[] ring, double perWidth, double perHeight)
    {
        StringBuilder line = new(number);
        for (int i = 0; i < ring.Length; i++)
            line.Append(' ').Append(Number(ring[i] * (i % 2 == 0 ? perWidth : perHeight)));
        return line.ToString();
    }

    // Adding zero turns the minus zero of small negative numbers into zero.
    private static string Number(double value) => PythonNumber.Text(Math.Truncate(value * Cut) / Cut + 0.0);
}
