namespace LabelingGen.Annotations.Tests.Shapes;

public class SpaceAndTimeTests
{
    [Fact]
    public void An_orientation_keeps_the_form_it_was_made_from()
    {
        Orientation3D.FromYaw(0.1).Yaw.ShouldBe(0.1);
        Orientation3D quaternion = Orientation3D.FromQuaternion(0.9, 0.1, 0.2, 0.3);
        (quaternion.W, quaternion.X, quaternion.Y, quaternion.Z).ShouldBe((0.9, 0.1, 0.2, 0.3));
        default(Orientation3D).W.ShouldBe(1);
        default(Orientation3D).Rotate(new Vector3D(1, 2, 3)).ShouldBe(new Vector3D(1, 2, 3));
        Should.Throw<ArgumentException>(() => Orientation3D.FromQuaternion(0, 0, 0, 0));
    }

    [Fact]
    public void Angles_and_quaternions_turn_vectors_alike()
    {
        Random random = new(5);
        for (int i = 0; i < 200; i++)
        {
            Orientation3D angles =
                Orientation3D.FromAngles(random.NextDouble() * 6 - 3, random.NextDouble() * 3 - 1.5, random.NextDouble() * 6 - 3);
            Orientation3D back = Orientation3D.FromQuaternion(angles.W, angles.X, angles.Y, angles.Z);
            back.Yaw.ShouldBe(angles.Yaw, 1e-9);
            back.Pitch.ShouldBe(angles.Pitch, 1e-9);
            back.Roll.ShouldBe(angles.Roll, 1e-9);
        }

        Vector3D turned = Orientation3D.FromYaw(Math.PI / 2).Rotate(new Vector3D(1, 0, 0));
        turned.X.ShouldBe(0, 1e-12);
        turned.Y.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_cuboid_has_eight_corners_around_its_centre()
    {
        Cuboid cuboid = new(new(1, 2, 3), new(4, 2, 1), Math.PI / 2);
        cuboid.Volume.ShouldBe(8);
        ValueList<Vector3D> corners = cuboid.Corners();
        corners.Count.ShouldBe(8);
        corners[0].X.ShouldBe(2, 1e-12);
        corners[0].Y.ShouldBe(0, 1e-12);
        corners[0].Z.ShouldBe(2.5);
        Should.Throw<ArgumentOutOfRangeException>(() => new Cuboid(default, new(1, -1, 1))).ParamName.ShouldBe("size");
    }

    [Fact]
    public void Spans_and_intervals_do_not_run_backwards()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new TextSpan(5, 4)).ParamName.ShouldBe("end");
        Should.Throw<ArgumentOutOfRangeException>(() => new TimeInterval(1, 0.5)).ParamName.ShouldBe("end");
        Should.Throw<ArgumentOutOfRangeException>(() => new TimeInterval(double.NaN, 1)).ParamName.ShouldBe("start");
        new TextSpan(3, 8).Length.ShouldBe(5);
        new TimeInterval(1.5, 1.5).Length.ShouldBe(0);
    }

    [Fact]
    public void A_track_moves_linearly_between_keyframes_and_stops_in_gaps()
    {
        VideoTrack track = new(
        [
            new Keyframe(0, new Box(0, 0, 10, 10)),
            new Keyframe(10, new Box(20, 0, 20, 10)) { IsPresent = false },
            new Keyframe(20, new Box(0, 50, 10, 10)),
        ])
        { FrameCount = 30 };
        track.ShapeAt(0).ShouldBe(new Box(0, 0, 10, 10));
        track.ShapeAt(5).ShouldBe(new Box(10, 0, 15, 10));
        track.ShapeAt(10).ShouldBeNull();
        track.ShapeAt(19).ShouldBeNull();
        track.ShapeAt(29).ShouldBe(new Box(0, 50, 10, 10));
        track.ShapeAt(30).ShouldBeNull();
        track.ShapeAt(-1).ShouldBeNull();
    }

    [Fact]
    public void Keyframes_must_rise() =>
        Should.Throw<ArgumentException>(() => new VideoTrack([new Keyframe(3, new Point(0, 0)), new Keyframe(3, new Point(1, 1))]))
            .ParamName.ShouldBe("keyframes");

    [Fact]
    public void Every_shape_with_vertices_can_be_interpolated()
    {
        Polygon from = new([new(0, 0), new(2, 0), new(2, 2)], [[new(1, 1)]]);
        Polygon to = new([new(4, 4), new(6, 4), new(6, 6)], [[new(3, 3)]]);
        ShapeInterpolation.Between(from, to, 0.5).ShouldBe(new Polygon([new(2, 2), new(4, 2), new(4, 4)], [[new(2, 2)]]));
        ShapeInterpolation.Between(new RotatedBox(0, 0, 1, 1, 0), new RotatedBox(0, 0, 1, 1, 90), 0.5)
            .ShouldBe(new RotatedBox(0, 0, 1, 1, 45));
        ShapeInterpolation.Between(new Point(0, 0), new Box(1, 1, 1, 1), 0.9).ShouldBe(new Point(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => ShapeInterpolation.Between(from, to, 1.5));
    }

    [Fact]
    public void Cuboids_turn_the_short_way_between_keyframes()
    {
        Cuboid before = new(default, new(4, 2, 1), 3.1);
        Cuboid after = new(new(2, 0, 0), new(4, 2, 1), -3.1);
        Cuboid middle = (Cuboid)ShapeInterpolation.Between(before, after, 0.5);
        middle.Center.ShouldBe(new Vector3D(1, 0, 0));
        // Not 0, which would look the other way.
        middle.Orientation.Yaw.ShouldBe(Math.PI, 1e-12);
        ((Cuboid)ShapeInterpolation.Between(new Cuboid(default, new(4, 2, 1), 1), new Cuboid(default, new(4, 2, 1), 2), 0.5))
            .Orientation.ShouldBe(Orientation3D.FromYaw(1.5));
    }

    [Fact]
    public void Cuboids_turned_in_space_move_at_one_pace_about_one_axis()
    {
        Random random = new(9);
        for (int round = 0; round < 10_000; round++)
        {
            Cuboid from = new(default, new(1, 1, 1), Any());
            Cuboid to = new(default, new(1, 1, 1), round % 10 == 0 ? from.Orientation : Any());
            double part = round % 7 == 0 ? round % 2 : random.NextDouble();
            Orientation3D between = ((Cuboid)ShapeInterpolation.Between(from, to, part)).Orientation;
            double whole = Angle(from.Orientation, to.Orientation);
            Angle(from.Orientation, between).ShouldBe(part * whole, 1e-6, $"round {round}");
            Angle(between, to.Orientation).ShouldBe((1 - part) * whole, 1e-6, $"round {round}");
        }

        Orientation3D Any() => Orientation3D.FromAngles(random.NextDouble() * 6, random.NextDouble() * 6, random.NextDouble() * 6);

        // By how much one must be turned to become the other.
        static double Angle(Orientation3D a, Orientation3D b)
        {
            double product = (a.W * b.W) + (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);
            double lengths = ((a.W * a.W) + (a.X * a.X) + (a.Y * a.Y) + (a.Z * a.Z))
                * ((b.W * b.W) + (b.X * b.X) + (b.Y * b.Y) + (b.Z * b.Z));
            return 2 * Math.Acos(Math.Min(1, Math.Abs(product) / Math.Sqrt(lengths)));
        }
    }

    [Fact]
    public void Points_at_the_ends_of_the_range_still_have_a_box_around_them()
    {
        Point[] points = [new(1e75, -1e75), new(-1e75, 1e75), new(1e75, 1e75), new(-1e75, 0)];
        RotatedBox box = MinimumAreaBox.Around(points);
        double.IsFinite(box.Area).ShouldBeTrue();
        (box.Width * box.Height).ShouldBeGreaterThan(0);
    }
}
