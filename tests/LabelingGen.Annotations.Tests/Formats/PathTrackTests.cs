using System.Text.Json;
using LabelingGen.Annotations.Compatibility;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Videos of PathTrack: as tracks, and as the tasks that Label Studio's own converter makes of them.</summary>
public sealed class PathTrackTests : IDisposable
{
    private const string Info = "<root><doc><fps>25</fps><imw>200</imw><imh>100</imh><num_frames>50</num_frames></doc></root>";
    private const string Boxes = "1 7 20 10 40 50\n1 1000 0 0 2 1\n2 7 22 10 40 50\r\n5 7 28 10 40 50\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-pathtrack-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Persons_become_tracks_that_end_with_their_last_box()
    {
        WriteShot("b", Info, Boxes);
        WriteShot("a", Info, "50 1 0 0 2 1\n");
        Directory.CreateDirectory(Path.Combine(_folder, "without-labels"));
        AnnotationFormats.Detect(_folder).ShouldBe(AnnotationFormats.PathTrack);
        AnnotatedDataset dataset = await AnnotationFormats.PathTrack.ReadAsync(_folder);
        dataset.ImageCount.ShouldBe(2);
        IReadOnlyList<AnnotatedImage> videos = await dataset.ToListAsync();
        videos.Select(static video => (video.Name, video.Size)).ShouldBe(
            [("a/video.mp4", new ImageSize(200, 100)), ("b/video.mp4", new ImageSize(200, 100))]);
        videos[0].Annotations.Single().Shape.ShouldBe(
            new VideoTrack([new Keyframe(49, new Box(0, 0, 2, 1))]) { FrameCount = 50, DurationSeconds = 2 });
        Annotation person = videos[1].Annotations[0];
        (person.Label, person.TrackId).ShouldBe(("person", "7"));
        VideoTrack track = person.Shape.ShouldBeOfType<VideoTrack>();
        track.ShapeAt(0).ShouldBe(new Box(20, 10, 40, 50));
        track.ShapeAt(2).ShouldBe(new Box(24, 10, 40, 50));
        track.ShapeAt(4).ShouldBe(new Box(28, 10, 40, 50));
        track.ShapeAt(5).ShouldBeNull();
    }

    [Fact]
    public async Task Tasks_are_those_of_the_vendors_converter()
    {
        WriteShot("one", Info, Boxes);
        LabelStudioTasks made = await LabelStudioImport.FromPathTrackAsync(_folder, "https://example.com/train/");
        made.Config.ShouldContain("framerate=\"25.0\"");
        JsonElement task = made.Tasks.ToElement()[0];
        task.GetProperty("data").GetRawText().ShouldBe("""{"video":"https://example.com/train/one/video.mp4"}""");
        JsonElement[] regions = [.. task.GetProperty("annotations")[0].GetProperty("result").EnumerateArray()];
        regions.Length.ShouldBe(2);
        regions[0].EnumerateObject().Select(static member => member.Name)
            .ShouldBe(["id", "type", "value", "origin", "to_name", "from_name"]);
        regions[0].GetProperty("id").GetString()!.Length.ShouldBe(10);
        JsonElement value = regions[0].GetProperty("value");
        value.GetProperty("framesCount").GetInt32().ShouldBe(50);
        value.GetProperty("labels").GetRawText().ShouldBe("""["Other"]""");
        regions[1].GetProperty("value").TryGetProperty("labels", out _).ShouldBeFalse();
        JsonElement[] keys = [.. value.GetProperty("sequence").EnumerateArray()];
        keys.Select(static key => (key.GetProperty("frame").GetInt32(), key.GetProperty("enabled").GetBoolean()))
            .ShouldBe([(1, true), (2, true), (5, false)]);
        keys[1].GetRawText().ShouldBe("""{"x":11,"y":10,"width":20,"height":50,"time":0.08,"frame":2,"enabled":true,"rotation":0}""");
    }

    [Fact]
    public async Task Key_frames_are_thinned_out_and_videos_of_another_rate_passed_over()
    {
        WriteShot("one", Info, Boxes);
        WriteShot("two", Info.Replace("<fps>25<", "<fps>30<", StringComparison.Ordinal), "1 1 0 0 2 1\n");
        LabelStudioTasks made = await LabelStudioImport.FromPathTrackAsync(_folder, "/videos", framesPerSecond: 25, keyframeStep: 2);
        JsonElement tasks = made.Tasks.ToElement();
        tasks.GetArrayLength().ShouldBe(1);
        tasks[0].GetProperty("annotations")[0].GetProperty("result")[0].GetProperty("value").GetProperty("sequence").EnumerateArray()
            .Select(static key => key.GetProperty("frame").GetInt32()).ShouldBe([1, 5]);
        (await Should.ThrowAsync<AnnotationFormatException>(() => LabelStudioImport.FromPathTrackAsync(_folder, "/videos", 24)))
            .Message.ShouldContain("none of this rate");
    }

    [Theory]
    [InlineData(Info, "1 7 20 10 40\n", "gt.txt(1): ")]
    [InlineData(Info, "1 7 20 10 40 50\n0 7 20 10 40 50\n", "gt.txt(2): ")]
    [InlineData(Info, "1 7 20 10 40 wide\n", "'wide'")]
    [InlineData(Info, "1 7 20 10 -40 50\n", "negative")]
    [InlineData(Info, "1 7 20 10 40 50\n1 7 20 10 40 50\n", "twice")]
    [InlineData("<root><doc><fps>25</fps></doc></root>", Boxes, "'imw'")]
    [InlineData("<root><doc><fps>none</fps></doc></root>", Boxes, "'none' is no 'fps'")]
    [InlineData("<!DOCTYPE root><root/>", Boxes, "info.xml(1): ")]
    public async Task What_cannot_be_read_is_named_with_its_place(string info, string boxes, string message)
    {
        WriteShot("one", info, boxes);
        AnnotationFormatException error = await Should.ThrowAsync<AnnotationFormatException>(
            async () => await (await AnnotationFormats.PathTrack.ReadAsync(_folder)).ToListAsync());
        error.Message.ShouldContain(message);
        List<AnnotationFormatException> told = [];
        FormatOptions options = new() { OnUnreadable = told.Add };
        (await (await AnnotationFormats.PathTrack.ReadAsync(_folder, options)).ToListAsync()).Count.ShouldBeLessThanOrEqualTo(1);
        told.ShouldHaveSingleItem().Message.ShouldBe(error.Message);
    }

    private void WriteShot(string name, string info, string boxes)
    {
        string shot = Directory.CreateDirectory(Path.Combine(_folder, name, "gt")).Parent!.FullName;
        File.WriteAllText(Path.Combine(shot, "info.xml"), info);
        File.WriteAllText(Path.Combine(shot, "gt", "gt.txt"), boxes);
    }
}
