using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>Folders of images: which files are taken, in which order, how many, and what privacy mode asks of them.</summary>
public sealed class FolderFlowTests
{
    private const string Proxy = "https://proxy.example.com/files/";

    // The head of a PNG file of 3 by 2 pixels, which is all that is looked at.
    private static readonly byte[] Png =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0];

    [Fact]
    public async Task A_folder_is_uploaded_by_the_vendors_rules()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        Directory.CreateDirectory(folder["deep/er"]);
        Directory.CreateDirectory(folder[".thumbnails"]);
        foreach (string name in (string[])
            ["a.jpg", "b.JPG", "notes.txt", "deep/c.png", "deep/er/d.jpeg", ".thumbnails/a.png", "deep/._c.png", "e.gif", "z.png"])
            File.WriteAllText(folder[name], name);
        AppendResult result = await flow.Client.Datasets.AppendFolderAsync(
            flow.Dataset, folder.Path, new() { Append = NucleusFlow.Known() });
        result.NewItems.ShouldBe(4);
        // Type by type, as the official client does.
        (await flow.StoredAsync()).ShouldBe(["deep/c.png", "z.png", "a.jpg", "deep/er/d.jpeg"]);

        AppendResult chosen = await flow.Client.Datasets.AppendFolderAsync(
            flow.Dataset, folder.Path, new() { FileTypes = ["gif", "JPG"], Append = NucleusFlow.Known() });
        chosen.NewItems.ShouldBe(2);
    }

    [Fact]
    public async Task A_large_folder_is_uploaded_only_when_that_is_allowed()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        for (int i = 0; i <= DatasetsClient.LargeFolder; i++)
            File.WriteAllBytes(folder[$"{i}.png"], [1]);
        ArgumentException warning = await Should.ThrowAsync<ArgumentException>(
            () => flow.Client.Datasets.AppendFolderAsync(flow.Dataset, folder.Path));
        warning.Message.ShouldContain("501");
        (await Should.ThrowAsync<ArgumentException>(() => flow.Client.Datasets.CreateFromFolderAsync(folder.Path))).Message
            .ShouldContain("501");
        flow.Emulator.Requests.Count.ShouldBe(0);
        (await flow.Client.Datasets.AppendFolderAsync(
            flow.Dataset, folder.Path, new() { AllowLargeFolder = true, Append = NucleusFlow.Known() })).NewItems.ShouldBe(501);
    }

    [Fact]
    public async Task For_a_folder_without_images_nothing_is_sent()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        File.WriteAllText(folder["notes.txt"], "no image");
        AppendResult result = await flow.Client.Datasets.AppendFolderAsync(flow.Dataset, folder.Path);
        (result.DatasetId, result.NewItems, result.Failures.Count).ShouldBe((flow.Dataset, 0, 0));
        flow.Emulator.Requests.Count.ShouldBe(0);

        AppendResult created = await flow.Client.Datasets.CreateFromFolderAsync(folder.Path, "empty");
        flow.Emulator.Nucleus.CountItems(created.DatasetId).ShouldBe(0);
        flow.Emulator.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task In_privacy_mode_sizes_are_sent_and_no_file()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        File.WriteAllBytes(folder["a.png"], Png);
        FolderUploadOptions options = new() { PrivacyModeProxy = Proxy };
        AppendResult created = await flow.Client.Datasets.CreateFromFolderAsync(folder.Path, "hidden", options);
        created.NewItems.ShouldBe(1);
        (await flow.Client.Datasets.GetPrivacyModeAsync(created.DatasetId)).Value.UsePrivacyMode.ShouldBeTrue();
        ItemWithAnnotations stored = (await flow.Client.Datasets.GetItemByReferenceIdAsync(created.DatasetId, "a.png")).Value;
        stored.Item.ImageLocation.ShouldBe("https://proxy.example.com/files/a.png");
        (await flow.NewClient().Datasets.AppendFolderAsync(created.DatasetId, folder.Path, options)).IgnoredItems.ShouldBe(1);

        (await Should.ThrowAsync<ArgumentException>(() => flow.NewClient().Datasets.AppendFolderAsync(created.DatasetId, folder.Path)))
            .Message.ShouldContain("proxy");
        File.WriteAllText(folder["b.png"], "no picture");
        InvalidItemException error = await Should.ThrowAsync<InvalidItemException>(
            () => flow.Client.Datasets.AppendFolderAsync(created.DatasetId, folder.Path, options));
        error.ReferenceId.ShouldBe("b.png");
        flow.Emulator.Nucleus.CountItems(created.DatasetId).ShouldBe(1);
    }

    [Fact]
    public async Task Without_privacy_mode_a_proxy_is_not_looked_at()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        File.WriteAllBytes(folder["a.png"], Png);
        await flow.Client.Datasets.AppendFolderAsync(flow.Dataset, folder.Path, new() { PrivacyModeProxy = Proxy });
        ItemWithAnnotations stored = (await flow.Client.Datasets.GetItemByReferenceIdAsync(flow.Dataset, "a.png")).Value;
        stored.Item.ImageLocation.ShouldNotBeNull().ShouldNotStartWith(Proxy);
    }

    [Fact]
    public async Task A_video_is_as_private_as_its_dataset()
    {
        foreach (bool usePrivacyMode in (bool[])[true, false])
        {
            ScriptedHandler script = new();
            script.Respond(200, """{"is_scene":true}""")
                .Respond(200, $$"""{"use_privacy_mode":{{(usePrivacyMode ? "true" : "false")}}}""")
                .Respond(200, """{"signed_url":"https://storage.example.com/put"}""").Respond(200)
                .Respond(200, """{"job_id":"job_1","job_last_known_status":"Running","job_type":"uploadVideoScene"}""");
            using HttpClient http = new(script);
            NucleusClient client = new(
                Core.ApiCredential.FromKey("k"),
                new NucleusClientOptions { Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(http) });
            VideoScene video = new("v", null, null, "https://a/v.mp4") { UsePrivacyMode = !usePrivacyMode };
            await client.Datasets.StartAppendScenesAsync("ds_1", [video]);
            script.Requests[3].Text.ShouldContain($"\"upload_to_scale\":{(usePrivacyMode ? "false" : "true")}");
        }
    }
}
