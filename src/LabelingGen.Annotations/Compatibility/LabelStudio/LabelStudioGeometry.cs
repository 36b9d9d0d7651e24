using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>How the vendor's converter turns rectangles, to the last digit.</summary>
internal static class LabelStudioGeometry
{
    /// <summary>
    /// The upright box around a rectangle that is turned about its top-left corner, in percent of the sides as if both were equally long:
    /// the vendor's flaw, which <see cref="RotatedBox.FromTopLeft"/> in pixels does not have. Nothing if a number is missing.
    /// </summary>
    /// <exception cref="AnnotationFormatException">The rectangle is turned and has no width: the vendor's converter fails, too.</exception>
    public static double[]? PercentBounds(LabelStudioRegion region)
    {
        if (region.Number("x") is not double x || region.Number("y") is not double y
            || region.Number("width") is not double width || region.Number("height") is not double height)
        {
            return null;
        }

        double rotation = region.Number("rotation") ?? 0;
        return width != 0 || rotation == 0
            ? PercentBounds(x, y, width, height, rotation)
            : throw new AnnotationFormatException("A turned rectangle has no width.", null, path: "result[].value.width");
    }

    public static double[] PercentBounds(double x, double y, double width, double height, double rotation)
    {
        if (Math.Abs(rotation) <= 0)
            return [x, y, width, height];
        double alpha = Math.Atan(height / width);
        double beta = Math.PI * (rotation / 180);
        double radius = Math.Sqrt(Math.Pow(width / 2, 2) + Math.Pow(height / 2, 2));
        double centerX = x - radius * (Math.Cos(Math.PI - alpha - beta) - Math.Cos(Math.PI - alpha)) + width / 2;
        double centerY = y + radius * (Math.Sin(Math.PI - alpha - beta) - Math.Sin(Math.PI - alpha)) + height / 2;
        double[] angles = [alpha + beta, Math.PI - alpha + beta, Math.PI + alpha + beta, 2 * Math.PI - alpha + beta];
        double[] xs = [.. angles.Select(angle => centerX + radius * Math.Cos(angle))];
        double[] ys = [.. angles.Select(angle => centerY + radius * Math.Sin(angle))];
        return [xs.Min(), ys.Min(), xs.Max() - xs.Min(), ys.Max() - ys.Min()];
    }

    /// <summary>
    /// The corners of a rectangle turned in pixels about its top-left corner, each divided by the sides. Nothing if a number is missing.
    /// </summary>
    /// <exception cref="AnnotationFormatException">A side of the picture is 0: the vendor's converter fails, too.</exception>
    public static double[]? OrientedCorners(LabelStudioRegion region)
    {
        if (region.OriginalWidth is not double originalWidth || region.OriginalHeight is not double originalHeight
            || region.Number("x") is not double left || region.Number("y") is not double top
            || region.Number("width") is not double across || region.Number("height") is not double down
                || region.Number("rotation") is not double rotation)
        {
            return null;
        }

        if (originalWidth == 0 || originalHeight == 0)
            throw new AnnotationFormatException("A side of the picture is 0.", null, path: "result[]");
        double x = left / 100 * originalWidth;
        double y = top / 100 * originalHeight;
        double width = across / 100 * originalWidth;
        double height = down / 100 * originalHeight;
        double angle = rotation * (Math.PI / 180);
        (double cosine, double sine) = (Math.Cos(angle), Math.Sin(angle));
        return
        [
            x / originalWidth, y / originalHeight,
            (x + width * cosine) / originalWidth, (y + width * sine) / originalHeight,
            (x + width * cosine - height * sine) / originalWidth, (y + width * sine + height * cosine) / originalHeight,
            (x - height * sine) / originalWidth, (y + height * cosine) / originalHeight,
        ];
    }
}
