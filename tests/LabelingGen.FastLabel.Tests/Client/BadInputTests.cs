using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.FastLabel.Tests.Client;

/// <summary>What is refused before anything is sent, and before a file is read whole. Nobody listens at the address.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = TestFiles.TemporaryFolder();
    private readonly FastLabelClient _client = new(
        ApiCredential.FromKey("token"), new FastLabelClientOptions { Endpoint = new Uri("http://127.0.0.1:9/v1/") });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("image", ".gif", ".png")]
    [InlineData("video", ".avi", ".mp4")]
    [InlineData("text", ".md", ".txt")]
    [InlineData("audio", ".ogg", ".wav")]
    [InlineData("pcd", ".ply", ".pcd")]
    [InlineData("image classification", ".bmp", ".jpeg")]
    [InlineData("endpoint", ".gif", ".png")]
    public async Task An_extension_that_is_not_taken(string kind, string extension, string taken)
    {
        string path = TestFiles.Sparse(_folder, "sample" + extension, 3);
        ArgumentException error = await Should.ThrowAsync<ArgumentException>(() => CreateAsync(kind, Base64Content.FromFile(path)));
        error.Message.ShouldContain("sample" + extension);
        error.Message.ShouldContain(taken);
    }

    [Theory]
    [InlineData("image", ".png", FastLabelLimits.ImageBytes)]
    [InlineData("video", ".mp4", FastLabelLimits.VideoBytes)]
    [InlineData("text", ".txt", FastLabelLimits.TextBytes)]
    [InlineData("audio", ".MP3", FastLabelLimits.AudioBytes)]
    [InlineData("pcd", ".pcd", FastLabelLimits.PointCloudBytes)]
    [InlineData("image classification", ".JPG", FastLabelLimits.ImageBytes)]
    [InlineData("endpoint", ".png", FastLabelLimits.EndpointImageBytes)]
    [InlineData("dataset", ".any", FastLabelLimits.DatasetObjectBytes)]
    public async Task A_file_over_the_limit(string kind, string extension, long limit)
    {
        string path = TestFiles.Sparse(_folder, "large" + extension, limit + 1);
        ArgumentException error = await Should.ThrowAsync<ArgumentException>(() => CreateAsync(kind, Base64Content.FromFile(path)));
        error.Message.ShouldContain("large" + extension);
        error.Message.ShouldContain(limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("hvc1")]
    [InlineData("mp4v")]
    [InlineData("av01")]
    public async Task A_video_of_another_codec(string codec)
    {
        Base64Content file = Base64Content.FromBytes(TestFiles.Mp4(codec), "clip.mp4");
        ArgumentException error = await Should.ThrowAsync<ArgumentException>(() => CreateAsync("video", file));
        error.Message.ShouldContain("clip.mp4");
        error.Message.ShouldContain(codec);
    }

    [Fact]
    public async Task A_video_without_a_picture_or_broken_boxes()
    {
        foreach (byte[] bytes in (byte[][])[TestFiles.Mp4("mp4a", "soun"), [0, 0, 0, 1, 109, 111, 111, 118], [], new byte[64]])
        {
            Base64Content file = Base64Content.FromBytes(bytes, "clip.mp4");
            (await Should.ThrowAsync<ArgumentException>(() => CreateAsync("video", file))).Message.ShouldContain("none");
        }
    }

    [Theory]
    [InlineData("hvc1", false)]
    [InlineData("av01", true)]
    public async Task A_video_of_another_codec_from_a_stream_that_cannot_seek(string codec, bool isIndexAtEnd)
    {
        byte[] video = TestFiles.Mp4(codec, dataBytes: isIndexAtEnd ? 1 << 20 : 0);
        using ForwardStream stream = new(video);
        ArgumentException error = await Should.ThrowAsync<ArgumentException>(
            () => Reachable(out _).VideoTasks.CreateAsync(
                new() { Project = "p", Name = "n", File = Base64Content.FromStream(stream, "clip.mp4", video.Length) }));
        error.Message.ShouldContain("clip.mp4");
        error.Message.ShouldContain(codec);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public async Task A_video_of_the_right_codec_from_a_stream_that_cannot_seek_is_sent_whole(int dataBytes)
    {
        byte[] video = TestFiles.Mp4("avc1", dataBytes: dataBytes);
        using ForwardStream stream = new(video);
        FastLabelClient client = Reachable(out ScriptedHandler script);
        await client.VideoTasks.CreateAsync(
            new() { Project = "p", Name = "n", File = Base64Content.FromStream(stream, "clip.mp4", video.Length) });
        JsonNode.Parse(script.Requests.ShouldHaveSingleItem().Text)!["file"]!.GetValue<string>().ShouldBe(Convert.ToBase64String(video));
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_of_a_wrong_kind_or_size()
    {
        using ForwardStream stream = new(TestFiles.Png);
        (await Should.ThrowAsync<ArgumentException>(() => CreateAsync("image", Base64Content.FromStream(stream, "a.gif", 9))))
            .Message.ShouldContain("a.gif");
        (await Should.ThrowAsync<ArgumentException>(
            () => CreateAsync("image", Base64Content.FromStream(stream, "a.png", FastLabelLimits.ImageBytes + 1))))
            .Message.ShouldContain("a.png");
        stream.Position.ShouldBe(0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_stream_with_more_or_fewer_bytes_than_stated_is_not_sent_as_a_file(int difference)
    {
        using ForwardStream stream = new(TestFiles.Png);
        Base64Content file = Base64Content.FromStream(stream, "a.png", TestFiles.Png.Length + difference);
        ArgumentException error = await Should.ThrowAsync<ArgumentException>(
            () => Reachable(out _).ImageTasks.CreateAsync(new() { Project = "p", Name = "n", File = file }));
        error.Message.ShouldContain("a.png");
    }

    [Theory]
    [InlineData("avc1")]
    [InlineData("H264")]
    public async Task A_video_of_the_right_codec_goes_on_to_the_network(string codec)
    {
        Base64Content file = Base64Content.FromBytes(TestFiles.Mp4(codec), "clip.mp4");
        await Should.ThrowAsync<FastLabelException>(() => CreateAsync("video", file));
    }

    [Fact]
    public void A_folder_that_is_empty_absent_or_holds_another()
    {
        Should.Throw<ArgumentException>(() => Content.FromFolder(Path.Combine(_folder, "absent"))).Message.ShouldContain("absent");
        Should.Throw<ArgumentException>(() => Content.FromFolder(_folder)).Message.ShouldContain("empty");
        Directory.CreateDirectory(Path.Combine(_folder, "inner"));
        Should.Throw<ArgumentException>(() => Content.FromFolder(_folder)).Message.ShouldContain("inner");
    }

    [Fact]
    public void Files_of_a_folder_come_in_the_order_of_their_names()
    {
        foreach (string name in (string[])["0010.png", "0002.png", ".hidden", "a.png", "B.png"])
            TestFiles.Sparse(_folder, name, 1);
        Content.FromFolder(_folder).Select(content => content.Name).ShouldBe(["0002.png", "0010.png", "B.png", "a.png"]);
    }

    [Theory]
    [InlineData(251, "250.png")]
    [InlineData(300, "250.png")]
    public async Task Over_250_files_in_a_sequence(int count, string first)
    {
        ArgumentException error = await Should.ThrowAsync<ArgumentException>(() => _client.SequentialImageTasks.CreateAsync(
            new() { Project = "p", Name = "n", Contents = [.. Enumerable.Range(0, count).Select(i => Small($"{i}.png"))] }));
        error.Message.ShouldContain(first);
    }

    [Fact]
    public async Task Over_6_images_at_once() =>
        (await Should.ThrowAsync<ArgumentException>(() => _client.MultiImageClassificationTasks.CreateAsync(
            new() { Project = "p", Name = "n", Contents = [.. Enumerable.Range(0, 7).Select(i => Small($"{i}.png"))] })))
        .Message.ShouldContain("6.png");

    [Fact]
    public async Task Over_512_MB_in_a_sequence()
    {
        string path = TestFiles.Sparse(_folder, "cloud.pcd", 90L << 20);
        Content[] contents =
            [.. Enumerable.Range(0, 5).Select(i => new Content { Name = $"{i}.pcd", File = Base64Content.FromFile(path) })];
        ArgumentException error = await Should.ThrowAsync<ArgumentException>(
            () => _client.SequentialPointCloudTasks.CreateAsync(new() { Project = "p", Name = "n", Contents = contents }));
        error.Message.ShouldContain("4.pcd");
    }

    [Fact]
    public async Task A_file_of_a_sequence_that_is_not_taken() =>
        (await Should.ThrowAsync<ArgumentException>(() => _client.SequentialImageTasks.CreateAsync(
            new() { Project = "p", Name = "n", Contents = [Small("a.png"), Small("b.tif")] }))).Message.ShouldContain("b.tif");

    [Fact]
    public async Task A_zip_file_that_is_none_or_too_large()
    {
        string text = TestFiles.Sparse(_folder, "a.txt", 1);
        string large = TestFiles.Sparse(_folder, "a.zip", FastLabelLimits.DicomZipBytes + 1);
        (await Should.ThrowAsync<ArgumentException>(() => _client.DicomTasks.CreateAsync(text, new() { Project = "p" })))
            .Message.ShouldContain("a.txt");
        (await Should.ThrowAsync<ArgumentException>(() => _client.DicomTasks.CreateAsync(large, new() { Project = "p" })))
            .Message.ShouldContain("a.zip");
        await Should.ThrowAsync<ArgumentException>(() => _client.Appendices.ImportAsync("p", text));
        await Should.ThrowAsync<ArgumentException>(() => _client.RoboticsTasks.ImportContentsAsync("p", text));
        await Should.ThrowAsync<ArgumentException>(() => _client.DicomTasks.CreateAsync(new CreateDicomTaskRequest { Project = "p" }));
    }

    [Fact]
    public async Task A_limit_over_the_maximum()
    {
        await RefusedAsync(() => _client.ImageTasks.ListAsync("p", new() { Limit = 1001 }).FirstOrDefaultAsync().AsTask(), "limit");
        await RefusedAsync(() => _client.VideoTasks.ListAsync("p", new() { Limit = 11 }).FirstOrDefaultAsync().AsTask(), "limit");
        await RefusedAsync(() => _client.SequentialImageTasks.ListAsync("p", new() { Limit = 11 }).FirstOrDefaultAsync().AsTask(), "limit");
        await RefusedAsync(() => _client.RoboticsTasks.ListAsync("p", new() { Limit = 101 }).FirstOrDefaultAsync().AsTask(), "limit");
        await RefusedAsync(() => _client.Datasets.ListObjectsAsync("d", new() { Limit = 1001 }).FirstOrDefaultAsync().AsTask(), "limit");
        await RefusedAsync(
            () => _client.ImageTasks.ListAsync("p", new() { Tags = [.. Enumerable.Repeat("t", 11)] }).FirstOrDefaultAsync().AsTask(),
            "tags");
    }

    [Fact]
    public async Task An_unknown_status()
    {
        await RefusedAsync(() => _client.ImageTasks.ListAsync("p", new() { Status = "aproved" }).FirstOrDefaultAsync().AsTask(), "aproved");
        await RefusedAsync(() => _client.Tasks.CountAsync("p", new() { ExternalStatus = "done" }), "done");
        await RefusedAsync(() => _client.Tasks.UpdateAsync("t", new() { Status = "aproved" }), "aproved");
        await RefusedAsync(
            () => _client.Datasets.ListObjectsAsync("d", new() { Types = ["nope"] }).FirstOrDefaultAsync().AsTask(), "nope");
    }

    [Fact]
    public async Task An_unknown_status_that_the_options_allow_goes_on_to_the_network()
    {
        FastLabelClientOptions options = new() { Endpoint = new Uri("http://127.0.0.1:9/v1/"), AllowUnknownStatuses = true };
        options.Retry.MaxRetries = 0;
        FastLabelClient open = new(ApiCredential.FromKey("token"), options);
        await Should.ThrowAsync<FastLabelException>(() => open.Tasks.UpdateAsync("t", new() { Status = "brand_new" }));
    }

    [Theory]
    [InlineData("bbox", "[1, 2, 3]")]
    [InlineData("bbox", "[1, 2, 3, 4, 5]")]
    [InlineData("bbox", """[1, 2, 3, "4"]""")]
    [InlineData("polygon", "[1, 2, 3, 4]")]
    [InlineData("polygon", "[1, 2, 3, 4, 5, 6, 7]")]
    [InlineData("line", "[1, 2]")]
    [InlineData("keypoint", "[1]")]
    [InlineData("circle", "[1, 2]")]
    [InlineData("cuboid", "[1, 2, 3, 4, 5, 6, 7, 8]")]
    [InlineData("segmentation", "[[[1, 2, 3, 4]]]")]
    [InlineData("segmentation", "[[1, 2, 3, 4, 5, 6]]")]
    [InlineData("segmentation", "[[]]")]
    [InlineData("bbox", """{"1": {"value": [1, 2, 3], "autogenerated": false}}""")]
    [InlineData("bbox", """{"0": {"value": [1, 2, 3, 4], "autogenerated": false}}""")]
    [InlineData("bbox", """{"1": {"autogenerated": false}}""")]
    [InlineData("bbox", "17")]
    public async Task Points_of_the_wrong_count_for_their_kind(string type, string points)
    {
        TaskAnnotation wrong = new() { Value = "cat", Type = type, Points = JsonNode.Parse(points) };
        TaskAnnotation right = new() { Value = "dog", Shape = new BoxShape(1, 2, 3, 4) };
        await RefusedAsync(() => _client.ImageTasks.UpdateAsync("t", new() { Annotations = [right, wrong] }), "Annotation 1 ('cat')");
        await RefusedAsync(
            () => _client.Datasets.UpdateObjectAsync(new() { DatasetId = "d", ObjectName = "o", Annotations = [wrong] }), "Annotation 0");
    }

    [Fact]
    public async Task Keypoints_tags_licenses_and_modules()
    {
        TaskAnnotation pose = new() { Value = "p", Shape = new PoseShape([new() { Key = "head", Value = [1, 2] }]) };
        await RefusedAsync(() => _client.ImageTasks.UpdateAsync("t", new() { Annotations = [pose] }), "head");
        await RefusedAsync(() => _client.Datasets.UpdateObjectAsync(
            new() { DatasetId = "d", ObjectName = "o", Tags = [.. Enumerable.Repeat("t", 6)] }), "Tags");
        await RefusedAsync(() => _client.Datasets.UpdateObjectAsync(
            new() { DatasetId = "d", ObjectName = "o", Licenses = [.. Enumerable.Repeat("t", 11)] }), "Licenses");
        await RefusedAsync(() => _client.Workspaces.CreateModulePermissionsAsync("a@example.com", ["kitchen"]), "kitchen");
        await RefusedAsync(() => _client.Workspaces.DeleteModulePermissionsAsync("a@example.com", []), "modules");
        await RefusedAsync(() => _client.ImageTasks.CreateIntegratedAsync(
            new() { Project = "p", FilePath = "dir/a.gif", StorageType = "gcp" }), "dir/a.gif");
    }

    /// <summary>A client whose requests are answered with an id.</summary>
    private static FastLabelClient Reachable(out ScriptedHandler script)
    {
        script = new ScriptedHandler { RepeatLast = true };
        script.Respond(200, "\"t\"");
        FastLabelClientOptions options = new()
        {
            Transport = new HttpClientPipelineTransport(new HttpClient(script)),
            LookUpLostAnswers = false,
        };
        options.Retry.MaxRetries = 0;
        return new FastLabelClient(ApiCredential.FromKey("token"), options);
    }

    private static Content Small(string name) => new() { Name = name, File = Base64Content.FromBytes(TestFiles.Png) };

    private static async Task RefusedAsync(Func<Task> call, string named) =>
        (await Should.ThrowAsync<ArgumentException>(call)).Message.ShouldContain(named);

    private Task CreateAsync(string kind, Base64Content file) => kind switch
    {
        "image" => _client.ImageTasks.CreateAsync(new() { Project = "p", Name = "n", File = file }),
        "video" => _client.VideoTasks.CreateAsync(new() { Project = "p", Name = "n", File = file }),
        "text" => _client.TextTasks.CreateAsync(new() { Project = "p", Name = "n", File = file }),
        "audio" => _client.AudioTasks.CreateAsync(new() { Project = "p", Name = "n", File = file }),
        "pcd" => _client.PointCloudTasks.CreateAsync(new() { Project = "p", Name = "n", File = file }),
        "image classification" => _client.ImageClassificationTasks.CreateAsync(new() { Project = "p", Name = "n", File = file }),
        "endpoint" => _client.Endpoints.ExecuteAsync(new() { ModelEndpointName = "e", File = file }),
        _ => _client.Datasets.CreateObjectAsync(new() { DatasetName = "d", ObjectName = "o", FilePath = file }),
    };

    internal sealed class ForwardStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
