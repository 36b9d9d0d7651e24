namespace LabelingGen.Scale;

public sealed partial class BoxAnnotation
{
    /// <summary>
    /// The corners in pixels: left upper, right upper, right lower, left lower of the box before it was turned, then turned by
    /// <see cref="Rotation"/> (radians, clockwise) about the box's centre.
    /// </summary>
    public IReadOnlyList<Vertex> GetCorners()
    {
        double centreX = Left + (Width / 2);
        double centreY = Top + (Height / 2);
        (double sin, double cos) = Math.SinCos(Rotation ?? 0);
        // With y downwards the usual rotation matrix turns clockwise.
        Vertex Corner(double x, double y) => new() { X = centreX + (x * cos) - (y * sin), Y = centreY + (x * sin) + (y * cos) };
        double right = Width / 2;
        double bottom = Height / 2;
        return [Corner(-right, -bottom), Corner(right, -bottom), Corner(right, bottom), Corner(-right, bottom)];
    }
}
