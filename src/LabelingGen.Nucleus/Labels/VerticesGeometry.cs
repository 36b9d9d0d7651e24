namespace LabelingGen.Nucleus;

public sealed partial class VerticesGeometry
{
    /// <summary>The vertices in order, in pixels. Where the server left them out there are none, as in the official client.</summary>
    public required IReadOnlyList<Point2D> Vertices
    {
        get => field ??= [];
        set;
    }
}
