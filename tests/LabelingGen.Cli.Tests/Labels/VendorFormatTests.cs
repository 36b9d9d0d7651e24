using System.Text.Json;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Annotations.Tests.Formats;
using LabelingGen.Clarifai;
using LabelingGen.Testing;

namespace LabelingGen.Cli.Tests;

/// <summary>The vendors' own files: told from others, read by every command, converted to others and back, and named in errors.</summary>
public sealed class VendorFormatTests : IDisposable
{
    private const string ScaleTasks = """
        {"docs":[{"task_id":"t1","unique_id":"a.png","type":"imageannotation","status":"completed","metadata":{"width":100,"height":80},
        "params":{"attachment":"https://example.com/a.png"},"response":{"annotations":[
        {"type":"box","label":"car","uuid":"u1","left":10,"top":20,"width":30,"height":40},
        {"type":"polygon","label":"tree","uuid":"u2","vertices":[{"x":1,"y":1},{"x":9,"y":1},{"x":9,"y":9}]}]}},
        {"task_id":"t2","type":"imageannotation","status":"pending","params":{}}],"total":2}
        """;

    private const string NucleusRows = """
        {"exportedRows":[{"item":
        {"id":"di_1","ref_id":"a.png","metadata":{},"image_url":"https://example.com/a.png","width":100,"height":80},
        "box":[{"label":"car","type":"box","geometry":{"x":10,"y":20,"width":30,"height":40},"annotation_id":"u1","metadata":{}}],
        "polygon":[{"label":"tree","type":"polygon","geometry":{"vertices":[{"x":1,"y":1},{"x":9,"y":1},{"x":9,"y":9}]},
        "annotation_id":"u2","metadata":{}}],"category":[],"segmentation":null},
        {"item":{"id":"di_2","ref_id":"t2","metadata":{}}}]}
        """;

    private const string ClarifaiInputs = """
        {"inputs":[{"id":"t1","data":{"metadata":{"filename":"a.png"},"image":{"url":"https://example.com/a.png","imageInfo":
        {"width":100,"height":80}},"regions":[
        {"id":"u1","regionInfo":{"boundingBox":{"leftCol":0.1,"topRow":0.25,"rightCol":0.4,"bottomRow":0.75}},
        "data":{"concepts":[{"id":"car","name":"car","value":1}]}},
        {"id":"u2","regionInfo":{"polygon":{"points":[{"col":0.01,"row":0.0125},{"col":0.09,"row":0.0125},{"col":0.09,"row":0.1125}]}},
        "data":{"concepts":[{"id":"tree","name":"tree","value":1}]}}]}},{"id":"t2","data":{}}]}
        """;

    private const string FastLabelTasks = """
        [{"id":"t1","name":"a.png","status":"completed","externalStatus":"registered","width":100,"height":80,
        "url":"https://example.com/a.png",
        "annotations":[{"id":"u1","type":"bbox","value":"car","points":[10,20,40,60]},
        {"id":"u2","type":"polygon","value":"tree","points":[1,1,9,1,9,9]}]},{"id":"t2","name":"t2","annotations":[]}]
        """;

