namespace LabelingGen.Annotations.Tests.Geometry;

public class CuboidOverlapTests
{
    [Fact]
    public void Upright_cuboids_multiply_their_extents()
    {
        Cuboid first = new(new(0, 0, 0), new(4, 2, 2));
        Cuboid second = new(new(1, 0.5, 1), new(4, 2, 2));
        CuboidOverlap.IntersectionVolume(first, second).ShouldBe(3 * 1.5 * 1, 1e-12);
        CuboidOverlap.UnionVolume(first, second).ShouldBe(16 + 16 - 4.5, 1e-12);
        CuboidOverlap.IntersectionOverUnion(first, second).ShouldBe(4.5 / 27.5, 1e-12);
        CuboidOverlap.IntersectionOverUnion(first, first).ShouldBe(1, 1e-12);
        CuboidOverlap.IntersectionVolume(first, new Cuboid(new(0, 0, 2), new(4, 2, 2))).ShouldBe(0);
    }

    [Fact]
    public void Yaw_turns_the_footprint()
    {
        Cuboid along = new(default, new(4, 2, 1));
        CuboidOverlap.IntersectionVolume(along, new Cuboid(default, new(4, 2, 1), Math.PI / 2)).ShouldBe(4, 1e-12);
        CuboidOverlap.BirdsEyeIntersectionOverUnion(along, new Cuboid(new(0, 0, 50), new(4, 2, 1), Math.PI)).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Any_turn_of_both_together_leaves_the_shared_volume()
    {
        Random random = new(12);
        for (int round = 0; round < 300; round++)
        {
            Cuboid first = new(Place(), Size(), random.NextDouble() * 6);
            Cuboid second = new(Place(), Size(), random.NextDouble() * 6);
            double expected = CuboidOverlap.IntersectionVolume(first, second);
            Orientation3D turn = Orientation3D.FromAngles(random.NextDouble() * 6, random.NextDouble(), random.NextDouble() * 6);
            CuboidOverlap.IntersectionVolume(Turn(first, turn), Turn(second, turn)).ShouldBe(expected, 1e-9, $"round {round}");
        }

        Vector3D Place() => new(random.NextDouble(), random.NextDouble(), random.NextDouble());

        Vector3D Size() => new(0.5 + random.NextDouble(), 0.5 + random.NextDouble(), 0.5 + random.NextDouble());
    }

    [Fact]
    public void Cuboids_that_share_faces_are_counted_once()
    {
        Orientation3D turn = Orientation3D.FromAngles(0.3, 0.4, 0.5);
        Cuboid whole = Turn(new Cuboid(default, new(2, 2, 2)), turn);
        Cuboid half = Turn(new Cuboid(new(0.5, 0, 0), new(1, 2, 2)), turn);
        CuboidOverlap.IntersectionVolume(whole, whole).ShouldBe(8, 1e-9);
        CuboidOverlap.IntersectionVolume(whole, half).ShouldBe(4, 1e-9);
        CuboidOverlap.IntersectionVolume(half, whole).ShouldBe(4, 1e-9);
        Cuboid beside = Turn(new Cuboid(new(2, 0, 0), new(2, 2, 2)), turn);
        CuboidOverlap.IntersectionVolume(whole, beside).ShouldBe(0, 1e-9);
        CuboidOverlap.IntersectionOverUnion(new Cuboid(default, default), new Cuboid(default, default)).ShouldBe(0);
    }

    [Fact]
    public void Turned_cuboids_have_the_volume_that_sampled_points_see()
    {
        Random random = new(14);
        for (int round = 0; round < 5; round++)
        {
            Cuboid first =
                new(default, new(2, 1.5, 1), Orientation3D.FromAngles(random.NextDouble() * 6, random.NextDouble(), random.NextDouble()));
            Cuboid second =
                new(new(0.3, 0.1, 0.2), new(1, 2, 1.2), Orientation3D.FromAngles(random.NextDouble() * 6, random.NextDouble(), 1));
            int inside = 0;
            const int samples = 60_000;
            for (int i = 0; i < samples; i++)
            {
                Vector3D at = new(random.NextDouble() * 3 - 1.5, random.NextDouble() * 3 - 1.5, random.NextDouble() * 3 - 1.5);
                inside += Contains(first, at) && Contains(second, at) ? 1 : 0;
            }

            CuboidOverlap.IntersectionVolume(first, second).ShouldBe(27.0 * inside / samples, 0.06);
        }
    }

    private static bool Contains(Cuboid cuboid, Vector3D at)
    {
        Orientation3D back = Orientation3D.FromQuaternion(
            cuboid.Orientation.W, -cuboid.Orientation.X, -cuboid.Orientation.Y, -cuboid.Orientation.Z);
        Vector3D local = back.Rotate(new(at.X - cuboid.Center.X, at.Y - cuboid.Center.Y, at.Z - cuboid.Center.Z));
        return Math.Abs(local.X) <= cuboid.Size.X / 2 && Math.Abs(local.Y) <= cuboid.Size.Y / 2 && Math.Abs(local.Z) <= cuboid.Size.Z / 2;
    }

    private static Cuboid Turn(Cuboid cuboid, Orientation3D turn)
    {
        (double w1, double x1, double y1, double z1) = (turn.W, turn.X, turn.Y, turn.Z);
        (double w2, double x2, double y2, double z2) =
            (cuboid.Orientation.W, cuboid.Orientation.X, cuboid.Orientation.Y, cuboid.Orientation.Z);
        return new Cuboid(turn.Rotate(cuboid.Center), cuboid.Size, Orientation3D.FromQuaternion(
            w1 * w2 - x1 * x2 - y1 * y2 - z1 * z2, w1 * x2 + x1 * w2 + y1 * z2 - z1 * y2,
            w1 * y2 - x1 * z2 + y1 * w2 + z1 * x2, w1 * z2 + x1 * y2 - y1 * x2 + z1 * w2));
    }
}
