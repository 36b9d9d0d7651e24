using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Core.Grpc;
using LabelingGen.Emulator;
using Shape = LabelingGen.Annotations;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Whole flows against the emulated service, over real sockets, with faults on the way.</summary>
public sealed class FlowTests : IAsyncLifetime
{
    private VendorEmulator _emulator = null!;
    private ClarifaiClient _client = null!;

    public async Task InitializeAsync()
    {
        _emulator = await VendorEmulator.StartAsync(new()
        {
            Vendors = ["clarifai"],
            Clock = EmulatorClock.StoppedAt(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero)),
        });
        _client = new ClarifaiClient(ClarifaiCredential.FromKey(ApiCredential.FromKey(_emulator.Clarifai.AccessToken)), new()
        {
            Endpoint = _emulator.Clarifai.Endpoint,
            TimeProvider = _emulator.Clock,
            CallDeadline = TimeSpan.FromDays(1),
            Random = () => 0,
        });
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Inputs_are_uploaded_listed_annotated_counted_and_deleted()
    {
        ClarifaiApp app = await CreateAsync();
        await app.CreateDatasetAsync("d");
        IEnumerable<Input> inputs = Enumerable.Range(0, 20)
            .Select(i => Input.FromBytes($"i{i}", new[] { (byte)i }, InputType.Image, new()
            {
                DatasetId = "d",
                Labels = [i % 2 == 0 ? "even"
                : "odd"]
            }));
        (await RunAsync(CountAsync(app.Inputs.UploadAllAsync(inputs, new() { BatchSize = 8 }), o =>
            o.State == ItemState.Done))).ShouldBe(20);
        (await CountAsync(app.Inputs.ListAsync(new() { PerPage = 7 }))).ShouldBe(20);
        (await CountAsync(app.Inputs.ListAsync(InputType.Text))).ShouldBe(0);
        (await CountAsync(app.ListConceptsAsync())).ShouldBe(2);

        Annotation[] boxes = [.. Enumerable.Range(0, 5).Select(i => Annotation.OfBox($"i{i}", "cat", (0, 0, 0.5f, 1)))];
        (await CountAsync(app.Inputs.AnnotateAllAsync([.. boxes, Annotation.OfBox("nobody", "cat", (0, 0, 1, 1))]), o =>
            o.State == ItemState.Done))
            .ShouldBe(5);
        DatasetCounts counts = await RunAsync(app.Dataset("d").CountAsync());
        (counts.Inputs["total"], counts.Concepts, counts.Boxes, counts.Polygons).ShouldBe((20ul, 20ul, 5ul, 0ul));
        (await CountAsync(app.Dataset("d").ListVersionsAsync())).ShouldBe(0);

        await app.Inputs.DeleteAsync(["i0", "i1"]);
        (await CountAsync(app.Dataset("d").ListInputsAsync())).ShouldBe(18);
        (await Should.ThrowAsync<ClarifaiException>(() => app.Inputs.GetAsync("i0"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_upload_whose_answer_was_lost_is_looked_up_and_stored_once()
    {
        ClarifaiApp app = await CreateAsync();
        _emulator.Faults.Add("status=503;after;path=/clarifai.api.V2/PostInputs;times=1");
        IEnumerable<Input> inputs = Enumerable.Range(0, 3).Select(i => Input.FromText($"i{i}", $"text {i}"));
        List<ItemOutcome<Input, Input>> outcomes = [];
        await RunAsync(CountAsync(app.Inputs.UploadAllAsync(inputs), o =>
        {
            outcomes.Add(o);
            return true;
        }));
        outcomes.Select(o => o.State).ShouldBe([ItemState.Done, ItemState.Done, ItemState.Done]);
        _emulator.Clarifai.InputCount.ShouldBe(3);
        _emulator.Faults.Injected.ShouldBe(1);
    }

    [Theory]
    [InlineData("status=503;path=/clarifai.api.V2/GetApp;times=2")]
    [InlineData("reset=before;path=/clarifai.api.V2/GetApp;times=2")]
    public async Task A_read_is_repeated_until_it_succeeds(string fault)
    {
        await CreateAsync();
        _emulator.Faults.Add(fault);
        (await RunAsync(_client.User().GetAppAsync("a"))).Id.ShouldBe("a");
        _emulator.Faults.Injected.ShouldBe(2);
    }

    [Theory]
    [InlineData("truncate=close;path=/clarifai.api.V2/GetApp;times=1", GrpcStatusCode.Internal)]
    [InlineData("redirect=301;location=http://127.0.0.1:1/;path=/clarifai.api.V2/GetApp;times=1", GrpcStatusCode.Unknown)]
    [InlineData("content-type=text/html;path=/clarifai.api.V2/GetApp;times=1", GrpcStatusCode.Unknown)]
    public async Task An_answer_that_is_damaged_is_an_error_and_never_a_message(string fault, GrpcStatusCode code)
    {
        await CreateAsync();
        _emulator.Faults.Add(fault);
        (await Should.ThrowAsync<GrpcException>(() => RunAsync(_client.User().GetAppAsync("a")))).StatusCode.ShouldBe(code);
    }

    [Fact]
    public async Task A_write_that_may_have_arrived_is_not_repeated()
    {
        _emulator.Faults.Add("status=503;after;path=/clarifai.api.V2/PostApps;times=1");
        GrpcException lost = await Should.ThrowAsync<GrpcException>(() => _client.User().CreateAppAsync("a"));
        lost.Outcome.ShouldBe(ApiOutcome.Unknown);
        _emulator.Requests.Snapshot().Count(r => r.Path.EndsWith("PostApps", StringComparison.Ordinal)).ShouldBe(1);
        (await _client.User().GetAppAsync("a")).Id.ShouldBe("a");
    }

    [Fact]
    public async Task A_wrong_key_is_the_services_own_refusal()
    {
        using ClarifaiClient stranger = new(
            ClarifaiCredential.FromKey(ApiCredential.FromKey("wrong-key")), new() { Endpoint = _emulator.Clarifai.Endpoint });
        ClarifaiException refused = await Should.ThrowAsync<ClarifaiException>(() => stranger.User().GetAppAsync("a"));
        refused.Code.ShouldBe((ClarifaiStatusCode)StatusCode.ConnKeyNotFound);
        refused.ToString().ShouldNotContain("wrong-key");
    }

    [Fact]
    public async Task What_is_not_emulated_is_not_implemented_and_what_is_is_told()
    {
        GrpcException missing = await Should.ThrowAsync<GrpcException>(() => _client.Services.Compute.ListCloudProvidersAsync(new()));
        missing.StatusCode.ShouldBe(GrpcStatusCode.Unimplemented);
        missing.Outcome.ShouldBe(ApiOutcome.Rejected);
        string[] methods = [.. ServiceReflection.Descriptor.Services[0].Methods.Select(m => m.Name)];
        _emulator.Clarifai.AnsweredMethods.ShouldBeSubsetOf(methods);
        _emulator.Clarifai.AnsweredMethods.Count.ShouldBeGreaterThanOrEqualTo(45);
    }

    [Fact]
    public async Task A_model_is_trained_predicts_and_is_evaluated()
    {
        ClarifaiApp app = await CreateAsync();
        await app.CreateDatasetAsync("d");
        Input[] inputs = [Input.FromText("1", "a red car", new() { Labels = ["car"] }), Input.FromText("2", "a tall tree",
            new() { Labels = ["tree"] })];
        await RunAsync(CountAsync(app.Inputs.UploadAllAsync(inputs)));
        await app.CreateModelAsync("m", new() { ModelTypeId = "text-classifier" });
        ClarifaiModel model = app.Model("m");
        ModelParameters parameters = await model.GetParametersAsync("HF_GPTNeo");
        parameters.Concepts!.Add("car");
        parameters.Concepts.Add("tree");
        TrainingJob job = await model.TrainAsync(parameters);
        await job.UpdateStatusAsync(CancellationToken.None);
        job.State.ShouldBe("MODEL_QUEUED_FOR_TRAINING");
        ModelVersion version = await RunAsync(job.WaitForCompletionAsync(null));
        version.Status.Code.ShouldBe(StatusCode.ModelTrained);

        IReadOnlyList<Output> outputs = await model.PredictAsync([Input.FromText("x", "a red car"), new Input { Id = "y" }]);
        outputs[0].Data.Concepts[0].Id.ShouldBe("car");
        outputs[1].Status.Code.ShouldBe(StatusCode.ModelPredictionFailed);
        (await model.PredictAsync("a tall tree"u8.ToArray(), InputType.Text,
            new() { Output = new() { MaxConcepts = 1 } })).Data.Concepts.Single().Id.ShouldBe("tree");

        ClarifaiModel trained = model.Version(version.Id);
        (await trained.GetLatestEvaluationAsync()).ShouldBeNull();
        EvaluationJob evaluation = await trained.EvaluateAsync(new() { Id = "d" });
        (await trained.GetLatestEvaluationAsync()).ShouldBeNull();
        (await RunAsync(evaluation.WaitForCompletionAsync(null))).Summary.MacroAvgF1Score.ShouldBeGreaterThan(0.9f);
        (await trained.GetLatestEvaluationAsync()).ShouldNotBeNull();
        (await CountAsync(model.ListVersionsAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_workflow_runs_and_a_search_filters_and_ranks()
    {
        ClarifaiApp app = await CreateAsync();
        Input[] inputs =
        [
            Input.FromText("1", "aaaa", new() { Labels = ["first"], Location = (13.4f, 52.5f) }),
            Input.FromText("2", "zzzz", new() { Labels = ["last"], Location = (0, 0) }),
            Input.FromBytes("3", new byte[] { 1, 2, 3 }),
        ];
        await RunAsync(CountAsync(app.Inputs.UploadAllAsync(inputs)));
        await app.CreateModelAsync("m", new() { ModelTypeId = "text-classifier" });
        await app.Model("m").CreateVersionAsync(new());
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "workflow:\n  id: w\n  nodes:\n  - id: n\n    model:\n      model_id: m\n");
        await app.CreateWorkflowAsync(path);
        File.Delete(path);
        PostWorkflowResultsResponse results = await app.Workflow("w").PredictAsync([Input.FromText("x", "aaaa")], null, "init");
        results.Results[0].Outputs[0].Data.Concepts[0].Id.ShouldBe("first");
        results.WorkflowState.Id.ShouldNotBe("init");

        async Task<string> Found(IReadOnlyList<SearchTerm>? ranks, IReadOnlyList<SearchTerm>? filters,
            SearchMetric metric = SearchMetric.Cosine)
        {
            List<string> ids = [];
            await foreach (Hit hit in app.Search(metric).QueryAsync(ranks, filters))
                ids.Add(hit.Input.Id);
            return string.Join(',', ids);
        }

        (await Found([new() { Text = "zzzy" }], null)).ShouldStartWith("2,");
        (await Found([new() { Text = "aaab" }], null, SearchMetric.Euclidean)).ShouldStartWith("1,");
        (await Found(null, [new() { Concepts = [new() { Id = "last", Value = 1 }] }])).ShouldBe("2");
        (await Found(null, [new() { InputTypes = [InputType.Image] }])).ShouldBe("3");
        (await Found(null, [new() { Near = (13.5f, 52.4f, 50) }])).ShouldBe("1");
        await Should.ThrowAsync<ArgumentException>(() => Found([new() { DatasetIds = ["d"] }], null));
        await Should.ThrowAsync<ArgumentException>(() => Found(null, [new() { DatasetIds = ["d"] }, new() { Text = "x" }]));
    }

    [Fact]
    public async Task Shapes_go_there_and_back()
    {
        ClarifaiApp app = await CreateAsync();
        await app.Inputs.UploadAsync(Input.FromBytes("i", new byte[] { 1 }));
        Shape.ImageSize size = new(200, 100);
        Shape.Mask mask = Shape.BitMask.FromPixels(200, 100, [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i % 7 == 0 ? 1
            : 0))]).ToMask();
        Shape.Annotation[] labels =
        [
            new(new Shape.Box(50, 25, 100, 50), "box"),
            new(new Shape.Polygon([new(0, 0), new(100, 0), new(100, 50)]), "polygon"),
            new(new Shape.Point(20, 10), "point"),
            new(mask, "mask"),
            new(null, "whole"),
        ];
        (await CountAsync(app.Inputs.AnnotateAllAsync(labels.Select(l => ClarifaiShapes.FromShape(l, "i", size))), o =>
            o.State == ItemState.Done))
            .ShouldBe(5);
        List<Shape.Annotation> back = [];
        await foreach (Annotation annotation in app.Inputs.ListAnnotationsAsync(["i"]))
            back.AddRange(ClarifaiShapes.ToShapes(annotation, size));
        back.Select(b => b.Label).ShouldBe(labels.Select(l => l.Label));
        back.Select(b => b.Shape).ShouldBe(labels.Select(l => l.Shape));

        Should.Throw<ArgumentException>(() => ClarifaiShapes.FromShape(new(new Shape.Box(300, 0, 10, 10), "out"), "i",
            size)).Message.ShouldContain("outside");
        Should.Throw<ArgumentException>(() => ClarifaiShapes.FromShape(new(new Shape.Box(0, 0, 10, 10)), "i",
            size)).Message.ShouldContain("name");
        Should.Throw<ArgumentException>(() => ClarifaiShapes.FromShape(new(new Shape.Polyline([new(0, 0), new(1, 1)]), "l"), "i", size))
            .Message.ShouldContain("Polyline");
    }

    private async Task<ClarifaiApp> CreateAsync()
    {
        await _client.User().CreateAppAsync("a");
        return _client.App("a");
    }

    /// <summary>Lets the clock run while something waits by it.</summary>
    private async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            _emulator.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(work, Task.Delay(1));
        }

        return await work;
    }

    private static async Task<int> CountAsync<T>(IAsyncEnumerable<T> items, Func<T, bool>? which = null)
    {
        int count = 0;
        await foreach (T item in items)
            count += which?.Invoke(item) ?? true ? 1 : 0;
        return count;
    }
}
