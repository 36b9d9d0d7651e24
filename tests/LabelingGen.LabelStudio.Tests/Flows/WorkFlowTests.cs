using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;

namespace LabelingGen.LabelStudio.Tests.Flows;

/// <summary>What people do with Label Studio, from a config to an export, over real sockets.</summary>
public sealed class WorkFlowTests
{
    [Fact]
    public async Task Tasks_are_imported_labelled_filtered_and_exported()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        IReadOnlyList<long> tasks = await flow.ImportAsync(3);

        Annotation annotation = await flow.Client.Annotations.CreateAsync(
            tasks[0], new() { Result = [LabelStudioFlow.Box()], LeadTime = 1.5, GroundTruth = true });
        annotation.Result![0].ShouldBeOfType<RectangleRegion>().Value!.Labels.ShouldBe(["Car"]);
        LabelingTask read = await flow.Client.Tasks.GetAsync(tasks[0]);
        read.IsLabeled.ShouldBe(true);
        read.Annotations![0].CompletedBy!.TryGetUserSimple(out UserSimple? user).ShouldBeTrue();
        user!.Email.ShouldBe("admin@example.com");
        Annotation listed = (await flow.Client.Annotations.ListAsync(tasks[0])).Value.Single();
        listed.CompletedBy!.TryGetInt64(out long id).ShouldBeTrue();
        id.ShouldBe(1);

        TaskQuery query = new TaskQuery { Ordering = "-tasks:id" }.Where("total_annotations", "equal", "Number", 0);
        List<LabelingTask> open = [];
        await foreach (LabelingTask task in flow.Client.Tasks.ListAsync(new() { Project = flow.Project, Query = query.ToString() }))
            open.Add(task);
        open.Select(t => t.Id).ShouldBe([tasks[2], tasks[1]]);
        View view = await flow.Client.Views.CreateAsync(new() { Project = flow.Project, Data = query.ToJson() });
        view.Data!["filters"]!["items"]!.AsArray().Count.ShouldBe(1);

