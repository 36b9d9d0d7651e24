using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class NucleusTests
{
    [Fact]
    public async Task Items_are_added_updated_ignored_read_and_deleted()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string dataset = await CreateDatasetAsync(session);
        JsonObject upload = Upload(3);
        (await AppendAsync(session, dataset, upload))["new_items"]!.GetValue<int>().ShouldBe(3);
        (await AppendAsync(session, dataset, upload))["ignored_items"]!.GetValue<int>().ShouldBe(3);
        upload["update"] = true;
        (await AppendAsync(session, dataset, upload))["updated_items"]!.GetValue<int>().ShouldBe(3);
        JsonNode bad = await AppendAsync(
            session, dataset, new() { ["items"] = new JsonArray(new JsonObject { ["reference_id"] = "no picture" }) });
        bad["upload_errors"]!.GetValue<int>().ShouldBe(1);
        bad["error_payload"]![0]!["reference_id"]!.GetValue<string>().ShouldBe("no picture");

        JsonNode item = await session.GetAsync(session.Nucleus($"dataset/{dataset}/refloc/{Uri.EscapeDataString("ref 1/a?")}"));
        item["item"]!["ref_id"]!.GetValue<string>().ShouldBe("ref 1/a?");
        (await session.GetAsync(session.Nucleus($"dataset/{dataset}/iloc/1")))["item"]!["id"]!.ToJsonString()
            .ShouldBe(item["item"]!["id"]!.ToJsonString());
        await session.OkAsync(
            HttpMethod.Delete, session.Nucleus($"dataset/{dataset}/refloc/{Uri.EscapeDataString("ref 1/a?")}"), new JsonObject());
        (await session.GetAsync(session.Nucleus($"dataset/{dataset}/size")))["count"]!.GetValue<int>().ShouldBe(2);
        (await session.SendAsync(HttpMethod.Get, session.Nucleus($"dataset/{dataset}/refloc/nothing")))
            .Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_visit_every_item_once()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string dataset = await CreateDatasetAsync(session);
        await AppendAsync(session, dataset, Upload(5));
        List<string> seen = [];
        JsonNode? token = null;
        do
        {
            JsonNode page = await session.PostAsync(
                session.Nucleus($"dataset/{dataset}/itemsPage"), new JsonObject { ["pageToken"] = token?.DeepClone(), ["pageSize"] = 2 });
            seen.AddRange(page["items"]!.AsArray().Select(i => i!["ref_id"]!.GetValue<string>()));
            token = page["nextPageToken"];
        }
        while (token is not null);
        seen.ShouldBe(["ref 0/a?", "ref 1/a?", "ref 2/a?", "ref 3/a?", "ref 4/a?"]);
    }

    [Fact]
    public async Task An_upload_by_signed_address_has_its_effect_when_the_job_is_done()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string dataset = await CreateDatasetAsync(session);
        JsonObject reference = await PutAsync(session, dataset, 40);
        JsonNode job = await session.PostAsync(session.Nucleus($"dataset/{dataset}/append?async=1"), reference);
        string id = job["job_id"]!.GetValue<string>();
        job["job_last_known_status"]!.GetValue<string>().ShouldBe("Queued");
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(2));
        JsonNode running = await session.GetAsync(session.Nucleus("job/" + id));
        running["status"]!.GetValue<string>().ShouldBe("Running");
        running["job_progress"]!.GetValue<string>().ShouldBe("0.40");
        session.Emulator.Nucleus.CountItems(dataset).ShouldBe(0);
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(3));
        (await session.GetAsync(session.Nucleus("job/" + id)))["status"]!.GetValue<string>().ShouldBe("Completed");
        session.Emulator.Nucleus.CountItems(dataset).ShouldBe(40);

        JsonNode again = await session.PostAsync(session.Nucleus($"dataset/{dataset}/append?async=1"), reference.DeepClone());
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(5));
        (await session.GetAsync(session.Nucleus("job/" + again["job_id"])))["status"]!.GetValue<string>().ShouldBe("Errored_User");
        (await session.GetAsync(session.Nucleus($"job/{again["job_id"]}/errors"))).AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_is_failed_has_no_effect_and_tells_why()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string dataset = await CreateDatasetAsync(session);
        JsonNode job = await session.PostAsync(
            session.Nucleus($"dataset/{dataset}/append?async=1"), await PutAsync(session, dataset, 40));
        string id = job["job_id"]!.GetValue<string>();
        session.Emulator.Nucleus.FailJob(id, "The disk is full.", "Errored_Server");
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(5));

        JsonNode failed = await session.GetAsync(session.Nucleus("job/" + id));
        failed["status"]!.GetValue<string>().ShouldBe("Errored_Server");
        failed["message"]!.GetValue<string>().ShouldBe("The disk is full.");
        session.Emulator.Nucleus.CountItems(dataset).ShouldBe(0);
        Should.Throw<KeyNotFoundException>(() => session.Emulator.Nucleus.FailJob("job_none", "?"));
    }

    [Fact]
    public async Task A_local_picture_comes_as_multipart_and_can_be_read_again()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string dataset = await CreateDatasetAsync(session);
        using MultipartFormDataContent form = [];
        StringContent items = new("""[{"reference_id":"local","image_url":"pictures/a.png","metadata":{},"update":false}]""");
        items.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        form.Add(items, "items");
        form.Add(new ByteArrayContent([1, 2, 3]), "image", "pictures/a.png");
        using HttpResponseMessage response = await session.Http.PostAsync(session.Nucleus($"dataset/{dataset}/append"), form);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"new_items\":1");
        JsonNode item = await session.GetAsync(session.Nucleus($"dataset/{dataset}/refloc/local"));
        using HttpClient anonymous = new();
        (await anonymous.GetByteArrayAsync(item["item"]!["image_url"]!.GetValue<string>())).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Annotations_and_predictions_are_matched_queried_and_exported()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string dataset = await CreateDatasetAsync(session);
        await AppendAsync(session, dataset, Upload(2));
        JsonObject truth = new()
        {
            ["annotations"] =
            new JsonArray(Box("ref 0/a?", "car", 0), Box("ref 1/a?", "bus", 0), Box("nowhere", "car", 0))
        };
        JsonNode annotated = await session.PostAsync(session.Nucleus($"dataset/{dataset}/annotate"), truth);
        annotated["annotations_processed"]!.GetValue<int>().ShouldBe(2);
        annotated["errors"]![0]!.GetValue<string>().ShouldContain("nowhere");

        string model = (await session.PostAsync(
            session.Nucleus("models/add"), new JsonObject { ["name"] = "m", ["reference_id"] = "m", ["metadata"] = new JsonObject() }))
            ["model_id"]!.GetValue<string>();
        JsonObject guesses = new() { ["annotations"] = new JsonArray(Box("ref 0/a?", "car", 1), Box("ref 1/a?", "car", 900)) };
        JsonNode predicted = await session.PostAsync(session.Nucleus($"dataset/{dataset}/model/{model}/uploadPredictions"), guesses);
        string run = predicted["model_run_id"]!.GetValue<string>();
        (await CountAsync("iou")).ShouldBe(3);
        (await CountAsync("false_positive")).ShouldBe(1);
        (await CountAsync("false_negative")).ShouldBe(1);
        (await CountAsync("ground_truth_only")).ShouldBe(2);

        JsonNode bus = await session.PostAsync(
            session.Nucleus($"dataset/{dataset}/queryItemsPage"),
                new JsonObject { ["query"] = "annotations.count > 0 and metadata.n = 1" });
        bus["items"]!.AsArray().Select(i => i!["ref_id"]!.GetValue<string>()).ShouldBe(["ref 1/a?"]);
        (await session.SendAsync(
            HttpMethod.Post, session.Nucleus($"dataset/{dataset}/queryItemsPage"), new JsonObject { ["query"] = "what is it" })).Status
            .ShouldBe(HttpStatusCode.BadRequest);
        JsonNode row = (await session.PostAsync(session.Nucleus($"dataset/{dataset}/exportForTrainingPage"), new JsonObject()))["data"]![
            0]!;
        row["box"]!.AsArray().Count.ShouldBe(1);
        row["polygon"]!.AsArray().Count.ShouldBe(0);

        string evaluation = (await session.PostAsync(session.Nucleus($"modelRun/{run}/evaluationsV2"), new JsonObject()))[
            "evaluation_id"]!.GetValue<string>();
        (await session.SendAsync(HttpMethod.Get, session.Nucleus($"evaluationsV2/{evaluation}/charts")))
            .Status.ShouldBe(HttpStatusCode.Conflict);
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        (await session.GetAsync(session.Nucleus("evaluationsV2/" + evaluation)))["status"]!.GetValue<string>().ShouldBe("succeeded");
        JsonNode totals = (await session.GetAsync(session.Nucleus($"evaluationsV2/{evaluation}/charts")))["totalCounts"]!;
        totals["tp"]!.GetValue<int>().ShouldBe(1);
        totals["fn"]!.GetValue<int>().ShouldBe(1);

        async Task<int> CountAsync(string mode) => (await session.PostAsync(
            session.Nucleus($"dataset/{dataset}/queryObjectsPage"),
                new JsonObject { ["query"] = "", ["patch_mode"] = mode, ["model_run_id"] = run }))
            ["items"]!.AsArray().Count;
    }

    [Fact]
    public async Task Slices_scenario_tests_and_jobs_work_together()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string dataset = await CreateDatasetAsync(session);
        await AppendAsync(session, dataset, Upload(4));
        string slice = (await session.PostAsync(
            session.Nucleus($"dataset/{dataset}/create_slice"),
                new JsonObject { ["name"] = "s", ["reference_ids"] = new JsonArray("ref 0/a?") }))
            ["slice_id"]!.GetValue<string>();
        JsonNode appended = await session.PostAsync(
            session.Nucleus($"slice/{slice}/append"),
                new JsonObject { ["reference_ids"] = new JsonArray("ref 0/a?", "ref 2/a?"), ["dataset_id"] = dataset });
        appended["new_items"]!.ToJsonString().ShouldBe("""["ref 2/a?"]""");
        (await session.GetAsync(session.Nucleus("slice/" + slice)))["items"]!.AsArray().Count.ShouldBe(2);

        JsonNode test = await session.PostAsync(session.Nucleus("validate/scenario_test"), new JsonObject
        {
            ["name"] = "t",
            ["slice_id"] = slice,
            ["evaluation_functions"] = new JsonArray(new JsonObject { ["id"] = "ef_bbox_iou" }),
        });
        string model = (await session.PostAsync(session.Nucleus("models/add"), new JsonObject { ["name"] = "m", ["reference_id"] = "m" }))[
            "model_id"]!.GetValue<string>();
        await session.PostAsync(session.Nucleus($"validate/{model}/evaluate"), new JsonObject { ["test_names"] = new JsonArray("t") });
        (await session.PostAsync(session.Nucleus("jobs/"), new JsonObject { ["job_types"] = new JsonArray("testEvaluation") })).AsArray()
            .Count.ShouldBe(1);
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(5));
        JsonNode history = await session.GetAsync(
            session.Nucleus($"validate/scenario_test/{test["scenario_test_id"]}/eval_history/details"));
        history[0]!["status"]!.GetValue<string>().ShouldBe("completed");
        (await session.PostAsync(session.Nucleus("jobs/"), new JsonObject { ["job_types"] = new JsonArray() })).AsArray().Count.ShouldBe(0);
    }

    [Fact]
    public async Task Scenes_bring_their_items_and_tracks()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string dataset = (await session.PostAsync(
            session.Nucleus("dataset/create"), new JsonObject { ["name"] = "scenes", ["is_scene"] = true }))
            ["dataset_id"]!.GetValue<string>();
        JsonObject scene = new()
        {
            ["reference_id"] = "s1",
            ["frames"] = new JsonArray(new JsonObject
            {
                ["lidar"] = new JsonObject
                {
                    ["reference_id"] = "pc",
                    ["url"] = "s3://b/0.json",
                    ["type"] = "pointcloud",
                    ["metadata"] = new JsonObject()
                },
                ["front"] = new JsonObject
                {
                    ["reference_id"] = "img",
                    ["url"] = "s3://b/0.jpg",
                    ["type"] = "image",
                    ["metadata"] = new JsonObject()
                },
            }),
            ["tracks"] = new JsonArray(new JsonObject { ["reference_id"] = "track" }),
        };
        JsonNode counts = await session.PostAsync(
            session.Nucleus($"{dataset}/upload_scenes"), new JsonObject { ["scenes"] = new JsonArray(scene), ["update"] = false });
        counts["new_items"]!.GetValue<int>().ShouldBe(1);
        session.Emulator.Nucleus.CountItems(dataset).ShouldBe(2);
        (await session.GetAsync(session.Nucleus($"dataset/{dataset}/scene/img?from_item=1")))["reference_id"]!.GetValue<string>()
            .ShouldBe("s1");
        (await session.GetAsync(session.Nucleus($"dataset/{dataset}/tracks")))["tracks"]!.AsArray().Count.ShouldBe(1);
        JsonObject merge = new()
        {
            ["level"] = "scene",
            ["metadata"] = new JsonArray(new JsonObject { ["reference_id"] = "s1", ["metadata"] = new JsonObject { ["city"] = "Ulm" } })
        };
        await session.PostAsync(session.Nucleus($"dataset/{dataset}/metadata?async=0"), merge);
        (await session.GetAsync(session.Nucleus($"dataset/{dataset}/scenes_list")))["scenes"]![0]!["metadata"]!.ToJsonString()
            .ShouldBe("""{"city":"Ulm"}""");
    }

    [Fact]
    public async Task A_limited_key_comes_in_its_own_header()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string address = session.Nucleus("models/");
        session.Http.DefaultRequestHeaders.Authorization = null;
        (await session.SendAsync(HttpMethod.Get, address)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        session.Http.DefaultRequestHeaders.Add("x-limited-access-key", session.Emulator.Nucleus.LimitedAccessKey);
        (await session.SendAsync(HttpMethod.Get, address)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> CreateDatasetAsync(EmulatorSession session) =>
        (await session.PostAsync(session.Nucleus("dataset/create"), new JsonObject { ["name"] = "d" }))["dataset_id"]!.GetValue<string>();

    private static Task<JsonNode> AppendAsync(EmulatorSession session, string dataset, JsonObject upload) =>
        session.PostAsync(session.Nucleus($"dataset/{dataset}/append"), upload);

    /// <summary>Puts items under a signed address; what an append refers to them by.</summary>
    private static async Task<JsonObject> PutAsync(EmulatorSession session, string dataset, int count)
    {
        const string Id = "0123456789abcdef0123456789abcdef";
        JsonNode signed = await session.GetAsync(session.Nucleus($"dataset/{dataset}/signedUrl/{Id}"));
        string lines = string.Join('\n', Upload(count)["items"]!.AsArray().Select(i => i!.ToJsonString()));
        using HttpClient anonymous = new();
        using HttpResponseMessage put = await anonymous.PutAsync(signed["signed_url"]!.GetValue<string>(), new StringContent(lines));
        put.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new() { ["requestId"] = Id, ["update"] = false };
    }

    private static JsonObject Upload(int count) => new()
    {
        ["items"] = new JsonArray([.. Enumerable.Range(0, count).Select(JsonNode? (i) => new JsonObject
        {
            ["reference_id"] = $"ref {i}/a?", ["image_url"] = $"https://example.com/{i}.png", ["metadata"] = new JsonObject { ["n"] = i },
        })]),
    };

    private static JsonNode Box(string reference, string label, int x) => new JsonObject
    {
        ["type"] = "box",
        ["label"] = label,
        ["reference_id"] = reference,
        ["annotation_id"] = $"{label}-{x}-{reference}",
        ["geometry"] = new JsonObject { ["x"] = x, ["y"] = 0, ["width"] = 100, ["height"] = 50 },
        ["metadata"] = new JsonObject(),
    };
}
