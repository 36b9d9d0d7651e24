using System.Text;
using System.Text.Json;
using LabelingGen.Testing;

namespace LabelingGen.Annotations.Tests.Masks;

/// <summary>Masks against what pycocotools made of the same input (Golden/coco-masks.json).</summary>
public class CocoMaskTests
{
    private static readonly Lazy<JsonElement[]> Cases = new(() =>
    {
        string path = RepositoryPaths.InRepository("tests", "LabelingGen.Annotations.Tests", "Masks", "Golden", "coco-masks.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateArray().Select(element => element.Clone())];
    });

    [Fact]
    public void Outlines_fill_the_same_pixels_as_in_pycocotools()
    {
        foreach (JsonElement @case in Cases.Value)
        {
            (int width, int height) = Size(@case);
            string[] compressed = [.. @case.GetProperty("each").EnumerateArray().Select(element => element.GetString()!)];
            ValueList<ValueList<Point>> rings = Rings(@case);
            for (int i = 0; i < compressed.Length; i++)
            {
                Mask mask = Mask.FromCocoRings([rings[i]], width, height);
                mask.ToCompressed().ShouldBe(compressed[i], $"ring {i} of {@case}");
                Mask.FromCompressed(width, height, compressed[i]).Counts.SequenceEqual(mask.Counts).ShouldBeTrue();
            }

            Mask all = Mask.FromCocoRings(rings, width, height);
            all.PixelCount.ShouldBe(@case.GetProperty("area").GetInt64());
            double[] bounds = [.. @case.GetProperty("bounds").EnumerateArray().Select(element => element.GetDouble())];
            all.Bounds.ShouldBe(all.IsEmpty ? default : new Box(bounds[0], bounds[1], bounds[2], bounds[3]));
            if (@case.GetProperty("pixels").GetString() is { } expected)
                Pixels(all).ShouldBe(expected);
        }
    }

    [Fact]
    public void Set_operations_agree_with_pycocotools()
    {
        foreach (JsonElement @case in Cases.Value)
        {
            (int width, int height) = Size(@case);
            Mask mask = Mask.FromCocoRings(Rings(@case), width, height);
            Mask other = Mask.FromCompressed(width, height, @case.GetProperty("other").GetString()!);
            mask.IntersectionOverUnion(other).ShouldBe(@case.GetProperty("iou").GetDouble());
            mask.Union(other).PixelCount.ShouldBe(@case.GetProperty("union").GetInt64());
            mask.Intersect(other).PixelCount.ShouldBe(@case.GetProperty("both").GetInt64());
            mask.IntersectionCount(other).ShouldBe(@case.GetProperty("both").GetInt64());
        }
    }

    public static TheoryData<string, double[], int> Probes => new()
    {
        { "square", [0, 0, 9, 0, 9, 9, 0, 9], 81 },
        { "square moved by half a pixel", [0.5, 0.5, 9.5, 0.5, 9.5, 9.5, 0.5, 9.5], 81 },
        { "square moved by 0.4", [0.4, 0.4, 9.4, 0.4, 9.4, 9.4, 0.4, 9.4], 81 },
        { "square in the middle", [2, 2, 12, 2, 12, 12, 2, 12], 100 },
        { "square over the corner", [-5, -5, 5, -5, 5, 5, -5, 5], 25 },
        { "tiny square", [5.1, 5.1, 5.4, 5.1, 5.4, 5.4, 5.1, 5.4], 0 },
        { "bow tie", [0, 0, 10, 10, 10, 0, 0, 10], 50 },
        { "outline drawn twice", [0, 0, 9, 0, 9, 9, 0, 9, 0, 0, 9, 0, 9, 9, 0, 9], 0 },
    };

    [Theory]
    [MemberData(nameof(Probes))]
    public void The_known_traps_of_filling_give_the_known_areas(string name, double[] ring, int area)
    {
        Mask mask = Mask.FromCocoRings([Ring(ring)], 20, 20);
        mask.PixelCount.ShouldBe(area, name);
    }

    [Fact]
    public void A_square_moved_by_half_a_pixel_starts_one_column_later()
    {
        Mask.FromCocoRings([Ring([0.5, 0.5, 9.5, 0.5, 9.5, 9.5, 0.5, 9.5])], 20, 20).Bounds.X.ShouldBe(1);
        Mask.FromCocoRings([Ring([0.4, 0.4, 9.4, 0.4, 9.4, 9.4, 0.4, 9.4])], 20, 20).Bounds.X.ShouldBe(0);
    }

    [Fact]
    public void Rings_of_one_annotation_are_united_and_only_polygons_have_holes()
    {
        ValueList<Point> outer = Ring([0, 0, 10, 0, 10, 10, 0, 10]);
        ValueList<Point> moved = Ring([5, 0, 15, 0, 15, 10, 5, 10]);
        ValueList<Point> inner = Ring([2, 2, 6, 2, 6, 6, 2, 6]);
        Mask.FromCocoRings([outer, moved], 20, 20).PixelCount.ShouldBe(150);
        Mask.FromCocoRings([outer, inner], 20, 20).PixelCount.ShouldBe(100);
        Mask.FromShape(new Polygon(outer, [inner]), 20, 20).PixelCount.ShouldBe(84);
        Mask.FromShape(new MultiPolygon([new(outer, [inner]), new(inner)]), 20, 20).PixelCount.ShouldBe(100);
    }

    [Fact]
    public void Every_planar_shape_covers_pixels_or_none()
    {
        Mask.FromShape(new Box(2, 3, 4, 5), 20, 20).PixelCount.ShouldBe(20);
        Mask.FromShape(new RotatedBox(10, 10, 6, 4, 90), 20, 20).Bounds.ShouldBe(new Box(8, 7, 4, 6));
        Mask.FromShape(new Ellipse(10, 10, 6, 4), 20, 20).PixelCount.ShouldBeInRange(70, 80);
        Mask.FromShape(new Point(3, 3), 20, 20).IsEmpty.ShouldBeTrue();
        Mask.FromShape(new Polyline([new(0, 0), new(9, 9)]), 20, 20).IsEmpty.ShouldBeTrue();
        Should.Throw<ArgumentException>(() => Mask.FromShape(Mask.Filled(3, 3, true), 20, 20));
    }

    [Fact]
    public void Enormous_outlines_are_clipped_in_no_time()
    {
        Mask whole = Mask.FromCocoRings([Ring([-1e75, -1e75, 1e75, -1e75, 1e75, 1e75, -1e75, 1e75])], 50, 40);
        whole.PixelCount.ShouldBe(2000);
        Mask half = Mask.FromCocoRings([Ring([-1e9, -1e9, 25, -1e9, 25, 1e9, -1e9, 1e9])], 50, 40);
        half.Bounds.ShouldBe(new Box(0, 0, 25, 40));
    }

    [Fact]
    public void Filling_into_a_buffer_that_is_too_short_says_so()
    {
        Span<uint> counts = stackalloc uint[2];
        PolygonRasterizer.TryEncode(Ring([2, 2, 12, 2, 12, 12, 2, 12]).AsSpan(), 20, 20, counts, out int written).ShouldBeFalse();
        written.ShouldBe(0);
    }

    private static ValueList<Point> Ring(double[] numbers) => numbers.Chunk(2).Select(pair => new Point(pair[0], pair[1])).ToValueList();

    private static ValueList<ValueList<Point>> Rings(JsonElement @case) => @case.GetProperty("rings").EnumerateArray()
        .Select(ring => Ring([.. ring.EnumerateArray().Select(number => number.GetDouble())])).ToValueList();

    private static (int Width, int Height) Size(JsonElement @case) =>
        (@case.GetProperty("width").GetInt32(), @case.GetProperty("height").GetInt32());

    private static string Pixels(Mask mask)
    {
        byte[] pixels = new byte[mask.Width * mask.Height];
        mask.CopyPixelsTo(pixels, (byte)'1');
        return Encoding.ASCII.GetString(pixels).Replace('\0', '0');
    }
}
