using System.Text.Json;

namespace LabelingGen.Cli.Tests;

/// <summary>
/// Commands that are called wrongly, interrupted or given hostile names: a message, an exit code, and nothing left behind.
/// </summary>
public sealed class MistakeTests : IDisposable
{
    private const string Truth = """
        {"images":[{"id":1,"file_name":"a.png","width":100,"height":80}],
        "annotations":[{"id":1,"image_id":1,"category_id":3,"bbox":[10,10,40,40],"area":1600,"iscrowd":0}],
        "categories":[{"id":3,"name":"car"}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-mistakes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("convert --to coco --input IN --output |", "--output is empty.")]
    [InlineData("convert --to coco --input | --output OUT", "--input is empty.")]
    [InlineData("convert --to coco --input IN --output OUT --report |", "--report is empty.")]
    [InlineData("convert --to coco --input IN --output OUT --classes |", "--classes is empty.")]
    [InlineData("convert --to coco --input IN --output OUT --digits many", "--digits must be a whole number.")]
    [InlineData("convert --to coco --input IN --output OUT --palette x", "--palette means nothing without --profile.")]
    [InlineData("convert --profile fastlabel --to coco --input IN --output OUT --report R", "--report means nothing with --profile.")]
    [InlineData("convert --profile label-studio --to coco --input IN --output OUT --keyframe-step -1", "must be at least 0.")]
    [InlineData("convert --to coco --input IN --output BLOCK/labels.json", "is a file.")]
    [InlineData("convert --to coco --input IN --output BLOCK/below/labels.json", "is a file.")]
    [InlineData("convert --to yolo --input IN --output BLOCK --allow-loss", "is a file; a folder is written.")]
    [InlineData("convert --to coco --input IN --output EMPTY", "is a folder; a file is written.")]
    [InlineData("convert --to coco --input IN --output OUT --report EMPTY", "is a folder; a file is written.")]
    [InlineData("stats |", "DATASET is empty.")]
    [InlineData("demo --output |", "--output is empty.")]
    [InlineData("validate |", "DATASET is empty.")]
    [InlineData("evaluate --truth | --predictions IN", "--truth is empty.")]
    [InlineData("evaluate --truth IN --predictions |", "--predictions is empty.")]
    [InlineData("preview | --output OUT", "DATASET is empty.")]
    [InlineData("preview IN --output |", "--output is empty.")]
    [InlineData("preview IN --output OUT --max-images all", "--max-images must be a whole number.")]
    [InlineData("generate | --output OUT", "SPEC is empty.")]
    [InlineData("generate IN --output |", "--output is empty.")]
    [InlineData("generate IN --output OUT --reference |", "--reference is empty.")]
    [InlineData("diff | IN", "OLD is empty.")]
    [InlineData("diff IN |", "NEW is empty.")]
    [InlineData("diff IN IN --overlay |", "--overlay is empty.")]
    [InlineData("preview IN --output BLOCK/page.html", "is a file.")]
    [InlineData("preview IN --output EMPTY", "is a folder; a file is written.")]
    public async Task A_wrong_argument_is_named_and_nothing_is_written(string line, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "IN"), Truth);
        await File.WriteAllTextAsync(Path.Combine(_folder, "BLOCK"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "EMPTY"));
        (int code, string text, string errors) = await ToolRun.ToEndAsync(Arguments(line));
        code.ShouldBe(ExitCodes.Usage, errors);
        text.ShouldBeEmpty();
        errors.ShouldContain(message);
        Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName)
            .ShouldBe(["BLOCK", "EMPTY", "IN"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("coco")]
    [InlineData("yolo")]
    [InlineData("labelme")]
    [InlineData("cvat")]
    public async Task An_interrupted_conversion_leaves_nothing(string format)
    {
        string input = WriteImages(2000);
        string[] during = [];
        (int code, string text, string errors) = await ToolRun.InterruptedAsync(
            "Converting: 1,000 of 2,000 images", () => during = Directory.GetFileSystemEntries(_folder),
            "convert", "--to", format, "--input", input, "--output", Path.Combine(_folder, "out"), "--allow-loss",
            "--report", Path.Combine(_folder, "report.json"));
        code.ShouldBe(ExitCodes.Interrupted, errors);
        text.ShouldBeEmpty();
        errors.ShouldEndWith("Interrupted." + Environment.NewLine);
        during.Length.ShouldBeGreaterThan(2, "Neither labels nor report had been begun.");
        during.Select(Path.GetFileName).ShouldNotContain("out");
        Directory.GetFileSystemEntries(_folder).ShouldBe([input]);
    }

    [Fact]
    public async Task An_interrupted_preview_leaves_nothing()
    {
        string input = WriteImages(2000);
        (int code, _, string errors) = await ToolRun.InterruptedAsync(
            "Drawing: 1,000 of 2,000 images", () => Directory.GetFileSystemEntries(_folder).Length.ShouldBe(2),
            "preview", input, "--output", Path.Combine(_folder, "page.html"), "--max-images", "2000");
        code.ShouldBe(ExitCodes.Interrupted, errors);
        Directory.GetFileSystemEntries(_folder).ShouldBe([input]);
    }

    [Theory]
    [InlineData("convert --to yolo --input IN --output OUT")]
    [InlineData("convert --to yolo --input IN --output OUT --json")]
    [InlineData("stats IN")]
    [InlineData("stats IN --json")]
    [InlineData("validate IN")]
    [InlineData("validate IN --json")]
    [InlineData("evaluate --truth IN --predictions RESULTS")]
    [InlineData("evaluate --truth IN --predictions RESULTS --json")]
    public async Task No_name_out_of_labels_reaches_the_terminal_with_its_escapes(string line)
    {
        string name = JsonSerializer.Serialize("evil\u001b]0;x\u0007\u009b2J\u202e\rname");
        // The box leaves the picture, so that every command has something to say of it.
        await File.WriteAllTextAsync(Path.Combine(_folder, "IN"), $$"""
            {"images":[{"id":1,"file_name":{{name}},"width":20,"height":20}],"categories":[{"id":3,"name":{{name}}}],
            "annotations":[{"id":1,"image_id":1,"category_id":3,"bbox":[10,10,40,40],"area":1600,"iscrowd":0}]}
            """);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "RESULTS"), """[{"image_id":1,"category_id":3,"bbox":[5,5,40,40],"score":0.9}]""");
        (_, string text, string errors) = await ToolRun.ToEndAsync(Arguments(line));
        string shown = (text + errors).Replace(Environment.NewLine, "", StringComparison.Ordinal);
        shown.ShouldContain("evil");
        shown.ShouldNotContain(static c => char.IsControl(c) || c == '\u202e');
    }

    /// <summary>The words of a line: <c>|</c> is an empty one, and what begins with a capital is a path of the test's folder.</summary>
    private string[] Arguments(string line) =>
        [.. line.Split(' ').Select(word => word == "|" ? "" : char.IsUpper(word[0]) ? Path.Combine(_folder, word) : word)];

    private string WriteImages(int count)
    {
        string path = Path.Combine(_folder, "many.json");
        IEnumerable<int> ids = Enumerable.Range(1, count);
        string images = string.Join(',', ids.Select(static id => $$"""{"id":{{id}},"file_name":"{{id}}.png","width":9,"height":9}"""));
        string boxes = string.Join(',', ids.Select(static id => $$"""{"id":{{id}},"image_id":{{id}},"category_id":1,"bbox":[1,1,2,2]}"""));
        File.WriteAllText(path, $$"""{"images":[{{images}}],"categories":[{"id":1,"name":"car"}],"annotations":[{{boxes}}]}""");
        return path;
    }
}
