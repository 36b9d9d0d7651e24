using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.FastLabel;
using AnnotatedImage = LabelingGen.Annotations.AnnotatedImage;

namespace LabelingGen.Cli;

/// <summary>FastLabel: tasks with their annotations, an import that is waited for, and an object of a dataset there and back.</summary>
internal sealed class FastLabelStory : IDemoStory
{
    private const string ProjectSlug = "street-scenes";
    private const string DatasetName = "street-scenes";
    private const int PageSize = 3;

    /// <summary>The boxes of an MP4 file with one H.264 track and no pictures: as much as the client looks at.</summary>
    private static readonly byte[] Clip = Convert.FromBase64String(
        "AAAADGZ0eXBpc29tAAAAaG1vb3YAAABgdHJhawAAAFhtZGlhAAAAIGhkbHIAAAAAAAAAAHZpZGUAAAAAAAAAAAAAAAAAAAAwbWlu"
        + "ZgAAAChzdGJsAAAAIHN0c2QAAAAAAAAAAQAAABBhdmMxAAAAAAAAAAA=");

    private readonly IReadOnlyList<DemoScene> _scenes = DemoScene.Load();

    /// <inheritdoc/>
    public Task<VendorEmulator> StartAsync(CancellationToken cancellationToken) => VendorEmulator.StartAsync(
        new() { Vendors = ["fastlabel"], FastLabel = new() { JobDuration = TimeSpan.FromMinutes(2) } }, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<DemoStep> Steps(VendorEmulator emulator, DemoLabels labels)
    {
        FastLabelClient client = new(ApiCredential.FromKey(emulator.FastLabel.AccessToken), new FastLabelClientOptions
        {
            Endpoint = emulator.FastLabel.Endpoint,
            // One clock for both, so that minutes of importing pass in a moment.
            TimeProvider = emulator.Clock,
            TryTimeout = TimeSpan.FromHours(1),
            ReadTimeout = TimeSpan.FromHours(1),
        });
        return
        [
            new("Create a project", token => CreateProjectAsync(client, token)),
            new("Create the annotation classes", token => CreateClassesAsync(client, token)),
            new("Create image tasks while answers are refused and lost", token => CreateTasksAsync(client, emulator, token)),
            new("Create a video task with a track", token => CreateVideoAsync(client, token)),
            new("List the tasks in pages", token => ListAsync(client, token)),
            new("Read the typed annotations", token => ReadAsync(client, token)),
            new("Update a task and clear its tags", token => UpdateAsync(client, token)),
            new("Import from storage and wait for its history", token => ImportAsync(client, emulator, token)),
            new("Send an object of a dataset there and back", token => RoundTripAsync(client, token)),
            new("Send a file that is too large", token => RefuseAsync(client, emulator, token)),
            new("Ask for a task that is not there", token => MissAsync(client, token)),
            labels.Step("fastlabel", token => ReadLabelsAsync(client, token)),
        ];
    }

    private static async Task<string> CreateProjectAsync(FastLabelClient client, CancellationToken cancellationToken)
    {
        await client.Projects.CreateAsync(
            new()
            {
                Type = ProjectType.ImageAll,
                Name = "Street scenes",
                Slug = ProjectSlug,
                Workflow = Workflow.TwoStep,
                ExternalWorkflow = Workflow.TwoStep,
            },
            cancellationToken).ConfigureAwait(false);
        Project? project = await client.Projects.FindBySlugAsync(ProjectSlug, cancellationToken).ConfigureAwait(false);
        DemoFailedException.Unless(project is not null, "The project is not found by its slug.");
        return $"project {project!.Slug} of the type {project.Type}";
    }

    private async Task<string> CreateClassesAsync(FastLabelClient client, CancellationToken cancellationToken)
    {
        int order = 0;
        foreach ((string shape, AnnotationType type) in new[] { ("box", AnnotationType.BoundingBox), ("polygon", AnnotationType.Polygon) })
        {
            foreach (string label in DemoScene.Labels(_scenes, shape))
            {
                await client.AnnotationClasses.CreateAsync(
                    new() { Project = ProjectSlug, Type = type, Value = label, Title = label, Order = order++ }, cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        int listed = 0;
        await foreach (AnnotationClass _ in client.AnnotationClasses.ListAsync(ProjectSlug, cancellationToken: cancellationToken)
            .ConfigureAwait(false))
            listed++;
        DemoFailedException.Unless(listed == order, $"{listed} of {order} classes are listed.");
        return $"{order} classes, also beyond the API's page of 10";
    }

    private async Task<string> CreateTasksAsync(FastLabelClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        long faults = emulator.Faults.Injected;
        emulator.Faults.Add("status=429;retry-after=2;method=POST;path=/v1/tasks/*;times=1");
        emulator.Faults.Add("status=500;after;method=POST;path=/v1/tasks/*;skip=3;times=1");
        foreach (DemoScene scene in _scenes)
        {
            await TimeLapse.WaitAsync(emulator.Clock, Create(client, scene, cancellationToken)).ConfigureAwait(false);
        }

        DemoFailedException.Unless(emulator.Faults.Injected == faults + 2, "The faults were not injected.");
        DemoFailedException.Unless(emulator.FastLabel.TaskCount == _scenes.Count, $"{emulator.FastLabel.TaskCount} tasks are stored.");
        return $"{_scenes.Count} tasks, each stored once under its name";
    }

    private static async Task<string> Create(FastLabelClient client, DemoScene scene, CancellationToken cancellationToken) =>
        await client.ImageTasks.CreateAsync(
            new()
            {
                Project = ProjectSlug,
                Name = scene.FileName,
                File = Base64Content.FromBytes(scene.Picture, scene.FileName),
                Tags = ["demo"],
                Annotations = [.. scene.Annotations.Select(truth => new TaskAnnotation
                {
                    Value = truth["label"]!.GetValue<string>(),
                    Shape = ShapeOf(truth),
                })],
            },
            cancellationToken).ConfigureAwait(false);

    private static async Task<string> CreateVideoAsync(FastLabelClient client, CancellationToken cancellationToken)
    {
        TrackShape track = new(new Dictionary<int, TrackFrame>
        {
            [1] = new(new BoxShape(10, 10, 40, 30)),
            [2] = new(new BoxShape(14, 10, 44, 30), IsAutogenerated: true),
            [3] = new(new BoxShape(18, 10, 48, 30)),
        });
        string id = await client.VideoTasks.CreateAsync(
            new()
            {
                Project = ProjectSlug,
                Name = "drive.mp4",
                File = Base64Content.FromBytes(Clip, "drive.mp4"),
                Annotations = [new() { Value = "car", Shape = track }],
            },
            cancellationToken).ConfigureAwait(false);
        VideoTask task = await client.VideoTasks.GetAsync(id, cancellationToken).ConfigureAwait(false);
        TrackShape? read = task.Annotations?.FirstOrDefault()?.Shape as TrackShape;
        DemoFailedException.Unless(read is { Frames.Count: 3 } && read.Frames[2].IsAutogenerated, "The track is not what was sent.");
        return "3 frames, the middle one autogenerated";
    }

    private async Task<string> ListAsync(FastLabelClient client, CancellationToken cancellationToken)
    {
        int tasks = 0;
        int pages = 0;
        ListImageTasksOptions options = new() { Limit = PageSize, Tags = ["demo"] };
        await foreach (Page<ImageTask> page in client.ImageTasks.ListAsync(ProjectSlug, options, cancellationToken).AsPagesAsync()
            .ConfigureAwait(false))
        {
            pages++;
            tasks += page.Items.Count;
        }

        DemoFailedException.Unless(tasks == _scenes.Count, $"{tasks} tasks were listed.");
        return $"{tasks} tasks in {pages} pages of {PageSize}; the API says no total, so the last page is the empty one";
    }

    private async Task<string> ReadAsync(FastLabelClient client, CancellationToken cancellationToken)
    {
        int boxes = 0;
        int polygons = 0;
        await foreach (ImageTask task in client.ImageTasks.ListAsync(ProjectSlug, cancellationToken: cancellationToken)
            .ConfigureAwait(false))
        {
            DemoScene scene = _scenes.Single(s => s.FileName == task.Name);
            DemoFailedException.Unless(task.Annotations?.Count == scene.Annotations.Count, $"{task.Name} lacks annotations.");
            foreach ((TaskAnnotation annotation, JsonObject truth) in task.Annotations!.Zip(scene.Annotations))
            {
                DemoFailedException.Unless(
                    annotation.Value == truth["label"]!.GetValue<string>() && IsTrue(annotation.Shape, truth),
                    $"{task.Name}: {annotation.Value} is not where it should be.");
                _ = annotation.Shape is BoxShape ? boxes++ : polygons++;
            }
        }

        return $"{boxes} boxes and {polygons} polygons, all where the labels say";
    }

    private async Task<string> UpdateAsync(FastLabelClient client, CancellationToken cancellationToken)
    {
        ImageTask? task = await client.ImageTasks.FindByNameAsync(ProjectSlug, _scenes[0].FileName, cancellationToken)
            .ConfigureAwait(false);
        DemoFailedException.Unless(task is not null, "The task is not found by its name.");
        await client.ImageTasks.UpdateAsync(
            task!.Id, new() { Status = FastLabelTaskStatus.Approved, Priority = 10, Tags = [] }, cancellationToken).ConfigureAwait(false);
        ImageTask changed = await client.ImageTasks.GetAsync(task.Id, cancellationToken).ConfigureAwait(false);
        DemoFailedException.Unless(changed is { Tags.Count: 0, Priority: 10 }, "The change did not arrive.");
        DemoFailedException.Unless(changed.Annotations?.Count == task.Annotations?.Count, "Annotations that were not given are gone.");
        int approved = await client.Tasks.CountAsync(
            ProjectSlug, new() { Status = FastLabelTaskStatus.Approved }, cancellationToken).ConfigureAwait(false);
        return $"{approved} task approved; tags cleared, annotations kept";
    }

    private static async Task<string> ImportAsync(FastLabelClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        await client.Storages.UpdateAwsS3StorageAsync(
            ProjectSlug, new() { BucketName = "street-bucket", BucketRegion = "ap-northeast-1" }, cancellationToken).ConfigureAwait(false);
        AwsS3ImportJob job = await client.Storages.ImportFromAwsS3Async(
            new() { Project = ProjectSlug, Status = FastLabelTaskStatus.Registered, Tags = ["s3"], Priority = 0 }, cancellationToken)
            .ConfigureAwait(false);
        DateTimeOffset start = emulator.Clock.GetUtcNow();
        History history = await TimeLapse.WaitAsync(emulator.Clock, job.WaitForCompletionAsync(null, cancellationToken: cancellationToken))
            .ConfigureAwait(false);
        TimeSpan waited = emulator.Clock.GetUtcNow() - start;
        DemoFailedException.Unless(history.Status == HistoryStatus.Completed, $"The import is {history.Status}.");
        return string.Create(
            CultureInfo.InvariantCulture, $"history {history.Status} after {waited.TotalSeconds:0} s of the emulator's time");
    }

    private async Task<string> RoundTripAsync(FastLabelClient client, CancellationToken cancellationToken)
    {
        DemoScene scene = _scenes[0];
        await client.Datasets.CreateAsync(new() { Name = DatasetName }, cancellationToken).ConfigureAwait(false);
        await client.Datasets.CreateObjectAsync(
            new()
            {
                DatasetName = DatasetName,
                ObjectName = "day/" + scene.FileName,
                FilePath = Base64Content.FromBytes(scene.Picture, scene.FileName),
                CustomMetadata = new() { ["weather"] = "clear" },
            },
            cancellationToken).ConfigureAwait(false);
        List<DatasetObject> objects = [];
        await foreach (DatasetObject item in client.Datasets.ListObjectDownloadsAsync(DatasetName, cancellationToken: cancellationToken)
            .ConfigureAwait(false))
            objects.Add(item);
        string folder = Directory.CreateTempSubdirectory("labelinggen-demo-").FullName;
        try
        {
            IReadOnlyList<DatasetDownload> downloads = await client.Datasets.DownloadObjectsAsync(
                folder, objects, cancellationToken: cancellationToken).ConfigureAwait(false);
            DemoFailedException.Unless(downloads is [{ IsComplete: true }], "The object did not come back.");
            byte[] back = await File.ReadAllBytesAsync(downloads[0].Path!, cancellationToken).ConfigureAwait(false);
            DemoFailedException.Unless(back.AsSpan().SequenceEqual(scene.Picture), "The object came back with other bytes.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return $"{scene.Picture.Length / 1024} KB, byte for byte, with annotations.json beside it";
    }

    private static async Task<string> RefuseAsync(FastLabelClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        long before = emulator.Requests.Count;
        try
        {
            await client.ImageTasks.CreateAsync(
                new()
                {
                    Project = ProjectSlug,
                    Name = "poster.png",
                    File = Base64Content.FromStream(Stream.Null, "poster.png", FastLabelLimits.ImageBytes + 1),
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException refused)
        {
            DemoFailedException.Unless(emulator.Requests.Count == before, "It was sent all the same.");
            return $"{refused.GetType().Name} before anything was sent: {refused.Message.Split(". ")[0]}";
        }

        throw new DemoFailedException("The file was accepted.");
    }

    private static async Task<string> MissAsync(FastLabelClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ImageTasks.GetAsync("00000000-0000-0000-0000-000000000000", cancellationToken).ConfigureAwait(false);
        }
        catch (FastLabelNotFoundException missing)
        {
            return $"{nameof(FastLabelNotFoundException)}: {missing.ErrorMessage}";
        }

        throw new DemoFailedException("A task that is not there was answered.");
    }

    private async Task<IReadOnlyList<AnnotatedImage>> ReadLabelsAsync(FastLabelClient client, CancellationToken cancellationToken)
    {
        List<AnnotatedImage> images = [];
        foreach (DemoScene scene in _scenes)
        {
            ImageTask? task = await client.ImageTasks.FindByNameAsync(ProjectSlug, scene.FileName, cancellationToken).ConfigureAwait(false);
            images.Add(task?.ToAnnotatedImage() ?? throw new DemoFailedException($"There is no task of {scene.FileName}."));
        }

        return images;
    }

    private static PointShape ShapeOf(JsonObject truth)
    {
        if (truth["type"]!.GetValue<string>() != "box")
            return new PolygonShape(truth["vertices"]!.AsArray().Select(v => new PixelPoint(Number(v!, "x"), Number(v!, "y"))));
        double left = Number(truth, "left");
        double top = Number(truth, "top");
        return new BoxShape(left, top, left + Number(truth, "width"), top + Number(truth, "height"));
    }

    private static bool IsTrue(AnnotationShape shape, JsonObject truth) => (shape, ShapeOf(truth)) switch
    {
        (BoxShape read, BoxShape box) => (read.X1, read.Y1, read.X2, read.Y2) == (box.X1, box.Y1, box.X2, box.Y2),
        (PolygonShape read, PolygonShape polygon) => read.Points.SequenceEqual(polygon.Points),
        _ => false,
    };

    private static double Number(JsonNode node, string member) => node[member]!.GetValue<double>();
}
