using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Annotations;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Scale;

namespace LabelingGen.Cli;

/// <summary>Scale AI: from pictures on disk to typed annotations, with a server that stumbles on the way.</summary>
internal sealed class ScaleStory : IDemoStory
{
    private const string ProjectName = "street-scenes";
    private const string BatchName = "street-scenes-1";
    private const int PageSize = 3;

    private readonly IReadOnlyList<DemoScene> _scenes = DemoScene.Load();
    private readonly Dictionary<string, string> _attachments = [];

    /// <inheritdoc/>
    public Task<VendorEmulator> StartAsync(CancellationToken cancellationToken) => VendorEmulator.StartAsync(
        new() { Vendors = ["scale"], Scale = new() { Annotate = Answer, TaskDuration = TimeSpan.FromMinutes(2) } }, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<DemoStep> Steps(VendorEmulator emulator, DemoLabels labels)
    {
        ScaleClient client = new(ApiCredential.FromKey(emulator.Scale.ApiKey), new ScaleClientOptions
        {
            Endpoint = emulator.Scale.Endpoint,
            // One clock for both, so that hours of labeling pass in a moment.
            TimeProvider = emulator.Clock,
            TryTimeout = TimeSpan.FromHours(1),
            ReadTimeout = TimeSpan.FromHours(1),
        });
        return
        [
            new("Create a project", token => CreateProjectAsync(client, token)),
            new("Create a batch", token => CreateBatchAsync(client, token)),
            new("Upload the pictures", token => UploadAsync(client, token)),
            new("Create tasks while the server answers 429 and 503", token => CreateTasksAsync(client, emulator, token)),
            new("Create a task whose answer is lost", token => RecoverAsync(client, emulator, token)),
            new("Use a unique_id twice", token => DuplicateAsync(client, token)),
            new("Finalize the batch and wait for it", token => CompleteAsync(client, emulator, token)),
            new("List the tasks in pages", token => ListAsync(client, token)),
            new("Read the typed annotations", token => ReadAsync(client, token)),
            new("Accept an answer", token => AuditAsync(client, token)),
            new("Ask for a task that is not there", token => MissAsync(client, token)),
            labels.Step("scale", token => ReadLabelsAsync(client, token)),
        ];
    }

    private static async Task<string> CreateProjectAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        ProjectCreation creation = new()
        {
            Name = ProjectName,
            Type = TaskType.ImageAnnotation,
            Params = new() { ["instruction"] = "Mark what is on the road." },
        };
        Project project = await client.Projects.CreateAsync(creation, cancellationToken).ConfigureAwait(false);
        return $"project {project.Name} for {project.Type}";
    }

