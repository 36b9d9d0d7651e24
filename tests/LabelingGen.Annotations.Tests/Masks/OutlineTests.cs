namespace LabelingGen.Annotations.Tests.Masks;

public class OutlineTests
{
    private static readonly string[] IslandInHole =
    [
        "...............",
        ".#############.",
        ".###.......###.",
        ".###..###..###.",
        ".###..###..###.",
        ".###.......###.",
        ".#############.",
        "...............",
    ];

    [Fact]
    public void Outlines_run_along_pixel_edges_with_holes()
    {
        ValueList<Polygon> polygons = FromRows(IslandInHole).ToPolygons();
        polygons.Count.ShouldBe(2);
        polygons[0].Exterior.ShouldBe([new(14, 1), new(14, 7), new(1, 7), new(1, 1)]);
        polygons[0].Holes.Count.ShouldBe(1);
        polygons[0].Area.ShouldBe(13 * 6 - 7 * 4);
        polygons[1].ShouldBe(new Polygon([new(9, 3), new(9, 5), new(6, 5), new(6, 3)]));
    }

    [Theory]
    [InlineData(PixelConnectivity.Four, 2)]
    [InlineData(PixelConnectivity.Eight, 1)]
    public void Pixels_that_touch_at_a_corner_are_one_piece_or_two(PixelConnectivity connectivity, int pieces)
    {
        Mask mask = FromRows("#.", ".#");
        mask.ToPolygons(connectivity).Count.ShouldBe(pieces);
        mask.ToPieces(connectivity).Count.ShouldBe(pieces);
    }

    [Theory]
    [InlineData(PixelConnectivity.Four)]
    [InlineData(PixelConnectivity.Eight)]
    public void Outlines_give_the_mask_back(PixelConnectivity connectivity)
    {
        Random random = new(21);
        for (int round = 0; round < 300; round++)
        {
            Mask mask = BitMaskTests.RandomMask(random, random.Next(0, 25), random.Next(0, 25)).ToMask();
            ValueList<Polygon> polygons = mask.ToPolygons(connectivity);
            Mask back = Mask.Filled(mask.Width, mask.Height, inside: false);
            double area = 0;
            foreach (Polygon polygon in polygons)
            {
                back = back.Union(Mask.FromShape(polygon, mask.Width, mask.Height));
                area += polygon.Area;
            }

            back.ShouldBe(mask, $"round {round}");
            area.ShouldBe(mask.PixelCount);
        }
    }

    [Fact]
    public void Pieces_add_up_to_the_mask_and_do_not_overlap()
    {
        Random random = new(22);
        for (int round = 0; round < 100; round++)
        {
            Mask mask = BitMaskTests.RandomMask(random, random.Next(1, 25), random.Next(1, 25)).ToMask();
            ValueList<Mask> pieces = mask.ToPieces(PixelConnectivity.Eight);
            Mask sum = Mask.Filled(mask.Width, mask.Height, inside: false);
            foreach (Mask piece in pieces)
            {
                piece.IsEmpty.ShouldBeFalse();
                sum.IntersectionCount(piece).ShouldBe(0);
                sum = sum.Union(piece);
                piece.ToPieces(PixelConnectivity.Eight).Count.ShouldBe(1);
            }

            sum.ShouldBe(mask);
        }
    }

    [Fact]
    public void Borders_go_through_pixel_middles_and_know_their_parents()
    {
        ValueList<MaskBorder> borders = BorderFollowing.Find(FromRows(IslandInHole));
        borders.Count.ShouldBe(3);
        borders.Select(border => (border.IsHole, border.Parent)).ShouldBe([(false, -1), (true, 0), (false, 1)]);
        BorderFollowing.Straighten(borders[0].Pixels).ShouldBe([new(1, 1), new(1, 6), new(13, 6), new(13, 1)]);
        BorderFollowing.Straighten(borders[2].Pixels).ShouldBe([new(6, 3), new(6, 4), new(8, 4), new(8, 3)]);
        borders[0].Pixels.Count.ShouldBe(2 * (12 + 5));
    }

    [Fact]
    public void Two_islands_in_one_hole_both_have_the_hole_as_parent()
    {
        ValueList<MaskBorder> borders = BorderFollowing.Find(FromRows(
            "#########",
            "#.......#",
            "#.#...#.#",
            "#.......#",
            "#########"));
        borders.Select(border => (border.IsHole, border.Parent)).ShouldBe([(false, -1), (true, 0), (false, 1), (false, 1)]);
    }

    [Fact]
    public void A_lone_pixel_and_a_thin_line_are_borders()
    {
        BorderFollowing.Find(FromRows("...", ".#.", "...")).Single().Pixels.ShouldBe([new(1, 1)]);
        BorderFollowing.Find(FromRows("....", ".##.")).Single().Pixels.ShouldBe([new(1, 1), new(2, 1)]);
        BorderFollowing.Find(FromRows("###")).Single().Pixels.ShouldBe([new(0, 0), new(1, 0), new(2, 0), new(1, 0)]);
        BorderFollowing.Find(Mask.Filled(4, 4, inside: false)).Count.ShouldBe(0);
    }

    [Fact]
    public void Every_border_pixel_is_inside_and_every_outer_border_belongs_to_a_piece()
    {
        Random random = new(23);
        for (int round = 0; round < 200; round++)
        {
            Mask mask = BitMaskTests.RandomMask(random, random.Next(1, 20), random.Next(1, 20)).ToMask();
            ValueList<MaskBorder> borders = BorderFollowing.Find(mask);
            borders.Count(border => !border.IsHole).ShouldBe(mask.ToPieces(PixelConnectivity.Eight).Count);
            foreach (MaskBorder border in borders)
            {
                border.Pixels.ShouldAllBe(pixel => mask.Contains((int)pixel.X, (int)pixel.Y));
                if (border.Parent >= 0)
                    borders[border.Parent].IsHole.ShouldNotBe(border.IsHole);
            }
        }
    }

    internal static Mask FromRows(params string[] rows) =>
        Mask.FromPixels(rows[0].Length, rows.Length, [.. string.Concat(rows).Select(character => (byte)(character == '#' ? 1 : 0))]);
}
