using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Sizes that labels do not tell are those of the pictures; where there is none, formats that need one say so.</summary>
public sealed class UnknownSizeTests : IDisposable
{
    private static readonly AnnotatedImage Sized = new("a.png", new ImageSize(10, 10), [new Annotation(new Box(1, 1, 2, 2), "car")]);

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-sizes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("voc", "Annotations/a.xml", "<annotation><filename>a.png</filename></annotation>")]
    [InlineData("labelme", "a.json", """{"imagePath":"a.png","shapes":[]}""")]
    [InlineData("cvat", "labels.file", """<annotations><image id="0" name="a.png"/></annotations>""")]
    [InlineData("coco", "labels.file", """{"images":[{"id":1,"file_name":"a.png"}],"annotations":[],"categories":[]}""")]
    [InlineData("label-studio", "labels.file", """[{"data":{"image":"a.png"}}]""")]
    public async Task Sizes_of_pictures_are_read_where_labels_have_none(string name, string file, string labels)
    {
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, labels);
        Directory.CreateDirectory(Path.Combine(_folder, "images"));
        AnnotationFormat format = AnnotationFormats.Get(name);
        string input = format.IsFile ? path : _folder;
        (await (await format.ReadAsync(input)).ToListAsync()).Single().Size.ShouldBeNull();
        await File.WriteAllBytesAsync(
            Path.Combine(_folder, "images", "a.png"), new PngImage(4, 2, PngColorType.Grey, 8, new byte[8]).Encode());
        (await (await format.ReadAsync(input)).ToListAsync()).Single().Size.ShouldBe(new ImageSize(4, 2));
        (await (await format.ReadAsync(input, new FormatOptions { FindSize = static _ => new ImageSize(7, 7) })).ToListAsync())
            .Single().Size.ShouldBe(new ImageSize(7, 7));
    }

    [Theory]
    [InlineData("yolo", "annotation")]
    [InlineData("open-images", "image,annotation")]
    public async Task An_image_without_a_size_is_an_error_or_is_listed_and_the_rest_goes_on(string name, string fields)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        AnnotatedDataset dataset = new([Sized, Sized with { Name = "b.png", Size = null }, Sized with { Name = "c.png" }]);
        string path = Path.Combine(_folder, "out");
        (await Should.ThrowAsync<AnnotationFormatException>(() => format.WriteAsync(dataset, path))).Message.ShouldContain("'b.png'");
        List<string> told = [];
        ConversionReport report =
            await format.WriteAsync(dataset, path, new FormatOptions { OnUnknownSize = error => told.Add(error.Message) });
        told.ShouldHaveSingleItem().ShouldContain("'b.png'");
        report.Losses.Where(static loss => loss.Image == "b.png").Select(static loss => loss.Field).ShouldBe(fields.Split(','));
        report.Losses.ShouldAllBe(static loss => loss.Image == "b.png" && (loss.Field == "image" || loss.Reason == LossReason.SizeUnknown));
        FormatOptions sizes = new() { FindSize = static _ => new ImageSize(10, 10) };
        (await (await format.ReadAsync(path, sizes)).ToListAsync()).Where(static image => !image.Annotations.IsEmpty)
            .Select(static image => image.Name[..1]).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task Every_loss_is_told_as_it_is_found()
    {
        Annotation[] boxes = [.. Enumerable.Range(0, 30_000).Select(static i => new Annotation(new Box(1, 1, 2, 2), "car") { Id = "a" + i })];
        List<ConversionLoss> told = [];
        ConversionReport report = await AnnotationFormats.Yolo.WriteAsync(new([Sized with { Annotations = [.. boxes] }]),
            Path.Combine(_folder, "out"), new FormatOptions { OnLoss = told.Add });
        report.Count.ShouldBe(30_000);
        report.Losses.Count.ShouldBe(10_000);
        told.Count.ShouldBe(30_000);
        told.Take(10_000).ShouldBe(report.Losses);
        told[^1].AnnotationId.ShouldBe("a29999");
    }
}