    private static readonly Dictionary<string, string> Files = new()
    {
        ["scale"] = ScaleTasks,
        ["nucleus"] = NucleusRows,
        ["clarifai"] = ClarifaiInputs,
        ["fastlabel"] = FastLabelTasks,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-vendors-").FullName;

    public static TheoryData<string> Vendors => [.. Files.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Vendors))]
    public void A_format_is_found_by_its_own_name_and_can_be_written(string vendor)
    {
        AnnotationFormat format = LabelFormats.Named(vendor);
        (format.Name, format.CanWrite).ShouldBe((vendor, true));
        LabelFormats.Names(written: true).Split(", ").ShouldContain(vendor);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public Task The_report_lists_every_difference_and_nothing_else(string vendor) =>
        Properties(vendor).ReportIsExactAsync(PropertyCheck.CountOf(60));

    [Theory]
    [MemberData(nameof(Vendors))]
    public Task The_report_is_as_exact_of_what_another_format_had(string vendor) => Properties(vendor).ReportIsExactAsync(
        PropertyCheck.CountOf(60), [.. LabelFormats.Names(written: true).Split(", ").Select(LabelFormats.Named)]);

    [Theory]
    [MemberData(nameof(Vendors))]
    public Task Writing_what_was_read_gives_the_same_bytes(string vendor) =>
        Properties(vendor).SecondWriteIsTheSameAsync(100, PropertyCheck.CountOf(20));

    [Theory]
    [MemberData(nameof(Vendors))]
    public Task Any_bytes_give_a_value_or_a_format_error(string vendor) => Properties(vendor).AnyBytesAsync(PropertyCheck.CountOf(300));

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task What_a_vendor_gave_is_told_from_other_files_and_converted(string vendor)
    {
        string output = Path.Combine(_folder, "coco.json");
        (int code, string text, string errors) = await ToolRun.ToEndAsync(
            "convert", "--to", "coco", "--input", Write("labels.json", Files[vendor]), "--output", output, "--allow-loss");
        code.ShouldBe(ExitCodes.Success, text + errors);
        text.ShouldContain("2 images, 2 annotations");
        IReadOnlyList<AnnotatedImage> images = await (await AnnotationFormats.Coco.ReadAsync(output)).ToListAsync();
        images.Select(static image => image.Name).ShouldBe(["a.png", "t2"]);
        images[0].Size.ShouldBe(new ImageSize(100, 80));
        images[0].Annotations.Select(static annotation => annotation.Label).ShouldBe(["car", "tree"]);
        Box box = images[0].Annotations[0].Shape.ShouldBeOfType<Box>();
        new[] { box.X, box.Y, box.Width, box.Height }.Zip([10.0, 20, 30, 40])
            .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task What_is_written_for_a_vendor_is_read_by_every_command(string vendor)
    {
        string input = Path.Combine(_folder, "vendor.json");
        (int code, string text, string errors) = await ToolRun.ToEndAsync(
            "convert", "--from", "fastlabel", "--to", vendor, "--input", Write("labels.json", FastLabelTasks), "--output", input,
            "--allow-loss");
        code.ShouldBe(ExitCodes.Success, text + errors);
        // Also what the tool wrote itself is told from other files.
        (code, text, _) = await ToolRun.ToEndAsync("stats", input, "--json");
        code.ShouldBe(ExitCodes.Success, text);
        Json(text).GetProperty("labels").GetProperty("car").GetInt32().ShouldBe(1);
        (code, text, _) = await ToolRun.ToEndAsync("validate", input, "--format", vendor);
        code.ShouldBe(ExitCodes.Success, text);
        (code, text, _) = await ToolRun.ToEndAsync("preview", input, "--format", vendor, "--output", Path.Combine(_folder, "page.html"));
        code.ShouldBe(ExitCodes.Success, text);
        (code, text, _) = await ToolRun.ToEndAsync("evaluate", "--truth", input, "--predictions", input, "--format", vendor, "--json");
        code.ShouldBe(ExitCodes.Failure, "ground truth has no confidences");
    }

    [Fact]
    public async Task Predictions_of_one_vendor_are_judged_by_the_ground_truth_of_another()
    {
        string predictions = NucleusRows.Replace("\"annotation_id\"", "\"confidence\":0.5,\"annotation_id\"", StringComparison.Ordinal);
        (int code, string text, string errors) = await ToolRun.ToEndAsync(
            "evaluate", "--truth", Write("truth.json", FastLabelTasks), "--predictions", Write("predictions.json", predictions), "--json");
        code.ShouldBe(ExitCodes.Success, errors);
        Json(text).GetProperty("AP").GetDouble().ShouldBe(1.0, 1e-12);
    }

    [Fact]
    public async Task A_conversion_to_a_vendor_says_what_the_vendor_cannot_hold()
    {
        string tasks = FastLabelTasks.Replace("\"confidenceScore\"", "", StringComparison.Ordinal)
            .Replace("\"type\":\"bbox\"", "\"type\":\"bbox\",\"confidenceScore\":0.5", StringComparison.Ordinal);
        (int code, string text, _) = await ToolRun.ToEndAsync(
            "convert", "--to", "scale", "--input", Write("labels.json", tasks), "--output", Path.Combine(_folder, "scale.json"));
        code.ShouldBe(ExitCodes.Loss);
        text.ShouldContain("a.png[0]: confidence Dropped: 0.5 -> nothing");
        Directory.GetFiles(_folder).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("scale", "\"left\":10", "\"left\":\"far\"", "$.docs[0].response.annotations[0]")]
    [InlineData("scale", "[{\"x\":1,\"y\":1},{\"x\":9,\"y\":1},{\"x\":9,\"y\":9}]", "[]", "$.docs[0].response.annotations[1]")]
    [InlineData("scale", "\"task_id\":\"t2\"", "\"id\":\"t2\"", "$.docs[1]")]
    [InlineData("nucleus", "\"width\":30", "\"width\":-30", "$.exportedRows[0].box[0]")]
    [InlineData("nucleus", "\"label\":\"car\",\"type\":\"box\"", "\"label\":true,\"type\":\"sphere\"", "$.exportedRows[0].box[0]")]
    [InlineData("nucleus", "\"type\":\"box\"", "\"type\":\"sphere\",\"class_pdf\":{\"car\":\"sure\"}", "$.exportedRows[0].box[0]")]
    [InlineData("nucleus", "\"ref_id\":\"t2\"", "\"ref\":\"t2\"", "$.exportedRows[1].item")]
    [InlineData("clarifai", "\"leftCol\":0.1", "\"leftCol\":\"left\"", "$.inputs[0].data.regions[0]")]
    [InlineData("clarifai", "\"id\":\"t2\"", "\"di\":\"t2\"", "$.inputs[1]")]
    [InlineData("fastlabel", "\"annotations\":[]", "\"annotations\":{}", "$[1].annotations")]
    [InlineData("fastlabel", "\"id\":\"t2\",\"name\":\"t2\"", "\"di\":\"t2\"", "$[1]")]
    public async Task A_broken_file_is_named_with_the_place(string vendor, string sound, string broken, string place)
    {
        string text = Files[vendor];
        text.ShouldContain(sound);
        string input = Write("labels.json", text.Replace(sound, broken, StringComparison.Ordinal));
        (int code, _, string errors) = await ToolRun.ToEndAsync(
            "convert", "--from", vendor, "--to", "coco", "--input", input, "--output", Path.Combine(_folder, "coco.json"), "--allow-loss");
        code.ShouldBe(ExitCodes.Failure);
        errors.ShouldContain(input + ": ");
        errors.ShouldContain($"(at {place})");
        (code, string found, _) = await ToolRun.ToEndAsync("validate", input, "--format", vendor);
        code.ShouldBe(ExitCodes.Failure);
        found.ShouldContain("LA001 error");
        found.ShouldContain($"(at {place})");
    }

    [Fact]
    public async Task The_answer_of_another_kind_of_task_is_not_passed_over()
    {
        string tasks = ScaleTasks.Replace("\"annotations\":[", "\"transcript\":[", StringComparison.Ordinal);
        (int code, _, string errors) = await ToolRun.ToEndAsync("convert", "--to", "coco", "--input", Write("labels.json", tasks),
            "--output", Path.Combine(_folder, "coco.json"), "--allow-loss");
        code.ShouldBe(ExitCodes.Failure);
        errors.ShouldContain("no list of annotations of one image");
    }

    [Fact]
    public async Task Annotations_of_an_input_are_joined_and_get_the_size_of_the_picture()
    {
        string annotations = """
            {"annotations":[
            {"id":"a1","inputId":"cat","data":{"regions":[{"regionInfo":
            {"boundingBox":{"leftCol":0,"topRow":0,"rightCol":0.5,"bottomRow":0.5}},
            "data":{"concepts":[{"id":"cat","name":"cat","value":1}]},"value":0.3}]}},
            {"id":"a2","inputId":"cat","data":{"concepts":[{"id":"indoors","name":"indoors","value":1}]}},
            {"id":"a3","inputId":"dog","data":{"concepts":[{"id":"outdoors","name":"outdoors","value":1}]}}]}
            """;
        string input = Write("labels.json", annotations);
        (int code, _, string errors) = await ToolRun.ToEndAsync("stats", input);
        code.ShouldBe(ExitCodes.Failure);
        errors.ShouldContain("The size of the picture 'cat' is not known");
        await File.WriteAllBytesAsync(Path.Combine(_folder, "cat.png"), new PngImage(4, 2, PngColorType.Grey, 8, new byte[8]).Encode());
        IReadOnlyList<AnnotatedImage> images = await (await LabelFormats.Find(null, input).ReadAsync(input)).ToListAsync();
        images.Select(static image => (image.Name, image.Annotations.Count)).ShouldBe([("cat", 2), ("dog", 1)]);
        images[0].Annotations[0].ShouldBe(new Annotation(new Box(0, 0, 2, 1), "cat") { Id = "a1", Confidence = 0.3 });
        images[0].Annotations[1].ShouldBe(new Annotation(null, "indoors") { Id = "a2" });
    }

    [Fact]
    public async Task Payloads_of_uploads_are_read_too()
    {
        string input = Write("labels.json", """
            {"update":false,"annotations":[
            {"label":"car","type":"box","geometry":{"x":1,"y":2,"width":3,"height":4},"reference_id":"a","annotation_id":"1"},
            {"label":"bus","type":"box","geometry":{"x":1,"y":2,"width":3,"height":4},"reference_id":"a","annotation_id":"2"}]}
            """);
        AnnotatedImage image = (await (await LabelFormats.Find(null, input).ReadAsync(input)).ToListAsync()).ShouldHaveSingleItem();
        image.Annotations.Select(static annotation => annotation.Label).ShouldBe(["car", "bus"]);
        await File.WriteAllTextAsync(
            input, """{"items":[{"reference_id":"a","image_url":"https://example.com/a.png","metadata":{"city":"Oslo"}}]}""");
        image = (await (await LabelFormats.Find(null, input).ReadAsync(input)).ToListAsync()).ShouldHaveSingleItem();
        image.Attributes["city"].AsText().ShouldBe("Oslo");
    }

    [Fact]
    public async Task What_else_an_input_of_Clarifai_says_is_written_again_and_what_else_a_region_says_is_reported()
    {
        string input = Write("inputs.json", """
            [{"id":"t1","datasetIds":["d"],"data":{"metadata":{"filename":"a.png","city":"Oslo"},"geo":{"geoPoint":{"latitude":59.9}},
            "image":{"url":"https://example.com/a.png","hosted":{"prefix":"p"},"imageInfo":{"width":100,"height":80}},"regions":[
            {"id":"u1","trackId":"7","regionInfo":{"boundingBox":{"leftCol":0.1,"topRow":0.25,"rightCol":0.4,"bottomRow":0.75}},
            "data":{"concepts":[{"id":"car","name":"car","value":1}]}}]}}]
            """);
        string output = Path.Combine(_folder, "again.json");
        ConversionReport report = await ClarifaiFormat.Instance.WriteAsync(await ClarifaiFormat.Instance.ReadAsync(input), output);

        report.Losses.Select(static loss => loss.Field).ShouldBe(["extra.trackId"]);
        JsonElement again = Json(await File.ReadAllTextAsync(output))[0];
        again.GetProperty("datasetIds")[0].GetString().ShouldBe("d");
        again.GetProperty("data").GetProperty("metadata").GetProperty("city").GetString().ShouldBe("Oslo");
        again.GetProperty("data").GetProperty("geo").GetProperty("geoPoint").GetProperty("latitude").GetDouble().ShouldBe(59.9);
        again.GetProperty("data").GetProperty("image").GetProperty("hosted").GetProperty("prefix").GetString().ShouldBe("p");
    }

    [Fact]
    public async Task What_else_an_annotation_of_Clarifai_says_stays_with_its_labels()
    {
        string input = Write("annotations.json", """
            {"annotations":[{"id":"n1","inputId":"t1","userId":"ada","data":{"concepts":[{"id":"car","name":"car","value":1}]}}]}
            """);
        AnnotatedImage image = (await (await ClarifaiFormat.Instance.ReadAsync(input)).ToListAsync()).ShouldHaveSingleItem();

        image.Annotations.ShouldHaveSingleItem().Extra["userId"].Text.ShouldBe("\"ada\"");
    }

    private FormatProperties Properties(string vendor) =>
        new(LabelFormats.Named(vendor), _folder, vendor switch
        {
            "nucleus" => static annotation => annotation.Shape switch
            {
                Box => 0,
                Polyline => 1,
                Keypoints => 3,
                Cuboid => 4,
                null => 5,
                _ => 2,
            },
            "clarifai" => static annotation => annotation.Shape is null ? 1 : 0, // concepts of the whole picture follow its regions
            _ => null,
        });

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
