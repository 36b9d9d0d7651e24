namespace LabelingGen.Annotations.Tests.Geometry;

/// <summary>
/// Shapes that are degenerate, cross themselves or reach far: every operation has a finite result, and only a change of coordinates that
/// leaves their range is refused, by a typed error.
/// </summary>
public class HostileShapeTests
{
    private const int Rounds = 4000;

    // A shape is within a region when its bounds are, whose right and lower edges are sums that are rounded.
    private static readonly Box Around = new(-1e-14, -1e-14, 3 + 3e-14, 3 + 3e-14);

    [Fact]
    public void Every_pair_of_shapes_has_finite_overlaps()
    {
        Random random = new(31);
        for (int round = 0; round < Rounds; round++)
        {
            IPlanarShape first = Shape(random);
            IPlanarShape second = Shape(random);
            OverlapAreas areas = ShapeOverlap.Measure(first, second);
            string pair = $"round {round}: {first} and {second}";
            Finite(areas.First + areas.Second, pair).ShouldBeGreaterThanOrEqualTo(0, pair);
            areas.Intersection.ShouldBeInRange(0, Math.Min(areas.First, areas.Second) + 1e-9 * (areas.First + areas.Second), pair);
            areas.IntersectionOverUnion.ShouldBeInRange(0, 1, pair);
            areas.IntersectionOverFirst.ShouldBeInRange(0, 1, pair);
            ShapeOverlap.IntersectionOverUnion(second, first).ShouldBeInRange(0, 1, pair);
            NonMaximumSuppression.Select([first, second], [0.5, 0.5], 0.5)[0].ShouldBe(0, pair);
        }
    }

    [Fact]
    public void Every_shape_can_be_cut_located_filled_and_enclosed()
    {
        Random random = new(32);
        for (int round = 0; round < Rounds; round++)
        {
            IPlanarShape shape = Shape(random);
            string name = $"round {round}: {shape}";
            Finite(shape.Area, name).ShouldBeGreaterThanOrEqualTo(0, name);
            Finite(shape.Bounds.Area, name);
            foreach (IPlanarShape part in ShapeClipping.Clip(shape, new Box(0, 0, 3, 3)))
            {
                Finite(part.Area, name).ShouldBeLessThanOrEqualTo(part is Mask ? 16 : 9 * (1 + 1e-9), name);
                Vertices(part).ShouldAllBe(static point => Around.Contains(point), name);
            }

            PointLocation.Contains(shape, new Point(-1e75, 1e75)).ShouldBeOneOf(true, false);
            if (shape is not Mask)
                Mask.FromShape(shape, 9, 7).PixelCount.ShouldBeInRange(0, 63, name);
            foreach (Polygon polygon in ShapeOverlap.ToPolygons(shape))
            {
                Point[] points = [.. polygon.Exterior];
                Finite(MinimumAreaBox.Around(points).Area, name).ShouldBeGreaterThanOrEqualTo(0, name);
                Finite(Rings.SignedArea(ConvexHull.Of(points).AsSpan()), name);
                Finite(Simplification.Simplify(polygon, random.NextDouble()).Area, name);
            }
        }
    }

    [Fact]
    public void Set_operations_give_finite_polygons()
    {
        Random random = new(33);
        for (int round = 0; round < Rounds; round++)
        {
            ValueList<Polygon> first = ShapeOverlap.ToPolygons(Shape(random));
            ValueList<Polygon> second = ShapeOverlap.ToPolygons(Shape(random));
            foreach (ValueList<Polygon> result in (ValueList<Polygon>[])
                [PolygonClipper.Intersect(first, second), PolygonClipper.Union(first, second), PolygonClipper.Except(first, second),
                    PolygonClipper.SymmetricExcept(first, second), PolygonClipper.Normalize(first)])
            {
                foreach (Polygon polygon in result)
                    Finite(polygon.Area, $"round {round}").ShouldBeGreaterThanOrEqualTo(0);
            }
        }
    }

