using System.Net;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class ScaleV2Tests
{
    [Fact]
    public async Task A_conversation_is_created_answered_delivered_and_read_in_pages()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string project = (await session.CreateProjectAsync("talk", "chat"))["id"]!.GetValue<string>();
        JsonNode batch = await session.PostAsync(
            "/v2/batch", new JsonObject { ["name"] = "b", ["project_id"] = project, ["staging_batch"] = true });
        batch["status"]!.GetValue<string>().ShouldBe("staging");
        for (int i = 0; i < 3; i++)
            await session.PostAsync("/v2/task/chat", new JsonObject { ["batch_name"] = "b", ["metadata"] = new JsonObject { ["n"] = i } });
        (await session.PostAsync("/v2/batch/finalize", new JsonObject { ["batch_id"] = batch["id"]!.GetValue<string>() }))["status"]!
            .GetValue<string>().ShouldBe("in_progress");
        session.Emulator.Clock.Advance(TimeSpan.FromMinutes(1));

        JsonNode first = await session.GetAsync("/v2/tasks?project_name=talk&status=completed&limit=2");
        first["tasks"]!.AsArray().Count.ShouldBe(2);
        JsonNode second = await session.GetAsync(
            "/v2/tasks?project_name=talk&limit=2&next_token=" + Uri.EscapeDataString(first["next_token"]!.GetValue<string>()));
        second["tasks"]!.AsArray().Count.ShouldBe(1);
        second["next_token"].ShouldBeNull();

        string id = second["tasks"]![0]!["task_id"]!.GetValue<string>();
        JsonNode expanded = await session.GetAsync($"/v2/task?task_id={id}&expand=project&expand=batch");
        expanded["project"]!["name"]!.GetValue<string>().ShouldBe("talk");
        expanded["batch"]!["status"]!.GetValue<string>().ShouldBe("completed");
        string annotation = expanded["threads"]![0]!["turns"]![0]!["messages"]![1]!["annotations"]![0]!["id"]!.GetValue<string>();
        (await session.GetAsync("/v2/annotation?annotation_id=" + annotation))["type"]!.GetValue<string>().ShouldBe("integer");

        JsonNode delivery = (await session.GetAsync("/v2/deliveries?project_id=" + project))["deliveries"]![0]!;
        delivery["task_count"]!.GetValue<int>().ShouldBe(3);
        (await session.GetAsync($"/v2/delivery?delivery_id={delivery["id"]}&limit=2"))["tasks"]!.AsArray().Count.ShouldBe(2);
        JsonNode delivered = await session.GetAsync("/v2/delivery/tasks?project_name=talk&limit=1");
        delivered["total"]!.GetValue<int>().ShouldBe(3);
        string schema = delivered["docs"]![0]!["response_schema_id"]!.GetValue<string>();
        (await session.GetAsync("/v2/schema?schema_id=" + schema))["schema"]!["json"]!.GetValue<string>().ShouldContain("object");

        string dataset = (await session.GetAsync("/v2/datasets"))["datasets"]![0]!["id"]!.GetValue<string>();
        (await session.GetAsync("/v2/datasets/deliveries?dataset_id=" + dataset))["deliveries"]!.AsArray().Count.ShouldBe(1);
        (await session.GetAsync("/v2/datasets/tasks?dataset_id=" + dataset))["tasks"]!.AsArray().Count.ShouldBe(3);
        (await session.GetAsync($"/v2/datasets/delivery?delivery_id={delivery["id"]}"))["delivery"]!["metadata"]![
            "task_count"]!.GetValue<int>().ShouldBe(3);
        (await session.GetAsync($"/v2/datasets/task?task_id={id}&expand=dataset"))["dataset"]!["id"]!.GetValue<string>().ShouldBe(dataset);
    }

    [Fact]
    public async Task A_batch_is_paused_resumed_and_cancelled()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync("talk", "chat");
        await session.PostAsync("/v2/batch", new JsonObject { ["name"] = "b", ["project_name"] = "talk", ["staging_batch"] = false });
        await session.PostAsync("/v2/task/chat", new JsonObject { ["batch_name"] = "b" });
        JsonObject reference = new() { ["batch_name"] = "b" };
        (await session.PostAsync("/v2/batch/pause", reference))["batch"]!["status"]!.GetValue<string>().ShouldBe("paused");
        session.Emulator.Clock.Advance(TimeSpan.FromHours(1));
        session.Scale.ListTasks()[0]["status"]!.GetValue<string>().ShouldBe("pending");
        (await session.SendAsync(HttpMethod.Post, "/v2/batch/pause", reference.DeepClone())).Status.ShouldBe(HttpStatusCode.BadRequest);
        await session.PostAsync("/v2/batch/resume", reference.DeepClone());
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        await session.PostAsync("/v2/batch/cancel", reference.DeepClone());
        session.Emulator.Clock.Advance(TimeSpan.FromHours(1));
        session.Scale.ListTasks()[0]["status"]!.GetValue<string>().ShouldBe("canceled");
        (await session.GetAsync("/v2/batches?status=cancelled"))["batches"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Metadata_is_merged_deeply_or_replaced()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync("talk", "chat");
        string id = (await session.PostAsync("/v2/task/chat", new JsonObject
        {
            ["project_name"] = "talk",
            ["metadata"] = new JsonObject { ["a"] = new JsonObject { ["x"] = 1 } },
        }))["task_id"]!.GetValue<string>();
        JsonObject more = new()
        {
            ["task_id"] = id,
            ["merge"] = true,
            ["metadata"] = new JsonObject { ["a"] = new JsonObject { ["y"] = 2 } }
        };
        (await session.PostAsync("/v2/task/metadata", more))["metadata"]!.ToJsonString().ShouldBe("""{"a":{"x":1,"y":2}}""");
        more["merge"] = false;
        (await session.PostAsync("/v2/task/metadata", more.DeepClone()))["metadata"]!.ToJsonString().ShouldBe("""{"a":{"y":2}}""");
    }

    [Fact]
    public async Task A_responses_file_is_reached_by_redirect_to_a_signed_address()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync("cut", "segmentannotation");
        await session.PostAsync("/v1/batches", new JsonObject { ["project"] = "cut", ["name"] = "b" });
        JsonNode task = await session.PostAsync("/v1/task/segmentannotation", new JsonObject
        {
            ["batch"] = "b",
            ["attachment"] = "https://x/a.png",
            ["labels"] = new JsonArray("a"),
        });
        await session.PostAsync("/v1/batches/b/finalize");
        session.Emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        string mask = session.Scale.FindTask(task["task_id"]!.GetValue<string>())!["response"]!["annotations"]!["combined"]![
            "image"]!.GetValue<string>();
        string attachment = new Uri(mask).Segments[^1];
        using HttpResponseMessage redirect = await session.Http.GetAsync($"/v2/datasets/task/{task["task_id"]}/response_url/{attachment}");
        redirect.StatusCode.ShouldBe(HttpStatusCode.Found);
        redirect.Headers.Location.ShouldBe(new Uri(mask));
    }
}
