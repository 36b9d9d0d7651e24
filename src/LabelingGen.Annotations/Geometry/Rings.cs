namespace LabelingGen.Annotations;

/// <summary>What can be said about one ring of vertices.</summary>
internal static class Rings
{
    /// <summary>
    /// The area by the shoelace formula, positive when the ring runs clockwise on the screen. Coordinates are taken relative to the first
    /// vertex, so that a small ring far from the origin keeps its digits.
    /// </summary>
    public static double SignedArea(ReadOnlySpan<Point> ring)
    {
        if (ring.Length < 3)
            return 0;
        (double originX, double originY) = ring[0];
        double twice = 0;
        double previousX = ring[1].X - originX;
        double previousY = ring[1].Y - originY;
        for (int i = 2; i < ring.Length; i++)
        {
            double x = ring[i].X - originX;
            double y = ring[i].Y - originY;
            twice += previousX * y - x * previousY;
            previousX = x;
            previousY = y;
        }

        return twice / 2;
    }
}
