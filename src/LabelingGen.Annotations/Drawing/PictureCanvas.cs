namespace LabelingGen.Annotations.Drawing;

/// <summary>
/// A picture of red, green and blue that half-transparent shapes are drawn on, without smoothing. Each shape covers a pixel once.
/// </summary>
internal sealed class PictureCanvas
{
    private readonly byte[] _pixels;

    public PictureCanvas(PngImage picture)
    {
        Width = picture.Width;
        Height = picture.Height;
        byte[] rgba = new byte[checked(4 * Width * Height)];
        picture.CopyRgbaTo(rgba);
        _pixels = new byte[3 * Width * Height];
        for (int i = 0; i < Width * Height; i++)
            rgba.AsSpan(4 * i, 3).CopyTo(_pixels.AsSpan(3 * i));
    }

    public int Width { get; }

    public int Height { get; }

    public PngImage ToPng() => new(Width, Height, PngColorType.Rgb, 8, _pixels);

    public void FillRectangle(int left, int top, int right, int bottom, PaintColor color)
    {
        for (int y = Math.Max(top, 0); y <= Math.Min(bottom, Height - 1); y++)
            BlendRow(y, left, right, color);
    }

    public void OutlineRectangle(int left, int top, int right, int bottom, int width, PaintColor color)
    {
        FillRectangle(left, top, right, Math.Min(top + width - 1, bottom), color);
        FillRectangle(left, Math.Max(bottom - width + 1, top + width), right, bottom, color);
        FillRectangle(left, top + width, Math.Min(left + width - 1, right), bottom - width, color);
        FillRectangle(Math.Max(right - width + 1, left + width), top + width, right, bottom - width, color);
    }

    public void FillDisc(int centerX, int centerY, int radius, PaintColor color)
    {
        double limit = (radius + 0.5) * (radius + 0.5);
        for (int y = Math.Max(centerY - radius, 0); y <= Math.Min(centerY + radius, Height - 1); y++)
        {
            int reach = (int)Math.Sqrt(Math.Max(0, limit - Math.Pow(y - centerY, 2)));
            BlendRow(y, centerX - reach, centerX + reach, color);
        }
    }

    /// <summary>Fills a polygon with its border, all rings but the first being holes.</summary>
    public void FillPolygons(IEnumerable<ValueList<Point>> rings, PaintColor color)
    {
        (int X, int Y)[][] corners =
            [.. rings.Select(static ring => ring.Select(static point => (Whole(point.X), Whole(point.Y))).ToArray())];
        // Maps of the part that can be covered, not of the whole picture: a line is many polygons.
        int left = Math.Max(0, corners.Min(static ring => ring.Min(static corner => corner.X)));
        int top = Math.Max(0, corners.Min(static ring => ring.Min(static corner => corner.Y)));
        int right = Math.Min(Width - 1, corners.Max(static ring => ring.Max(static corner => corner.X)));
        int bottom = Math.Min(Height - 1, corners.Max(static ring => ring.Max(static corner => corner.Y)));
        if (right < left || bottom < top)
            return;
        LabelMap covered = new(right - left + 1, bottom - top + 1);
        LabelMap hole = new(covered.Width, covered.Height);
        for (int i = 0; i < corners.Length; i++)
        {
            (int X, int Y)[] shifted = Array.ConvertAll(corners[i], corner => (corner.X - left, corner.Y - top));
            Compatibility.BorderedFill.Fill(i == 0 ? covered : hole, shifted, 1);
        }

        for (int i = 0; i < covered.Values.Length; i++)
        {
            if (covered.Values[i] != 0 && hole.Values[i] == 0)
                Blend(((top + (i / covered.Width)) * Width) + left + (i % covered.Width), color);
        }
    }

    /// <summary>Draws segments one after the other; only the last one has its end, so that joints are not darker.</summary>
    public void DrawLine(ValueList<Point> points, int width, PaintColor color)
    {
        for (int i = 0; i + 1 < points.Count; i++)
        {
            if (width > 1)
                DrawBand(points[i], points[i + 1], width, color);
            else
                DrawThin(Whole(points[i].X), Whole(points[i].Y), Whole(points[i + 1].X), Whole(points[i + 1].Y), color);
        }

        if (width <= 1 && points.Count > 0)
            FillRectangle(Whole(points[^1].X), Whole(points[^1].Y), Whole(points[^1].X), Whole(points[^1].Y), color);
    }

    public static int Whole(double value) => (int)Math.Clamp(value, -1_000_000, 1_000_000);

    private void DrawThin(int x, int y, int endX, int endY, PaintColor color)
    {
        int dx = Math.Abs(endX - x);
        int dy = Math.Abs(endY - y);
        (int stepX, int stepY) = (Math.Sign(endX - x), Math.Sign(endY - y));
        int error = dx - dy;
        while (x != endX || y != endY)
        {
            FillRectangle(x, y, x, y, color);
            int twice = 2 * error;
            if (twice > -dy)
                (error, x) = (error - dy, x + stepX);
            if (twice < dx)
                (error, y) = (error + dx, y + stepY);
        }
    }

    private void DrawBand(Point from, Point to, int width, PaintColor color)
    {
        double length = double.Hypot(to.X - from.X, to.Y - from.Y);
        if (length == 0)
            return;
        double acrossX = (to.Y - from.Y) / length * width / 2;
        double acrossY = (from.X - to.X) / length * width / 2;
        FillPolygons([[new(from.X + acrossX, from.Y + acrossY), new(to.X + acrossX, to.Y + acrossY), new(to.X - acrossX, to.Y - acrossY),
            new(from.X - acrossX, from.Y - acrossY)]], color);
    }

    private void BlendRow(int y, int left, int right, PaintColor color)
    {
        if ((uint)y >= (uint)Height)
            return;
        for (int x = Math.Max(left, 0); x <= Math.Min(right, Width - 1); x++)
            Blend(y * Width + x, color);
    }

    private void Blend(int pixel, PaintColor color)
    {
        Span<byte> at = _pixels.AsSpan(3 * pixel, 3);
        at[0] = Mix(at[0], color.Red, color.Alpha);
        at[1] = Mix(at[1], color.Green, color.Alpha);
        at[2] = Mix(at[2], color.Blue, color.Alpha);
    }

    /// <summary>Division by 255 with rounding, as picture libraries do it without dividing.</summary>
    private static byte Mix(byte under, byte over, byte alpha)
    {
        int sum = under * (255 - alpha) + over * alpha + 128;
        return (byte)((sum + (sum >> 8)) >> 8);
    }
}

/// <summary>A colour with its opacity.</summary>
internal readonly record struct PaintColor(byte Red, byte Green, byte Blue, byte Alpha)
{
    public PaintColor With(byte alpha) => this with { Alpha = alpha };

    /// <summary>Reads <c>#rgb</c> and <c>#rrggbb</c>.</summary>
    public static PaintColor? TryParse(string? text)
    {
        if (text is not ['#', ..] || text.Length is not (4 or 7)
            || !int.TryParse(text.AsSpan(1), System.Globalization.NumberStyles.AllowHexSpecifier,
                System.Globalization.CultureInfo.InvariantCulture, out int value))
        {
            return null;
        }

        return text.Length == 7
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value, 255)
            : new((byte)((value >> 8) * 17), (byte)((value >> 4 & 15) * 17), (byte)((value & 15) * 17), 255);
    }
}
