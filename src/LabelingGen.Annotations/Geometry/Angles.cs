namespace LabelingGen.Annotations;

/// <summary>Angles in degrees and radians; positive is clockwise on the screen, because y points down.</summary>
internal static class Angles
{
    /// <summary>
    /// Sine and cosine of an angle in degrees, exact at multiples of 90 so that a quarter turn keeps corners on the grid.
    /// </summary>
    public static (double Sine, double Cosine) SinCosDegrees(double degrees)
    {
        double turn = Math.IEEERemainder(degrees, 360);
        return turn switch
        {
            0 => (0, 1),
            90 => (1, 0),
            -90 => (-1, 0),
            180 or -180 => (0, -1),
            _ => Math.SinCos(turn * (Math.PI / 180)),
        };
    }
}
