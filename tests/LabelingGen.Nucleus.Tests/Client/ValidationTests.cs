using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Nucleus.Tests.Flows;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Bad input is a typed error that names the item, before anything is sent.</summary>
public sealed class ValidationTests
{
    public static TheoryData<string, string> BadItems => new()
    {
        { "no reference", "no reference id" },
        { "no location", "'r'" },
        { "both locations", "'r'" },
        { "unknown type", "'r'" },
        { "missing file", "nowhere.png" },
        { "twice", "'r'" },
        { "half a camera", "'r'" },
        { "point cloud", "'r'" },
        { "no size in privacy mode", "'r'" },
        { "embedding of infinity", "'r'" },
    };

    [Theory]
    [InlineData("greater_than", false, true)]
    [InlineData("greater_than_equal_to", true, true)]
    [InlineData("less_than", false, false)]
    [InlineData("less_than_equal_to", true, false)]
    public void A_criterion_compares_a_result_with_its_threshold(string comparison, bool isMetAtThreshold, bool isMetAbove)
    {
        EvaluationCriterion criterion = new EvaluationFunction { Id = "ef_1", Name = "mine" }
            .CreateCriterion(comparison, 0.5, new JsonObject { ["iou_threshold"] = 0.7 });

        (criterion.EvaluationFunctionId, criterion.Threshold).ShouldBe(("ef_1", 0.5));
        ((double?)criterion.Arguments["iou_threshold"]).ShouldBe(0.7);
        criterion.IsMetBy(0.5).ShouldBe(isMetAtThreshold);
        criterion.IsMetBy(0.75).ShouldBe(isMetAbove);
        criterion.IsMetBy(0.25).ShouldBe(!isMetAbove);
    }

    [Fact]
    public void A_criterion_names_what_is_wrong_with_it()
    {
        Should.Throw<ArgumentException>(() => new EvaluationCriterion("bbox_iou", ThresholdComparison.GreaterThan, 0.5))
            .Message.ShouldContain("'bbox_iou'");
        Should.Throw<ArgumentException>(() => new EvaluationCriterion("ef_1", "about", 0.5)).Message.ShouldContain("'about'");
        Should.Throw<ArgumentException>(() => new EvaluationCriterion("ef_1", ThresholdComparison.LessThan, double.NaN))
            .ParamName.ShouldBe("threshold");
    }

    [Theory]
    [MemberData(nameof(BadItems))]
    public async Task A_bad_item_is_named_and_nothing_is_sent(string kind, string named)
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        DatasetItem[] items = kind switch
        {
            "no reference" => [new DatasetItem { ImageUrl = "https://a/b.png" }],
            "no location" => [new DatasetItem { ReferenceId = "r" }],
            "both locations" => [new DatasetItem("https://a/b.png", "r") { PointcloudUrl = "https://a/b.json" }],
            "unknown type" => [new DatasetItem("notes.docx", "r")],
            "missing file" => [new DatasetItem("nowhere.png", "r")],
            "twice" => [new DatasetItem("https://a/b.png", "r"), new DatasetItem("https://a/c.png", "r")],
            "half a camera" => [new DatasetItem("https://a/b.png", "r") { Metadata = HalfACamera() }],
            "point cloud" => [DatasetItem.PointCloud("https://a/b.json", "r")],
            "embedding of infinity" =>
                [new DatasetItem("https://a/b.png", "r") { EmbeddingInfo = new() { IndexId = "i", EmbeddingVector = [double.NaN] } }],
            _ => [new DatasetItem("https://a/b.png", "r")],
        };
        AppendOptions options = NucleusFlow.Known(o => o.UsePrivacyMode = kind == "no size in privacy mode");
        Exception error = await Should.ThrowAsync<Exception>(() => flow.Client.Datasets.AppendAsync(flow.Dataset, items, options));
        error.ShouldBeAssignableTo(kind == "missing file" ? typeof(FileNotFoundException) : typeof(ArgumentException));
        error.Message.ShouldContain(named);
        flow.Emulator.Requests.Count.ShouldBe(0);

