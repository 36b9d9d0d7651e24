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

    /// <summary>
    /// Fills the ellipse between two corners, both included: of the outline's first quarter each pixel is the nearest one to the curve.
    /// </summary>
    public void FillEllipse(int left, int top, int right, int bottom, PaintColor color)
    {
        (int across, int down) = (right - left, bottom - top);
        if (across < 0 || down < 0)
            return;
        // Half pixels from the middle, from the right end of the quarter to its upper one.
        (int x, int y) = (across, down % 2);
        FillRows();
        while (x != across % 2 || y != down)
        {
            int before = y;
            (x, y) = Next(x, y, across, down);
            if (y != before)
                FillRows();
        }

        void FillRows()
        {
            BlendRow(top + ((down - y) / 2), left + ((across - x) / 2), left + ((across + x) / 2), color);
            if (y > 0)
                BlendRow(top + ((down + y) / 2), left + ((across - x) / 2), left + ((across + x) / 2), color);
        }
    }

    /// <summary>Fills a polygon, all rings but the first being holes.</summary>
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
            PolygonFill.Fill(i == 0 ? covered : hole, shifted, 1);
        }

        for (int i = 0; i < covered.Values.Length; i++)
        {
            if (covered.Values[i] != 0 && hole.Values[i] == 0)
                Blend(((top + (i / covered.Width)) * Width) + left + (i % covered.Width), color);
        }
    }

    /// <summary>
    /// Draws segments one after the other, to the pixel as FastLabel's drawing library does; thin ones but the last one lack their end,
    /// so that joints are not darker.
    /// </summary>
    public void DrawLine(ValueList<Point> points, int width, PaintColor color)
    {
        for (int i = 0; i + 1 < points.Count; i++)
        {
            (int x, int y, int endX, int endY) =
                (Whole(points[i].X), Whole(points[i].Y), Whole(points[i + 1].X), Whole(points[i + 1].Y));
            if (width > 1)
                DrawBand(x, y, endX, endY, width, color);
            else
                DrawThin(x, y, endX, endY, color);
        }

        if (width <= 1 && points.Count > 0)
            FillRectangle(Whole(points[^1].X), Whole(points[^1].Y), Whole(points[^1].X), Whole(points[^1].Y), color);
    }

    /// <summary>Lays colours over the picture, half of each, as strong as their opacity says.</summary>
    /// <param name="colors">A colour for each pixel, row by row; where it has no opacity, the picture stays as it is.</param>
    public void BlendHalves(ReadOnlySpan<PaintColor> colors)
    {
        for (int i = 0; i < colors.Length; i++)
        {
            PaintColor over = colors[i];
            if (over.Alpha == 0)
                continue;
            ReadOnlySpan<byte> at = _pixels.AsSpan(3 * i, 3);
            Blend(i, new PaintColor(Half(at[0], over.Red), Half(at[1], over.Green), Half(at[2], over.Blue), over.Alpha));
        }

        static byte Half(byte first, byte second) => (byte)((first + second) / 2);
    }

    public static int Whole(double value) => (int)Math.Clamp(value, -1_000_000, 1_000_000);

    /// <summary>The neighbour, up, to the left or both, that comes nearest to the curve of an ellipse.</summary>
    private static (int X, int Y) Next(int x, int y, double across, double down)
    {
        (int X, int Y) next = (x, y + 2);
        if (x <= 1)
            return next;
        double least = Distance(next);
        foreach ((int X, int Y) other in (ReadOnlySpan<(int, int)>)[(x - 2, y + 2), (x - 2, y)])
        {
            double distance = Distance(other);
            if (distance < least)
                (next, least) = (other, distance);
        }

        return next;

        double Distance((int X, int Y) at) =>
            Math.Abs((across * across * at.Y * at.Y) + (down * down * at.X * at.X) - (across * across * down * down));
    }

    private void DrawThin(int x, int y, int endX, int endY, PaintColor color)
    {
        (int across, int down) = (Math.Abs(endX - x), Math.Abs(endY - y));
        (int stepX, int stepY) = (Math.Sign(endX - x), Math.Sign(endY - y));
        bool isFlat = across > down;
        (int length, int aside) = isFlat ? (across, down) : (down, across);
        int error = (2 * aside) - length;
        for (int i = 0; i < length; i++)
        {
            FillRectangle(x, y, x, y, color);
            bool moves = error >= 0 && aside > 0;
            error += 2 * (moves ? aside - length : aside);
            x += isFlat || moves ? stepX : 0;
            y += !isFlat || moves ? stepY : 0;
        }
    }

    private void DrawBand(int x, int y, int endX, int endY, int width, PaintColor color)
    {
        if (x == endX && y == endY)
        {
            FillRectangle(x, y, x, y, color);
            return;
        }

        // An even width has no middle: it goes further to one side.
        double half = (width - 1) / 2.0;
        (double near, double far) = (Math.Ceiling(half - 0.5), Math.Floor(half + 0.5));
        double length = double.Hypot(endX - x, endY - y);
        (double alongX, double alongY) = ((endX - x) / length, (endY - y) / length);
        (double nearX, double farX) = (TowardsZero(near * alongY), TowardsZero(far * alongY));
        (double nearY, double farY) = (AwayFromZero(near * alongX), AwayFromZero(far * alongX));
        FillPolygons([[new(x - nearX, y + farY), new(endX - nearX, endY + farY), new(endX + farX, endY - nearY),
            new(x + farX, y - nearY)]], color);
    }

    /// <summary>Rounds; the middle between two numbers becomes the one nearer to zero.</summary>
    private static double TowardsZero(double value) => Math.CopySign(Math.Ceiling(Math.Abs(value) - 0.5), value);

    /// <summary>Rounds; the middle between two numbers becomes the one further from zero.</summary>
    private static double AwayFromZero(double value) => Math.Round(value, MidpointRounding.AwayFromZero);

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
