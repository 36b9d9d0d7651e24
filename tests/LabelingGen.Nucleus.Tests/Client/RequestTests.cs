using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Bodies that the recordings at hand do not show.</summary>
public sealed class RequestTests
{
    private const string Job = """{"job_id":"job_1","job_last_known_status":"Running"}""";

    [Fact]
    public async Task Predictions_in_a_job_name_their_slice_once_with_null_for_none()
    {
        ScriptedHandler server = new ScriptedHandler()
            .Respond(200, """{"signed_url":"https://storage.test/put"}""").Respond(200).Respond(200, Job);
        await Client(server).Models.StartUploadPredictionsAsync("ds_1", "prj_1", [new BoxPrediction("car", 1, 2, 3, 4, "r")]);
        string body = server.Requests[^1].Text;
        body.Split("trained_slice_id").Length.ShouldBe(2);
        JsonNode.Parse(body)!.AsObject().TryGetPropertyValue("trained_slice_id", out JsonNode? slice).ShouldBeTrue();
        slice.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"embeddings/1.json\"")]
    [InlineData("\"/embeddings/1.json\"")]
    [InlineData("null")]
    [InlineData("5")]
    public void A_result_that_is_no_address_is_named(string result)
    {
        JobStatus status = Status($"[\"s3://bucket/0.json\",{result}]");
        Should.Throw<FormatException>(status.ReadResultUrls).Message.ShouldContain($"'{result.Trim('"').Replace("null", "")}'");
        Status("[\"s3://bucket/0.json\"]").ReadResultUrls().ShouldBe([new Uri("s3://bucket/0.json")]);

        static JobStatus Status(string urls) => JsonSerializer.Deserialize<JobStatus>(
            """{"job_id":"job_1","status":"Completed","message":{"result":""" + urls + "}}").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_list_of_scenes_without_a_slice_sends_null_for_it()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"data":[],"nextPageToken":null}""");
        (await Client(server).Datasets.ExportScenesAndAnnotationsAsync("ds_1").ToListAsync()).ShouldBeEmpty();
        JsonNode.Parse(server.Requests[0].Text)!.AsObject().TryGetPropertyValue("sliceId", out JsonNode? slice).ShouldBeTrue();
        slice.ShouldBeNull();
    }

    [Fact]
    public void A_track_of_a_scene_without_metadata_sends_null_for_it() =>
        JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(new Track("t1").ToUpload()))!.AsObject()
            .ContainsKey("metadata").ShouldBeTrue();

    [Fact]
    public async Task A_new_model_has_the_metadata_that_it_was_given_and_sends_an_empty_object_for_none()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"model_id":"prj_1"}""");
        Model model = (await Client(server).Models.CreateAsync("n", "r")).Value;
        model.Metadata.ShouldBeNull();
        JsonNode.Parse(server.Requests[0].Text)!["metadata"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_model_leaves_out_what_is_empty()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"model_id":"prj_1"}""");
        await Client(server).Models.CreateAsync("n", "r", trainedSliceIds: [], tags: [], bundleName: "");
        JsonNode.Parse(server.Requests[0].Text)!.AsObject().Select(member => member.Key).Order()
            .ShouldBe(["metadata", "name", "reference_id"]);
    }

    [Fact]
    public async Task A_cuboid_leaves_out_what_is_empty_and_a_box_does_not()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"annotations_processed":2}""");
        await Client(server).Datasets.AnnotateAsync(
            "ds_1",
            [
                new CuboidAnnotation("car", new(0, 0, 0), new(1, 1, 1), 0, "r", "") { TrackReferenceId = "", Metadata = [] },
                new BoxAnnotation("car", 1, 2, 3, 4, "r", "") { TrackReferenceId = "" },
            ]);
        JsonArray sent = JsonNode.Parse(server.Requests[0].Text)!["annotations"]!.AsArray();
        sent[0]!.AsObject().Select(member => member.Key).Order().ShouldBe(["geometry", "label", "reference_id", "type"]);
        sent[1]!.AsObject().Select(member => member.Key).Order().ShouldBe(
        [
            "annotation_id", "embedding_vector", "geometry", "label", "metadata", "reference_id", "task_id", "track_reference_id", "type",
        ]);
    }

    [Fact]
    public async Task What_was_read_is_sent_with_its_type_and_without_the_servers_id()
    {
        const string Shape = """
            "id":"x_1","label":"car","geometry":{"vertices":[{"x":1,"y":2}]},"reference_id":"r","annotation_id":"a","new":1
            """;
        ScriptedHandler server = new ScriptedHandler()
            .Respond(200, """{"item":{"reference_id":"r"},"annotations":{"polygon":[{""" + Shape + "}]}}")
            .Respond(200, """{"annotations":{"line":[{""" + Shape + ""","confidence":0.5}]}}""")
            .Respond(200, """{"annotations_processed":1}""").Respond(200, """{"predictions_processed":1}""")
            .Respond(200, """{"signed_url":"https://storage.test/put"}""").Respond(200).Respond(200, Job);
        NucleusClient client = Client(server);
        GroundTruthAnnotation[] annotations = [.. (await client.Datasets.GetItemByIndexAsync("ds_1", 0)).Value.Annotations.All()];
        IEnumerable<Prediction> predictions = (await client.Models.GetPredictionsByIndexAsync("ds_1", "prj_1", 0)).Value.Annotations!.Line!;
        await client.Datasets.AnnotateAsync("ds_1", annotations);
        await client.Models.UploadPredictionsAsync("ds_1", "prj_1", [.. predictions]);
        await client.Datasets.StartAnnotateAsync("ds_1", annotations);

        JsonObject[] sent =
        [
            JsonNode.Parse(server.Requests[2].Text)!["annotations"]![0]!.AsObject(),
            JsonNode.Parse(server.Requests[3].Text)!["annotations"]![0]!.AsObject(),
            JsonNode.Parse(server.Requests[5].Text)!.AsObject(),
        ];
        sent.Select(label => (string?)label["type"]).ShouldBe(["polygon", "line", "polygon"]);
        sent.ShouldAllBe(label => !label.ContainsKey("id") && (int?)label["new"] == 1 && (string?)label["annotation_id"] == "a");
        ((PolygonAnnotation)annotations[0]).Id.ShouldBe("x_1");
    }

    [Fact]
    public async Task What_needs_no_more_than_an_id_sends_an_empty_object()
    {
        ScriptedHandler server = new ScriptedHandler { RepeatLast = true }.Respond(200, Job).Respond(200, Job).Respond(200, Job)
            .Respond(200, Job).Respond(200, "[]").Respond(200, """{"baseline_model_id":"prj_1"}""");
        NucleusClient client = Client(server);
        await client.Datasets.ExportEmbeddingsAsync("ds_1");
        await client.Autotags.UpdateAsync("tag_1");
        await client.Indexes.CreateImageIndexAsync("ds_1");
        await client.Slices.SendToLabelingAsync("slc_1", "proj_1");
        await client.Validate.GetModelMetricsAsync("prj_1");
        await client.Validate.SetBaselineModelAsync("ut_1", "prj_1");
        server.Requests.Select(request => (request.Uri.AbsolutePath, request.Text)).ShouldBe(
        [
            ("/v1/nucleus/dataset/ds_1/async_export_embeddings", "{}"), ("/v1/nucleus/autotag/tag_1", "{}"),
            ("/v1/nucleus/indexing/ds_1/internal/image", "{}"), ("/v1/nucleus/slice/slc_1/proj_1/send_to_labeling", "{}"),
            ("/v1/nucleus/validate/prj_1/metrics", "{}"), ("/v1/nucleus/validate/scenario_test/ut_1/set_baseline_model/prj_1", "{}"),
        ]);
    }

    [Fact]
    public async Task A_model_run_leaves_out_what_is_not_given()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"model_run_id":"run_1"}""");
        (await Client(server).ModelRuns.CreateAsync("ds_1", "n")).Value.ShouldBe("run_1");
        JsonNode.Parse(server.Requests[0].Text)!.AsObject().Select(member => member.Key).ShouldBe(["name"]);
    }

    [Fact]
    public async Task An_answer_that_names_no_job_is_an_error_that_says_so()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"status":"pending"}""");
        InvalidDataException error = await Should.ThrowAsync<InvalidDataException>(
            () => Client(server).Evaluations.CreateAsync("run_1", new CreateEvaluationRequest()));
        error.Message.ShouldContain("names none");
    }

    [Fact]
    public void A_function_is_used_with_its_own_arguments_only()
    {
        new EvaluationFunction { Id = "ef_1", Name = "brand_new" }.Use(new() { ["a"] = 1 }).EvalFuncArguments!
            .Select(argument => argument.Key).ShouldBe(["a"]);
        new EvaluationFunction { Id = "ef_2", Name = "seg_iou" }.Use().EvalFuncArguments!
            .Select(argument => argument.Key).ShouldBe(["annotation_filters", "prediction_filters"]);
        EvaluationFunction external = new() { Id = "ef_3", Name = "mine", IsExternalFunction = true };
        external.Use().EvalFuncArguments!.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => external.Use(new() { ["a"] = 1 })).Message.ShouldContain("'mine'");
    }

    private static NucleusClient Client(ScriptedHandler server) => new(
        ApiCredential.FromKey("key"),
        new NucleusClientOptions
        {
            Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(new HttpClient(server)),
            TimeProvider = new FakeTimeProvider(),
        });
}
