namespace LabelingGen.Annotations.Tests.Geometry;

public class ClippingAndTilingTests
{
    private static readonly Box Region = new(0, 0, 10, 10);

    [Fact]
    public void Shapes_within_are_returned_as_they_are()
    {
        RotatedBox inside = new(5, 5, 4, 2, 33);
        ShapeClipping.Clip(inside, Region).Single().ShouldBe(inside);
        ShapeClipping.Clip(new Box(2, 2, 3, 3), Region).Single().ShouldBe(new Box(2, 2, 3, 3));
    }

    [Fact]
    public void Shapes_are_cut_at_the_edge()
    {
        ShapeClipping.Clip(new Box(-5, 5, 10, 10), Region).Single().ShouldBe(new Box(0, 5, 5, 5));
        ShapeClipping.Clip(new Box(20, 20, 1, 1), Region).IsEmpty.ShouldBeTrue();
        ShapeClipping.Clip(new Point(10, 10), Region).Count.ShouldBe(1);
        ShapeClipping.Clip(new Point(10.1, 10), Region).IsEmpty.ShouldBeTrue();
        Polygon cut = (Polygon)ShapeClipping.Clip(new RotatedBox(10, 5, 4, 4, 45), Region).Single();
        cut.Area.ShouldBe(8, 1e-9);
        Polygon comb = new([new(-5, 1), new(5, 1), new(5, 2), new(-5, 2), new(-5, 4), new(5, 4), new(5, 5), new(-6, 5), new(-6, 1)]);
        ((MultiPolygon)ShapeClipping.Clip(comb, Region).Single()).Polygons.Count.ShouldBe(2);
    }

    [Fact]
    public void Lines_fall_into_parts()
    {
        ValueList<IPlanarShape> parts = ShapeClipping.Clip(new Polyline([new(-5, 5), new(15, 5), new(15, 8), new(5, 8)]), Region);
        parts.Count.ShouldBe(2);
        parts[0].ShouldBe(new Polyline([new(0, 5), new(10, 5)]));
        parts[1].ShouldBe(new Polyline([new(10, 8), new(5, 8)]));
    }

    [Fact]
    public void Lines_from_far_away_end_at_the_edge_to_the_last_bit()
    {
        Random random = new(8);
        for (int round = 0; round < 10_000; round++)
        {
            double scale = Math.Pow(10, random.Next(76));
            Point[] points = [.. Enumerable.Range(0, 4).Select(_ =>
                new Point((random.NextDouble() - 0.5) * scale, random.Next(2) == 0 ? 5 : (random.NextDouble() - 0.5) * scale))];
            foreach (IPlanarShape part in ShapeClipping.Clip(new Polyline(points.ToValueList(), round % 2 == 0), Region))
            {
                (part.Bounds.Left >= 0 && part.Bounds.Top >= 0).ShouldBeTrue($"round {round}");
                (part.Bounds.Right <= 10 && part.Bounds.Bottom <= 10).ShouldBeTrue($"round {round}");
            }
        }
    }

