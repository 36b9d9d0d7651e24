using System.Text.Json.Nodes;
using LabelingGen.Emulator;

namespace LabelingGen.Cli.Tests;

public class DemoCommandTests
{
    [Theory]
    [InlineData("scale", "12 of 12 steps held", "32 boxes and 14 polygons, all where the labels say", "46 annotations of 8 pictures")]
    [InlineData("nucleus", "9 of 9 steps held")]
    [InlineData("fastlabel", "11 of 11 steps held")]
    [InlineData("label-studio", "10 of 10 steps held", "named when complete")]
    [InlineData("clarifai", "11 of 11 steps held", "32 boxes and 14 polygons, all where the labels say")]
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
        lines.SkipLast(1).ShouldAllBe(l => l["event"]!.GetValue<string>() == "step" && l["succeeded"]!.GetValue<bool>());
        lines[^1]["event"]!.GetValue<string>().ShouldBe("done");
        lines[^1]["faults"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_step_that_fails_ends_the_story_and_is_told()
    {
        await using VendorEmulator emulator = await VendorEmulator.StartAsync(new() { Vendors = [] });
        bool ran = false;
        DemoStep[] steps =
        [
            new("first", _ => Task.FromResult("fine")),
            new("second", _ => throw new DemoFailedException("7 tasks are stored.")),
            new("third", _ => Task.FromResult((ran = true).ToString())),
        ];
        IReadOnlyList<DemoResult> results = await DemoRunner.RunAsync(emulator, steps, new Silence(), CancellationToken.None);
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
