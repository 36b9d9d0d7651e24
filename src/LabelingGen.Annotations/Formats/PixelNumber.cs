namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Pixels that are computed of what a file says, without the noise of the arithmetic: what is read and written again is then the same text
/// and not one digit further off each time.
/// </summary>
internal static class PixelNumber
{
    private const int Digits = 9;

    public static double Round(double value) => Math.Round(value, Digits);

    /// <summary>The box of two corners in any order, of which one stays as it is.</summary>
    public static Box ToBox(double left, double top, double right, double bottom) => new(
        Math.Min(left, right), Math.Min(top, bottom), Round(Math.Abs(right - left)), Round(Math.Abs(bottom - top)));

    /// <summary>A turned box of two corners as they were before it was turned.</summary>
    public static RotatedBox ToRotatedBox(Box box, double degrees) =>
        new(Round(box.Center.X), Round(box.Center.Y), box.Width, box.Height, degrees);
}
