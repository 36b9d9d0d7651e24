using System.Text.Json;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>Segmentations lie over everything else in the pictures that FastLabel's converter draws.</summary>
public sealed class FastLabelDrawingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-drawing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Segmentations_are_joined_bit_by_bit_and_show_the_picture_half_through()
    {
        PngImage drawn = (await DrawAsync("""
            {"type":"segmentation","value":"a","color":"#ff0000","points":[[[2,2,12,2,12,10,2,10,2,2],[4,4,4,8,8,8,8,4,4,4]]]},
            {"type":"segmentation","value":"b","color":"#00ff00","points":[[[10,2,15,2,15,10,10,10,10,2]]]}
            """))!;
        Pixel(drawn, 3, 3).ShouldBe((211, 161, 161));
        Pixel(drawn, 11, 5).ShouldBe((211, 211, 161));
        Pixel(drawn, 14, 9).ShouldBe((161, 211, 161));
        Pixel(drawn, 5, 5).ShouldBe((200, 200, 200));  // the hole
        Pixel(drawn, 15, 5).ShouldBe((200, 200, 200)); // outlines run along the edges of pixels
    }

    [Fact]
    public async Task Later_boxes_lie_under_earlier_segmentations()
    {
        PngImage drawn = (await DrawAsync("""
            {"type":"segmentation","value":"a","color":"#000000","points":[[[0,0,16,0,16,12,0,12,0,0]]]},
            {"type":"bbox","value":"b","color":"#ff0000","points":[2,2,12,10]}
            """))!;
        // The box first, thin, (211, 161, 161), then half of it and half of black at 100 of 255.
        Pixel(drawn, 6, 6).ShouldBe((169, 129, 129));
    }

    [Theory]
    [InlineData("[[[]]]")]
    [InlineData("[[[1,1,5,1,5,5],[]]]")]
    public async Task A_segmentation_without_a_ring_leaves_the_picture_out(string points) =>
        (await DrawAsync($$"""{"type":"segmentation","value":"a","color":"#ff0000","points":{{points}}}""")).ShouldBeNull();

    private static (int Red, int Green, int Blue) Pixel(PngImage picture, int x, int y)
    {
        ReadOnlySpan<byte> at = picture.Samples.Span.Slice(3 * ((y * picture.Width) + x), 3);
        return (at[0], at[1], at[2]);
    }

    private async Task<PngImage?> DrawAsync(string annotations)
    {
        string pictures = Directory.CreateDirectory(Path.Combine(_folder, "in")).FullName;
        byte[] samples = [.. Enumerable.Repeat((byte)200, 16 * 12)];
        await File.WriteAllBytesAsync(Path.Combine(pictures, "a.png"), new PngImage(16, 12, PngColorType.Grey, 8, samples).Encode());
        using JsonDocument tasks = JsonDocument.Parse($$"""[{"name":"a.png","width":16,"height":12,"annotations":[{{annotations}}]}]""");
        string output = Path.Combine(_folder, "out");
        return await FastLabelExport.DrawAsync(tasks.RootElement.EnumerateArray(), pictures, output) == 0
            ? null : PngImage.Decode(await File.ReadAllBytesAsync(Path.Combine(output, "a.png")));
    }
}