    private static async Task<string> CreateBatchAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        BatchParameters parameters = new() { Project = ProjectName, Name = BatchName };
        Batch batch = await client.Batches.CreateAsync(parameters, cancellationToken).ConfigureAwait(false);
        return $"batch {batch.Name} is {batch.Status}";
    }

    private async Task<string> UploadAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        long bytes = 0;
        foreach (DemoScene scene in _scenes)
        {
            using FileUpload upload = new(new MemoryStream(scene.Picture), scene.FileName, "image/png");
            ScaleFile file = await client.Files.UploadAsync(
                upload, new() { ProjectName = ProjectName, ReferenceId = scene.FileName }, cancellationToken).ConfigureAwait(false);
            DemoFailedException.Unless(file.Size == scene.Picture.Length, $"{scene.FileName} arrived with {file.Size} bytes.");
            _attachments[scene.FileName] = file.AttachmentUrl;
            bytes += scene.Picture.Length;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{_scenes.Count} files, {bytes / 1024} KB");
    }

    private async Task<string> CreateTasksAsync(ScaleClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        long faults = emulator.Faults.Injected;
        emulator.Faults.Add("status=429;retry-after=2;method=POST;path=/v1/task/*;times=1");
        emulator.Faults.Add("status=503;method=POST;path=/v1/task/*;skip=3;times=1");
        foreach (DemoScene scene in _scenes.SkipLast(1))
        {
            ScaleTask task = await TimeLapse.WaitAsync(emulator.Clock, CreateTaskAsync(client, scene, cancellationToken))
                .ConfigureAwait(false);
            DemoFailedException.Unless(task.Status == ScaleTaskStatus.Pending, $"The task of {scene.FileName} is {task.Status}.");
        }

        DemoFailedException.Unless(emulator.Faults.Injected == faults + 2, "The faults were not injected.");
        DemoFailedException.Unless(emulator.Scale.TaskCount == _scenes.Count - 1, $"{emulator.Scale.TaskCount} tasks are stored.");
        return $"{_scenes.Count - 1} tasks, each stored once";
    }

    private async Task<string> RecoverAsync(ScaleClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        emulator.Faults.Add("status=500;after;method=POST;path=/v1/task/*;times=1");
        ScaleTask task = await TimeLapse.WaitAsync(emulator.Clock, CreateTaskAsync(client, _scenes[^1], cancellationToken))
            .ConfigureAwait(false);
        DemoFailedException.Unless(emulator.Scale.TaskCount == _scenes.Count, $"{emulator.Scale.TaskCount} tasks are stored.");
        return $"found again by its unique_id {task.UniqueId}, stored once";
    }

    private async Task<string> DuplicateAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        try
        {
            await CreateTaskAsync(client, _scenes[0], cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleDuplicateTaskException duplicate)
        {
            return $"{nameof(ScaleDuplicateTaskException)}, status {duplicate.Status}";
        }

        throw new DemoFailedException("The second task was accepted.");
    }

    private async Task<string> CompleteAsync(ScaleClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        await client.Batches.FinalizeAsync(BatchName, cancellationToken).ConfigureAwait(false);
        DateTimeOffset start = emulator.Clock.GetUtcNow();
        BatchProgress progress = await TimeLapse.WaitAsync(
            emulator.Clock, client.Batches.WaitForCompletionAsync(BatchName, cancellationToken: cancellationToken)).ConfigureAwait(false);
        DemoFailedException.Unless(progress.Completed == _scenes.Count, $"{progress.Completed} tasks are completed.");
        TimeSpan waited = emulator.Clock.GetUtcNow() - start;
        return string.Create(CultureInfo.InvariantCulture,
            $"{progress.Completed} of {progress.TotalCount} tasks after {waited.TotalSeconds:0} s of the emulator's time");
    }

    private async Task<string> ListAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        int pages = 0;
        int tasks = 0;
        ListTasksOptions options = new() { Project = ProjectName, Status = ScaleTaskStatus.Completed, PageSize = PageSize };
        await foreach (var page in client.Tasks.ListAsync(options, cancellationToken).GetRawPagesAsync().ConfigureAwait(false))
            pages++;
        await foreach (ScaleTask task in client.Tasks.ListAsync(options, cancellationToken).ConfigureAwait(false))
            tasks++;
        DemoFailedException.Unless(tasks == _scenes.Count, $"{tasks} tasks were listed.");
        DemoFailedException.Unless(pages == (_scenes.Count + PageSize - 1) / PageSize, $"{pages} pages were listed.");
        return $"{tasks} tasks in {pages} pages of {PageSize}";
    }

    private async Task<string> ReadAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        int boxes = 0;
        int polygons = 0;
        ListTasksOptions options = new() { Batch = BatchName };
        await foreach (ScaleTask task in client.Tasks.ListAsync(options, cancellationToken).ConfigureAwait(false))
        {
            DemoScene scene = _scenes.Single(s => s.FileName == task.UniqueId);
            IReadOnlyList<ImageAnnotation> found = task.ReadResponse<ImageAnnotationResponse>()?.Annotations ?? [];
            DemoFailedException.Unless(found.Count == scene.Annotations.Count, $"{scene.FileName} has {found.Count} annotations.");
            foreach ((ImageAnnotation annotation, JsonObject truth) in found.Zip(scene.Annotations))
            {
                DemoFailedException.Unless(IsTrue(annotation, truth), $"{scene.FileName}: {annotation.Label} is not where it should be.");
                _ = annotation is BoxAnnotation ? boxes++ : polygons++;
            }
        }

        return $"{boxes} boxes and {polygons} polygons, all where the labels say";
    }

    private static async Task<IReadOnlyList<AnnotatedImage>> ReadLabelsAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        List<AnnotatedImage> images = [];
        await foreach (ScaleTask task in client.Tasks.ListAsync(new ListTasksOptions { Batch = BatchName }, cancellationToken)
            .ConfigureAwait(false))
            images.Add(task.ToAnnotatedImage());
        return images;
    }

    private async Task<string> AuditAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        ListTasksOptions one = new() { Project = ProjectName, UniqueIds = [_scenes[0].FileName] };
        await foreach (ScaleTask task in client.Tasks.ListAsync(one, cancellationToken).ConfigureAwait(false))
            await client.Tasks.AuditAsync(task.TaskId, accepted: true, cancellationToken: cancellationToken).ConfigureAwait(false);
        int accepted = 0;
        ListTasksOptions options = new() { Project = ProjectName, ReviewStatuses = [TaskReviewStatus.Accepted] };
        await foreach (ScaleTask task in client.Tasks.ListAsync(options, cancellationToken).ConfigureAwait(false))
            accepted++;
        DemoFailedException.Unless(accepted == 1, $"{accepted} tasks are accepted.");
        return "1 task accepted and found by its review status";
    }

    private static async Task<string> MissAsync(ScaleClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.Tasks.GetAsync("000000000000000000000000", cancellationToken).ConfigureAwait(false);
        }
        catch (ScaleResourceNotFoundException missing)
        {
            return $"{nameof(ScaleResourceNotFoundException)}: {missing.ErrorMessage}";
        }

        throw new DemoFailedException("A task that is not there was answered.");
    }

    private async Task<ScaleTask> CreateTaskAsync(ScaleClient client, DemoScene scene, CancellationToken cancellationToken) =>
        await client.Tasks.CreateImageAnnotationAsync(
            new()
            {
                Batch = BatchName,
                Attachment = _attachments[scene.FileName],
                UniqueId = scene.FileName,
                Geometries = new()
                {
                    Box = new() { ObjectsToAnnotate = [.. DemoScene.Labels(_scenes, "box")] },
                    Polygon = new() { ObjectsToAnnotate = [.. DemoScene.Labels(_scenes, "polygon")] },
                },
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>The emulated labelers answer with the true labels.</summary>
    private JsonObject? Answer(JsonObject task)
    {
        DemoScene? scene = _scenes.FirstOrDefault(s => s.FileName == task["unique_id"]?.GetValue<string>());
        return scene is null ? null : new() { ["annotations"] = new JsonArray([.. scene.Annotations.Select(a => a.DeepClone())]) };
    }

    private static bool IsTrue(ImageAnnotation annotation, JsonObject truth) =>
        annotation.Label == truth["label"]!.GetValue<string>() && annotation switch
        {
            BoxAnnotation box => (box.Left, box.Top, box.Width, box.Height)
                == (Number(truth, "left"), Number(truth, "top"), Number(truth, "width"), Number(truth, "height")),
            PolygonAnnotation polygon => polygon.Vertices.Select(v => (v.X, v.Y))
                .SequenceEqual(truth["vertices"]!.AsArray().Select(v => (Number(v!, "x"), Number(v!, "y")))),
            _ => false,
        };

    private static double Number(JsonNode node, string member) => node[member]!.GetValue<double>();
}
