namespace LabelingGen.Annotations;

/// <summary>A border of a mask as <see cref="BorderFollowing"/> finds it.</summary>
/// <param name="Pixels"> The pixels of the border, by column and row, each a neighbour of the one before: counter-clockwise on the screen
/// for an outer border, clockwise for that of a hole (whose pixels are those around it). A pixel can occur more than once.
/// </param>
/// <param name="IsHole">Whether the border surrounds pixels outside rather than inside.</param>
/// <param name="Parent">The position in the list of the border directly around this one, or -1.</param>
public sealed record MaskBorder(ValueList<Point> Pixels, bool IsHole, int Parent);

/// <summary>
/// Finds the borders of a mask and how they lie within each other, by the method of Suzuki and Abe (Computer Vision, Graphics, and Image
/// Processing 30, 1985) that OpenCV's <c>findContours</c> uses: through the middles of the border's pixels, with pixels inside connected
/// by corners. Use <see cref="Mask.ToPolygons"/> for outlines that cover the same area as the mask.
/// </summary>
public static class BorderFollowing
{
    // The eight neighbours, clockwise on the screen from the right-hand one.
    private static readonly (int X, int Y)[] Around = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];

    /// <summary>The borders of a mask in the order of their first pixel, row by row.</summary>
    public static ValueList<MaskBorder> Find(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int stride = mask.Width + 2;
        int[] labels = new int[checked(stride * (mask.Height + 2))];
        BitMask bits = BitMask.FromMask(mask);
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
                labels[(y + 1) * stride + x + 1] = bits[x, y] ? 1 : 0;
        }

        List<MaskBorder> borders = [];
        for (int y = 1; y <= mask.Height; y++)
        {
            int last = 1;
            for (int x = 1; x <= mask.Width; x++)
            {
                int at = y * stride + x;
                int label = labels[at];
                if (label == 0)
                    continue;
                bool isOuter = label == 1 && labels[at - 1] == 0;
                bool isHole = !isOuter && label >= 1 && labels[at + 1] == 0;
                if (isOuter || isHole)
                {
                    if (isHole && label > 1)
                        last = label;
                    int parent = ParentOf(borders, last - 2, isHole);
                    int number = borders.Count + 2;
                    borders.Add(new MaskBorder(Follow(labels, stride, x, y, isHole ? 0 : 4, number), isHole, parent));
                }

                if (labels[at] != 1)
                    last = Math.Abs(labels[at]);
            }
        }

        return borders.ToValueList();
    }

    /// <summary>
    /// Leaves out the pixels in the middle of straight lines, horizontal, vertical or diagonal: OpenCV's "simple" approximation.
    /// </summary>
    public static ValueList<Point> Straighten(ValueList<Point> pixels)
    {
        List<Point> corners = [];
        for (int i = 0; i < pixels.Count; i++)
        {
            Point before = pixels[(i + pixels.Count - 1) % pixels.Count];
            Point after = pixels[(i + 1) % pixels.Count];
            bool isStraight = after.X - pixels[i].X == pixels[i].X - before.X && after.Y - pixels[i].Y == pixels[i].Y - before.Y;
            if (!isStraight || pixels.Count == 1)
                corners.Add(pixels[i]);
        }

        return corners.ToValueList();
    }

    /// <summary>The parent of a new border, by the border met last on the row; -1 stands for the frame, which is like a hole.</summary>
    private static int ParentOf(List<MaskBorder> borders, int last, bool isHole)
    {
        if (last < 0)
            return -1;
        return borders[last].IsHole == isHole ? borders[last].Parent : last;
    }

    private static ValueList<Point> Follow(int[] labels, int stride, int startX, int startY, int from, int number)
    {
        List<Point> pixels = [];
        int first = -1;
        for (int i = 0; i < 8 && first < 0; i++)
        {
            int direction = (from + i) & 7;
            if (labels[Neighbour(startX, startY, direction)] != 0)
                first = direction;
        }

        if (first < 0)
        {
            labels[startY * stride + startX] = -number;
            return [new Point(startX - 1, startY - 1)];
        }

        (int x, int y) = (startX, startY);
        int back = first;
        (int lastX, int lastY) = (startX + Around[first].X, startY + Around[first].Y);
        while (true)
        {
            bool passedRight = false;
            int direction = back;
            do
            {
                direction = (direction + 7) & 7;
                if (labels[Neighbour(x, y, direction)] != 0)
                    break;
                passedRight |= direction == 0;
            }
            while (true);

            int at = y * stride + x;
            if (passedRight)
                labels[at] = -number;
            else if (labels[at] == 1)
                labels[at] = number;
            pixels.Add(new Point(x - 1, y - 1));
            (int nextX, int nextY) = (x + Around[direction].X, y + Around[direction].Y);
            if (nextX == startX && nextY == startY && x == lastX && y == lastY)
                return pixels.ToValueList();
            (x, y) = (nextX, nextY);
            back = (direction + 4) & 7;
        }

        int Neighbour(int px, int py, int direction) => (py + Around[direction].Y) * stride + px + Around[direction].X;
    }
}
