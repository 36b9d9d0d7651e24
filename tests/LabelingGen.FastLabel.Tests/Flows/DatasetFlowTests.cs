using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;

namespace LabelingGen.FastLabel.Tests.Flows;

/// <summary>Objects of datasets: up, listed, down, with what is known of them.</summary>
public sealed class DatasetFlowTests
{
    [Fact]
    public async Task Objects_come_back_as_they_were_sent_whatever_their_names()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await CreateAsync(flow, "a.png", "deep/er/b é.png");
        string folder = TestFiles.TemporaryFolder();
        IReadOnlyList<DatasetObject> objects = await flow.Client.Datasets.ListObjectDownloadsAsync("cats").ToListAsync();
        IReadOnlyList<DatasetDownload> downloads = await flow.Client.Datasets.DownloadObjectsAsync(folder, objects);
        downloads.ShouldAllBe(download => download.IsComplete);
        (await File.ReadAllBytesAsync(Path.Combine(folder, "deep", "er", "b é.png"))).ShouldBe(TestFiles.Png);
        string manifest = await File.ReadAllTextAsync(Path.Combine(folder, "annotations.json"));
        manifest.ShouldContain("b é.png");
        JsonNode.Parse(manifest)!.AsArray().Count.ShouldBe(2);

        await flow.Client.Datasets.DownloadObjectsAsync(folder, objects.Take(1));
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "annotations.json")))!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_download_that_fails_is_told_and_does_not_stop_the_others()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await CreateAsync(flow, "a.png", "b.png");
        List<DatasetObject> objects = await flow.Client.Datasets.ListObjectDownloadsAsync("cats").ToListAsync();
        objects[0].SignedUrl = new Uri(flow.Emulator.FastLabel.Endpoint, "/files/none").AbsoluteUri;
        objects.Add(new DatasetObject { Name = "../evil.png", SignedUrl = objects[1].SignedUrl });
        objects.Add(new DatasetObject { Name = "c.png", SignedUrl = "http://10.0.0.1/c.png" });
        string folder = Path.Combine(TestFiles.TemporaryFolder(), "inner");
        IReadOnlyList<DatasetDownload> downloads = await flow.Client.Datasets.DownloadObjectsAsync(folder, objects);
        downloads.Select(download => download.Error?.GetType().Name ?? "none")
            .ShouldBe(["FastLabelNotFoundException", "none", "InvalidDataException", "ArgumentException"]);
        File.Exists(Path.Combine(folder, "a.png")).ShouldBeFalse();
        File.Exists(Path.Combine(folder, "..", "evil.png")).ShouldBeFalse();
    }

    [Fact]
    public async Task Roles_get_folders_of_their_own()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await CreateAsync(flow, "a.png");
        string folder = TestFiles.TemporaryFolder();
        List<DatasetObject> objects = await flow.Client.Datasets
            .ListObjectDownloadsAsync("cats", new() { Types = [DatasetObjectType.None] }).ToListAsync();
        await flow.Client.Datasets.DownloadObjectsAsync(folder, objects, byType: true);
        File.Exists(Path.Combine(folder, "none", "a.png")).ShouldBeTrue();
        File.Exists(Path.Combine(folder, "none", "annotations.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_version_and_a_revision_exclude_one_another()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        Should.Throw<ArgumentException>(() => flow.Client.Datasets.GetObjectAsync("d", "a.png", "12345678", "v1"))
            .Message.ShouldContain("version");
        await Should.ThrowAsync<ArgumentException>(async () => await flow.Client.Datasets
            .ListObjectsAsync("cats", new() { RevisionId = "12345678", Version = "v1" }).FirstOrDefaultAsync());
        flow.Emulator.Requests.Snapshot().ShouldBeEmpty();
    }

    internal static async Task CreateAsync(FastLabelFlow flow, params string[] names)
    {
        await flow.Client.Datasets.CreateAsync(new() { Name = "cats" });
        foreach (string name in names)
        {
            await flow.Client.Datasets.CreateObjectAsync(new()
            {
                DatasetName = "cats",
                ObjectName = name,
                FilePath = Base64Content.FromBytes(TestFiles.Png, "x.png"),
                Annotations = [new() { Value = "cat", Shape = new BoxShape(1, 2, 3, 4) }],
            });
        }

        flow.Emulator.Requests.Clear();
    }
}
