using System.Text;
using System.Xml.Linq;
using LabelingGen.Annotations.Drawing;

namespace LabelingGen.Annotations.Tests.Drawing;

/// <summary>Annotations drawn over pictures: pixels of PNG, an SVG file over every other format.</summary>
public sealed class AnnotatedPicturesTests : IDisposable
{
    private const int Width = 120;
    private const int Height = 90;

    private static readonly IPlanarShape[] Shapes =
    [
        new Box(20, 20, 50, 40), new RotatedBox(60, 45, 50, 30, 30), new Polygon([new(10, 10), new(100, 20), new(60, 80)]),
        new MultiPolygon([new Polygon([new(10, 10), new(30, 10), new(20, 40)]), new Polygon([new(60, 10), new(90, 10), new(70, 40)])]),
        new Polyline([new(10, 10), new(60, 70), new(100, 20)]), new Point(50, 50), new PointSet([new(20, 20), new(80, 70)]),
        new Keypoints(
            [new Keypoint(30, 30), new Keypoint(80, 60, KeypointVisibility.Occluded), new Keypoint(0, 0, KeypointVisibility.NotLabeled)],
            new Skeleton(["a", "b", "c"], [new SkeletonEdge(0, 1), new SkeletonEdge(1, 2)])),
        new Ellipse(60, 45, 30, 15, 20), new Ellipse(60, 45, 20, 20, 0), Mask.FromShape(new Box(30, 30, 40, 20), Width, Height),
        new ProjectedCuboid([new(20, 30), new(60, 30), new(60, 70), new(20, 70), new(40, 15), new(80, 15), new(80, 55), new(40, 55)]),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-drawn-").FullName;

    private string Images => Directory.CreateDirectory(Path.Combine(_folder, "images")).FullName;

    private string Output => Path.Combine(_folder, "drawn");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Shapes.Length)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Every_shape_colours_pixels_of_its_own_on_png(int number)
    {
        IPlanarShape shape = Shapes[number];
        PngImage drawn = await DrawAsync(new Annotation(shape, "car"));
        Box near = new(shape.Bounds.X - 8, shape.Bounds.Y - 8, shape.Bounds.Width + 16, shape.Bounds.Height + 16);
        (int X, int Y)[] marked = Marked(drawn);
        marked.Length.ShouldBeGreaterThan(10);
        marked.ShouldAllBe(pixel => near.Contains(new Point(pixel.X, pixel.Y)));
    }

    [Fact]
    public async Task A_track_is_drawn_where_its_object_is()
    {
        VideoTrack track = new([
            new Keyframe(0, new Box(10, 10, 20, 20)), new Keyframe(5, new Box(50, 10, 20, 20)) { IsPresent = false },
            new Keyframe(9, new Box(90, 60, 20, 20))]);
        (int X, int Y)[] marked = Marked(await DrawAsync(new Annotation(track, "car")));
        marked.ShouldContain((20, 20));
        marked.ShouldContain((100, 70));
        marked.ShouldNotContain((60, 20));
    }

    [Fact]
    public async Task Holes_stay_free_and_a_pose_does_not_widen_what_comes_after_it()
    {
        Polygon holed = new(
            [new(10, 10), new(100, 10), new(100, 80), new(10, 80)], [[new(40, 30), new(70, 30), new(70, 60), new(40, 60)]]);
        (int X, int Y)[] marked = Marked(await DrawAsync(new Annotation(holed, "car")));
        marked.ShouldContain((20, 20));
        marked.ShouldNotContain((55, 45));

        Annotation line = new(new Polyline([new(5, 80), new(110, 80)]), "lane");
        (int X, int Y)[] alone = Marked(await DrawAsync(line));
        (int X, int Y)[] after = Marked(await DrawAsync(new Annotation(new Point(10, 10), "dot"), new Annotation(Shapes[7], "person"), line));
        after.Where(static pixel => pixel.Y > 75).ShouldBe(alone);
    }

