using System.Text.Json;

namespace LabelingGen.Cli.Tests;

/// <summary>The commands for labels: convert, stats, validate, evaluate, preview.</summary>
public sealed class LabelCommandTests : IDisposable
{
    private const string Truth = """
        {"images":[{"id":1,"file_name":"a.png","width":100,"height":80},{"id":2,"file_name":"b.png","width":60,"height":60}],
        "annotations":[
        {"id":1,"image_id":1,"category_id":3,"bbox":[10,10,40,40],"area":1600,"iscrowd":0},
        {"id":2,"image_id":1,"category_id":7,"segmentation":[[60,10,90,10,90,60]],"bbox":[60,10,30,50],"area":750,"iscrowd":0},
        {"id":3,"image_id":2,"category_id":3,"bbox":[5,5,40,40],"area":1600,"iscrowd":0}],
        "categories":[{"id":3,"name":"car"},{"id":7,"name":"tree"}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_conversion_that_would_lose_something_writes_nothing_and_says_what()
    {
        string input = Write("truth.json", Truth);
        string output = Path.Combine(_folder, "yolo");
        (int code, string text, string errors) =
            await ToolRun.ToEndAsync("convert", "--from", "coco", "--to", "yolo", "--input", input, "--output", output);
        code.ShouldBe(ExitCodes.Loss);
        text.ShouldContain("a.png[1]: shape ShapeApproximated");
        errors.ShouldContain("--allow-loss");
        Directory.GetFileSystemEntries(_folder).ShouldBe([input]);
    }

    [Fact]
    public async Task With_loss_allowed_the_files_are_written_and_the_report_lists_each_loss()
    {
        string output = Path.Combine(_folder, "yolo");
        string report = Path.Combine(_folder, "report.json");
        (int code, string text, _) = await ToolRun.ToEndAsync(
            "convert", "--from", "coco", "--to", "yolo", "--input", Write("truth.json", Truth), "--output",
            output, "--allow-loss", "--report", report, "--json");
        code.ShouldBe(ExitCodes.Success);
        Json(text).GetProperty("event").GetString().ShouldBe("done");
        (await File.ReadAllTextAsync(Path.Combine(output, "labels", "b.txt"))).ShouldStartWith("0 ");
        (await File.ReadAllTextAsync(Path.Combine(output, "classes.txt"))).ShouldBe("car\ntree\n");
        Json(await File.ReadAllTextAsync(report)).GetProperty("losses").GetInt32().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Digits_are_those_that_were_asked_for_and_the_convention_of_corners_is_named()
    {
        string input = Write("truth.json", Truth);
        string output = Path.Combine(_folder, "yolo");
        (int code, _, string errors) = await ToolRun.ToEndAsync(
            "convert", "--to", "yolo", "--input", input, "--output", output, "--allow-loss", "--digits", "3");
        code.ShouldBe(ExitCodes.Success, errors);
        (await File.ReadAllTextAsync(Path.Combine(output, "labels", "b.txt"))).ShouldBe("0 0.417 0.417 0.667 0.667\n");
        (_, string text, _) = await ToolRun.ToEndAsync(
            "convert", "--to", "voc", "--input", input, "--output", Path.Combine(_folder, "voc"));
        text.ShouldContain("voc: corners count from 0 with an exclusive maximum, in files of VOC2007 to VOC2012 from 1");
        (_, text, _) = await ToolRun.ToEndAsync(
            "convert", "--to", "voc", "--input", input, "--output", Path.Combine(_folder, "voc"), "--voc-devkit", "--json");
        Json(text).GetProperty("conventions")[0].GetString().ShouldBe("voc: corners count from 1 with an inclusive maximum");
        (_, text, _) = await ToolRun.ToEndAsync(
            "convert", "--to", "voc", "--input", input, "--output", Path.Combine(_folder, "voc"), "--voc-devkit", "false", "--json");
        Json(text).GetProperty("conventions")[0].GetString().ShouldBe("voc: corners count from 0 with an exclusive maximum");
        (code, _, errors) = await ToolRun.ToEndAsync("convert", "--to", "yolo", "--input", input, "--output", output, "--digits", "-1");
        code.ShouldBe(ExitCodes.Usage);
        errors.ShouldContain("between 0 and 15");
    }

    [Fact]
    public async Task The_report_lists_more_than_is_kept_in_memory_and_names_the_convention()
    {
        string boxes = string.Join(',', Enumerable.Range(1, 12_000).Select(static id =>
            $$"""{"id":{{id}},"image_id":1,"category_id":1,"bbox":[1,1,2,2]}"""));
        string input = Write("many.json", $$"""
            {"images":[{"id":1,"file_name":"a.png","width":9,"height":9}],"categories":[{"id":1,"name":"car"}],"annotations":[{{boxes}}]}
            """);
        string report = Path.Combine(_folder, "report.json");
        (int code, _, string errors) = await ToolRun.ToEndAsync(
            "convert", "--to", "voc", "--input", input, "--output", Path.Combine(_folder, "voc"), "--report", report);
        code.ShouldBe(ExitCodes.Loss, errors);
        JsonElement losses = Json(await File.ReadAllTextAsync(report));
        losses.GetProperty("losses").GetInt32().ShouldBe(12_002);
        losses.GetProperty("details").GetArrayLength().ShouldBe(12_002);
        losses.GetProperty("conventions")[0].GetString().ShouldStartWith("voc: corners count from 0 with an exclusive maximum");
        Directory.GetFileSystemEntries(_folder).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_picture_without_a_size_is_named_and_with_loss_allowed_does_not_end_the_conversion()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "voc"));
        foreach ((string name, string size) in new[] { ("a", "<size><width>9</width><height>9</height></size>"), ("b", "") })
        {
            Write($"voc/{name}.xml", $"<annotation><filename>{name}.png</filename>{size}<object><name>car</name>"
                + "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>3</xmax><ymax>3</ymax></bndbox></object></annotation>");
        }

        string[] arguments =
            ["convert", "--to", "yolo", "--input", Path.Combine(_folder, "voc"), "--output", Path.Combine(_folder, "yolo")];
        (int code, _, string errors) = await ToolRun.ToEndAsync(arguments);
        code.ShouldBe(ExitCodes.Failure);
        errors.ShouldContain("The size of the image 'b.png' is not known");
        (code, string text, errors) = await ToolRun.ToEndAsync([.. arguments, "--allow-loss"]);
        code.ShouldBe(ExitCodes.Success, errors);
        text.ShouldContain("b.png[0]: annotation SizeUnknown: Box -> nothing");
        File.ReadAllText(Path.Combine(_folder, "yolo", "labels", "a.txt")).ShouldStartWith("0 ");
        File.ReadAllText(Path.Combine(_folder, "yolo", "labels", "b.txt")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Identifiers_that_are_made_up_are_no_loss()
    {
        string input = Write("boxes.xml", """
            <annotations><image id="0" name="a.png" width="9" height="9"><box label="car" xtl="1" ytl="1" xbr="5" ybr="5"/></image></annotations>
            """);
        (int code, string text, _) =
            await ToolRun.ToEndAsync("convert", "--to", "coco", "--input", input, "--output", Path.Combine(_folder, "coco.json"));
        code.ShouldBe(ExitCodes.Success, text);
        text.ShouldContain("1 images, 1 annotations, 0 losses.");
    }

    [Fact]
    public async Task A_lossless_conversion_needs_no_leave_and_guesses_the_format()
    {
        string output = Path.Combine(_folder, "again.json");
        (int code, string text, string errors) =
            await ToolRun.ToEndAsync("convert", "--to", "coco", "--input", Write("truth.json", Truth), "--output", output);
        code.ShouldBe(ExitCodes.Success, text + errors);
        text.ShouldContain("2 images, 3 annotations, 0 losses.");
        File.Exists(output).ShouldBeTrue();
    }

    [Fact]
    public async Task An_unknown_format_and_a_full_folder_are_usage_errors()
    {
        string input = Write("truth.json", Truth);
        (int code, _, string errors) =
            await ToolRun.ToEndAsync("convert", "--to", "cocoa", "--input", input, "--output", Path.Combine(_folder, "x"));
        code.ShouldBe(ExitCodes.Usage);
        errors.ShouldContain("coco, yolo");
        (code, _, errors) = await ToolRun.ToEndAsync("convert", "--to", "yolo", "--input", input, "--output", _folder);
        code.ShouldBe(ExitCodes.Usage);
        errors.ShouldContain("is not empty");
    }

    [Fact]
    public async Task A_vendors_profile_gives_that_vendors_files()
    {
        string tasks = Write("tasks.json", """[{"name":"dir/a.jpg","width":200,"height":100,"annotations":[{"type":"bbox","value":"dog","color":"#f00","points":[10,10,110,60]}]}]""");
        string output = Path.Combine(_folder, "out");
        (int code, _, string errors) = await ToolRun.ToEndAsync(
            "convert", "--profile", "fastlabel", "--to", "yolo", "--input", tasks, "--output", output);
        code.ShouldBe(ExitCodes.Success, errors);
        (await File.ReadAllTextAsync(Path.Combine(output, "annotations", "dir", "a.txt"))).ShouldBe("0 0.3 0.35 0.5 0.5\n");

        string config = Write("config.xml", """<View><Image name="img" value="$image"/><RectangleLabels name="lb" toName="img"><Label value="Car"/></RectangleLabels></View>""");
        string studio = Write("studio.json", """
            [{"id":1,"data":{"image":"http://host.invalid/a.jpg"},"annotations":[{"id":2,"completed_by":1,"created_at":"2024","result":[
            {"id":"r","from_name":"lb","to_name":"img","type":"rectanglelabels","original_width":400,"original_height":300,"value":{"x":25,"y":10,"width":50,"height":20,"rotation":60,"rectanglelabels":["Car"]}}]}]}]
            """);
        output = Path.Combine(_folder, "studio");
        (code, _, errors) = await ToolRun.ToEndAsync(
            "convert", "--profile", "label-studio", "--to", "yolo", "--label-config", config, "--input", studio, "--output", output);
        code.ShouldBe(ExitCodes.Success, errors);
        File.ReadAllText(Directory.GetFiles(Path.Combine(output, "labels")).Single()).ShouldBe("0 0.5 0.2 0.5 0.2\n");
    }

    [Fact]
    public async Task Videos_of_a_folder_become_tasks()
    {
        string shot = Directory.CreateDirectory(Path.Combine(_folder, "videos", "one", "gt")).FullName;
        Write("videos/one/info.xml", "<root><doc><fps>25</fps><imw>200</imw><imh>100</imh><num_frames>50</num_frames></doc></root>");
        await File.WriteAllTextAsync(Path.Combine(shot, "gt.txt"), "1 7 20 10 40 50\n3 7 22 10 40 50\n");
        string output = Path.Combine(_folder, "tasks");
        (int code, _, string errors) = await ToolRun.ToEndAsync(
            "convert", "--profile", "label-studio", "--from", "pathtrack", "--to", "label-studio", "--image-root",
            "https://example.com/train",
            "--input", Path.Combine(_folder, "videos"), "--output", output);
        code.ShouldBe(ExitCodes.Success, errors);
        (await File.ReadAllTextAsync(Path.Combine(output, "label_config.xml"))).ShouldContain("framerate=\"25.0\"");
        Json(await File.ReadAllTextAsync(Path.Combine(output, "tasks.json")))[0].GetProperty("data").GetProperty("video").GetString()
            .ShouldBe("https://example.com/train/one/video.mp4");
        (code, string text, _) = await ToolRun.ToEndAsync(
            "convert", "--to", "label-studio", "--input", Path.Combine(_folder, "videos"), "--output", Path.Combine(_folder, "own.json"),
            "--allow-loss");
        code.ShouldBe(ExitCodes.Success, text);
        text.ShouldContain("1 images, 1 annotations");
    }

    [Fact]
    public async Task Stats_count_labels_and_shapes()
    {
        (int code, string text, _) = await ToolRun.ToEndAsync("stats", Write("truth.json", Truth), "--json");
        code.ShouldBe(ExitCodes.Success);
        JsonElement counts = Json(text);
        counts.GetProperty("annotations").GetInt32().ShouldBe(3);
        counts.GetProperty("labels").GetProperty("car").GetInt32().ShouldBe(2);
        counts.GetProperty("shapes").GetProperty("Polygon").GetInt32().ShouldBe(1);
        (_, text, _) = await ToolRun.ToEndAsync("stats", Write("truth.json", Truth));
        text.ShouldContain("2 images (0 without annotations), 3 annotations");
    }

    [Fact]
    public async Task Stats_of_labels_without_pictures_count_what_can_be_known_and_name_the_problem()
    {
        string folder = Path.Combine(_folder, "yolo");
        Directory.CreateDirectory(Path.Combine(folder, "labels"));
        await File.WriteAllTextAsync(Path.Combine(folder, "classes.txt"), "car\ntree\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "labels", "a.txt"), "0 0.5 0.5 0.1 0.1\n1 0.5 0.5 0.1 0.1\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "labels", "b.txt"), "0 0.5 0.5 0.1 0.1\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "labels", "c.txt"), "0 half 0.5 0.1 0.1\n");
        (int code, string text, string errors) = await ToolRun.ToEndAsync("stats", folder, "--json");
        code.ShouldBe(ExitCodes.Failure);
        JsonElement counts = Json(text);
        counts.GetProperty("images").GetInt32().ShouldBe(3);
        counts.GetProperty("labels").GetProperty("car").GetInt32().ShouldBe(2);
        counts.GetProperty("problems").GetArrayLength().ShouldBe(4);
        errors.ShouldContain("The size of the picture of 'a' is not known");
        errors.ShouldContain("c.txt(1): 'half' is not a number of a label.");
    }

    [Fact]
    public async Task A_blank_line_among_the_classes_keeps_its_number()
    {
        string folder = Path.Combine(_folder, "yolo");
        Directory.CreateDirectory(Path.Combine(folder, "labels"));
        await File.WriteAllTextAsync(Path.Combine(folder, "labels", "a.txt"), "2 0.5 0.5 0.1 0.1\n");
        (_, string text, _) = await ToolRun.ToEndAsync("stats", folder, "--classes", Write("names.txt", "car\n\ntree\n\n"), "--json");
        Json(text).GetProperty("problems")[0].GetRawText().ShouldContain("size of the picture");
        Json(text).GetProperty("labels").GetProperty("tree").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Finding_classes_and_converting_are_two_things_to_wait_for()
    {
        string images = string.Join(',', Enumerable.Range(0, 1000).Select(static i => "{\"data\":{\"image\":\"" + i + ".png\"}}"));
        (int code, _, string errors) = await ToolRun.ToEndAsync(
            "convert", "--from", "label-studio", "--to", "label-studio-min", "--input", Write("tasks.json", $"[{images}]"), "--output",
            Path.Combine(_folder, "records.json"), "--allow-loss");
        code.ShouldBe(ExitCodes.Success, errors);
        errors.ShouldContain("Finding classes: 1,000 images");
        errors.ShouldContain("Converting: 1,000 images");
    }

    [Fact]
    public async Task Validation_names_every_problem_with_its_place_and_fails()
    {
        string folder = Path.Combine(_folder, "labelme");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "a.json"), """{"imagePath":"a.png","imageWidth":10,"imageHeight":10,"shapes":[{"label":"x","shape_type":"rectangle","points":[[20,20],[30,30]]}]}""");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "b.json"), """{"imagePath":"b.png","shapes":[{"label":"x","shape_type":"rectangle","points":[[1]]}]}""");
        await File.WriteAllTextAsync(Path.Combine(folder, "c.json"), "{\"imagePath\":");
        (int code, string text, _) = await ToolRun.ToEndAsync("validate", folder);
        code.ShouldBe(ExitCodes.Failure);
        text.ShouldContain("LA009 error: a.png[0]: The shape lies outside the picture.");
        text.ShouldContain("b.json: ");
        text.ShouldContain("$.shapes[0].points[0]");
        text.ShouldContain("c.json(1): ");
        (_, text, _) = await ToolRun.ToEndAsync("validate", folder, "--json");
        Lines(text)[^1].GetProperty("errors").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Clean_labels_are_valid()
    {
        (int code, string text, _) = await ToolRun.ToEndAsync("validate", Write("truth.json", Truth), "--strict");
        code.ShouldBe(ExitCodes.Success, text);
        text.ShouldContain("0 error(s), 0 warning(s).");
    }

    [Fact]
    public async Task Evaluation_gives_cocos_numbers_for_a_list_of_results()
    {
        string results = Write("results.json", """
            [{"image_id":2,"category_id":3,"bbox":[5,5,40,40],"score":0.9},{"image_id":1,"category_id":3,"bbox":[10,10,40,40],"score":0.8},
            {"image_id":1,"category_id":7,"bbox":[60,10,30,50],"score":0.7}]
            """);
        (int code, string text, string errors) =
            await ToolRun.ToEndAsync("evaluate", "--truth", Write("truth.json", Truth), "--predictions", results, "--json");
        code.ShouldBe(ExitCodes.Success, errors);
        Json(text).GetProperty("AP").GetDouble().ShouldBe(1.0, 1e-12);
        Json(text).GetProperty("categories").GetProperty("tree").GetDouble().ShouldBe(1.0, 1e-12);
        (code, _, errors) = await ToolRun.ToEndAsync(
            "evaluate", "--truth", Write("truth.json", Truth), "--predictions",
            Write("bad.json", """[{"image_id":99,"category_id":3,"bbox":[1,1,1,1],"score":1}]"""));
        code.ShouldBe(ExitCodes.Failure);
        errors.ShouldContain("$[0].image_id");
    }

    [Fact]
    public async Task A_preview_of_no_images_is_a_usage_error()
    {
        string page = Path.Combine(_folder, "page.html");
        (int code, _, string errors) =
            await ToolRun.ToEndAsync("preview", Write("truth.json", Truth), "--output", page, "--max-images", "0");
        code.ShouldBe(ExitCodes.Usage);
        errors.ShouldContain("--max-images must be at least 1.");
        File.Exists(page).ShouldBeFalse();
    }

    [Fact]
    public async Task A_preview_is_one_page()
    {
        string page = Path.Combine(_folder, "page.html");
        (int code, string text, _) = await ToolRun.ToEndAsync("preview", Write("truth.json", Truth), "--output", page);
        code.ShouldBe(ExitCodes.Success);
        text.ShouldContain("2 images drawn");
        string html = await File.ReadAllTextAsync(page);
        html.ShouldContain("a.png");
        html.ShouldNotContain("http://");
    }

    [Fact]
    public async Task A_page_links_pictures_when_asked_to()
    {
        string input = Write("truth.json", Truth);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "a.png"),
            new Annotations.PngImage(1, 1, Annotations.PngColorType.Grey, 8, new byte[1]).Encode());
        string page = Path.Combine(_folder, "page.html");
        (int code, _, string errors) = await ToolRun.ToEndAsync("preview", input, "--output", page, "--link-images");
        code.ShouldBe(ExitCodes.Success, errors);
        (await File.ReadAllTextAsync(page)).ShouldContain("data-href=\"a.png\"");
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static JsonElement[] Lines(string text) =>
        [.. text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(Json)];

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
