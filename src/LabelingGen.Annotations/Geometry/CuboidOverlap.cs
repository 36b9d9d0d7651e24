namespace LabelingGen.Annotations;

/// <summary>Intersections of cuboids, without allocating.</summary>
public static class CuboidOverlap
{
    private const int MostVertices = 16;

    /// <summary>The volume that two cuboids share.</summary>
    public static double IntersectionVolume(Cuboid first, Cuboid second)
    {
        double shared = first.Orientation.IsYawOnly && second.Orientation.IsYawOnly
            ? SharedHeight(first, second) * BirdsEyeArea(first, second)
            : new Pair(first, second).Volume();

        // By rounding, of very flat or long cuboids more could be shared than there is.
        return Math.Min(shared, Math.Min(first.Volume, second.Volume));
    }

    /// <summary>The volume that one of two cuboids fills, or both.</summary>
    public static double UnionVolume(Cuboid first, Cuboid second) =>
        first.Volume + second.Volume - IntersectionVolume(first, second);

    /// <summary>Intersection over union by volume, from 0 to 1; 0 if the cuboids share none, also when both have none.</summary>
    public static double IntersectionOverUnion(Cuboid first, Cuboid second)
    {
        double shared = IntersectionVolume(first, second);
        return shared > 0 ? Math.Min(1, shared / (first.Volume + second.Volume - shared)) : 0;
    }

    /// <summary>
    /// Intersection over union of the cuboids seen from above: of their footprints turned by yaw, without regard to height, pitch and roll.
    /// </summary>
    public static double BirdsEyeIntersectionOverUnion(Cuboid first, Cuboid second)
    {
        double shared = BirdsEyeArea(first, second);
        return shared > 0 ? Math.Min(1, shared / (first.Size.X * first.Size.Y + second.Size.X * second.Size.Y - shared)) : 0;
    }

    private static double SharedHeight(Cuboid first, Cuboid second) => Math.Max(
        0, Math.Min(first.Center.Z + first.Size.Z / 2, second.Center.Z + second.Size.Z / 2)
            - Math.Max(first.Center.Z - first.Size.Z / 2, second.Center.Z - second.Size.Z / 2));

    private static double BirdsEyeArea(Cuboid first, Cuboid second) =>
        RotatedBoxOverlap.IntersectionArea(Footprint(first), Footprint(second));

    private static RotatedBox Footprint(Cuboid cuboid) => new(
        cuboid.Center.X, cuboid.Center.Y, cuboid.Size.X, cuboid.Size.Y,
        Math.IEEERemainder(cuboid.Orientation.Yaw, Math.Tau) * (180 / Math.PI));

