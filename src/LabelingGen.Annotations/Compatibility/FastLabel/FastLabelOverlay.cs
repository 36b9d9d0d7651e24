using LabelingGen.Annotations.Drawing;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// The segmentations of a picture, laid over it after everything else is drawn: where several lie, their colours are joined bit by bit, and
/// the picture shows half through. The vendor's PNG files also become somewhat transparent there, which is left out.
/// </summary>
internal sealed class FastLabelOverlay(int width, int height)
{
    private const byte Opacity = 100;

    private PaintColor[]? _colors;

    /// <summary>Adds a segmentation, its rings filled one after the other as they stand, holes against their direction.</summary>
    public void Add(MultiPolygon segmentation, PaintColor color)
    {
        LabelMap own = new(width, height);
        foreach (Polygon region in segmentation.Polygons)
        {
            BorderedFill.Fill(own, FastLabelOutline.ForFilling(Whole(region.Exterior)), 1);
            foreach (ValueList<Point> hole in region.Holes)
                BorderedFill.Fill(own, FastLabelOutline.ForFilling(FastLabelOutline.Reverse(Whole(hole))), 0);
        }

        _colors ??= new PaintColor[width * height];
        for (int i = 0; i < _colors.Length; i++)
        {
            PaintColor under = _colors[i];
            if (own.Values[i] != 0)
            {
                _colors[i] = new PaintColor(
                    (byte)(under.Red | color.Red), (byte)(under.Green | color.Green), (byte)(under.Blue | color.Blue), Opacity);
            }
        }
    }

    public void BlendOver(PictureCanvas canvas)
    {
        if (_colors is not null)
            canvas.BlendHalves(_colors);
    }

    private static int[] Whole(ValueList<Point> ring) =>
        [.. ring.SelectMany(static point => new[] { PictureCanvas.Whole(point.X), PictureCanvas.Whole(point.Y) })];
}