        // What only the server knows is asked for after that. A job is given addresses only, of which none is looked at.
        if (kind == "no size in privacy mode")
            return;
        (await Should.ThrowAsync<Exception>(() => flow.Client.Datasets.AppendAsync(flow.Dataset, items))).Message.ShouldBe(error.Message);
        (await Should.ThrowAsync<ArgumentException>(() => flow.Client.Datasets.StartAppendAsync(flow.Dataset, items))).Message
            .ShouldContain(kind == "missing file" ? "'r'" : named);
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task In_privacy_mode_an_item_needs_its_size_also_when_the_server_tells_the_mode()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        CreateDatasetRequest request = new() { Name = "h", IsScene = false, UsePrivacyMode = true };
        string hidden = (await flow.Client.Datasets.CreateAsync(request)).Value.Id;
        InvalidItemException error = await Should.ThrowAsync<InvalidItemException>(
            () => flow.Client.Datasets.AppendAsync(hidden, [.. NucleusFlow.Items(1)]));
        error.ReferenceId.ShouldBe("r0");
        flow.Emulator.Nucleus.CountItems(hidden).ShouldBe(0);
    }

    [Fact]
    public async Task A_missing_file_is_named_with_its_item()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        FileNotFoundException image = await Should.ThrowAsync<FileNotFoundException>(
            () => flow.Client.Datasets.AppendAsync(flow.Dataset, [new DatasetItem("nowhere.png", "street")]));
        (image.FileName, image.Message.Contains("'street'", StringComparison.Ordinal)).ShouldBe(("nowhere.png", true));
        FileNotFoundException mask = await Should.ThrowAsync<FileNotFoundException>(() => flow.Client.Datasets.AnnotateAsync(
            flow.Dataset, [new SegmentationAnnotation("nowhere.png", [new Segment("road", 1)], "street")]));
        (mask.FileName, mask.Message.Contains("'street'", StringComparison.Ordinal)).ShouldBe(("nowhere.png", true));
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Scenes_and_predictions_that_occur_twice_are_named()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        VideoScene video = new("v", 10, [new DatasetItem("https://a/b.png", "f")]);
        LidarScene lidar = new("l");
        lidar.AddItem(0, "lidar", DatasetItem.PointCloud("https://a/b.json", "a"));
        (await Should.ThrowAsync<DuplicateIdException>(() => flow.Client.Datasets.StartAppendScenesAsync(flow.Dataset, [video, video])))
            .Ids.ShouldBe(["v"]);
        (await Should.ThrowAsync<DuplicateIdException>(() => flow.Client.Datasets.StartAppendScenesAsync(flow.Dataset, [lidar, lidar])))
            .Ids.ShouldBe(["l"]);
        (await Should.ThrowAsync<DuplicateIdException>(() => flow.Client.Datasets.AppendScenesAsync(flow.Dataset, [lidar, lidar])))
            .Ids.ShouldBe(["l"]);
        BoxPrediction guess = new("car", 1, 2, 3, 4, "r", 0.5);
        (await Should.ThrowAsync<DuplicateIdException>(
            () => flow.Client.Models.UploadPredictionsAsync(flow.Dataset, "prj_1", [guess, guess]))).Ids.Single()
            .ShouldContain("car-1-2-3-4-r");
        (await Should.ThrowAsync<DuplicateIdException>(
            () => flow.Client.Models.StartUploadPredictionsAsync(flow.Dataset, "prj_1", [guess, guess]))).Ids.Count.ShouldBe(1);
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task What_the_facts_limit_is_refused_before_it_is_sent()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        NucleusClient client = flow.Client;
        Dictionary<string, JsonObject> many =
            Enumerable.Range(0, DatasetsClient.MaxMetadataUpdates + 1).ToDictionary(i => $"r{i}", _ => new JsonObject());
        EvaluationFunctionUse own = new EvaluationFunction { Id = "ef_1", IsExternalFunction = true }.Use();
        EvaluationFunctionUse vendors = new EvaluationFunction { Id = "ef_2", Name = "bbox_iou" }.Use();
        ScenarioTestSummary test = new() { Id = "st_1", SliceId = "slc_1" };
        SliceFilters filters = new() { Autotag = new() { AutotagId = "tag_1", Range = [-2, 1] } };
        foreach ((Func<Task> call, string named) in ((Func<Task>, string)[])
            [
                (() => client.Datasets.UpdateItemMetadataAsync(flow.Dataset, many), "501"),
                (() => client.Datasets.UpdateSceneMetadataAsync(flow.Dataset, many), "501"),
                (() => client.Datasets.DeduplicateAsync(flow.Dataset, 65), "65"),
                (() => client.Datasets.DeduplicateAsync(flow.Dataset, 5, []), "empty"),
                (() => client.Datasets.DeduplicateAsync(flow.Dataset, 5, ["a"], ["di_1"]), "both"),
                (() => client.Slices.CreateByIdsAsync(flow.Dataset, "s"), "'s'"),
                (() => client.Slices.BuildAsync(flow.Dataset, "s", 5, SliceSampleMethod.Random, filters), "-1 to 1"),
                (() => client.Validate.CreateScenarioTestAsync("t", "ds_1", [own]), "'ds_1'"),
                (() => client.Validate.CreateScenarioTestAsync("t", "slc_1", []), "'t'"),
                (() => client.Validate.CreateScenarioTestAsync("t", "slc_1", [own, vendors]), "mixes"),
                (() => client.Validate.CreateExternalFunctionAsync("two words"), "'two words'"),
                (() => client.Validate.UploadExternalResultsAsync(
                    test, new() { Id = "ef_1", IsExternalFunction = true }, [EvaluationResult.OfItem("r", 1, 0)], "prj_1"), "weights"),
            ])
            (await Should.ThrowAsync<ArgumentException>(call)).Message.ShouldContain(named);
        Should.Throw<ArgumentOutOfRangeException>(() => client.Datasets.ExportScenesAndAnnotationsAsync(flow.Dataset, pageSize: 31));
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Items_do_not_go_into_a_dataset_of_scenes()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        string scenes = (await flow.Client.Datasets.CreateAsync(new CreateDatasetRequest { Name = "s", IsScene = true })).Value.Id;
        foreach (Func<Task> append in (Func<Task>[])
            [
                () => flow.Client.Datasets.AppendAsync(scenes, [.. NucleusFlow.Items(2)]),
                () => flow.Client.Datasets.AppendAsync(scenes, NucleusFlow.Items(2).AsAsync()),
                () => flow.Client.Datasets.StartAppendAsync(scenes, NucleusFlow.Items(2)),
            ])
        {
            InvalidItemException error = await Should.ThrowAsync<InvalidItemException>(append);
            error.ReferenceId.ShouldBe("r0");
            error.Message.ShouldContain(scenes);
        }

        (await Should.ThrowAsync<ArgumentException>(() => flow.Client.Datasets.AppendAsync(scenes, []))).Message.ShouldContain(scenes);
    }

    [Fact]
    public async Task Scenes_do_not_go_into_a_dataset_of_items()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        LidarScene scene = new("scene_1");
        scene.AddItem(0, "lidar", DatasetItem.PointCloud("https://a/b.json", "a"));
        VideoScene video = new("v", 10, [new DatasetItem("https://a/b.png", "f")]);
        foreach ((Func<Task> append, string named) in ((Func<Task>, string)[])
            [
                (() => flow.Client.Datasets.StartAppendScenesAsync(flow.Dataset, [scene]), "scene_1"),
                (() => flow.Client.Datasets.StartAppendScenesAsync(flow.Dataset, [video]), "v"),
                (() => flow.Client.Datasets.AppendScenesAsync(flow.Dataset, [scene]), "scene_1"),
            ])
        {
            InvalidItemException error = await Should.ThrowAsync<InvalidItemException>(append);
            (error.ReferenceId, error.Message.Contains(flow.Dataset, StringComparison.Ordinal)).ShouldBe((named, true));
        }

        flow.Emulator.Requests.Snapshot().ShouldHaveSingleItem().Path.ShouldEndWith("/is_scene");
    }

    [Theory]
    [InlineData("label.txt")]
    [InlineData("label.jpg")]
    public async Task A_mask_that_is_no_png_is_refused(string file)
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        InvalidItemException error = await Should.ThrowAsync<InvalidItemException>(() => flow.Client.Datasets.AnnotateAsync(
            flow.Dataset, [new SegmentationAnnotation(file, [new Segment("road", 1)], "r")]));
        error.ReferenceId.ShouldBe("r");
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("GIF89a, whatever its name says")]
    [InlineData("")]
    public async Task A_mask_that_is_only_called_png_is_refused(string content)
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await File.WriteAllTextAsync(folder["label.png"], content);
        GroundTruthAnnotation mask = new SegmentationAnnotation(folder["label.png"], [new Segment("road", 1)], "r");
        InvalidItemException error = await Should.ThrowAsync<InvalidItemException>(
            () => flow.Client.Datasets.AnnotateAsync(flow.Dataset, [mask]));
        error.ReferenceId.ShouldBe("r");
        error.Message.ShouldContain("label.png");
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Ids_that_occur_twice_are_refused()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        DuplicateIdException error = await Should.ThrowAsync<DuplicateIdException>(() => flow.Client.Datasets.AnnotateAsync(
            flow.Dataset, [new BoxAnnotation("car", 1, 2, 3, 4, "r"), new BoxAnnotation("car", 1, 2, 3, 4, "r")]));
        error.Ids.Single().ShouldContain("car-1-2-3-4-r");
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task More_reference_ids_than_the_limit_are_refused()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        string[] references = [.. Enumerable.Range(0, 10_001).Select(i => $"r{i}")];
        (await Should.ThrowAsync<ArgumentException>(() => flow.Client.Slices.CreateAsync(flow.Dataset, "s", references)))
            .Message.ShouldContain("'r10000'");
        (await Should.ThrowAsync<ArgumentException>(() => flow.Client.Slices.AppendAsync("slc_1", flow.Dataset, references)))
            .Message.ShouldContain("'r10000'");
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    public static TheoryData<string> BadScenes => ["empty", "gap", "no cloud", "two clouds", "twice", "local"];

    [Theory]
    [MemberData(nameof(BadScenes))]
    public async Task A_bad_lidar_scene_is_named(string kind)
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        LidarScene scene = new("scene_1");
        DatasetItem Cloud(string id) => DatasetItem.PointCloud($"https://a/{id}.json", id);
        switch (kind)
        {
            case "gap":
                scene.AddItem(1, "lidar", Cloud("a"));
                break;
            case "no cloud":
                scene.AddItem(0, "front", new DatasetItem("https://a/b.png", "a"));
                break;
            case "two clouds":
                scene.AddItem(0, "lidar", Cloud("a"));
                scene.AddItem(0, "radar", Cloud("b"));
                break;
            case "twice":
                scene.AddItem(0, "lidar", Cloud("a"));
                scene.AddItem(1, "lidar", Cloud("a"));
                break;
            case "local":
                scene.AddItem(0, "lidar", DatasetItem.PointCloud("cloud.json", "a"));
                break;
        }

        InvalidItemException error = await Should.ThrowAsync<InvalidItemException>(
            () => flow.Client.Datasets.StartAppendScenesAsync(flow.Dataset, [scene]));
        error.ReferenceId.ShouldBe(kind == "local" ? "a" : "scene_1");
        flow.Emulator.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_video_over_its_limit_is_named()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        VideoScene video = new("v", 10, Enumerable.Range(0, 3001).Select(i => new DatasetItem($"https://a/{i}.png", $"f{i}")));
        InvalidItemException error = await Should.ThrowAsync<InvalidItemException>(
            () => flow.Client.Datasets.StartAppendScenesAsync(flow.Dataset, [video]));
        error.ReferenceId.ShouldBe("v");
        error.Message.ShouldContain("3001");
        Should.Throw<InvalidItemException>(() => new VideoScene("v", null, [new("https://a/b.png", "f")]).Validate());
        Should.Throw<InvalidItemException>(() => new VideoScene("v", 5, null, "https://a/v.mp4").Validate());
        Should.Throw<InvalidItemException>(() => new VideoScene("v").Validate());
    }

    [Fact]
    public void Keypoints_must_fit_their_names_and_skeleton()
    {
        GroundTruthAnnotation Face(string[] names, IReadOnlyList<int>[]? skeleton) =>
            new KeypointsAnnotation("face", [new(1, 2, true), new(null, null, false)], names, skeleton, "r");
        Complete(Face(["a", "b"], [[0, 1]]));
        Should.Throw<InvalidItemException>(() => Face(["a"], null)).ReferenceId.ShouldBe("r");
        Should.Throw<InvalidItemException>(() => Face(["a", "a"], null));
        Should.Throw<InvalidItemException>(() => Face(["a", "b"], [[0, 2]]));
        Should.Throw<InvalidItemException>(() => Face(["a", "b"], [[-1, 0]]));
        Should.Throw<InvalidItemException>(() => Face(["a", "b"], [[0]]));
        Should.Throw<InvalidItemException>(() => Complete(new BoxAnnotation("car", double.NaN, 0, 1, 1, "r")));
        KeypointsAnnotation changed = (KeypointsAnnotation)Face(["a", "b"], null);
        changed.Geometry.Names = ["a"];
        Should.Throw<InvalidItemException>(() => Complete(changed));
    }

    [Fact]
    public async Task What_a_call_is_given_is_checked_before_it_is_sent()
    {
        ScriptedHandler server = new();
        NucleusClient client = new(ApiCredential.FromKey("key"), new() { Transport = new HttpClientPipelineTransport(new(server)) });
        Should.Throw<ArgumentException>(() => new Keypoint2D(1, null, true)).ParamName.ShouldBe("y");
        Should.Throw<ArgumentException>(() => new AutotagFilter("tag_1", -2, 1)).Message.ShouldContain("tag_1");
        AutotagFilter filter = new() { AutotagId = "tag_1", Range = [0] };
        ArgumentException range = await Should.ThrowAsync<ArgumentException>(
            () => client.Slices.BuildAsync("ds_1", "n", 5, SliceSampleMethod.Random, new() { Autotag = filter }));
        range.Message.ShouldContain("[0]");
        Should.Throw<ArgumentException>(() => new ListJobsOptions { Types = [JobType.UploadAnnotations, "nonsense"] })
            .Message.ShouldContain("'nonsense'");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => client.Datasets.CreateFromProjectAsync("proj_1", 0));
        // No item would mean all of them.
        await Should.ThrowAsync<ArgumentException>(() => client.Datasets.DeleteAnnotationsAsync("ds_1", []));
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_made_by_a_constructor_is_checked_there()
    {
        foreach ((Action make, string? reference) in ((Action, string?)[])
            [
                (() => _ = new DatasetItem("", "r"), "r"),
                (() => _ = new DatasetItem("https://a/b.png", ""), null),
                (() => _ = new DatasetItem("https://a/b.png", "r", HalfACamera()), "r"),
                (() => DatasetItem.PointCloud("", "r"), "r"),
                (() => DatasetItem.PointCloud("https://a/b.json", ""), null),
                (() => DatasetItem.PointCloud("https://a/b.json", "r", HalfACamera()), "r"),
                (() => _ = new SegmentationAnnotation("", [], "r"), "r"),
                (() => _ = new SegmentationPrediction("", [], "r"), "r"),
                (() => _ = new KeypointsPrediction("face", [new(1, 2, true)], [], null, "r"), "r"),
                (() => _ = new Frame([new("a", new("https://a/b.png", "r")), new("b", new("https://a/c.png", "r"))]), "r"),
                (() => EvaluationResult.OfItem("r", 1, 2), "r"),
            ])
            Should.Throw<InvalidItemException>(make).ReferenceId.ShouldBe(reference);
    }

    [Fact]
    public void Limits_of_options_hold()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new AppendOptions { BatchSize = 30 });
        Should.Throw<ArgumentOutOfRangeException>(() => new AppendOptions { FilesPerRequest = 11 });
        Should.Throw<ArgumentOutOfRangeException>(() => new ListJobsOptions { Limit = 50_001 });
        Should.Throw<ArgumentException>(() => new ListJobsOptions { From = "yesterday-ish" });
        Should.Throw<ArgumentException>(() => new NucleusClient(new NucleusCredentials
        {
            ApiKey = ApiCredential.FromKey("a-key"),
            LimitedAccessKey = ApiCredential.FromKey("another"),
        }));
    }

    private static JsonObject HalfACamera() => new() { ["camera_params"] = new JsonObject { ["fx"] = 1 } };

    private static void Complete(GroundTruthAnnotation annotation) => ((ILabel)annotation).Complete();
}
