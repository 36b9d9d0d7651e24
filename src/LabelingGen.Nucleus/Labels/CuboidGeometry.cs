namespace LabelingGen.Nucleus;

public sealed partial class CuboidGeometry
{
    /// <summary>The centre. Where the server left it out it is the origin, as in the official client.</summary>
    public required Point3D Position
    {
        get => field ??= new(0, 0, 0);
        set;
    }

    /// <summary>The extents along the cuboid's own axes. Where the server left them out they are zero, as in the official client.</summary>
    public required Point3D Dimensions
    {
        get => field ??= new(0, 0, 0);
        set;
    }
}
