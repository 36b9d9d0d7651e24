using System.Text.Json.Nodes;

namespace LabelingGen.Cli.Tests;

public class DemoCommandTests
{
    [Theory]
    [InlineData("scale", "12 of 12 steps held", "32 boxes and 14 polygons, all where the labels say",
        "46 annotations of 8 pictures; COCO has no place for nothing")]
    [InlineData("nucleus", "10 of 10 steps held")]
    [InlineData("fastlabel", "12 of 12 steps held")]
    [InlineData("label-studio", "12 of 12 steps held", "named when complete")]
    [InlineData("clarifai", "12 of 12 steps held", "32 boxes and 14 polygons, all where the labels say")]
    public async Task Every_step_of_a_story_holds_over_real_sockets(string vendor, params string[] told)
    {
        (int code, string output, string errors) = await ToolRun.ToEndAsync("demo", "--vendor", vendor);
        code.ShouldBe(ExitCodes.Success, output + errors);
        foreach (string text in told)
            output.ShouldContain(text);
        // In a table cell of its own: a status of Clarifai's is called so, too.
        output.ShouldNotContain("| FAILED");
    }

    [Fact]
    public async Task Json_lines_have_a_line_per_step()
    {
        (int code, string output, _) = await ToolRun.ToEndAsync("demo", "--vendor", "scale", "--json");
        code.ShouldBe(ExitCodes.Success);
        JsonNode[] lines = [.. output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
        lines.Where(l => l["event"]!.GetValue<string>() == "step").Count(l => l["succeeded"]!.GetValue<bool>()).ShouldBe(13);
        JsonNode[] ends = [.. lines.Where(l => l["event"]!.GetValue<string>() == "done")];
        ends.Length.ShouldBe(2);
        ends[0]["faults"]!.GetValue<int>().ShouldBe(3);
        lines[^1].ShouldBe(ends[1]);
        ends[1]["part"]!.GetValue<string>().ShouldBe("labels");
    }

    [Fact]
    public async Task What_came_back_from_two_vendors_is_one_coco_file_and_one_page()
    {
        string folder = Directory.CreateTempSubdirectory("labelinggen-demo-test-").FullName;
        try
        {
            (int code, string output, string errors) = await ToolRun.ToEndAsync(
                "demo", "--vendor", "scale", "--vendor", "clarifai", "--output", folder);
            code.ShouldBe(ExitCodes.Success, output + errors);
            JsonNode coco = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "instances.json")))!;
            string[] names = [.. coco["images"]!.AsArray().Select(image => image!["file_name"]!.GetValue<string>())];
            names.Length.ShouldBe(16);
            names.ShouldContain("scale/crossing.png");
            names.ShouldContain("clarifai/crossing.png");
            coco["annotations"]!.AsArray().Count.ShouldBe(92);
            string page = await File.ReadAllTextAsync(Path.Combine(folder, "preview.html"));
            page.Split("data:image/png").Length.ShouldBe(17);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_step_that_fails_ends_the_story_and_is_told()
    {
        bool ran = false;
        DemoStep[] steps =
        [
            new("first", _ => Task.FromResult("fine")),
            new("second", _ => throw new DemoFailedException("7 tasks are stored.")),
            new("third", _ => Task.FromResult((ran = true).ToString())),
        ];
        IReadOnlyList<DemoResult> results = await DemoRunner.RunAsync(null, steps, new Silence(), CancellationToken.None);
        results.Select(r => r.Succeeded).ShouldBe([true, false]);
        results[1].Detail.ShouldContain("7 tasks are stored.");
        ran.ShouldBeFalse();
    }

    [Fact]
    public void The_pictures_and_labels_of_the_repository_are_in_the_tool()
    {
        IReadOnlyList<DemoScene> scenes = DemoScene.Load();
        scenes.Count.ShouldBe(8);
        scenes.ShouldAllBe(s => s.Picture.Length < 60_000 && s.Annotations.Count > 0);
        DemoScene.Labels(scenes, "polygon").ShouldContain("tree");
    }

    private sealed class Silence : IStepProgress
    {
        public void Begin(string name)
        {
        }

        public void End(DemoResult result)
        {
        }
    }
}
