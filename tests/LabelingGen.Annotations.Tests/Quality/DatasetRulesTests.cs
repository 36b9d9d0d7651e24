using LabelingGen.Annotations.Formats;
using LabelingGen.Annotations.Tests.Formats;

namespace LabelingGen.Annotations.Tests.Quality;

/// <summary>Every rule finds its mistake, and only that one; labels without mistakes give no finding.</summary>
public sealed class DatasetRulesTests : IDisposable
{
    private static readonly Annotation Good = new(new Box(10, 10, 20, 20), "car") { Id = "1" };
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-rules-").FullName;

    public static TheoryData<string> Mistakes => [.. Cases.Keys];

    private static Dictionary<string, AnnotatedImage> Cases { get; } = new()
    {
        ["LA003"] = new("b.png", null, [Good with { Id = "2" }]),
        ["LA004"] = Image(Good with { Id = "2", Labels = default }),
        ["LA005"] = Image(Good with { Id = "2", Labels = ["bus"] }),
        ["LA007"] = Image(Good with { Id = "2", Shape = new Box(1, 1, 0, 5) }),
        ["LA008"] = Image(Good with { Id = "2", Shape = new Box(-1, 1, 5, 5) }),
        ["LA009"] = Image(Good with { Id = "2", Shape = new Box(101, 1, 5, 5) }),
        ["LA010"] = Image(Good with { Id = "2" }, Good with { Id = "3" }),
        ["LA011"] = Image(Good with { Id = "2" }, Good with { Id = "2", Shape = new Box(1, 1, 2, 2) }),
        ["LA012"] = Image(Good with { Id = "0" }),
        ["LA014"] = Image(Good with { Id = "2", Shape = new Polygon([new(1, 1), new(9, 1), new(9, 9), new(1, 1), new(9, 1), new(9, 9)]) }),
        ["LA015"] = Image(Good with { Id = "2", Shape = Mask.FromShape(new Box(1, 1, 5, 5), 50, 80) }),
        ["LA016"] = Image(Good with { Id = "2", Shape = new Polygon([new(1, 1), new(9, 1), new(9, 9)]), StoredArea = 640 }),
        ["LA017"] = Image(Good with { Id = "2", Confidence = 1.5 }),
        ["LA018"] = Image(Good with { Id = "2", Shape = new Polygon([new(1, 1), new(9, 1), new(9, 9)]), Flags = AnnotationFlags.Crowd }),
        ["LA019"] = Image(Good with { Id = "2", Keypoints = new Keypoints([new Keypoint(1, 1, KeypointVisibility.NotLabeled)]) }),
        ["LA020"] = Image(),
        ["LA002"] = new("a.png", new ImageSize(100, 80), [Good with { Id = "2" }]),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_found_by_its_rule_alone(string code)
    {
        DatasetFinding finding = (await FindingsAsync(Cases[code])).ShouldHaveSingleItem();
        finding.Code.ShouldBe(code);
        finding.Image.ShouldBe(Cases[code].Name);
        bool isOfAnnotation = code is not ("LA002" or "LA003" or "LA020");
        finding.AnnotationIndex.HasValue.ShouldBe(isOfAnnotation);
    }

    [Fact]
    public async Task Rings_of_too_few_points_have_no_area_either() =>
        (await FindingsAsync(Image(Good with { Id = "2", Shape = new Polygon([new(1, 1), new(9, 1), new(1, 1)]) })))
            .Select(static finding => finding.Code).ShouldBe(["LA013", "LA007"]);

    [Fact]
    public async Task Good_labels_have_no_finding_and_categories_without_annotation_have_one()
    {
        (await FindingsAsync(Image(Good with { Id = "2", StoredArea = 300 }))).ShouldBeEmpty();
        DatasetFinding unused = (await FindingsAsync(Image(Good with { Id = "2" }), "car", "tree")).ShouldHaveSingleItem();
        (unused.Code, unused.Image).ShouldBe(("LA006", null));
        unused.Message.ShouldContain("'tree'");
    }

    [Fact]
    public async Task Stated_sizes_are_compared_with_the_pictures()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "turned.jpg"), ImageHeaderTests.Jpeg(6, little: true));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "upright.jpg"), ImageHeaderTests.Jpeg(1, little: true));
        (await CheckAsync("turned.jpg", 200, 300)).ShouldBeEmpty();
        (await CheckAsync("upright.jpg", 300, 200)).ShouldBeEmpty();
        (await CheckAsync("turned.jpg", 300, 200)).ShouldBe(["LA022"]);
        (await CheckAsync("upright.jpg", 200, 300)).ShouldBe(["LA021"]);
        (await CheckAsync("../upright.jpg", 1, 1)).ShouldBe(["LA008"]);
    }

    [Fact]
    public async Task What_cannot_be_read_and_sizes_that_are_not_known_do_not_end_the_check()
    {
        string path = Path.Combine(_folder, "boxes.csv");
        await File.WriteAllTextAsync(path, """
            ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside
            a,,car,1,0,1,0,1,0,0,0,0,0
            a,,car,1,0,0.5,0,1,0,0,0,0,0
            a,,car,much,0,0.5,0,1,0,0,0,0,0
            """);
        List<DatasetFinding> findings = [];
        await foreach (DatasetFinding finding in DatasetRules.CheckAsync(AnnotationFormats.OpenImages, path))
            findings.Add(finding);
        findings.Select(static finding => (finding.Code, finding.Line))
            .ShouldBe([("LA001", 2L), ("LA001", 4L), ("LA003", (long?)null)], ignoreOrder: true);
        findings.ShouldAllBe(finding => finding.File == path);
    }

    private static AnnotatedImage Image(params Annotation[] annotations) =>
        new("b.png", new ImageSize(100, 80), annotations.ToValueList());

    private static async Task<List<DatasetFinding>> FindingsAsync(AnnotatedImage image, params string[] categories)
    {
        AnnotatedDataset dataset = new([new AnnotatedImage("a.png", new ImageSize(100, 80), [Good]), image])
        {
            Categories = (categories.Length == 0 ? ["car"] : categories).Select(static name => new Category(name)).ToValueList(),
        };
        List<DatasetFinding> findings = [];
        await foreach (DatasetFinding finding in DatasetRules.CheckAsync(dataset))
            findings.Add(finding);
        return findings;
    }

    private async Task<IReadOnlyList<string>> CheckAsync(string name, int width, int height)
    {
        string path = Path.Combine(_folder, "coco.json");
        await File.WriteAllTextAsync(path, $$"""
            {"images":[{"id":1,"file_name":"{{name}}","width":{{width}},"height":{{height}} }],"categories":[{"id":1,"name":"car"}],
            "annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[0,0,20,20],"area":400}]}
            """);
        List<string> codes = [];
        await foreach (DatasetFinding finding in DatasetRules.CheckAsync(AnnotationFormats.Coco, path))
            codes.Add(finding.Code);
        return codes;
    }
}
