using System.Net;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class ScaleTaskTests
{
    [Fact]
    public async Task A_live_task_is_pending_until_the_clock_passes_its_duration()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonNode task = await session.CreateBoxTaskAsync();
        task["status"]!.GetValue<string>().ShouldBe("pending");
        string id = task["task_id"]!.GetValue<string>();
        id.Length.ShouldBe(24);

        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(29));
        (await session.GetAsync("/v1/task/" + id))["status"]!.GetValue<string>().ShouldBe("pending");
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(1));

        JsonNode done = await session.GetAsync("/v1/task/" + id);
        done["status"]!.GetValue<string>().ShouldBe("completed");
        done["completed_at"]!.GetValue<string>().ShouldBe("2026-01-01T00:00:30.000Z");
        JsonNode box = done["response"]!["annotations"]![0]!;
        box["type"]!.GetValue<string>().ShouldBe("box");
        box["label"]!.GetValue<string>().ShouldBe("car");
        (box["left"]!.GetValue<int>() + box["width"]!.GetValue<int>()).ShouldBeLessThanOrEqualTo(1280);
    }

    [Fact]
    public async Task A_test_task_completes_at_once_and_live_keys_do_not_see_it()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.UseKey(session.Scale.TestApiKey);
        string id = (await session.CreateBoxTaskAsync())["task_id"]!.GetValue<string>();
        JsonNode task = await session.GetAsync("/v1/task/" + id);
        task["status"]!.GetValue<string>().ShouldBe("completed");
        task["is_test"]!.GetValue<bool>().ShouldBeTrue();

        session.UseKey(session.Scale.ApiKey);
        (await session.SendAsync(HttpMethod.Get, "/v1/task/" + id)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_unique_id_is_taken_once_and_can_be_released()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string id = (await session.CreateBoxTaskAsync(new() { ["unique_id"] = "u1" }))["task_id"]!.GetValue<string>();
        JsonObject again = new()
        {
            ["unique_id"] = "u1",
            ["attachment"] = "https://example.com/b.png",
            ["geometries"] = new JsonObject { ["point"] = new JsonObject() }
        };
        (HttpStatusCode status, JsonNode? error) = await session.SendAsync(HttpMethod.Post, "/v1/task/imageannotation", again);
        status.ShouldBe(HttpStatusCode.Conflict);
        error!["error"]!.GetValue<string>().ShouldContain("u1");
        error["status_code"]!.GetValue<int>().ShouldBe(409);
        session.Scale.TaskCount.ShouldBe(1);

        JsonNode canceled = await session.PostAsync($"/v1/task/{id}/cancel?clear_unique_id=true");
        canceled["status"]!.GetValue<string>().ShouldBe("canceled");
        canceled["unique_id"].ShouldBeNull();
        (await session.SendAsync(HttpMethod.Post, "/v1/task/imageannotation", again.DeepClone())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Unique_ids_are_changed_and_cleared_and_conflict_across_tasks()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string first = (await session.CreateBoxTaskAsync(new() { ["unique_id"] = "a" }))["task_id"]!.GetValue<string>();
        string second = (await session.CreateBoxTaskAsync())["task_id"]!.GetValue<string>();
        (await session.SendAsync(HttpMethod.Post, $"/v1/task/{second}/unique_id", new JsonObject { ["unique_id"] = "a" })).Status
            .ShouldBe(HttpStatusCode.Conflict);
        (await session.OkAsync(HttpMethod.Delete, $"/v1/task/{first}/unique_id", null))["unique_id"].ShouldBeNull();
        (await session.PostAsync($"/v1/task/{second}/unique_id", new JsonObject { ["unique_id"] = "a" }))["unique_id"]!
            .GetValue<string>().ShouldBe("a");
    }

    [Fact]
    public async Task Tags_are_replaced_added_and_removed_and_absent_until_set()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonNode task = await session.CreateBoxTaskAsync();
        task["tags"].ShouldBeNull();
        string path = $"/v1/task/{task["task_id"]}/tags";
        Tags(await session.PostAsync(path, new JsonArray("a", "b"))).ShouldBe(["a", "b"]);
        Tags(await session.OkAsync(HttpMethod.Put, path, new JsonArray("b", "c"))).ShouldBe(["a", "b", "c"]);
        Tags(await session.OkAsync(HttpMethod.Delete, path, new JsonArray("a", "zzz"))).ShouldBe(["b", "c"]);
        Tags(await session.PostAsync(path, new JsonArray())).ShouldBeEmpty();
        (await session.SendAsync(HttpMethod.Post, path, new JsonArray("1", "2", "3", "4", "5", "6")))
            .Status.ShouldBe(HttpStatusCode.BadRequest);

        static string[] Tags(JsonNode task) => [.. task["tags"]!.AsArray().Select(t => t!.GetValue<string>())];
    }

    [Fact]
    public async Task Audit_asks_for_a_completed_task_and_sets_the_review_status()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string id = (await session.CreateBoxTaskAsync())["task_id"]!.GetValue<string>();
        JsonObject verdict = new() { ["accepted"] = false, ["comments"] = "too wide" };
        (await session.SendAsync(HttpMethod.Post, $"/v1/task/{id}/audit", verdict.DeepClone())).Status.ShouldBe(HttpStatusCode.BadRequest);
        session.Scale.CompletePending();
        await session.PostAsync($"/v1/task/{id}/audit", verdict);
        (await session.GetAsync("/v1/task/" + id))["customer_review_status"]!.GetValue<string>().ShouldBe("rejected");
        (await session.SendAsync(HttpMethod.Post, $"/v1/task/{id}/cancel")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_attachment_that_was_never_uploaded_puts_the_task_into_error_and_may_release_its_id()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonNode task = await session.CreateBoxTaskAsync(new()
        {
            ["attachment"] = "scaledata://nobody/nothing",
            ["unique_id"] = "u",
            ["clear_unique_id_on_error"] = true,
        });
        JsonNode now = await session.GetAsync("/v1/task/" + task["task_id"]);
        now["status"]!.GetValue<string>().ShouldBe("error");
        now["response"]!["error"]!.GetValue<string>().ShouldContain("scaledata://nobody/nothing");
        now["unique_id"].ShouldBeNull();
    }

    [Theory]
    [InlineData("imageannotation", """{"attachment":"https://x/a.png"}""", "geometries")]
    [InlineData("textcollection", """{"fields":[]}""", "attachments")]
    [InlineData("segmentannotation", """{"attachment":"https://x/a.png"}""", "labels")]
    [InlineData("videoannotation", """{"attachment":"https://x/a.mp4","attachment_type":"image","geometries":{"box":{}}}""", "attachments")]
    [InlineData("comparison", """{"attachments":["a","b"]}""", "choices")]
    [InlineData("imageannotation", """{"attachment":"https://x/a.png","geometries":{"blob":{}}}""", "geometries.blob")]
    [InlineData("imageannotation", """{"attachment":"https://x/a.png","geometries":{"box":{}},"priority":5}""", "priority")]
    [InlineData("imageannotation", """{"attachment":"https://x/a.png","geometries":{"box":{}},"callback_url":"nowhere"}""", "callback_url")]
    [InlineData("knitting", """{}""", "knitting")]
    public async Task A_missing_or_wrong_parameter_is_named(string type, string body, string named)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        (HttpStatusCode status, JsonNode? error) = await session.SendAsync(HttpMethod.Post, "/v1/task/" + type, JsonNode.Parse(body));
        status.ShouldBe(HttpStatusCode.BadRequest);
        error!["error"]!.GetValue<string>().ShouldContain(named);
        session.Scale.TaskCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"attachment":"https://x/a.png","geometries":{"box":{"min_width":"wide","objects_to_annotate":["a"]}}}""")]
    [InlineData("""{"attachment":"x","geometries":{"point":{"objects_to_annotate":["a"]}},"annotation_attributes":{"a":{"type":7}}}""")]
    public async Task A_parameter_no_labeler_can_work_with_ends_in_a_task_error(string body)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonNode task = await session.PostAsync("/v1/task/imageannotation", JsonNode.Parse(body));
        session.Emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        (await session.GetAsync("/v1/task/" + task["task_id"]))["status"]!.GetValue<string>().ShouldBe("error");
    }

    [Theory]
    [InlineData("annotation", """{"attachment":"x","objects_to_annotate":["cow"]}""", "annotations")]
    [InlineData("categorization", """{"attachment":"x","categories":["a","b"],"category_ids":{"1":"a","2":"b"}}""", "category_id")]
    [InlineData("comparison", """{"attachments":["a","b"],"choices":["a","b"]}""", "choice")]
    [InlineData("transcription", """{"attachment":"x","fields":{"title":"the title"}}""", "fields")]
    [InlineData("textcollection",
        """{"attachments":[],"fields":[{"type":"category","field_id":"f","choices":[{"label":"A","value":"a"}]}]}""", "annotations")]
    [InlineData("namedentityrecognition", """{"text":"Scale is in San Francisco.","labels":[{"name":"place"}]}""", "annotations")]
    [InlineData("lidarannotation", """{"attachments":["a","b"],"labels":["car"]}""", "annotations")]
    [InlineData("audiotranscription", """{"attachment":"x"}""", "transcript")]
    [InlineData("chat", """{"template_variables":{"a":1}}""", "annotations")]
    public async Task Every_kind_of_task_gets_an_answer_of_its_kind(string type, string body, string member)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.UseKey(session.Scale.TestApiKey);
        JsonNode task = await session.PostAsync("/v1/task/" + type, JsonNode.Parse(body));
        JsonNode done = await session.GetAsync("/v1/task/" + task["task_id"]);
        done["response"]!.AsObject().ContainsKey(member).ShouldBeTrue(done.ToJsonString());
    }

    [Fact]
    public async Task A_hypothesis_is_the_answer()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.UseKey(session.Scale.TestApiKey);
        JsonNode task = await session.CreateBoxTaskAsync(
            new() { ["hypothesis"] = new JsonObject { ["annotations"] = new JsonArray(1, 2) } });
        (await session.GetAsync("/v1/task/" + task["task_id"]))["response"]!.ToJsonString().ShouldBe("""{"annotations":[1,2]}""");
    }

    [Fact]
    public async Task Masks_can_be_read_from_the_addresses_in_the_answer_and_have_the_counted_pixels()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.UseKey(session.Scale.TestApiKey);
        JsonNode task = await session.PostAsync(
            "/v1/task/segmentannotation", new JsonObject { ["attachment"] = "https://x/a.png", ["labels"] = new JsonArray("road", "sky") });
        JsonNode response = (await session.GetAsync("/v1/task/" + task["task_id"]))["response"]!;
        int pixels = response["labelMapping"]!.AsObject().Sum(l => l.Value!["numPixels"]!.GetValue<int>());
        pixels.ShouldBe(1024 * 720);

        using HttpClient anonymous = new();
        byte[] png = await anonymous.GetByteArrayAsync(response["annotations"]!["combined"]!["indexedImage"]!.GetValue<string>());
        ImageSize.Read(png).ShouldBe((1024, 720));
    }

    [Fact]
    public async Task Metadata_is_replaced_and_bounded()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonNode task = await session.CreateBoxTaskAsync(new() { ["metadata"] = new JsonObject { ["a"] = 1 } });
        string path = $"/v1/task/{task["task_id"]}/setMetadata";
        (await session.PostAsync(path, new JsonObject { ["b"] = 2 }))["metadata"]!.ToJsonString().ShouldBe("""{"b":2}""");
        (await session.SendAsync(HttpMethod.Post, path, new JsonObject { ["big"] = new string('x', 11_000) }))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Recall_makes_a_completed_task_pending_again()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string id = (await session.CreateBoxTaskAsync())["task_id"]!.GetValue<string>();
        session.Scale.CompleteTask(id, new JsonObject { ["annotations"] = new JsonArray() });
        session.Scale.FindTask(id)!["response"]!.ToJsonString().ShouldBe("""{"annotations":[]}""");
        session.Scale.RecallTask(id);
        session.Scale.FindTask(id)!["status"]!.GetValue<string>().ShouldBe("pending");
        session.Emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        session.Scale.FindTask(id)!["status"]!.GetValue<string>().ShouldBe("completed");
        Should.Throw<KeyNotFoundException>(() => session.Scale.FailTask("nobody", "x")).Message.ShouldContain("nobody");
    }

    [Fact]
    public async Task A_lidar_task_is_followed_by_its_dependents_after_the_audit_that_they_ask_for()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonNode task = await session.PostAsync(
            "/v1/task/lidarannotation", new JsonObject { ["attachments"] = new JsonArray("a"), ["labels"] = new JsonArray("car") });
        JsonObject dependents = new() { ["defs"] = new JsonArray(new JsonObject { ["type"] = "lidarlinking" }), ["require_audit"] = true };
        await session.PostAsync($"/v1/task/{task["task_id"]}/dependents", dependents);
        session.Emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        session.Scale.TaskCount.ShouldBe(1);
        await session.PostAsync($"/v1/task/{task["task_id"]}/audit", new JsonObject { ["accepted"] = true });
        session.Scale.ListTasks().Select(t => t["type"]!.GetValue<string>()).ShouldBe(["lidarannotation", "lidarlinking"]);
        await session.PostAsync($"/v1/task/{task["task_id"]}/dependents/create");
        session.Scale.TaskCount.ShouldBe(2);
    }
}