    [Fact]
    public void Keypoints_outside_are_no_longer_labelled_and_masks_lose_pixels()
    {
        Keypoints pose = new([new(5, 5), new(50, 5)]);
        Keypoints clipped = (Keypoints)ShapeClipping.Clip(pose, Region).Single();
        clipped.Points[1].Visibility.ShouldBe(KeypointVisibility.NotLabeled);
        ShapeClipping.Clip(new Keypoints([new(50, 5)]), Region).IsEmpty.ShouldBeTrue();
        Mask mask = Mask.Filled(20, 20, true);
        ShapeClipping.Clip(mask, Region).Single().Area.ShouldBe(100);
        ShapeClipping.Clip(mask, new Box(-5, -5, 5, 5)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Clipping_into_buffers_has_the_area_of_the_intersection()
    {
        Random random = new(4);
        Point[] result = new Point[RingClipper.MaxVertices(20)];
        Point[] scratch = new Point[result.Length];
        for (int round = 0; round < 500; round++)
        {
            Point[] ring = RandomShapes.Star(random, 12);
            Box box = new(random.Next(60), random.Next(60), random.Next(1, 40), random.Next(1, 40));
            RingClipper.TryClip(ring, box, result, scratch, out int written).ShouldBeTrue();
            double expected = PolygonOverlap.Measure(ring, box.Corners().AsSpan()).Intersection;
            Math.Abs(Rings.SignedArea(result.AsSpan(0, written))).ShouldBe(expected, 1e-9, $"round {round}");
        }

        RingClipper.TryClip(RandomShapes.Star(random, 12), new Box(40, 40, 20, 20), new Point[2], scratch, out int none).ShouldBeFalse();
        none.ShouldBe(0);
    }

    [Fact]
    public void Tiles_cover_the_picture()
    {
        ValueList<Tile> tiles = Tiling.Grid(new ImageSize(250, 100), 100, 60, 20);
        tiles[0].ShouldBe(new Tile(0, 0, 100, 60));
        tiles[^1].ShouldBe(new Tile(150, 40, 100, 60));
        tiles.Count.ShouldBe(6);
        Tiling.Grid(new ImageSize(50, 50), 100, 100).Single().ShouldBe(new Tile(0, 0, 50, 50));
        Should.Throw<ArgumentOutOfRangeException>(() => Tiling.Grid(new ImageSize(50, 50), 10, 10, 10));
        for (int x = 0; x < 250; x++)
            tiles.ShouldContain(tile => x >= tile.X && x < tile.X + tile.Width);
    }

    [Fact]
    public void Cutting_moves_clips_and_marks_and_merging_undoes_it()
    {
        ImageSize size = new(200, 100);
        AnnotatedImage whole = new("big.png", size,
        [
            new Annotation(new Box(80, 10, 60, 30), "car") { Id = "1", StoredArea = 1800 },
            new Annotation(Polygon.FromBox(new Box(90, 50, 20, 20)), "sign") { Id = "2" },
            new Annotation(Mask.FromShape(new Box(95, 80, 20, 10), 200, 100), "road") { Id = "3" },
            new Annotation(null, "sunny") { Id = "4" },
        ]);
        ValueList<Tile> tiles = Tiling.Grid(size, 100, 100);
        List<(Tile Tile, AnnotatedImage Image)> parts = [.. tiles.Select(tile => (tile, Tiling.Cut(whole, tile)))];
        Annotation left = parts[0].Image.Annotations[0];
        left.Shape.ShouldBe(new Box(80, 10, 20, 30));
        left.Has(AnnotationFlags.Truncated).ShouldBeTrue();
        left.StoredArea.ShouldBe(600);
        parts[1].Image.Annotations[0].Shape.ShouldBe(new Box(0, 10, 40, 30));
        parts[1].Image.Annotations.ShouldContain(annotation => annotation.Label == "sunny");
        AnnotatedImage merged = Tiling.Merge(parts, "big.png", size);
        merged.Annotations.Count.ShouldBe(4);
        merged.Annotations[0].Shape.ShouldBe(new Box(80, 10, 60, 30));
        merged.Annotations[0].StoredArea.ShouldBe(1800);
        ((Polygon)merged.Annotations.Single(annotation => annotation.Id == "2").Shape!).Area.ShouldBe(400);
        merged.Annotations.Single(annotation => annotation.Id == "3").Shape.ShouldBe(whole.Annotations[2].Shape);
    }

    [Fact]
    public void What_shows_too_little_is_left_out()
    {
        AnnotatedImage whole = new("a", new ImageSize(200, 100), [new Annotation(new Box(95, 0, 20, 10), "car")]);
        Tiling.Cut(whole, new Tile(0, 0, 100, 100), 0.3).Annotations.IsEmpty.ShouldBeTrue();
        Tiling.Cut(whole, new Tile(0, 0, 100, 100), 0.2).Annotations.Count.ShouldBe(1);
    }
}
