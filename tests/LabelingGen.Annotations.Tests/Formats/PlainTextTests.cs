using System.Globalization;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>What is plain takes a shorter way through the formats, to the same end as everything else.</summary>
public sealed class PlainTextTests : IDisposable
{
    private const string File = """
        {"images":[{"id":1,"file_name":"a.jpg","width":100,"height":80}],"categories":[{"id":7,"name":"car"}],"annotations":[ANNOTATION]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-plain-").FullName;

    public static TheoryData<string> Members =>
    [
        "\"bbox\":[1,2.5,3e1,4],\"area\":120",
        "\"bbox\":[1,2.5,30,4],\"area\":119.5,\"iscrowd\":0,\"segmentation\":[]",
        "\"bbox\":[1,2,3,4],\"iscrowd\":1,\"score\":0.25",
        "\"area\":9,\"iscrowd\":1.0",
        "\"segmentation\":[[1,2,30,2,30,40]],\"bbox\":[1,2,29,38],\"area\":551",
        "\"segmentation\":[[1,2,30,2,30,40],[50,50,60,50,60,60]],\"bbox\":[0,0,60,60],\"area\":1",
        "\"segmentation\":[[1,2]]",
        "\"segmentation\":[[-0.0,1e-7,30,2,30,40]],\"area\":-0.0",
        "\"score\":1",
    ];

    public static TheoryData<string> Mistakes =>
    [
        "\"bbox\":[1,2,-3,4]",
        "\"bbox\":[1,2,3]",
        "\"bbox\":[1,2,3,4,5]",
        "\"bbox\":[1,2,3,1e10]",
        "\"bbox\":[1,\"2\",3,4]",
        "\"area\":1e999",
        "\"score\":1e999",
        "\"segmentation\":[[1,2,3]]",
        "\"segmentation\":[[]]",
        "\"segmentation\":[1,2]",
        "\"segmentation\":[[1,2],{}]",
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_plain_annotation_is_read_like_any_other(string members)
    {
        Annotation plain = await ReadAsync(members);
        // No plain annotation has a track, not even one of null.
        (await ReadAsync(members + ",\"track_id\":null")).ShouldBe(plain);
        plain.Label.ShouldBe("car");
        plain.Id.ShouldBe("12");
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_told_like_any_other(string members)
    {
        AnnotationFormatException error = await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(members));
        AnnotationFormatException other =
            await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(members + ",\"track_id\":null"));
        error.ElementPath.ShouldBe(other.ElementPath);
        error.Message.ShouldBe(other.Message);
    }

    [Fact]
    public async Task Of_two_members_of_a_name_the_last_one_counts() =>
        (await ReadAsync("\"bbox\":[1,2,3,4],\"bbox\":[5,6,7,8]")).Shape.ShouldBe(new Box(5, 6, 7, 8));

    [Fact]
    public async Task A_box_of_a_label_with_markup_is_written_like_one_without()
    {
        Annotation[] plain =
        [
            new(new Box(1, 2, 3.25, 4), "car"),
            new(new RotatedBox(10, 20, 4, 6, 30.5), "car")
            {
                Source = "manual",
                Flags = AnnotationFlags.Occluded,
                ZOrder = -3,
                GroupId = "4",
            },
        ];
        string path = Path.Combine(_folder, "boxes.xml");
        foreach (Annotation annotation in plain)
        {
            string expected = await WriteAsync(annotation with { Label = "c&r" });
            (await WriteAsync(annotation)).ShouldBe(expected.Replace("c&amp;r", "car", StringComparison.Ordinal));
        }

        async Task<string> WriteAsync(Annotation annotation)
        {
            AnnotatedDataset dataset = new([new AnnotatedImage("a.jpg", new ImageSize(100, 80), [annotation])]);
            await AnnotationFormats.Cvat.WriteAsync(dataset, path);
            return await System.IO.File.ReadAllTextAsync(path);
        }
    }

    [Fact]
    public async Task A_row_in_quotes_is_read_like_one_without()
    {
        string path = Path.Combine(_folder, "boxes.csv");
        string[] rows =
        [
            "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside",
            "a,,car,1,0.1,0.2,0.3,0.4,1,0,0,0,1",
            "\"a\",\"\",\"car\",\"1\",\"0.1\",\"0.2\",\"0.3\",\"0.4\",\"1\",\"0\",\"0\",\"0\",\"1\"",
        ];
        await System.IO.File.WriteAllLinesAsync(path, rows);
        AnnotatedDataset dataset = await AnnotationFormats.OpenImages.ReadAsync(
            path, new FormatOptions { FindSize = static _ => new ImageSize(100, 100) });
        AnnotatedImage image = (await dataset.ToListAsync()).ShouldHaveSingleItem();
        image.Annotations.Count.ShouldBe(2);
        image.Annotations[0].Shape.ShouldBe(new Box(10, 30, 10, 10));
        image.Annotations[1].ShouldBe(image.Annotations[0]);
    }

    [Fact]
    public async Task Losses_beyond_those_listed_are_counted_by_field()
    {
        Annotation[] annotations =
            [.. Enumerable.Range(0, 10_500).Select(static number => new Annotation(new Box(1, 2, 3, 4), "car") { Id = Number(number) })];
        AnnotatedImage image = new("a.jpg", new ImageSize(64, 64), annotations.ToValueList()) { Id = "1" };
        AnnotatedDataset dataset = new([image]);
        ConversionReport report = await AnnotationFormats.OpenImages.WriteAsync(dataset, Path.Combine(_folder, "many.csv"));
        report.Losses.Count.ShouldBe(10_000);
        report.Count.ShouldBe(10_501);
        report.Summary.ShouldBe([("id", LossReason.Dropped, 10_501L)]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<Annotation> ReadAsync(string members)
    {
        string path = Path.Combine(_folder, "coco.json");
        await System.IO.File.WriteAllTextAsync(path, File.Replace("ANNOTATION",
            $"{{\"id\":12,\"image_id\":1,\"category_id\":7,{members}}}", StringComparison.Ordinal));
        AnnotatedDataset dataset = await AnnotationFormats.Coco.ReadAsync(path);
        return (await dataset.ToListAsync())[0].Annotations[0];
    }
}
