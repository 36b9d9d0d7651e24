using LabelingGen.Annotations.Drawing;

namespace LabelingGen.Annotations.Tests.Drawing;

/// <summary>Discs, lines and polygons to the pixel, as the drawing library of FastLabel's client (Pillow 9.4) was seen to draw them.</summary>
public class PictureCanvasTests
{
    private static readonly PaintColor White = new(255, 255, 255, 255);

    [Theory]
    [InlineData(4, 4, ".###.|#####|#####|#####|.###.")]
    [InlineData(8, 8, "...###...|.#######.|.#######.|#########|#########|#########|.#######.|.#######.|...###...")]
    [InlineData(0, 0, "#")]
    [InlineData(1, 0, "##")]
    public void An_ellipse_fills_the_rows_of_its_curve(int right, int bottom, string rows) =>
        Rows(right + 1, bottom + 1, canvas => canvas.FillEllipse(0, 0, right, bottom, White)).ShouldBe(rows);

    [Fact]
    public void Nothing_is_filled_between_corners_in_the_wrong_order_and_beyond_the_picture_nothing_is_lost()
    {
        Rows(3, 1, static canvas => canvas.FillEllipse(2, 0, 0, 0, White)).ShouldBe("...");
        Rows(3, 3, static canvas => canvas.FillEllipse(-1, -1, 3, 3, White)).ShouldBe("###|###|###");
        Rows(3, 1, static canvas => canvas.FillEllipse(-1_000_000, -1_000_000, 1_000_000, 1_000_000, White)).ShouldBe("###");
    }

    [Theory]
    [InlineData(0, 0, 5, 2, "##....|..##..|....##")]
    [InlineData(5, 0, 0, 2, "....##|..##..|##....")]
    [InlineData(0, 0, 2, 2, "#.....|.#....|..#...")]
    public void A_thin_line_takes_the_nearest_pixel_of_each_column(int x, int y, int endX, int endY, string rows) =>
        Rows(6, 3, canvas => canvas.DrawLine([new(x, y), new(endX, endY)], 1, White)).ShouldBe(rows);

    [Theory]
    [InlineData(2, "..........|..........|.########.|.########.")]
    [InlineData(3, "..........|.########.|.########.|.########.")]
    public void A_wide_line_of_even_width_goes_further_to_one_side(int width, string rows) =>
        Rows(10, 4, canvas => canvas.DrawLine([new(1, 2), new(8, 2)], width, White)).ShouldBe(rows);

    [Fact]
    public void A_polygon_reaches_to_the_pixels_nearest_to_its_edges() =>
        Rows(5, 5, static canvas => canvas.FillPolygons([[new(0, 0), new(3, 0), new(3, 4)]], White))
            .ShouldBe("####.|.###.|..##.|..##.|...#.");

    private static string Rows(int width, int height, Action<PictureCanvas> draw)
    {
        PictureCanvas canvas = new(new PngImage(width, height, PngColorType.Grey, 8, new byte[width * height]));
        draw(canvas);
        byte[] samples = canvas.ToPng().Samples.ToArray();
        return string.Join('|', samples.Chunk(3 * width)
            .Select(static row => string.Concat(row.Chunk(3).Select(static pixel => pixel[0] > 0 ? '#' : '.'))));
    }
}
