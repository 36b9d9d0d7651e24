using System.Globalization;
using System.Text;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Boxes and outlines of a COCO file go through conversions as rows: to the same bytes and losses as objects do.</summary>
public sealed class DetectionConversionTests : IDisposable
{
    private static readonly string[] Labels = ["car", "person", "traffic light", "naïve \\\"quoted\\\" <b>", "犬", "=1+1", ""];

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-rows-").FullName;

    public static TheoryData<string> Writers =>
        [.. AnnotationFormats.All.Where(static format => format is { CanWrite: true, IsFile: true }).Select(static format => format.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task Rows_become_what_objects_become(string name)
    {
        for (int seed = 0; seed < 40; seed++)
            await CompareAsync(name, Document(seed, images: 12, perImage: 6, isPlain: false), seed);
    }

    [Theory]
    [InlineData("coco")]
    [InlineData("cvat")]
    [InlineData("open-images")]
    public async Task Losses_beyond_those_listed_are_counted_alike(string name)
    {
        ConversionReport report = await CompareAsync(name, Document(1, images: 700, perImage: 20, isPlain: true), 1);
        if (name != "coco")
            report.Count.ShouldBeGreaterThan(report.MaxDetails);
    }

    [Fact]
    public Task An_image_of_many_annotations_is_read_in_parts() =>
        CompareAsync("coco", Document(2, images: 2, perImage: 3000, isPlain: false), 2);

    [Fact]
    public async Task An_error_ends_the_conversion_and_leaves_nothing()
    {
        string text = Document(3, images: 600, perImage: 5, isPlain: true);
        int last = text.LastIndexOf("\"bbox\":[", StringComparison.Ordinal);
        string input = Write(text.Insert(last + "\"bbox\":[".Length, "\"x\","));
        AnnotatedDataset dataset = await AnnotationFormats.Coco.ReadAsync(input);
        AnnotationFormatException error = await Should.ThrowAsync<AnnotationFormatException>(
            () => AnnotationFormats.Cvat.WriteAsync(dataset, Path.Combine(_folder, "out.xml")));
        error.ElementPath.ShouldNotBeNull().ShouldEndWith(".bbox");
        Directory.GetFiles(_folder).ShouldBe([input]);
    }

    [Fact]
    public async Task A_conversion_can_be_cancelled()
    {
        string input = Write(Document(4, images: 2000, perImage: 5, isPlain: true));
        using CancellationTokenSource source = new();
        AnnotatedDataset dataset = (await AnnotationFormats.Coco.ReadAsync(input)).WithProgress(new Cancelling(source));
        await Should.ThrowAsync<OperationCanceledException>(
            () => AnnotationFormats.OpenImages.WriteAsync(dataset, Path.Combine(_folder, "out.csv"), null, source.Token));
        Directory.GetFiles(_folder).ShouldBe([input]);
    }

    [Fact]
    public async Task Progress_counts_the_images_of_rows_and_of_objects()
    {
        AnnotatedDataset dataset = await AnnotationFormats.Coco.ReadAsync(Write(Document(5, images: 700, perImage: 1, isPlain: false)));
        Counting rows = new();
        await AnnotationFormats.Coco.WriteAsync(dataset.WithProgress(rows), Path.Combine(_folder, "out.json"));
        Counting objects = new();
        await dataset.WithProgress(objects).ToListAsync();
        rows.Told.ShouldBe(Enumerable.Range(1, 700));
        objects.Told.ShouldBe(rows.Told);
    }

    private async Task<ConversionReport> CompareAsync(string name, string document, int seed)
    {
        AnnotationFormat format = AnnotationFormats.Get(name);
        AnnotatedDataset rows = await AnnotationFormats.Coco.ReadAsync(Write(document));
        AnnotatedDataset objects = rows.Select(static image => image).WithAllCategories(rows.Categories);
        (string first, string second) = (Path.Combine(_folder, "rows"), Path.Combine(_folder, "objects"));
        ConversionReport report = await format.WriteAsync(rows, first);
        ConversionReport expected = await format.WriteAsync(objects, second);
        (await File.ReadAllTextAsync(first)).ShouldBe(await File.ReadAllTextAsync(second), $"seed {seed}");
        report.Losses.ShouldBe(expected.Losses, $"seed {seed}");
        report.Summary.ShouldBe(expected.Summary, $"seed {seed}");
        (report.Count, report.Images, report.Annotations).ShouldBe((expected.Count, expected.Images, expected.Annotations), $"seed {seed}");
        return report;
    }

    private string Write(string document)
    {
        string path = Path.Combine(_folder, "input.json");
        File.WriteAllText(path, document);
        return path;
    }

    /// <summary>A COCO file; unless it is plain, with all that a file may have more, here and there.</summary>
    private static string Document(int seed, int images, int perImage, bool isPlain)
    {
        Random random = new(seed);
        string space = random.Next(2) == 0 ? " " : "";
        List<string> annotations =
            [.. Enumerable.Range(0, images * perImage).Select(i => Annotation(random, i, images, perImage, isPlain))];
        if (!isPlain && random.Next(3) == 0)
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(annotations));
        StringBuilder text = new("{\"info\":{\"year\": 2026},\"images\":[");
        text.AppendJoin("," + space, Enumerable.Range(0, images).Select(i => Image(random, i, isPlain)));
        text.Append("],").Append(space).Append("\"annotations\":[").AppendJoin("," + space, annotations);
        text.Append("],\"categories\":[").AppendJoin(",\n", Labels.Select((label, i) => $"{{\"id\":{i + 1},\"name\":\"{label}\"}}"));
        return text.Append("]}").ToString();
    }

    private static string Image(Random random, int number, bool isPlain)
    {
        bool isUnusual = !isPlain && random.Next(4) == 0;
        string name = isUnusual && random.Next(2) == 0 ? $"sub/é {number} \\\"x\\\" &.jpg" : $"{number:0000}.jpg";
        string more = isUnusual && random.Next(2) == 0 ? ",\"license\":3,\"coco_url\":\"https://example.com/1\"" : "";
        return $"{{\"id\":{number + 1},\"file_name\":\"{name}\",\"width\":640,\"height\":480{more}}}";
    }

    private static string Annotation(Random random, int number, int images, int perImage, bool isPlain)
    {
        double x = Number(random, 600);
        double y = Number(random, 400);
        (double width, double height) = (Number(random, 90), Number(random, 90));
        double area = random.Next(3) == 0 ? Math.Round(width * height, 2) : width * height;
        string label = Text(1 + random.Next(isPlain ? 3 : Labels.Length));
        string id = Text(!isPlain && random.Next(30) == 0 ? random.Next(-3, 9) : number + 1);
        StringBuilder text = new($"{{\"id\":{id},\"image_id\":{(number / perImage) % images + 1},\"category_id\":{label}");
        int kind = random.Next(isPlain ? 4 : 8);
        if (kind != 5)
            text.Append($",\"bbox\":[{Text(x)},{Text(y)},{Text(width)},{Text(height)}]");
        if (kind is 3 or 4 or 5)
            text.Append($",\"segmentation\":[{string.Join(',', Enumerable.Range(0, kind == 4 ? 2 : 1).Select(_ => Ring(random)))}]");
        if (kind == 6)
            text.Append(",\"segmentation\":{\"size\":[480,640],\"counts\":[100,50,307050]}");
        if (kind == 7 && random.Next(3) == 0)
            text.Append(",\"attributes\":{\"color\":\"red\"},\"track_id\":4");
        if (random.Next(4) > 0)
            text.Append($",\"area\":{Text(area)}");
        if (random.Next(3) > 0)
            text.Append($",\"iscrowd\":{random.Next(2)}");
        if (random.Next(4) == 0)
            text.Append($",\"score\":{(random.Next(3) == 0 ? "1.0" : Text(random.NextDouble()))}");
        return text.Append('}').ToString();
    }

    private static string Ring(Random random) => $"[{string.Join(',', Enumerable.Range(0, 2 * random.Next(3, 9))
        .Select(_ => Text(Number(random, 500))))}]";

    // Whole numbers, few decimals, many of them, and the ends of what is written without an exponent.
    private static double Number(Random random, int most) => random.Next(7) switch
    {
        0 => random.Next(most),
        1 => random.NextDouble() * most,
        2 => random.NextDouble() * 1e-5,
        3 => random.Next(9) == 0 ? 0 : random.Next(10_000) / 1e4,
        _ => Math.Round(random.NextDouble() * most, 2),
    };

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value == 300)
                source.Cancel();
        }
    }

    private sealed class Counting : IProgress<int>
    {
        public List<int> Told { get; } = [];

        public void Report(int value) => Told.Add(value);
    }
}