    [Fact]
    public void A_change_of_coordinates_stays_in_the_range_or_is_refused()
    {
        Random random = new(34);
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            AffineTransform change = AffineTransform.Rotate(Number(random), new Point(Number(random), Number(random)))
                .Then(AffineTransform.Scale(Number(random), Number(random)));
            try
            {
                IPlanarShape moved = Shape(random).Transform(change);
                Finite(moved.Area, $"round {round}").ShouldBeGreaterThanOrEqualTo(0);
                AffineTransform back = change.Invert();
                Finite(back.M11 + back.M12 + back.M21 + back.M22 + back.OffsetX + back.OffsetY, $"round {round}");
            }
            catch (Exception error) when (error is ArgumentOutOfRangeException or NotSupportedException or InvalidOperationException)
            {
                refused++;
            }
        }

        refused.ShouldBeInRange(1, Rounds * 9 / 10);
    }

    [Fact]
    public void Every_pair_of_cuboids_has_finite_overlaps()
    {
        Random random = new(35);
        for (int round = 0; round < Rounds; round++)
        {
            Cuboid first = MakeCuboid(random);
            Cuboid second = random.Next(4) == 0 ? first : MakeCuboid(random);
            string pair = $"round {round}: {first} and {second}";
            Finite(CuboidOverlap.IntersectionVolume(first, second), pair).ShouldBeGreaterThanOrEqualTo(0, pair);
            Finite(CuboidOverlap.UnionVolume(first, second), pair);
            CuboidOverlap.IntersectionOverUnion(first, second).ShouldBeInRange(0, 1, pair);
            CuboidOverlap.BirdsEyeIntersectionOverUnion(first, second).ShouldBeInRange(0, 1, pair);
        }
    }

    private static double Finite(double value, string name)
    {
        double.IsFinite(value).ShouldBeTrue(name);
        return value;
    }

    private static IEnumerable<Point> Vertices(IPlanarShape part) => part switch
    {
        Polygon polygon => polygon.Exterior.Concat(polygon.Holes.SelectMany(static hole => hole)),
        MultiPolygon many => many.Polygons.SelectMany(Vertices),
        Polyline line => line.Points,
        PointSet set => set.Points,
        Point point => [point],
        _ => [],
    };

    private static IPlanarShape Shape(Random random) => random.Next(12) switch
    {
        0 => new Point(Number(random), Number(random)),
        1 => new Box(Number(random), Number(random), Length(random), Length(random)),
        2 or 3 => new RotatedBox(Number(random), Number(random), Length(random), Length(random), Number(random)),
        4 => new Ellipse(Number(random), Number(random), Length(random), Length(random), Number(random)),
        5 => new Polygon(Ring(random), [Ring(random), Ring(random)]),
        6 => new MultiPolygon([new Polygon(Ring(random)), new Polygon(Ring(random), [Ring(random)])]),
        7 => new Polyline([.. Ring(random), new Point(1, 1)], random.Next(2) == 0),
        8 => new PointSet(Ring(random)),
        9 => new ProjectedCuboid(Enumerable.Range(0, 8).Select(_ => new Point(Number(random), Number(random))).ToValueList()),
        10 => Mask.Filled(random.Next(5), random.Next(5), random.Next(2) == 0),
        _ => new Polygon(Ring(random)),
    };

    private static ValueList<Point> Ring(Random random) => random.Next(4) == 0
        ? Enumerable.Range(0, random.Next(1, 6)).Select(_ => new Point(Number(random), Number(random))).ToValueList()
        : new ValueList<Point>(RandomShapes.Hostile(random));

    private static Cuboid MakeCuboid(Random random) => new(
        new Vector3D(Number(random), Number(random), Number(random)), new Vector3D(Length(random), Length(random), Length(random)),
        random.Next(2) == 0
            ? Orientation3D.FromYaw(Number(random))
            : Orientation3D.FromQuaternion(1, Number(random), Number(random), 1e-9));

    private static double Length(Random random) => Math.Abs(Number(random));

    private static double Number(Random random) => random.Next(10) switch
    {
        0 => 0,
        1 => -1e74,
        2 => 1e74,
        3 => 1e-300 * random.NextDouble(),
        4 => 1e9 * random.NextDouble(),
        5 or 6 => random.Next(-4, 5),
        _ => 8 * random.NextDouble() - 4,
    };
}
