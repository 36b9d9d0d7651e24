using System.Text.Json.Nodes;
using LabelingGen.Annotations;
using LabelingGen.Core;
using LabelingGen.Nucleus.Tests.Flows;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Client;

public sealed class ImageChipTests
{
    [Theory]
    [InlineData(100, 40, 30, "0,30,60")]
    [InlineData(100, 50, 50, "0")]
    [InlineData(103, 40, 30, "0,32,63")]
    [InlineData(20, 40, 40, "0")]
    [InlineData(200, 64, 64, "0,68,136")]
    public void Offsets_end_with_the_image(int length, int size, int stride, string expected) =>
        string.Join(',', ImageChips.Offsets(length, size, stride)).ShouldBe(expected);

    [Fact]
    public async Task Chips_hold_their_pixels_and_clipped_boxes()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        byte[] samples = [.. Enumerable.Range(0, 100 * 100).Select(i => (byte)((i % 100) + (i / 100)))];
        File.WriteAllBytes(folder["a.png"], new PngImage(100, 100, PngColorType.Grey, 8, samples).Encode());
        await flow.Client.Datasets.AppendAsync(flow.Dataset, [new DatasetItem(folder["a.png"], "a/1")], NucleusFlow.Known());
        await flow.Client.Datasets.AnnotateAsync(flow.Dataset, [new BoxAnnotation("car", 35, 5, 10, 10, "a/1")]);
        List<ImageChip> chips = await ImageChips.ExportAsync(
            flow.Client.Datasets.ExportItemsAndAnnotationsAsync(flow.Dataset), folder["chips"], flow.Client.Pipeline,
            new() { Size = 40, Stride = 30 }).ToListAsync();
        chips.Count.ShouldBe(9);
        ImageChip second = chips.Single(c => c is { X: 30, Y: 0 });
        PngImage image = PngImage.Decode(File.ReadAllBytes(second.ImagePath));
        (image.Width, image.Height).ShouldBe((40, 40));
        image.Samples.Span[0].ShouldBe((byte)30);
        JsonNode box = JsonNode.Parse(File.ReadAllText(second.AnnotationPath.ShouldNotBeNull()))![0]!;
        box["geometry"]!.ToJsonString().ShouldBe("""{"x":5,"y":5,"width":10,"height":10}""");
        JsonNode cut = JsonNode.Parse(File.ReadAllText(chips.Single(c => c is { X: 0, Y: 0 }).AnnotationPath.ShouldNotBeNull()))![0]!;
        cut["geometry"]!.ToJsonString().ShouldBe("""{"x":35,"y":5,"width":5,"height":10}""");
        chips.Single(c => c is { X: 60, Y: 60 }).AnnotationPath.ShouldBeNull();
    }

    [Fact]
    public async Task A_name_that_leads_out_of_the_folder_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] png = new PngImage(2, 2, PngColorType.Grey, 8, new byte[4]).Encode();
        ExportRow row = new() { Item = new DatasetItem("https://a/b.png", "../../evil") };
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await Should.ThrowAsync<InvalidItemException>(async () => await ImageChips.ExportAsync(
            new[] { row }.AsAsync(), folder["chips"], flow.Client.Pipeline,
            new() { OpenImage = (_, _) => Task.FromResult<Stream>(new MemoryStream(png)) }).ToListAsync());
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_image_of_another_format_is_decoded_by_the_caller_or_named()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0];
        byte[] damaged = new PngImage(2, 2, PngColorType.Grey, 8, new byte[4]).Encode()[..^20];
        ExportRow row = new() { Item = new DatasetItem("https://a/b.jpg", "r1") };
        foreach (byte[] file in (byte[][])[jpeg, damaged, []])
        {
            InvalidItemException error = await Should.ThrowAsync<InvalidItemException>(() => ExportAsync(file, null));
            error.ReferenceId.ShouldBe("r1");
        }

        folder.Files.ShouldBeEmpty();
        ImageChip chip = (await ExportAsync(jpeg, (item, file) =>
        {
            (item.Reference, file.Length).ShouldBe(("r1", jpeg.Length));
            return new PngImage(2, 2, PngColorType.Grey, 8, new byte[] { 1, 2, 3, 4 });
        })).ShouldHaveSingleItem();
        PngImage.Decode(File.ReadAllBytes(chip.ImagePath)).Samples.ToArray().ShouldBe([1, 2, 3, 4]);

        Task<List<ImageChip>> ExportAsync(byte[] file, Func<DatasetItem, ReadOnlyMemory<byte>, PngImage>? decode) => ImageChips.ExportAsync(
            new[] { row }.AsAsync(), folder["chips"], flow.Client.Pipeline,
            new() { OpenImage = (_, _) => Task.FromResult<Stream>(new MemoryStream(file)), DecodeImage = decode }).ToListAsync().AsTask();
    }
}
