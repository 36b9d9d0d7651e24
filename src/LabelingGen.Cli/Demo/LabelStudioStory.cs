using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.LabelStudio;
using AnnotatedImage = LabelingGen.Annotations.AnnotatedImage;

namespace LabelingGen.Cli;

/// <summary>Label Studio: from a labeling config and pictures to annotations, an event, an awaited export and a model's proposal.</summary>
internal sealed class LabelStudioStory : IDemoStory
{
    private const string FromName = "box";
    private const string ToName = "image";

    private readonly IReadOnlyList<DemoScene> _scenes = DemoScene.Load();
    private readonly Dictionary<string, long> _tasks = [];
    private long _project;
    private long _backend;

    /// <inheritdoc/>
    public Task<VendorEmulator> StartAsync(CancellationToken cancellationToken) => VendorEmulator.StartAsync(
        new()
        {
            Vendors = ["label-studio"],
            Outbound = OutboundAccess.Loopback,
            LabelStudio = new() { JobDuration = TimeSpan.FromMinutes(2), ConvertsBeforehand = true },
        },
        cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<DemoStep> Steps(VendorEmulator emulator, DemoLabels labels)
    {
        LabelStudioClient client = new(ApiCredential.FromKey(emulator.LabelStudio.PersonalAccessToken), new LabelStudioClientOptions
        {
            Endpoint = emulator.LabelStudio.Endpoint,
            // One clock for both, so that minutes of exporting and training pass in a moment.
            TimeProvider = emulator.Clock,
            TryTimeout = TimeSpan.FromHours(1),
            ReadTimeout = TimeSpan.FromHours(1),
        });
        return
        [
            new("Exchange a personal access token", token => SignInAsync(client, emulator, token)),
            new("Create a project with a labeling config", token => CreateProjectAsync(client, token)),
            new("Import the pictures as one request", token => ImportAsync(client, token)),
            new("Hear of an annotation at a local listener", token => HearAsync(client, token)),
            new("Annotate the other pictures", token => AnnotateAsync(client, token)),
            new("Keep a view of the crowded ones", token => ViewAsync(client, token)),
            new("Export a snapshot while the connection breaks", token => ExportAsync(client, emulator, token)),
            new("Add a backend and train it", token => TrainAsync(client, emulator, token)),
            new("Ask it for a preannotation", token => PredictAsync(client, token)),
            new("Send a box that leaves its picture", token => RefuseAsync(client, token)),
            new("See what the vendor's next document breaks", token => Task.FromResult(Update(token))),
            labels.Step("label-studio", token => ReadLabelsAsync(client, token)),
        ];
    }

    private static async Task<string> SignInAsync(LabelStudioClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        CurrentUser[] users = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            (await client.Users.GetCurrentAsync(cancellationToken).ConfigureAwait(false)).Value)).ConfigureAwait(false);
        int exchanges = emulator.Requests.Snapshot().Count(r => r.Path == "/api/token/refresh/");
        DemoFailedException.Unless(exchanges == 1, $"The token was exchanged {exchanges} times.");
        return $"{users.Length} calls at once as {users[0].Email}, 1 exchange";
    }

    private async Task<string> CreateProjectAsync(LabelStudioClient client, CancellationToken cancellationToken)
    {
        LabelingConfig config = new LabelingConfigBuilder().Image(ToName)
            .Rectangles(FromName, ToName, [.. DemoScene.Labels(_scenes, "box")]).Build();
        Project project = await client.Projects.CreateAsync(
            new() { Title = "Street scenes", LabelConfig = config.ToXml() }, cancellationToken).ConfigureAwait(false);
        _project = project.Id ?? throw new DemoFailedException("The project has no id.");
        return $"project {_project} with {config.Control(FromName).Labels.Count} labels";
    }

    private async Task<string> ImportAsync(LabelStudioClient client, CancellationToken cancellationToken)
    {
        FileUpload[] files = [.. _scenes.Select(s => new FileUpload(new MemoryStream(s.Picture), s.FileName, "image/png"))];
        ImportResult result = await client.Imports.ImportFilesAsync(
            _project, files, new() { ReturnTaskIds = true }, cancellationToken).ConfigureAwait(false);
        DemoFailedException.Unless(result.TaskIds?.Count == _scenes.Count, $"{result.TaskCount} tasks were made.");
        foreach ((DemoScene scene, long task) in _scenes.Zip(result.TaskIds ?? []))
            _tasks[scene.FileName] = task;
        return $"{result.TaskCount} tasks of {result.FileUploadIds?.Count} files";
    }

    private async Task<string> HearAsync(LabelStudioClient client, CancellationToken cancellationToken)
    {
        using HttpListener listener = new();
        string address = $"http://127.0.0.1:{FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        await client.Webhooks.CreateAsync(
            new() { Project = _project, Url = new Uri(address), SendForAllActions = false, Actions = [WebhookAction.AnnotationCreated] },
                cancellationToken)
            .ConfigureAwait(false);
        Task<HttpListenerContext> received = listener.GetContextAsync();
        Annotation annotation = await AnnotateAsync(client, _scenes[0], cancellationToken).ConfigureAwait(false);
        HttpListenerContext context = await received.WaitAsync(cancellationToken).ConfigureAwait(false);
        JsonNode? body = await JsonNode.ParseAsync(context.Request.InputStream, cancellationToken: cancellationToken).ConfigureAwait(false);
        context.Response.Close();
        long? told = body?["annotation"]?["id"]?.GetValue<long>();
        DemoFailedException.Unless(told == annotation.Id, $"The event is of annotation {told}.");
        return $"{body?["action"]} of annotation {told}";
    }

    private async Task<string> AnnotateAsync(LabelStudioClient client, CancellationToken cancellationToken)
    {
        int boxes = 0;
        foreach (DemoScene scene in _scenes.Skip(1))
            boxes += (await AnnotateAsync(client, scene, cancellationToken).ConfigureAwait(false)).Result?.Count ?? 0;
        return $"{boxes} boxes, sent in percent of their pictures";
    }

    private async Task<string> ViewAsync(LabelStudioClient client, CancellationToken cancellationToken)
    {
        TaskQuery query = new TaskQuery { Ordering = "-tasks:id" }.Where("total_annotations", "greater", "Number", 0);
        View view = await client.Views.CreateAsync(new() { Project = _project, Data = query.ToJson() }, cancellationToken)
            .ConfigureAwait(false);
        int tasks = 0;
        await foreach (LabelingTask task in client.Tasks.ListAsync(new() { View = view.Id, PageSize = 3 }, cancellationToken)
            .ConfigureAwait(false))
            tasks++;
        DemoFailedException.Unless(tasks == _scenes.Count, $"{tasks} tasks are in the view.");
        return $"view {view.Id} holds {tasks} tasks, read in pages until 404";
    }

    private async Task<string> ExportAsync(LabelStudioClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        emulator.Faults.Add("reset=mid-body;path=/api/projects/*/exports/*/download;times=1");
        string folder = Directory.CreateTempSubdirectory("labelinggen-demo-").FullName;
        try
        {
            DownloadResult result = await TimeLapse.WaitAsync(emulator.Clock, client.Exports.ExportSnapshotAsync(
                _project, Path.Combine(folder, "coco.json"), new() { Format = "COCO" }, cancellationToken)).ConfigureAwait(false);
            JsonNode? coco = JsonNode.Parse(await File.ReadAllTextAsync(result.Path, cancellationToken).ConfigureAwait(false));
            int boxes = _scenes.Sum(s => Boxes(s).Count());
            DemoFailedException.Unless(coco?["annotations"]?.AsArray().Count == boxes,
                $"{coco?["annotations"]?.AsArray().Count} boxes came.");
            DemoFailedException.Unless(Directory.GetFiles(folder).Length == 1, "Something is left beside the file.");
            return string.Create(CultureInfo.InvariantCulture, $"{boxes} boxes as COCO, {result.Length} bytes, named when complete");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> TrainAsync(LabelStudioClient client, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        MachineLearningBackend backend = await client.MachineLearning.CreateAsync(
            new() { Project = _project, Url = "http://localhost:9090", Title = "detector", IsInteractive = true }, cancellationToken)
            .ConfigureAwait(false);
        _backend = backend.Id ?? throw new DemoFailedException("The backend has no id.");
        Job<MachineLearningBackend> training = await client.MachineLearning.TrainAsync(_backend, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        backend = await TimeLapse.WaitAsync(emulator.Clock, training.WaitForCompletionAsync(null, null, cancellationToken))
            .ConfigureAwait(false);
        return $"backend {_backend} is {backend.ReadableState}";
    }

    private async Task<string> PredictAsync(LabelStudioClient client, CancellationToken cancellationToken)
    {
        KeypointRegion click = new() { FromName = FromName, ToName = ToName, Value = new() { X = 40, Y = 60, Width = 0.5 } };
        InteractivePrediction proposal = await client.MachineLearning.PredictInteractiveAsync(
            _backend, _tasks[_scenes[0].FileName], [click], cancellationToken).ConfigureAwait(false);
        return proposal.Regions is [RectangleRegion { Value: { } box }]
            ? string.Create(CultureInfo.InvariantCulture, $"{box.Labels?[0]} at {box.X}, {box.Y} percent, score {proposal.Score}")
            : throw new DemoFailedException($"{proposal.Regions.Count} regions were proposed.");
    }

    private async Task<string> RefuseAsync(LabelStudioClient client, CancellationToken cancellationToken)
    {
        RectangleRegion outside = new() { FromName = FromName, ToName = ToName, Value = new() { X = 90, Y = 10, Width = 120, Height = 5 } };
        try
        {
            await client.Annotations.CreateAsync(_tasks[_scenes[0].FileName], new() { Result = [outside] }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RegionException refused)
        {
            return $"{nameof(RegionException)} at {refused.Place}, nothing sent";
        }

        throw new DemoFailedException("The box was accepted.");
    }

    private async Task<IReadOnlyList<AnnotatedImage>> ReadLabelsAsync(LabelStudioClient client, CancellationToken cancellationToken)
    {
        List<AnnotatedImage> images = [];
        foreach ((string name, long id) in _tasks)
        {
            LabelingTask task = await client.Tasks.GetAsync(id, cancellationToken).ConfigureAwait(false);
            images.Add(task.ToAnnotatedImage() with { Name = name });
        }

        return images;
    }

    private static string Update(CancellationToken cancellationToken)
    {
        IReadOnlyList<SurfaceChange> changes = VendorUpdate.Compare(cancellationToken);
        SurfaceChange breaking = changes.FirstOrDefault(change => change.IsBreaking)
            ?? throw new DemoFailedException("The change of a type was not seen.");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"line {breaking.New?.Line}: {breaking.Name} {breaking.Detail}; {changes.Count(change => !change.IsBreaking)} compatible");
    }

    private async Task<Annotation> AnnotateAsync(LabelStudioClient client, DemoScene scene, CancellationToken cancellationToken)
    {
        (int width, int height) = PngSize(scene.Picture);
        RegionTarget target = new(FromName, ToName, width, height);
        Region[] regions = [.. Boxes(scene).Select(box => new Annotations.Box(
            Number(box, "left"), Number(box, "top"), Number(box, "width"), Number(box, "height"))
                .ToRegion(target, [box["label"]!.GetValue<string>()]))];
        return await client.Annotations.CreateAsync(_tasks[scene.FileName], new() { Result = regions }, cancellationToken)
            .ConfigureAwait(false);
    }

    private static IEnumerable<JsonObject> Boxes(DemoScene scene) =>
        scene.Annotations.Where(annotation => annotation["type"]!.GetValue<string>() == "box");

    private static (int Width, int Height) PngSize(byte[] png) => (
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)),
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    private static double Number(JsonNode node, string member) => node[member]!.GetValue<double>();

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