        DownloadResult export = await flow.Client.Exports.ExportAsync(flow.Project, flow.PathOf("done.json"));
        JsonNode.Parse(await File.ReadAllTextAsync(export.Path))!.AsArray().Single()!["id"]!.GetValue<long>().ShouldBe(tasks[0]);
        DownloadResult coco = await flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("coco.json"),
            new() { Format = "COCO" });
        JsonNode.Parse(await File.ReadAllTextAsync(coco.Path))!["annotations"]![0]!["bbox"]!.AsArray().Select(n => n!.GetValue<double>())
            .ShouldBe([40, 60, 120, 120]);
    }

    [Fact]
    public async Task Files_are_imported_under_distinct_names_stored_and_imported_again()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        FileUpload[] files = [Upload("a.png", "1"), Upload("b.png", "22"), Upload("c.json", """[{"image":"x"},{"data":{"image":"y"}}]""")];

        ImportResult stored = await flow.Client.Imports.ImportFilesAsync(flow.Project, files, new() { CommitToProject = false });

        stored.TaskCount.ShouldBe(4);
        flow.Emulator.LabelStudio.TaskCount.ShouldBe(0);
        stored.AnnotationCount.ShouldBeNull();
        ImportResult made = await flow.Client.Imports.ReimportAsync(flow.Project, new() { FileUploadIds = stored.FileUploadIds! });
        made.TaskCount.ShouldBe(4);
        flow.Emulator.LabelStudio.TaskCount.ShouldBe(4);
        IReadOnlyList<UploadedFile> uploads = (await flow.Client.Files.ListAsync(flow.Project, new() { All = true })).Value;
        uploads.Count.ShouldBe(3);
        DownloadResult file = await flow.Client.Files.DownloadAsync(uploads[1], flow.PathOf("b.png"));
        (await File.ReadAllTextAsync(file.Path)).ShouldBe("22");
        (await flow.Client.Files.DeleteManyAsync(flow.Project, new() { FileUploadIds = [uploads[0].Id!.Value] }))
            .Value!.Deleted.ShouldBe(1);
    }

    [Fact]
    public async Task Tasks_that_are_produced_one_by_one_are_streamed()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();

        ImportResult result = await flow.Client.Imports.ImportAsync(flow.Project, Produce(2_000), new() { ReturnTaskIds = true });

        result.TaskIds!.Count.ShouldBe(2_000);
        flow.Emulator.LabelStudio.TaskCount.ShouldBe(2_000);
        (await flow.Client.Imports.ImportAsync(flow.Project, Produce(0))).Value.TaskCount.ShouldBe(0);
    }

    [Fact]
    public async Task Predictions_come_with_tasks_after_them_and_from_backends()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        ImportTask task = LabelStudioFlow.Task(1);
        task.Predictions = [new() { Result = [LabelStudioFlow.Box()], Score = 0.5, ModelVersion = "v1" }];
        ImportResult imported = await flow.Client.Imports.ImportAsync(flow.Project, [task], new() { ReturnTaskIds = true });
        long id = imported.TaskIds!.Single();

        (await flow.Client.Imports.ImportPredictionsAsync(flow.Project, [new() { Task = id, Result = [LabelStudioFlow.Box("Van")] }]))
            .Value.Created.ShouldBe(1);
        await Should.ThrowAsync<LabelStudioValidationException>(() => flow.Client.Imports.ImportPredictionsAsync(
            flow.Project, [new() { Task = 999, Result = [] }]));
        MachineLearningBackend backend = await flow.Client.MachineLearning.CreateAsync(
            new() { Project = flow.Project, Url = "http://localhost:9090", IsInteractive = true });
        await flow.Client.Actions.RunAsync(ActionId.RetrieveTasksPredictions, flow.Project);
        (await flow.Client.Predictions.ListAsync(new() { Task = id })).Value.Select(p => p.ModelVersion)
            .ShouldBe(["v1", "undefined", "emulated-1"]);

        InteractivePrediction proposal = await flow.Client.MachineLearning.PredictInteractiveAsync(
            backend.Id!.Value, id, [LabelStudioFlow.Box(x: 40)]);
        proposal.Score.ShouldBe(0.9);
        proposal.Regions.Single().ShouldBeOfType<RectangleRegion>().Value!.X.ShouldBe(30);
        await flow.Client.MachineLearning.UpdateAsync(backend.Id!.Value, new() { IsInteractive = false });
        var failure = await Should.ThrowAsync<InteractivePredictionException>(
            () => flow.Client.MachineLearning.PredictInteractiveAsync(backend.Id!.Value, id, [LabelStudioFlow.Box()]));
        failure.Errors.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_value_by_itself_is_predicted_for_the_tag_it_fits()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        LabelingConfig config = new LabelingConfigBuilder().Image("image").Choices("kind", "image", "letter", "bill")
            .Rating("quality", "image").Build();
        Project project = await flow.Client.Projects.CreateAsync(new() { Title = "post", LabelConfig = config.ToXml() });
        LabelingTask task = await flow.Client.Tasks.CreateAsync(
            new() { Project = project.Id!.Value, Data = new JsonObject { ["image"] = "a.png" } });
        long id = task.Id!.Value;

        Prediction text = await flow.Client.Predictions.CreateAsync(
            new() { Task = id, Result = "bill", Score = 0.25, ModelVersion = "v0" });
        text.Result!.Single().ShouldBeOfType<ChoicesRegion>().Value!.Choices.ShouldBe(["bill"]);
        (text.Score, text.ModelVersion).ShouldBe((0.25, "v0"));
        Prediction number = await flow.Client.Predictions.UpdateAsync(text.Id!.Value, new() { Result = 4 });
        number.Result!.Single().ShouldBeOfType<RatingRegion>().Value!.Rating.ShouldBe(4);
        PredictionForTask[] more =
        [
            new() { Task = id, Result = new PredictionResult(new JsonObject { ["choices"] = new JsonArray("letter") }), Score = 0.5 },
            new() { Task = id, Result = "letter", ModelVersion = "v1" },
        ];
        (await flow.Client.Imports.ImportPredictionsAsync(project.Id!.Value, more)).Value.Created.ShouldBe(2);
        (await flow.Client.Predictions.ListAsync(new() { Task = id })).Value.Select(p => p.Score).ShouldBe([0.25, 0.5, null]);
    }

    [Fact]
    public async Task Training_and_syncs_are_jobs()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(new() { JobDuration = TimeSpan.FromSeconds(30) });
        MachineLearningBackend backend = await flow.Client.MachineLearning.CreateAsync(
            new() { Project = flow.Project, Url = "http://localhost:9090" });
        Job<MachineLearningBackend> training = await flow.Client.MachineLearning.TrainAsync(backend.Id!.Value);
        await training.UpdateStatusAsync(CancellationToken.None);
        training.State.ShouldBe("TR");
        (await training.WaitForCompletionAsync(null)).State.ShouldBe(BackendState.Connected);
        await Should.ThrowAsync<LabelStudioValidationException>(() => flow.Client.MachineLearning.CreateAsync(
            new() { Project = flow.Project, Url = "http://localhost:1" }));

        S3ImportStorage storage = await flow.Client.S3ImportStorages.CreateAsync(
            new() { Project = flow.Project, Bucket = "pictures", AwsAccessKeyId = "id", AwsSecretAccessKey = "secret" });
        storage.AwsSecretAccessKey.ShouldBeNull();
        S3ImportSyncJob sync = await flow.Client.S3ImportStorages.SyncAsync(storage.Id!.Value);
        (await sync.WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        flow.Emulator.LabelStudio.TaskCount.ShouldBe(1);

        S3ImportStorage broken = await flow.Client.S3ImportStorages.CreateAsync(
            new() { Project = flow.Project, Bucket = "b", Prefix = "broken" });
        S3ImportSyncJob failing = await flow.Client.S3ImportStorages.SyncAsync(broken.Id!.Value);
        var failure = await Should.ThrowAsync<JobFailedException>(() => failing.WaitForCompletionAsync(null));
        failure.Reason!.ShouldContain("Access Denied");
    }

    [Fact]
    public async Task A_storage_of_every_kind_is_synced_as_a_job()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(new() { JobDuration = TimeSpan.FromSeconds(30) });
        LabelStudioClient c = flow.Client;
        long p = flow.Project;
        long task = (await flow.ImportAsync(1))[0];
        await c.Annotations.CreateAsync(task, new() { Result = [LabelStudioFlow.Box()] });

        GcsImportStorage gcs = await c.GcsImportStorages.CreateAsync(new() { Project = p, Bucket = "b" });
        (await (await c.GcsImportStorages.SyncAsync(gcs.Id!.Value)).WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        AzureImportStorage azure = await c.AzureImportStorages.CreateAsync(new() { Project = p, Container = "b" });
        (await (await c.AzureImportStorages.SyncAsync(azure.Id!.Value)).WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        RedisImportStorage redis = await c.RedisImportStorages.CreateAsync(new() { Project = p, Path = "b" });
        (await (await c.RedisImportStorages.SyncAsync(redis.Id!.Value)).WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        LocalFilesImportStorage files = await c.LocalFilesImportStorages.CreateAsync(new() { Project = p, Path = "/b" });
        (await (await c.LocalFilesImportStorages.SyncAsync(files.Id!.Value)).WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        flow.Emulator.LabelStudio.TaskCount.ShouldBe(5);

        // An export storage gets the annotations.
        S3ExportStorage toS3 = await c.S3ExportStorages.CreateAsync(new() { Project = p, Bucket = "b" });
        (await (await c.S3ExportStorages.SyncAsync(toS3.Id!.Value)).WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        GcsExportStorage toGcs = await c.GcsExportStorages.CreateAsync(new() { Project = p, Bucket = "b" });
        (await (await c.GcsExportStorages.SyncAsync(toGcs.Id!.Value)).WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        AzureExportStorage toAzure = await c.AzureExportStorages.CreateAsync(new() { Project = p, Container = "b" });
        (await (await c.AzureExportStorages.SyncAsync(toAzure.Id!.Value)).WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        RedisExportStorage toRedis = await c.RedisExportStorages.CreateAsync(new() { Project = p, Path = "b" });
        (await (await c.RedisExportStorages.SyncAsync(toRedis.Id!.Value)).WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        LocalFilesExportStorage toFiles = await c.LocalFilesExportStorages.CreateAsync(new() { Project = p, Path = "/b" });
        (await (await c.LocalFilesExportStorages.SyncAsync(toFiles.Id!.Value)).WaitForCompletionAsync(null)).LastSyncCount.ShouldBe(1);
        S3ExportSyncJob again = c.S3ExportStorages.ResumeS3ExportSyncJob($"{toS3.Id}");
        (await again.WaitForCompletionAsync(null)).Id.ShouldBe(toS3.Id);
    }

    [Fact]
    public async Task An_event_is_delivered_to_a_local_listener()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(outbound: OutboundAccess.Loopback);
        using HttpListener listener = new();
        string address = $"http://127.0.0.1:{FreePort()}/hook/";
        listener.Prefixes.Add(address);
        listener.Start();
        await flow.Client.Webhooks.CreateAsync(new()
        {
            Project = flow.Project,
            Url = new Uri(address),
            SendForAllActions = false,
            Actions = [WebhookAction.TasksCreated],
            Headers = new JsonObject { ["X-Mine"] = "yes" },
        });
        Task<HttpListenerContext> received = listener.GetContextAsync();

        await flow.Client.Tasks.CreateAsync(new() { Project = flow.Project, Data = new JsonObject { ["image"] = "x.png" } });

        HttpListenerContext context = await received.WaitAsync(TimeSpan.FromMinutes(1));
        context.Request.Headers["X-Mine"].ShouldBe("yes");
        JsonNode body = (await JsonNode.ParseAsync(context.Request.InputStream))!;
        context.Response.Close();
        body["action"]!.GetValue<string>().ShouldBe("TASKS_CREATED");
        body["tasks"]![0]!["data"]!["image"]!.GetValue<string>().ShouldBe("x.png");
        body["project"]!["id"]!.GetValue<long>().ShouldBe(flow.Project);
    }

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static FileUpload Upload(string name, string content) => new(new MemoryStream(Encoding.UTF8.GetBytes(content)), name);

    private static async IAsyncEnumerable<ImportTask> Produce(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return LabelStudioFlow.Task(i);
        }
    }
}
