using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Annotations;
using LabelingGen.Clarifai;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Emulator;
using Shape = LabelingGen.Annotations;

namespace LabelingGen.Cli;

/// <summary>Clarifai over gRPC: from pictures on disk to a trained model that predicts and searches, with a server that stumbles.</summary>
internal sealed class ClarifaiStory : IDemoStory
{
    private const string AppId = "street-scenes";
    private const string DatasetId = "scenes";
    private const string ModelId = "what-is-there";
    private const int PageSize = 3;
    // Fractions are stored as 32-bit numbers.
    private const double Tolerance = 0.01;

    private readonly IReadOnlyList<DemoScene> _scenes = DemoScene.Load();
    private readonly Dictionary<string, ImageSize> _sizes;
    private string _versionId = "";

    public ClarifaiStory() => _sizes = _scenes.ToDictionary(IdOf, SizeOf, StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<VendorEmulator> StartAsync(CancellationToken cancellationToken) =>
        VendorEmulator.StartAsync(new() { Vendors = ["clarifai"] }, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<DemoStep> Steps(VendorEmulator emulator, DemoLabels labels)
    {
        ClarifaiClient client = new(ClarifaiCredential.FromKey(ApiCredential.FromKey(emulator.Clarifai.AccessToken)),
            new ClarifaiClientOptions
            {
                Endpoint = emulator.Clarifai.Endpoint,
                UserId = emulator.Clarifai.UserId,
                // One clock for both, so that minutes of training pass in a moment.
                TimeProvider = emulator.Clock,
                CallDeadline = TimeSpan.FromHours(1),
            });
        ClarifaiApp app = client.App(AppId);
        return
        [
            new("Create an app and a dataset", token => CreateAsync(client, app, token)),
            new("Upload the pictures while an answer is lost", token => UploadAsync(app, emulator, token)),
            new("Upload one a second time", token => DuplicateAsync(app, token)),
            new("Annotate them with boxes and polygons", token => AnnotateAsync(app, token)),
            new("List the inputs in pages", token => ListAsync(app, token)),
            new("Read the annotations as shapes", token => ReadAsync(app, token)),
            new("Train a model and wait for it", token => TrainAsync(app, emulator, token)),
            new("Predict, with one input that is empty", token => PredictAsync(app, token)),
            new("Search by a picture and by a concept", token => SearchAsync(app, token)),
            new("Evaluate the model", token => EvaluateAsync(app, emulator, token)),
            new("Ask for a model that is not there", token => MissAsync(app, token)),
            labels.Step("clarifai", token => app.Dataset(DatasetId).ToAnnotatedDataset()
                .Select(image => image with { Name = image.Id + ".png" }).ToListAsync(token)),
        ];
    }

    private static string IdOf(DemoScene scene) => Path.GetFileNameWithoutExtension(scene.FileName);

    private static ImageSize SizeOf(DemoScene scene)
    {
        PngImage picture = PngImage.Decode(scene.Picture);
        return new ImageSize(picture.Width, picture.Height);
    }

    private static async Task<string> CreateAsync(ClarifaiClient client, ClarifaiApp app, CancellationToken cancellationToken)
    {
        App created = await client.User().CreateAppAsync(AppId, cancellationToken: cancellationToken).ConfigureAwait(false);
        Dataset dataset = await app.CreateDatasetAsync(DatasetId, new() { Description = "What is on the road." }, cancellationToken)
            .ConfigureAwait(false);
        return $"app {created.Id} with dataset {dataset.Id}";
    }

    private async Task<string> UploadAsync(ClarifaiApp app, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        emulator.Faults.Add("status=503;after;path=/clarifai.api.V2/PostInputs;times=1");
        int uploaded = await TimeLapse.WaitAsync(emulator.Clock, UploadAllAsync(app, cancellationToken)).ConfigureAwait(false);
        DemoFailedException.Unless(uploaded == _scenes.Count, $"{uploaded} inputs are done.");
        DemoFailedException.Unless(emulator.Clarifai.InputCount == _scenes.Count, $"{emulator.Clarifai.InputCount} inputs are stored.");
        return $"{uploaded} inputs processed, each stored once";
    }

    private async Task<int> UploadAllAsync(ClarifaiApp app, CancellationToken cancellationToken)
    {
        InputDetails details = new() { DatasetId = DatasetId };
        int done = 0;
        IEnumerable<Input> inputs = _scenes.Select(s => Input.FromBytes(IdOf(s), s.Picture, InputType.Image, details));
        await foreach (var outcome in app.Inputs.UploadAllAsync(inputs, cancellationToken: cancellationToken).ConfigureAwait(false))
            done += outcome.State == ItemState.Done ? 1 : 0;
        return done;
    }

    private async Task<string> DuplicateAsync(ClarifaiApp app, CancellationToken cancellationToken)
    {
        Input[] inputs =
        [
            Input.FromBytes(IdOf(_scenes[0]), _scenes[0].Picture),
            Input.FromText("note", "The road is wet."),
        ];
        InputUpload upload = await app.Inputs.UploadAsync(inputs, cancellationToken).ConfigureAwait(false);
        DemoFailedException.Unless(upload.Outcomes[0].IsDuplicate, $"The answer was {upload.Outcomes[0].Code}.");
        DemoFailedException.Unless(upload.Outcomes[1].IsAccepted, $"The other one's answer was {upload.Outcomes[1].Code}.");
        await app.Inputs.DeleteAsync(["note"], cancellationToken).ConfigureAwait(false);
        return $"{upload.Outcomes[0].Code} for it, {upload.Outcomes[1].Code} for the other of the call";
    }

    private async Task<string> AnnotateAsync(ClarifaiApp app, CancellationToken cancellationToken)
    {
        IEnumerable<LabelingGen.Clarifai.Protobuf.Annotation> annotations = _scenes.SelectMany(scene => scene.Annotations.Select(
            truth => ClarifaiShapes.FromShape(Truth(truth), IdOf(scene), _sizes[IdOf(scene)])));
        int done = 0;
        await foreach (var outcome in app.Inputs.AnnotateAllAsync(annotations, cancellationToken: cancellationToken).ConfigureAwait(false))
            done += outcome.State == ItemState.Done ? 1 : 0;
        DemoFailedException.Unless(done == _scenes.Sum(s => s.Annotations.Count), $"{done} annotations are stored.");
        int concepts = 0;
        await foreach (Concept concept in app.ListConceptsAsync().WithCancellation(cancellationToken).ConfigureAwait(false))
            concepts++;
        return $"{done} annotations of {concepts} concepts";
    }

    private async Task<string> ListAsync(ClarifaiApp app, CancellationToken cancellationToken)
    {
        int pages = 0;
        int inputs = 0;
        var list = app.Dataset(DatasetId).ListInputsAsync(new() { PerPage = PageSize });
        await foreach (var page in list.AsPages(cancellationToken).ConfigureAwait(false))
        {
            pages++;
            inputs += page.Value.DatasetInputs.Count;
        }

        DemoFailedException.Unless(inputs == _scenes.Count, $"{inputs} inputs were listed.");
        return $"{inputs} inputs in {pages} pages of {PageSize}";
    }

    private async Task<string> ReadAsync(ClarifaiApp app, CancellationToken cancellationToken)
    {
        int boxes = 0;
        int polygons = 0;
        foreach (DemoScene scene in _scenes)
        {
            List<Shape.Annotation> found = [];
            var stored = app.Inputs.ListAnnotationsAsync([IdOf(scene)]);
            await foreach (var annotation in stored.WithCancellation(cancellationToken).ConfigureAwait(false))
                found.AddRange(ClarifaiShapes.ToShapes(annotation, _sizes[IdOf(scene)]));
            foreach ((Shape.Annotation label, JsonObject truth) in found.Zip(scene.Annotations))
            {
                DemoFailedException.Unless(IsSame(label, Truth(truth)), $"{scene.FileName}: {label.Label} is not where it should be.");
                _ = label.Shape is Box ? boxes++ : polygons++;
            }
        }

        DemoFailedException.Unless(boxes + polygons == _scenes.Sum(s => s.Annotations.Count), $"{boxes + polygons} shapes were read.");
        return $"{boxes} boxes and {polygons} polygons, all where the labels say";
    }

    private async Task<string> TrainAsync(ClarifaiApp app, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        await app.CreateModelAsync(ModelId, new() { ModelTypeId = "visual-classifier" }, cancellationToken).ConfigureAwait(false);
        ClarifaiModel model = app.Model(ModelId);
        IReadOnlyList<string> templates = await model.ListTrainingTemplatesAsync(cancellationToken).ConfigureAwait(false);
        ModelParameters parameters = await model.GetParametersAsync(templates[0], cancellationToken).ConfigureAwait(false);
        parameters.DatasetId = DatasetId;
        TrainingJob job = await model.TrainAsync(parameters, cancellationToken).ConfigureAwait(false);
        List<double> seen = [];
        ModelVersion version = await TimeLapse.WaitAsync(emulator.Clock, job.WaitForCompletionAsync(
            new Told(p => seen.Add(p.Fraction ?? 0)), cancellationToken: cancellationToken)).ConfigureAwait(false);
        DemoFailedException.Unless(seen.Count > 2 && seen.SequenceEqual(seen.Order()), "The training made no progress.");
        _versionId = version.Id;
        return string.Create(CultureInfo.InvariantCulture, $"{job.State} by {templates[0]}, looked at {seen.Count} times");
    }

    private async Task<string> PredictAsync(ClarifaiApp app, CancellationToken cancellationToken)
    {
        DemoScene scene = _scenes[0];
        Input[] inputs = [Input.FromBytes("picture", scene.Picture), new() { Id = "empty" }];
        IReadOnlyList<Output> outputs = await app.Model(ModelId, _versionId).PredictAsync(inputs, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        string best = outputs[0].Data.Concepts[0].Name;
        DemoFailedException.Unless(scene.Annotations.Any(a => a["label"]!.GetValue<string>() == best), $"The model sees a {best}.");
        ClarifaiStatusCode failed = outputs[1].Status.Code;
        DemoFailedException.Unless(failed == StatusCode.ModelPredictionFailed, $"The empty input's status is {failed}.");
        return string.Create(CultureInfo.InvariantCulture,
            $"{best} {outputs[0].Data.Concepts[0].Value:0.00} for the picture, {failed} for the empty one");
    }

    private async Task<string> SearchAsync(ClarifaiApp app, CancellationToken cancellationToken)
    {
        DemoScene wanted = _scenes[2];
        Hit? nearest = null;
        await foreach (Hit hit in app.Search().QueryAsync([new() { ImageBytes = wanted.Picture }], topK: 5,
            cancellationToken: cancellationToken)
            .ConfigureAwait(false))
            nearest ??= hit;
        DemoFailedException.Unless(nearest?.Input.Id == IdOf(wanted), $"The nearest picture is {nearest?.Input.Id}.");
        string label = DemoScene.Labels(_scenes, "box")[0];
        int found = 0;
        SearchTerm[] filter = [new() { Concepts = [new() { Id = label, Value = 1 }] }];
        await foreach (Hit hit in app.Search().QueryAsync(filters: filter, topK: 100,
            cancellationToken: cancellationToken).ConfigureAwait(false))
            found++;
        int truth = _scenes.Count(s => s.Annotations.Any(a => a["label"]!.GetValue<string>() == label));
        DemoFailedException.Unless(found == truth, $"{found} pictures have a {label}, not {truth}.");
        return $"{wanted.FileName} is its own nearest; {found} pictures have a {label}";
    }

    private async Task<string> EvaluateAsync(ClarifaiApp app, VendorEmulator emulator, CancellationToken cancellationToken)
    {
        EvaluationJob job = await app.Model(ModelId, _versionId)
            .EvaluateAsync(new() { Id = DatasetId }, cancellationToken: cancellationToken).ConfigureAwait(false);
        EvalMetrics metrics = await TimeLapse.WaitAsync(
            emulator.Clock, job.WaitForCompletionAsync(null, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{job.State}, F1 {metrics.Summary.MacroAvgF1Score:0.00}");
    }

    private static async Task<string> MissAsync(ClarifaiApp app, CancellationToken cancellationToken)
    {
        try
        {
            await app.GetModelAsync("nothing", cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ClarifaiException missing) when (missing.Code == StatusCode.ModelDoesNotExist)
        {
            return $"{nameof(ClarifaiException)}: {missing.Code}, {missing.Code.Meaning}";
        }

        throw new DemoFailedException("A model that is not there was answered.");
    }

    private static Shape.Annotation Truth(JsonObject truth)
    {
        IShape shape = truth["type"]!.GetValue<string>() == "box"
            ? new Box(Number(truth, "left"), Number(truth, "top"), Number(truth, "width"), Number(truth, "height"))
            : new Shape.Polygon([.. truth["vertices"]!.AsArray().Select(v => new Shape.Point(Number(v!, "x"), Number(v!, "y")))]);
        return new Shape.Annotation(shape, truth["label"]!.GetValue<string>());
    }

    private static bool IsSame(Shape.Annotation found, Shape.Annotation truth) => found.Label == truth.Label && (found.Shape,
        truth.Shape) switch
    {
        (Box left, Box right) => IsNear(left.Left, right.Left) && IsNear(left.Top, right.Top)
            && IsNear(left.Right, right.Right) && IsNear(left.Bottom, right.Bottom),
        (Shape.Polygon left, Shape.Polygon right) => left.Exterior.Count == right.Exterior.Count
            && left.Exterior.Zip(right.Exterior).All(pair => IsNear(pair.First.X, pair.Second.X) && IsNear(pair.First.Y, pair.Second.Y)),
        _ => false,
    };

    private static bool IsNear(double left, double right) => Math.Abs(left - right) < Tolerance;

    private static double Number(JsonNode node, string member) => node[member]!.GetValue<double>();

    private sealed class Told(Action<JobProgress> report) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => report(value);
    }
}
