using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Members of COCO files that are easily misread, each with what comes of it.</summary>
public sealed class CocoMemberTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-coco-members-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_to_be_ignored_is_not_counted_and_keeps_its_mark()
    {
        AnnotatedDataset truth = await ReadAsync("""
            {"id":1,"image_id":1,"category_id":1,"bbox":[0,0,10,10],"area":100,"iscrowd":0},
            {"id":2,"image_id":1,"category_id":1,"bbox":[50,50,10,10],"area":100,"iscrowd":0,"ignore":1},
            {"id":3,"image_id":1,"category_id":1,"bbox":[70,70,10,10],"area":100,"iscrowd":0,"ignore":0}
            """);
        AnnotatedImage image = (await truth.ToListAsync()).Single();
        image.Annotations.Select(static annotation => annotation.Flags)
            .ShouldBe([AnnotationFlags.None, AnnotationFlags.Ignore, AnnotationFlags.None]);
        image.Annotations[1].Extra.ShouldBe(ValueMap<JsonText>.Empty);
        image.Annotations[2].Extra["ignore"].Text.ShouldBe("0");
        AnnotatedImage found = image with
        {
            Annotations = [image.Annotations[0] with { Confidence = 0.9 }, image.Annotations[2] with { Confidence = 0.8 }],
        };
        CocoEvaluator.Evaluate([image], [found], truth.Categories).AveragePrecision.ShouldBe(1, 1e-12);
        CocoEvaluator.Evaluate([image], [found], truth.Categories, new CocoEvaluationOptions { ReproduceDefects = true })
            .AveragePrecision.ShouldBeLessThan(0.7);

        string written = Path.Combine(_folder, "written.json");
        (await AnnotationFormats.Coco.WriteAsync(truth, written)).IsLossless.ShouldBeTrue();
        (await (await AnnotationFormats.Coco.ReadAsync(written)).ToListAsync()).Single().Annotations.ShouldBe(image.Annotations);
    }

    [Fact]
    public async Task Members_of_the_whole_that_coco_does_not_define_are_kept()
    {
        string path = Path.Combine(_folder, "videos.json");
        File.WriteAllText(path, """
            {"info":{"year":2024},"vid\"eos":[{"id":1,"name":"a"}],"type":"instances","images":[],"annotations":[],"categories":[]}
            """);
        string written = Path.Combine(_folder, "written.json");
        await AnnotationFormats.Coco.WriteAsync(await AnnotationFormats.Coco.ReadAsync(path), written);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(written));
        document.RootElement.GetProperty("vid\"eos")[0].GetProperty("name").GetString().ShouldBe("a");
        document.RootElement.GetProperty("type").GetString().ShouldBe("instances");
        document.RootElement.GetProperty("info").GetProperty("year").GetInt32().ShouldBe(2024);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("1.5")]
    [InlineData("[1]")]
    public async Task A_category_that_is_no_number_is_an_error_rather_than_no_label(string id)
    {
        AnnotatedDataset dataset = await ReadAsync($$"""{"id":1,"image_id":1,"category_id":{{id}},"bbox":[0,0,1,1]}""");
        (await Should.ThrowAsync<AnnotationFormatException>(() => dataset.ToListAsync()))
            .ElementPath.ShouldBe("$.annotations[0].category_id");
    }

    [Fact]
    public async Task Members_of_other_formats_do_not_stand_beside_cocos_own_of_the_same_name()
    {
        AnnotatedImage image = new("a.png", new ImageSize(5, 6), [new Annotation(new Box(0, 0, 1, 1), "x")
        {
            Flags = AnnotationFlags.Ignore,
            Extra = ValueMap<JsonText>.Empty.With("bbox", JsonText.From("none")).With("ignore", JsonText.From(0))
                .With("note", JsonText.From(1)),
        }])
        {
            Extra = ValueMap<JsonText>.Empty.With("width", JsonText.From(99)).With("license", JsonText.From(3)),
        };
        string path = Path.Combine(_folder, "out.json");
        ConversionReport report = await AnnotationFormats.Coco.WriteAsync(new AnnotatedDataset([image]), path);
        report.Losses.Select(static loss => (loss.Field, loss.Reason)).ShouldContain(("extra.width", LossReason.Dropped));
        report.Losses.Select(static loss => loss.Field).ShouldContain("extra.bbox");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (string list in new[] { "images", "annotations" })
        {
            string[] names = [.. document.RootElement.GetProperty(list)[0].EnumerateObject().Select(static member => member.Name)];
            names.ShouldBeUnique();
            names.ShouldContain(list == "images" ? "license" : "note");
        }
    }

    private async Task<AnnotatedDataset> ReadAsync(string annotations)
    {
        string path = Path.Combine(_folder, "coco.json");
        File.WriteAllText(path, "{\"images\":[{\"id\":1,\"file_name\":\"a.png\",\"width\":100,\"height\":100}],"
            + $"\"categories\":[{{\"id\":1,\"name\":\"x\"}}],\"annotations\":[{annotations}]}}");
        return await AnnotationFormats.Coco.ReadAsync(path);
    }
}