    /// <summary>
    /// Two cuboids that are turned in any way. The faces of what they share are the faces of each, cut by the other; the volume is a third
    /// of the sum of their areas times their distances from a point, by the divergence theorem.
    /// </summary>
    private readonly ref struct Pair
    {
        private readonly Axes _first;
        private readonly Axes _second;
        private readonly double _tolerance;

        public Pair(Cuboid first, Cuboid second)
        {
            _first = new Axes(first, first.Center);
            _second = new Axes(second, first.Center);
            _tolerance = 1e-12 * (Extent(first) + Extent(second));
        }

        private static double Extent(Cuboid cuboid) => Math.Abs(cuboid.Size.X) + Math.Abs(cuboid.Size.Y) + Math.Abs(cuboid.Size.Z);

        public double Volume()
        {
            double volume = 0;
            for (int face = 0; face < 6; face++)
            {
                volume += FaceVolume(_first, _second, face, countsShared: true);
                volume += FaceVolume(_second, _first, face, countsShared: false);
            }

            return Math.Max(0, volume / 3);
        }

        private double FaceVolume(in Axes owner, in Axes other, int face, bool countsShared)
        {
            Span<Vector> polygon = stackalloc Vector[MostVertices];
            Span<Vector> scratch = stackalloc Vector[MostVertices];
            (Vector normal, double distance) = owner.Face(face);
            int count = owner.FaceCorners(face, polygon);
            for (int side = 0; side < 6 && count > 0; side++)
            {
                (Vector direction, double limit) = other.Face(side);
                if (LiesIn(polygon[..count], direction, limit))
                {
                    // Faces in one plane: facing the same way they bound both and count once; facing each other they enclose nothing.
                    if (Vector.Dot(direction, normal) > 0 && countsShared)
                        continue;
                    return 0;
                }

                count = Cut(polygon[..count], direction, limit, scratch);
                scratch[..count].CopyTo(polygon);
            }

            Vector sum = default;
            for (int i = 2; i < count; i++)
                sum += Vector.Cross(polygon[i - 1] - polygon[0], polygon[i] - polygon[0]);
            return Math.Abs(Vector.Dot(sum, normal)) / 2 * distance;
        }

        private bool LiesIn(ReadOnlySpan<Vector> polygon, Vector direction, double limit)
        {
            foreach (Vector corner in polygon)
            {
                if (Math.Abs(Vector.Dot(direction, corner) - limit) > _tolerance)
                    return false;
            }

            return true;
        }

        private static int Cut(ReadOnlySpan<Vector> polygon, Vector direction, double limit, Span<Vector> result)
        {
            int written = 0;
            Vector previous = polygon[^1];
            double before = limit - Vector.Dot(direction, previous);
            foreach (Vector corner in polygon)
            {
                double after = limit - Vector.Dot(direction, corner);
                if (after >= 0 != before >= 0 && written < result.Length)
                    result[written++] = previous + (corner - previous) * (before / (before - after));
                if (after >= 0 && written < result.Length)
                    result[written++] = corner;
                (previous, before) = (corner, after);
            }

            return written;
        }
    }

    /// <summary>A vector without checks, for use within a computation.</summary>
    private readonly record struct Vector(double X, double Y, double Z)
    {
        public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

        public static Vector operator *(Vector a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);

        public static double Dot(Vector a, Vector b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

        public static Vector Cross(Vector a, Vector b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
    }

    /// <summary>A cuboid's centre and half axes relative to an origin.</summary>
    private readonly struct Axes
    {
        private readonly Vector _center, _x, _y, _z;
        private readonly double _halfX, _halfY, _halfZ;

        public Axes(Cuboid cuboid, Vector3D origin)
        {
            _center = new(cuboid.Center.X - origin.X, cuboid.Center.Y - origin.Y, cuboid.Center.Z - origin.Z);
            _x = Turn(cuboid, new(1, 0, 0));
            _y = Turn(cuboid, new(0, 1, 0));
            _z = Turn(cuboid, new(0, 0, 1));
            (_halfX, _halfY, _halfZ) = (cuboid.Size.X / 2, cuboid.Size.Y / 2, cuboid.Size.Z / 2);
        }

        private static Vector Turn(Cuboid cuboid, Vector3D axis)
        {
            Vector3D turned = cuboid.Orientation.Rotate(axis);
            return new(turned.X, turned.Y, turned.Z);
        }

        /// <summary>A face's outward direction and its distance from the origin in that direction.</summary>
        public (Vector Normal, double Distance) Face(int face)
        {
            (Vector axis, double half) = Axis(face >> 1);
            double sign = (face & 1) == 0 ? 1 : -1;
            return (axis * sign, Vector.Dot(axis, _center) * sign + half);
        }

        public int FaceCorners(int face, Span<Vector> corners)
        {
            (Vector axis, double half) = Axis(face >> 1);
            (Vector u, double halfU) = Axis(((face >> 1) + 1) % 3);
            (Vector v, double halfV) = Axis(((face >> 1) + 2) % 3);
            Vector middle = _center + axis * ((face & 1) == 0 ? half : -half);
            corners[0] = middle - u * halfU - v * halfV;
            corners[1] = middle + u * halfU - v * halfV;
            corners[2] = middle + u * halfU + v * halfV;
            corners[3] = middle - u * halfU + v * halfV;
            return 4;
        }

        private (Vector Direction, double Half) Axis(int axis) => axis switch
        {
            0 => (_x, _halfX),
            1 => (_y, _halfY),
            _ => (_z, _halfZ),
        };
    }
}