    [Fact]
    public void Lines_of_many_points_on_a_large_picture_cost_what_they_cover()
    {
        Point[] points = [.. Enumerable.Range(0, 3000).Select(static i => new Point(i, 1000 + (500 * Math.Sin(i / 50.0))))];
        PicturePainter painter = new(new PictureCanvas(new PngImage(3000, 2000, PngColorType.Grey, 8, new byte[3000 * 2000])));
        long before = GC.GetAllocatedBytesForCurrentThread();
        painter.Draw(new Polyline(points.ToValueList()), new PaintColor(255, 0, 0, 255));
        // A map of the whole picture for each of the 3,000 segments would be 72 GB.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000_000);
    }

    [Fact]
    public async Task Other_formats_get_an_svg_file_over_the_untouched_picture()
    {
        byte[] picture = Bitmap();
        await File.WriteAllBytesAsync(Path.Combine(Images, "one.bmp"), picture);
        Annotation[] annotations = [.. Shapes.Select(static shape => new Annotation(shape, "a<b&\"c\""))];
        AnnotatedImage image = new("one.bmp", new ImageSize(Width, Height), annotations.ToValueList());
        (await AnnotatedPictures.WriteAsync(new AnnotatedDataset([image]), Images, Output)).ShouldBe(1);
        XElement svg = XDocument.Load(Path.Combine(Output, "one.bmp.svg")).Root!;
        XNamespace space = "http://www.w3.org/2000/svg";
        svg.Attribute("viewBox")!.Value.ShouldBe($"0 0 {Width} {Height}");
        svg.Element(space + "image")!.Attribute("href")!.Value.ShouldBe("data:image/bmp;base64," + Convert.ToBase64String(picture));
        XElement[] drawn = [.. svg.Elements(space + "g")];
        drawn.Length.ShouldBe(Shapes.Length);
        drawn.ShouldAllBe(group => group.Element(space + "title")!.Value == "a<b&\"c\"" && group.Elements().Count() > 1);
    }

    [Fact]
    public async Task Names_do_not_leave_the_folders_and_missing_pictures_are_passed_over()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "outside.png"), Blank());
        AnnotatedDataset dataset = new([new AnnotatedImage("../outside.png"), new AnnotatedImage("none.png")]);
        (await AnnotatedPictures.WriteAsync(dataset, Images, Output)).ShouldBe(0);
        Directory.Exists(Output).ShouldBeFalse();
    }

    private static byte[] Blank() => new PngImage(Width, Height, PngColorType.Grey, 8, new byte[Width * Height]).Encode();

    /// <summary>A black picture of 24 bits a pixel.</summary>
    private static byte[] Bitmap()
    {
        int row = ((3 * Width) + 3) / 4 * 4;
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(Encoding.ASCII.GetBytes("BM"));
        foreach (int value in new[] { 54 + (row * Height), 0, 54, 40, Width, Height, 1 | (24 << 16), 0, row * Height, 0, 0, 0, 0 })
            writer.Write(value);
        writer.Write(new byte[row * Height]);
        return stream.ToArray();
    }

    private static (int X, int Y)[] Marked(PngImage picture)
    {
        byte[] rgba = new byte[4 * picture.Width * picture.Height];
        picture.CopyRgbaTo(rgba);
        return [.. Enumerable.Range(0, picture.Width * picture.Height).Where(i => rgba.AsSpan(4 * i, 3).ContainsAnyExcept((byte)0))
            .Select(i => (i % picture.Width, i / picture.Width))];
    }

    private async Task<PngImage> DrawAsync(params Annotation[] annotations)
    {
        await File.WriteAllBytesAsync(Path.Combine(Images, "one.png"), Blank());
        AnnotatedImage image = new("one.png", new ImageSize(Width, Height), annotations.ToValueList());
        (await AnnotatedPictures.WriteAsync(new AnnotatedDataset([image]), Images, Output)).ShouldBe(1);
        return PngImage.Decode(await File.ReadAllBytesAsync(Path.Combine(Output, "one.png")));
    }
}
