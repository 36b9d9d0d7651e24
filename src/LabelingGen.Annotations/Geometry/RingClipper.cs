namespace LabelingGen.Annotations;

/// <summary>Cuts outlines and lines at the sides of an upright box, into buffers that the caller brings.</summary>
public static class RingClipper
{
    /// <summary>The largest number of vertices that clipping can give.</summary>
    public static int MaxVertices(int vertices) => checked(2 * (2 * (2 * (2 * vertices))));

    /// <summary>
    /// The part of an outline that lies in a box, by the method of Sutherland and Hodgman. What falls apart into pieces stays one
    /// outline, joined along the box's sides: the area is right, but not the number of pieces. Use <see cref="PolygonClipper"/> for those.
    /// </summary>
    /// <param name="ring">The vertices of the outline; closed by itself.</param>
    /// <param name="box">Where to cut.</param>
    /// <param name="result">Where the vertices go.</param>
    /// <param name="scratch">Working space, as long as <paramref name="result"/>.</param>
    /// <param name="written">How many vertices there are; 0 if nothing lies in the box or a buffer is too short.</param>
    /// <returns>Whether the vertices fitted into both buffers.</returns>
    public static bool TryClip(ReadOnlySpan<Point> ring, Box box, Span<Point> result, Span<Point> scratch, out int written)
    {
        written = 0;
        return Cut(ring, scratch, out int count, vertical: true, box.Left, 1)
            && Cut(scratch[..count], result, out count, vertical: true, box.Right, -1)
            && Cut(result[..count], scratch, out count, vertical: false, box.Top, 1)
            && Cut(scratch[..count], result, out written, vertical: false, box.Bottom, -1);
    }

    /// <summary>The parts of a line that lie in a box, in order.</summary>
    /// <param name="line">The line; a closed one is cut open.</param>
    /// <param name="box">Where to cut.</param>
    public static ValueList<Polyline> Clip(Polyline line, Box box)
    {
        ArgumentNullException.ThrowIfNull(line);
        List<Polyline> parts = [];
        List<Point> part = [];
        ReadOnlySpan<Point> points = line.Points.AsSpan();
        int sides = line.IsClosed ? points.Length : points.Length - 1;
        for (int i = 0; i < sides; i++)
        {
            (Point from, Point to) = (points[i], points[(i + 1) % points.Length]);
            if (!ClipSide(ref from, ref to, box))
                continue;
            if (part.Count > 0 && part[^1] != from)
                Finish();
            if (part.Count == 0)
                part.Add(from);
            part.Add(to);
        }

        Finish();
        return parts.ToValueList();

        void Finish()
        {
            if (part.Count > 0)
                parts.Add(new Polyline(part.ToValueList(), line.IsClosed && part.Count == line.Points.Count + 1 && part[0] == part[^1]));
            part = [];
        }
    }

    private static bool Cut(ReadOnlySpan<Point> ring, Span<Point> result, out int written, bool vertical, double limit, int sign)
    {
        written = 0;
        if (ring.IsEmpty)
            return true;
        Point previous = ring[^1];
        double before = sign * ((vertical ? previous.X : previous.Y) - limit);
        foreach (Point point in ring)
        {
            double after = sign * ((vertical ? point.X : point.Y) - limit);
            if (after >= 0 != before >= 0)
            {
                if (written == result.Length)
                    return Fail(out written);
                double part = before / (before - after);
                result[written++] = vertical
                    ? new Point(limit, previous.Y + (point.Y - previous.Y) * part)
                    : new Point(previous.X + (point.X - previous.X) * part, limit);
            }

            if (after >= 0)
            {
                if (written == result.Length)
                    return Fail(out written);
                result[written++] = point;
            }

            (previous, before) = (point, after);
        }

        return true;
    }

    private static bool Fail(out int written)
    {
        written = 0;
        return false;
    }

    /// <summary>Liang and Barsky's method: how far along the side the box is entered and left.</summary>
    private static bool ClipSide(ref Point from, ref Point to, Box box)
    {
        double enter = 0;
        double leave = 1;
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        if (!Narrow(-dx, from.X - box.Left, ref enter, ref leave) || !Narrow(dx, box.Right - from.X, ref enter, ref leave)
            || !Narrow(-dy, from.Y - box.Top, ref enter, ref leave) || !Narrow(dy, box.Bottom - from.Y, ref enter, ref leave))
        {
            return false;
        }

        // A side that is far longer than the box is large misses its edges by the rounding of its length, also with an end just outside.
        Point start = from;
        to = Within(leave < 1 ? start.X + dx * leave : to.X, leave < 1 ? start.Y + dy * leave : to.Y);
        from = Within(start.X + dx * enter, start.Y + dy * enter);
        return true;

        Point Within(double x, double y) => new(Math.Clamp(x, box.Left, box.Right), Math.Clamp(y, box.Top, box.Bottom));
    }

    private static bool Narrow(double speed, double room, ref double enter, ref double leave)
    {
        if (speed == 0)
            return room >= 0;
        double at = room / speed;
        if (speed < 0)
            enter = Math.Max(enter, at);
        else
            leave = Math.Min(leave, at);
        return enter <= leave;
    }
}
