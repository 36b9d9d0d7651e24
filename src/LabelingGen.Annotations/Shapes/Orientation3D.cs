using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>
/// How a thing is turned in space: as angles in radians (yaw about z, then pitch about the new y, then roll about the newest x, each
/// counter-clockwise when looking against its axis) and as a unit quaternion. Whichever form it was made from is kept exactly; the other
/// is computed. The default value is "not turned".
/// </summary>
public readonly record struct Orientation3D
{
    private readonly double _w;

    private Orientation3D(double yaw, double pitch, double roll, double w, double x, double y, double z)
    {
        (Yaw, Pitch, Roll) = (yaw, pitch, roll);
        (_w, X, Y, Z) = (w, x, y, z);
    }

    /// <summary>The angle about z, in radians.</summary>
    public double Yaw { get; }

    /// <summary>The angle about y after the yaw, in radians.</summary>
    public double Pitch { get; }

    /// <summary>The angle about x after yaw and pitch, in radians.</summary>
    public double Roll { get; }

    /// <summary>The quaternion's real part.</summary>
    public double W => _w == 0 && X == 0 && Y == 0 && Z == 0 ? 1 : _w;

    /// <summary>The quaternion's x part.</summary>
    public double X { get; }

    /// <summary>The quaternion's y part.</summary>
    public double Y { get; }

    /// <summary>The quaternion's z part.</summary>
    public double Z { get; }

    /// <summary>Whether the turn is about the z axis alone, as it is for vehicles on a road.</summary>
    public bool IsYawOnly => Pitch == 0 && Roll == 0 && X == 0 && Y == 0;

    /// <summary>A turn about z.</summary>
    /// <param name="yaw">Radians.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not finite.</exception>
    public static Orientation3D FromYaw(double yaw) => FromAngles(yaw, 0, 0);

    /// <summary>A turn by yaw, pitch and roll, in this order, about the turned axes.</summary>
    /// <param name="yaw">Radians about z.</param>
    /// <param name="pitch">Radians about y.</param>
    /// <param name="roll">Radians about x.</param>
    /// <exception cref="ArgumentOutOfRangeException">An angle is not finite.</exception>
    public static Orientation3D FromAngles(double yaw, double pitch, double roll)
    {
        (double sy, double cy) = Math.SinCos(Require.Coordinate(yaw) / 2);
        (double sp, double cp) = Math.SinCos(Require.Coordinate(pitch) / 2);
        (double sr, double cr) = Math.SinCos(Require.Coordinate(roll) / 2);
        return new(
            yaw, pitch, roll,
            cr * cp * cy + sr * sp * sy, sr * cp * cy - cr * sp * sy, cr * sp * cy + sr * cp * sy, cr * cp * sy - sr * sp * cy);
    }

    /// <summary>The turn that a quaternion stands for. It need not have length 1, but not 0 either; its parts are kept as given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is not finite.</exception>
    /// <exception cref="ArgumentException">All parts are 0 or so small that they have no direction.</exception>
    public static Orientation3D FromQuaternion(double w, double x, double y, double z)
    {
        double length = Math.Sqrt(
            Require.Coordinate(w) * w + Require.Coordinate(x) * x + Require.Coordinate(y) * y + Require.Coordinate(z) * z);
        if (length == 0)
            throw new ArgumentException("The quaternion has no direction.");
        (double uw, double ux, double uy, double uz) = (w / length, x / length, y / length, z / length);
        double yaw = Math.Atan2(2 * (uw * uz + ux * uy), 1 - 2 * (uy * uy + uz * uz));
        double pitch = Math.Asin(Math.Clamp(2 * (uw * uy - uz * ux), -1, 1));
        double roll = Math.Atan2(2 * (uw * ux + uy * uz), 1 - 2 * (ux * ux + uy * uy));
        return new(yaw, pitch, roll, w, x, y, z);
    }

    /// <summary>Turns a vector about the origin.</summary>
    public Vector3D Rotate(Vector3D vector)
    {
        double length = Math.Sqrt(W * W + X * X + Y * Y + Z * Z);
        (double w, double x, double y, double z) = (W / length, X / length, Y / length, Z / length);
        (double vx, double vy, double vz) = vector;
        double tx = 2 * (y * vz - z * vy);
        double ty = 2 * (z * vx - x * vz);
        double tz = 2 * (x * vy - y * vx);
        return new(vx + w * tx + y * tz - z * ty, vy + w * ty + z * tx - x * tz, vz + w * tz + x * ty - y * tx);
    }

    /// <summary>A part of the shortest way from this orientation to another: turned at the same pace about one axis.</summary>
    internal Orientation3D TurnTo(Orientation3D other, double part)
    {
        // About z alone the angle itself is kept, so that 1 and 2 give 1.5 to the last bit; whole turns do not count.
        if (IsYawOnly && other.IsYawOnly)
            return FromYaw(Yaw + (Math.IEEERemainder(other.Yaw - Yaw, Math.Tau) * part));
        if (part is 0 or 1)
            return part == 0 ? this : other;
        (Quaternion from, Quaternion to) = (ToUnit(), other.ToUnit());
        // Both signs stand for the same orientation; the nearer one is the shorter way.
        double cosine = from.Dot(to);
        if (cosine < 0)
            (to, cosine) = (to.Times(-1), -cosine);
        double angle = Math.Acos(Math.Min(1, cosine));
        double sine = Math.Sin(angle);
        (double keep, double take) = sine > 1e-9
            ? (Math.Sin((1 - part) * angle) / sine, Math.Sin(part * angle) / sine) : (1 - part, part);
        Quaternion between = from.Times(keep).Plus(to.Times(take));
        return FromQuaternion(between.W, between.X, between.Y, between.Z);
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"yaw {Yaw}, pitch {Pitch}, roll {Roll}");

    private Quaternion ToUnit()
    {
        double length = Math.Sqrt(W * W + X * X + Y * Y + Z * Z);
        return new(W / length, X / length, Y / length, Z / length);
    }

    private readonly record struct Quaternion(double W, double X, double Y, double Z)
    {
        public double Dot(Quaternion other) => W * other.W + X * other.X + Y * other.Y + Z * other.Z;

        public Quaternion Times(double factor) => new(W * factor, X * factor, Y * factor, Z * factor);

        public Quaternion Plus(Quaternion other) => new(W + other.W, X + other.X, Y + other.Y, Z + other.Z);
    }
}
