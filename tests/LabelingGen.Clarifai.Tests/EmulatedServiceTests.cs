using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Testing;
using Annotation = LabelingGen.Clarifai.Protobuf.Annotation;

namespace LabelingGen.Clarifai.Tests;

/// <summary>What of the emulated service streams, waits for a runner, or is fetched over HTTP, over real sockets.</summary>
public sealed class EmulatedServiceTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clarifai-emulated-").FullName;
    private VendorEmulator _emulator = null!;
    private ClarifaiClient _client = null!;
    private ClarifaiApp _app = null!;

    public async Task InitializeAsync()
    {
        _emulator = await VendorEmulator.StartAsync(new()
        {
            Vendors = ["clarifai"],
            Clarifai = new() { ProcessingDuration = TimeSpan.Zero, TrainingDuration = TimeSpan.Zero },
        });
        _client = NewClient(ClarifaiTransport.Grpc);
        await _client.User().CreateAppAsync("a");
        _app = _client.App("a");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_datasets_pictures_become_COCO_with_all_their_annotations()
    {
        await _app.CreateDatasetAsync("d");
        ClarifaiDataset dataset = _app.Dataset("d");
        string pictures = RepositoryPaths.InRepository("assets", "demo");
        List<Input> uploaded = [];
        await foreach (ItemOutcome<Input, Input> outcome in dataset.UploadImageFolderAsync(pictures, new() { Labels = ["outdoors"] }))
            uploaded.Add(outcome.Item);
        await _app.Inputs.UploadAsync(Input.FromText("note", "no picture", new() { DatasetId = "d" }));
        await _app.Inputs.AnnotateAsync([.. uploaded.Select(i => Annotation.OfBox(i.Id, "car", (0.25f, 0.25f, 0.5f, 0.75f)))]);

        string file = Path.Combine(_folder, "instances.json");
        await AnnotationFormats.Coco.WriteAsync(dataset.ToAnnotatedDataset(), file);
        IReadOnlyList<AnnotatedImage> images = await dataset.ToAnnotatedDataset().ToListAsync();

        images.Select(i => i.Id).ShouldBe(uploaded.Select(i => i.Id), ignoreOrder: true);
        foreach (AnnotatedImage image in images)
        {
            ImageSize size = (await ImageHeader.TryReadSizeAsync(Path.Combine(pictures, image.Id + ".png"))).ShouldNotBeNull();
            image.Size.ShouldBe(size);
            image.Annotations.Select(a => (a.Label, a.Shape)).ShouldBe(
            [
                ("outdoors", null), ("car", new Box(size.Width * 0.25, size.Height * 0.25, size.Width * 0.25, size.Height * 0.5)),
            ]);
        }

        (await (await AnnotationFormats.Coco.ReadAsync(file)).ToListAsync()).Sum(i => i.Annotations.Count(a => a.Shape is Box))
            .ShouldBe(uploaded.Count);
    }

    [Fact]
    public async Task A_picture_whose_size_nobody_tells_is_named()
    {
        await _app.CreateDatasetAsync("d");
        await _app.Inputs.UploadAsync(Input.FromBytes("odd", new byte[] { 1 }, details: new()
        {
            DatasetId = "d",
            Metadata = new() { Fields = { ["filename"] = Google.Protobuf.WellKnownTypes.Value.ForString("odd.tiff") } },
        }));
        ClarifaiDataset dataset = _app.Dataset("d");

        (await Should.ThrowAsync<InvalidDataException>(() => dataset.ToAnnotatedDataset().ToListAsync())).Message.ShouldContain("'odd'");
        AnnotatedImage image = (await dataset.ToAnnotatedDataset(_ => new ImageSize(4, 3)).ToListAsync()).ShouldHaveSingleItem();
        (image.Name, image.Size, image.Annotations.Count).ShouldBe(("odd.tiff", new ImageSize(4, 3), 0));
    }

    [Fact]
    public async Task A_prediction_is_made_by_a_runner_that_asks_for_work()
    {
        await _client.User().CreateRunnerAsync(new Runner { Id = "r" });
        using CancellationTokenSource stop = new();
        Task running = _client.User().Runner("r").RunAsync((input, _, _) => Task.FromResult(Shouted(input)), 2, stop.Token);
        IReadOnlyList<Output> outputs = await _app.Model("m").PredictAsync(
            [Input.FromText("1", "hello"), Input.FromText("2", "you")], ByRunner("r"));
        outputs.Select(o => o.Data.Text.Raw).ShouldBe(["HELLO", "YOU"]);
        await stop.CancelAsync();
        await running;
        (await Should.ThrowAsync<ClarifaiException>(() => _app.Model("m").PredictAsync([Input.FromText("1", "x")], ByRunner("nobody"))))
            .Code.ShouldBe((ClarifaiStatusCode)StatusCode.RunnerDoesNotExist);
    }

    [Fact]
    public async Task Predictions_are_made_by_a_runner_over_its_stream_one_answer_or_many()
    {
        await _client.User().CreateRunnerAsync(new Runner { Id = "r" });
        using CancellationTokenSource stop = new();
        Task running = _client.User().Runner("r").RunStreamAsync(new Shouting(), stop.Token);
        IReadOnlyList<Output> whole = await _app.Model("m").PredictAsync([Input.FromText("1", "hello")], ByRunner("r"));
        whole.Single().Data.Text.Raw.ShouldBe("HELLO");
        (await TextsAsync(_app.Model("m").GenerateAsync([Input.FromText("1", "a b c")], ByRunner("r")))).ShouldBe(["A", "B", "C"]);
        (await TextsAsync(_app.Model("m").StreamAsync(BatchesAsync("x", "y"), ByRunner("r")))).ShouldBe(["X", "Y"]);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_runner_that_is_not_there_is_refused_over_a_stream_too() =>
        (await Should.ThrowAsync<ClarifaiException>(() => _client.User().Runner("nobody").RunStreamAsync(new Shouting())))
            .Code.ShouldBe((ClarifaiStatusCode)StatusCode.RunnerDoesNotExist);

    [Fact]
    public async Task A_trained_model_answers_over_streams()
    {
        await _app.CreateConceptsAsync([new Concept { Id = "cat" }]);
        await _app.CreateModelAsync("m", new() { ModelTypeId = "visual-classifier" });
        await _app.Model("m").CreateVersionAsync(new ModelVersion());
        Input[] inputs = [Input.FromText("1", "a"), new() { Id = "empty" }];
        List<StatusCode> codes = [];
        await foreach (MultiOutputResponse answer in _app.Model("m").StreamAsync(BatchesAsync("a", "b")))
            codes.Add(answer.Outputs.Single().Status.Code);
        codes.ShouldBe([StatusCode.Success, StatusCode.Success]);
        ClarifaiException failed = await Should.ThrowAsync<ClarifaiException>(() => TextsAsync(_app.Model("m").GenerateAsync([inputs[1]])));
        failed.Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_dataset_is_exported_downloaded_and_saved_with_its_media_and_annotations()
    {
        await _app.CreateDatasetAsync("d");
        byte[] picture = [1, 2, 3];
        await foreach (ItemOutcome<Input, Input> _ in _app.Inputs.UploadAllAsync(
            [
                Input.FromBytes("p", picture, InputType.Image, new() { DatasetId = "d" }),
                Input.FromText("t", "hi", new() { DatasetId = "d" }),
            ]))
            continue;
        await _app.Inputs.AnnotateAsync([Annotation.OfBox("p", "cat", (0, 0, 0.5f, 1))]);
        DatasetVersion version = await _app.Dataset("d").CreateVersionAsync();
        IReadOnlyList<ExportedInput> saved = await _app.Dataset("d", version.Id).ExportAsync(_folder);
        saved.Select(s => s.InputId).Order().ShouldBe(["p", "t"]);
        (await File.ReadAllBytesAsync(Path.Combine(_folder, "train", "inputs", "p.png"))).ShouldBe(picture);
        (await File.ReadAllTextAsync(Path.Combine(_folder, "train", "inputs", "t.txt"))).ShouldBe("hi");
        (await File.ReadAllTextAsync(Path.Combine(_folder, "train", "annotations", "p.json"))).ShouldContain("\"cat\"");
        Directory.GetFiles(_folder).ShouldBeEmpty("the archive is removed");
    }

    [Fact]
    public async Task The_same_flow_works_over_HTTP_with_JSON()
    {
        using ClarifaiClient client = NewClient(ClarifaiTransport.HttpJson);
        ClarifaiApp app = client.App("a");
        await app.CreateDatasetAsync("d", new() { Description = "over JSON" });
        (await app.GetDatasetAsync("d")).Description.ShouldBe("over JSON");
        InputUpload upload = await app.Inputs.UploadAsync(
            [.. Enumerable.Range(0, 5).Select(i => Input.FromText($"i{i}", $"text {i}", new() { DatasetId = "d", Labels = ["cat"] }))]);
        upload.Outcomes.ShouldAllBe(o => o.IsAccepted);
        (await app.Inputs.UploadAsync(Input.FromText("i0", "again"))).Outcomes.Single().IsDuplicate.ShouldBeTrue();
        List<string> listed = [];
        await foreach (Input input in app.Inputs.ListAsync(new() { PerPage = 2, Ids = { "i1", "i3", "i4" } }))
            listed.Add(input.Id);
        listed.ShouldBe(["i1", "i3", "i4"]);
        await app.Inputs.AnnotateAsync([Annotation.OfBox("i1", "dog", (0, 0, 0.5f, 1))]);
        List<Annotation> annotations = [];
        await foreach (Annotation annotation in app.Inputs.ListAnnotationsAsync(["i1"]))
            annotations.Add(annotation);
        annotations.Last().Data.Regions[0].RegionInfo.BoundingBox.RightCol.ShouldBe(0.5f);
        List<Hit> hits = [];
        await foreach (Hit hit in app.Search().QueryAsync(filters: [new() { Concepts = [new() { Id = "cat", Value = 1 }] }], topK: 10))
            hits.Add(hit);
        hits.Count.ShouldBe(5);
        await app.Inputs.DeleteAsync(["i0", "i1"]);
        ClarifaiException missing = await Should.ThrowAsync<ClarifaiException>(() => app.Inputs.GetAsync("i0"));
        (missing.Status, (StatusCode)missing.Code).ShouldBe((404, StatusCode.InputDoesNotExist));
        // What one way has stored the other one sees.
        int left = 0;
        await foreach (Input input in _app.Inputs.ListAsync())
            left++;
        left.ShouldBe(3);
    }

    private static PredictOptions ByRunner(string id) => new() { Runner = new RunnerSelector { Runner = new Runner { Id = id } } };

    private static Output Shouted(Input input) => Shouted(input.Data.Text.Raw);

    private static Output Shouted(string text) => new() { Data = new Data { Text = new Text { Raw = text.ToUpperInvariant() } } };

    private static async Task<List<string>> TextsAsync(IAsyncEnumerable<MultiOutputResponse> answers)
    {
        List<string> texts = [];
        await foreach (MultiOutputResponse answer in answers)
            texts.AddRange(answer.Outputs.Select(o => o.Data.Text.Raw));
        return texts;
    }

    private static async IAsyncEnumerable<IReadOnlyList<Input>> BatchesAsync(params string[] texts)
    {
        foreach (string text in texts)
        {
            await Task.Yield();
            yield return [Input.FromText("i", text)];
        }
    }

    private ClarifaiClient NewClient(ClarifaiTransport transport) =>
        new(ClarifaiCredential.FromKey(ApiCredential.FromKey(_emulator.Clarifai.AccessToken)), new()
        {
            Endpoint = transport == ClarifaiTransport.Grpc ? _emulator.Clarifai.Endpoint : _emulator.Clarifai.HttpEndpoint,
            Protocol = transport,
            UserId = _emulator.Clarifai.UserId,
        });

    private sealed class Shouting : RunnerModel
    {
        public override Task<Output> PredictAsync(Input input, OutputInfo? info, CancellationToken cancellationToken) =>
            Task.FromResult(Shouted(input));

        public override async IAsyncEnumerable<IReadOnlyList<Output>> GenerateAsync(
            PostModelOutputsRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (string word in request.Inputs.SelectMany(i => i.Data.Text.Raw.Split(' ')))
            {
                await Task.Yield();
                yield return [Shouted(word)];
            }
        }
    }
}
