using System.Text.RegularExpressions;
using LabelingGen.Annotations.Formats;
using LabelingGen.Annotations.Tests.Formats;
using LabelingGen.Testing;

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
        ["LA026"] = new("../b.png", new ImageSize(100, 80), [Good with { Id = "2" }]),
        ["LA027"] = new("A.png", new ImageSize(100, 80), [Good with { Id = "2" }]),
        ["LA028"] = Image(Good with { Id = "2" }) with { Id = "first" },
        ["LA029"] = Image(Good with { Id = "2" }) with { Relations = [new Relation("2", "9")] },
        ["LA031"] = Image(Good with { Id = "2", ParentId = "9" }),
        ["LA032"] = Image(Good with { Id = "2", TrackId = "t" }, Good with { Id = "3", TrackId = "t", Shape = new Box(1, 1, 2, 2) }),
        ["LA033"] = Image(Good with { Id = "2", LabelConfidences = ValueMap<double>.Empty.With("car", -0.5) }),
        ["LA034"] = Image(Good with { Id = "2", Labels = ["car", "car"] }),
        ["LA035"] = Image(Good with { Id = "2", StoredArea = -1 }),
        ["LA036"] = Image(Good with { Id = "2", StoredBox = new Box(60, 60, 5, 5) }),
        ["LA037"] = Image(Good with { Id = "2", Flags = AnnotationFlags.Crowd, Keypoints = Landmark(5, 5) }),
        ["LA039"] = Image(Good with { Id = "2", Keypoints = Landmark(200, 5) }),
        ["LA040"] = Image(Good with { Id = "2", Keypoints = Landmark(0, 0) }),
        ["LA041"] = Image(Good with { Id = "2", Shape = new Box(5, 5, 0.5, 0.5) }),
        ["LA042"] = Image(Good with { Id = "2", Shape = new Box(0.25, 0.25, 0.5, 0.5) }),
        ["LA043"] = Image(Good with { Id = "2", Shape = new Polygon([new(1, 1), new(20, 9), new(20, 1), new(1, 5)]) }),
        ["LA044"] = Image(Good with { Id = "2", Shape = new Polygon([new(1, 1), new(9, 1), new(9, 1), new(9, 9)]) }),
        ["LA045"] = Image(Good with
        {
            Id = "2",
            Shape = new Polygon(
                [new(1, 1), new(9, 1), new(9, 9)], new ValueList<Point>[] { [new(20, 20), new(22, 20), new(22, 22)] }.ToValueList()),
        }),
        ["LA046"] = Image(Good with { Id = "2", Shape = new RotatedBox(50, 40, 10, 10, 400) }),
        ["LA047"] = Image(Good with { Id = "2", Shape = new VideoTrack([new Keyframe(5, new Box(1, 1, 2, 2))]) { FrameCount = 5 } }),
        ["LA048"] = Image(Good with { Id = "2", Shape = new TextSpan(3, 3) }),
        ["LA049"] = Image(Good with { Id = "2", Shape = new Cuboid(new(0, 0, 0), new(1, 0, 1), 0) }),
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
        bool isOfAnnotation = code is not ("LA002" or "LA003" or "LA020" or "LA026" or "LA027" or "LA028" or "LA029");
        finding.AnnotationIndex.HasValue.ShouldBe(isOfAnnotation);
    }

    [Fact]
    public void Every_rule_with_its_severity_is_in_the_documentation()
    {
        string folder = RepositoryPaths.InRepository("src", "LabelingGen.Annotations", "Quality");
        string sources = string.Concat(Directory.GetFiles(folder, "*.cs").Select(File.ReadAllText));
        string page = File.ReadAllText(RepositoryPaths.InRepository("docs", "validation.md"));
        IEnumerable<string> built = Regex.Matches(sources, "RuleFinding\\.(Error|Warning)\\(\\s*\"(LA\\d+)\"")
            .Select(static match => $"{match.Groups[2].Value} {match.Groups[1].Value.ToLowerInvariant()}").Append("LA001 error");
        IEnumerable<string> told = Regex.Matches(page, "^\\| (LA\\d+) \\| (\\w+) \\|", RegexOptions.Multiline)
            .Select(static match => $"{match.Groups[1].Value} {match.Groups[2].Value}");
        told.ShouldBe(built.Distinct().Order(StringComparer.Ordinal));
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
    public async Task Categories_are_told_apart_by_more_than_spaces_and_case()
    {
        (await FindingsAsync(Image(Good with { Id = "2" }), "car", "car")).ShouldHaveSingleItem().Code.ShouldBe("LA023");
        (await FindingsAsync(Image(Good with { Id = "2", Label = "Car" }), "car", "Car")).ShouldHaveSingleItem().Code.ShouldBe("LA024");
        (await FindingsAsync(Image(Good with { Id = "2", Label = "b\tus" }), "car", "b\tus")).ShouldHaveSingleItem().Code.ShouldBe("LA025");
    }

    [Fact]
    public async Task Keypoints_are_as_many_as_the_category_has()
    {
        AnnotatedDataset dataset = new([Image(Good with { Keypoints = Landmark(5, 5) })])
        {
            Categories = [new Category("car") { Skeleton = new Skeleton(["left", "right"], default) }],
        };
        List<DatasetFinding> findings = [];
        await foreach (DatasetFinding finding in DatasetRules.CheckAsync(dataset))
            findings.Add(finding);
        findings.ShouldHaveSingleItem().Code.ShouldBe("LA038");
    }

    [Fact]
    public async Task A_picture_that_is_not_among_the_others_is_missed()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "images"));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "images", "upright.jpg"), ImageHeaderTests.Jpeg(1, little: true));
        (await CheckAsync("upright.jpg", 300, 200)).ShouldBeEmpty();
        (await CheckAsync("other.jpg", 300, 200)).ShouldBe(["LA030"]);
    }

    [Fact]
    public async Task Every_problem_of_a_file_is_found_and_not_the_first_alone()
    {
        string yolo = Path.Combine(_folder, "a.txt");
        await File.WriteAllTextAsync(yolo, "0 0.5 0.5 0.1 0.1\n0 half 0.5 0.1 0.1\n0.5 0.5 0.5 0.1 0.1\n0 0.5 0.5 -0.1 0.1\n");
        (await UnreadableAsync(AnnotationFormats.Yolo, _folder)).Select(static finding => (finding.File, finding.Line))
            .ShouldBe([(yolo, 2L), (yolo, 3L), (yolo, 4L)]);

        string coco = Write("coco.json", """
            {"images":[{"id":1,"file_name":"a.png","width":9,"height":9},{"id":2,"file_name":"b.png","width":-9,"height":9}],
            "categories":[{"id":1,"name":"car"}],"annotations":[
            {"id":1,"image_id":1,"category_id":1,"bbox":[1,1,-1,1]},{"id":2,"image_id":1,"category_id":1,"bbox":[1,1,5,5]},
            {"id":3,"image_id":1,"category_id":9,"bbox":[1,1,1,1]}]}
            """);
        (await UnreadableAsync(AnnotationFormats.Coco, coco)).Select(static finding => finding.ElementPath)
            .ShouldBe(["$.annotations[0].bbox", "$.annotations[2].category_id", "$.images[1]"]);

        string studio = Write("studio.json", """
            [{"data":{"image":"a.png"},"annotations":[{"result":[
            {"type":"rectanglelabels","original_width":9,"original_height":9,"value":
            {"x":true,"y":1,"width":1,"height":1,"rectanglelabels":["car"]}},
            {"type":"rectanglelabels","value":{"x":1,"y":1,"width":1,"rectanglelabels":["car"]}}]}]}]
            """);
        (await UnreadableAsync(AnnotationFormats.LabelStudio, studio)).Select(static finding => finding.ElementPath)
            .ShouldBe(["$[0].annotations[0].result[0].value.x", "$[0].annotations[0].result[1].value"]);

        string compact = Write("compact.json", """[{"image":"a.png","width":9,"height":9,"box":[{"x":true},{"x":1,"y":"down"}]}]""");
        (await UnreadableAsync(AnnotationFormats.LabelStudioCompact, compact)).Select(static finding => finding.ElementPath)
            .ShouldBe(["$[0].box[0]", "$[0].box[1].y"]);

        string table = Write("table.csv", "id,image,label\n1,a.png,\"[{\"\"x\"\":1,\"\"y\"\":\"\n2,b.png,[cut\n");
        (await UnreadableAsync(AnnotationFormats.LabelStudioCsv, table)).ShouldHaveSingleItem().Line.ShouldBe(2);

        string voc = Directory.CreateDirectory(Path.Combine(_folder, "voc")).FullName;
        await File.WriteAllTextAsync(Path.Combine(voc, "a.xml"), """
            <annotation><object><name>car</name></object>
            <object><name>car</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>far</xmax><ymax>2</ymax></bndbox></object></annotation>
            """);
        (await UnreadableAsync(AnnotationFormats.PascalVoc, voc)).Select(static finding => finding.Line).ShouldBe([1L, 2L]);

        string cvat = Write("cvat.xml", """
            <annotations><image id="0" name="a.png" width="9" height="9">
            <box label="car" xtl="1" ytl="1" xbr="much" ybr="2"/>
            <polygon label="car" points="1,1;2"/></image></annotations>
            """);
        (await UnreadableAsync(AnnotationFormats.Cvat, cvat)).Select(static finding => finding.Line).ShouldBe([2L, 3L]);

        string broken = Write("broken.json", """[{"data":{"image":"a.png"}},{"data":""");
        (await UnreadableAsync(AnnotationFormats.LabelStudio, broken)).ShouldHaveSingleItem().Line.ShouldBe(1);
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
        (await CheckAsync("../upright.jpg", 1, 1)).ShouldBe(["LA026", "LA008"]);
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

    private static async Task<List<DatasetFinding>> UnreadableAsync(AnnotationFormat format, string path)
    {
        List<DatasetFinding> findings = [];
        FormatOptions options = new() { FindSize = static _ => new(9, 9) };
        await foreach (DatasetFinding finding in DatasetRules.CheckAsync(format, path, options))
        {
            if (finding.Code == "LA001")
                findings.Add(finding);
        }

        return findings;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Keypoints Landmark(double x, double y) => new([new Keypoint(x, y, KeypointVisibility.Visible)]);

    private static AnnotatedImage Image(params Annotation[] annotations) =>
        new("b.png", new ImageSize(100, 80), annotations.ToValueList());

    private static async Task<List<DatasetFinding>> FindingsAsync(AnnotatedImage image, params string[] categories)
    {
        AnnotatedDataset dataset = new([new AnnotatedImage("a.png", new ImageSize(100, 80), [Good]) { Id = "first" }, image])
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
