using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class FastLabelTests
{
    private static readonly string Picture = Convert.ToBase64String(PngWriter.Write(30, 20, 1, new byte[600]));

    [Fact]
    public async Task A_task_is_created_read_listed_updated_counted_and_deleted()
    {
        await using EmulatorSession session = await StartAsync();
        await CreateProjectAsync(session);
        JsonObject body = new() { ["project"] = "cats", ["name"] = "a/1.png", ["file"] = Picture, ["tags"] = new JsonArray("red") };
        string id = (await session.PostAsync(At(session, "tasks/image"), body)).GetValue<string>();
        JsonNode task = await session.GetAsync(At(session, "tasks/image/" + id));
        task["width"]!.GetValue<int>().ShouldBe(30);
        task["status"]!.GetValue<string>().ShouldBe("registered");
        using HttpClient anonymous = new();
        (await anonymous.GetByteArrayAsync(task["url"]!.GetValue<string>())).Length.ShouldBeGreaterThan(20);
        (await session.SendAsync(HttpMethod.Post, At(session, "tasks/image"), body.DeepClone())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await session.SendAsync(HttpMethod.Get, At(session, "tasks/text/" + id))).Status.ShouldBe(HttpStatusCode.NotFound);

        JsonObject update = new()
        {
            ["status"] = "completed",
            ["annotations"] = new JsonArray(new JsonObject { ["type"] = "bbox", ["value"] = "cat" })
        };
        (await session.OkAsync(HttpMethod.Put, At(session, "tasks/image/" + id), update)).GetValue<string>().ShouldBe(id);
        (await session.GetAsync(At(session, "tasks/count?project=cats&status=completed"))).GetValue<int>().ShouldBe(1);
        (await session.GetAsync(At(session, "tasks/image?project=cats&tags=blue&tags=red"))).AsArray().Count.ShouldBe(1);
        (await session.GetAsync(At(session, "tasks/image?project=cats&taskName=nobody"))).AsArray().Count.ShouldBe(0);
        (await session.GetAsync(At(session, "tasks/map/id-name?project=cats")))[id]!.GetValue<string>().ShouldBe("a/1.png");
        (await session.GetAsync(At(session, "tags?project=cats")))[0]!["name"]!.GetValue<string>().ShouldBe("red");

        (await session.SendAsync(HttpMethod.Delete, At(session, $"tasks/{id}/task-annotations"))).Status.ShouldBe(HttpStatusCode.NoContent);
        session.Emulator.FastLabel.FindTask(id)!["annotations"]!.AsArray().Count.ShouldBe(0);
        (await session.SendAsync(HttpMethod.Delete, At(session, "tasks/" + id))).Status.ShouldBe(HttpStatusCode.NoContent);
        session.Emulator.FastLabel.TaskCount.ShouldBe(0);
    }

    [Fact]
    public async Task Pages_go_by_offset_until_an_empty_list()
    {
        await using EmulatorSession session = await StartAsync();
        await CreateProjectAsync(session);
        for (int i = 0; i < 5; i++)
        {
            await session.PostAsync(
                At(session, "tasks/text/classification"), new JsonObject { ["project"] = "cats", ["name"] = "t" + i, ["file"] = "aGk=" });
        }

        List<string> names = [];
        while (true)
        {
            JsonArray page = (await session.GetAsync(At(session, $"tasks/text/classification?project=cats&limit=2&offset={names.Count}")))
                .AsArray();
            if (page.Count == 0)
                break;
            names.AddRange(page.Select(t => t!["name"]!.GetValue<string>()));
        }

        names.ShouldBe(["t0", "t1", "t2", "t3", "t4"]);
        (await session.SendAsync(HttpMethod.Get, At(session, "tasks/video?project=cats&limit=11")))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Projects_and_classes_are_created_copied_and_deleted_together()
    {
        await using EmulatorSession session = await StartAsync();
        string id = await CreateProjectAsync(session);
        JsonObject label = new() { ["project"] = "cats", ["type"] = "bbox", ["value"] = "cat", ["title"] = "Cat" };
        string annotation = (await session.PostAsync(At(session, "annotations"), label)).GetValue<string>();
        (await session.GetAsync(At(session, "annotations/" + annotation)))["title"]!.GetValue<string>().ShouldBe("Cat");
        await session.PostAsync(At(session, "projects/copy"), new JsonObject { ["id"] = id, ["slug"] = "dogs" });
        (await session.GetAsync(At(session, "annotations?project=dogs&value=cat"))).AsArray().Count.ShouldBe(1);
        JsonNode found = (await session.GetAsync(At(session, "projects?slug=cats")))[0]!;
        found["id"]!.GetValue<string>().ShouldBe(id);
        found.AsObject().Select(p => p.Key).ShouldAllBe(name => name[0] != '_');
        (await session.SendAsync(HttpMethod.Delete, At(session, "projects/" + id))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await session.SendAsync(HttpMethod.Get, At(session, "annotations/" + annotation))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await session.GetAsync(At(session, "projects/map/id-slug"))).AsObject().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_import_runs_on_the_clock()
    {
        await using EmulatorSession session = await StartAsync();
        await CreateProjectAsync(session);
        JsonObject import = new() { ["project"] = "cats", ["status"] = "registered", ["tags"] = new JsonArray(), ["priority"] = 0 };
        (await session.SendAsync(HttpMethod.Post, At(session, "tasks/aws-s3"), import.DeepClone()))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
        await session.OkAsync(
            HttpMethod.Put, At(session, "storages/aws-s3/cats"), new JsonObject { ["bucketName"] = "b", ["bucketRegion"] = "r" });
        JsonNode history = await session.PostAsync(At(session, "tasks/aws-s3"), import);
        history["status"]!.GetValue<string>().ShouldBe("running");
        session.Emulator.FastLabel.TaskCount.ShouldBe(0);
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        (await session.GetAsync(At(session, "tasks/import/histories/" + history["id"])))["status"]!.GetValue<string>()
            .ShouldBe("completed");
        session.Emulator.FastLabel.TaskCount.ShouldBe(3);
        (await session.GetAsync(At(session, "tasks/import/status/aws-s3/cats")))["id"]!.ToJsonString()
            .ShouldBe(history["id"]!.ToJsonString());
    }

    [Fact]
    public async Task A_file_goes_to_an_upload_slot_and_becomes_an_appendix()
    {
        await using EmulatorSession session = await StartAsync();
        await CreateProjectAsync(session);
        JsonNode slot = await session.GetAsync(At(session, "files?project=cats&fileName=a.zip&fileType=application/zip"));
        JsonObject import = new() { ["project"] = "cats", ["fileKey"] = slot["name"]!.GetValue<string>() };
        (await session.SendAsync(HttpMethod.Post, At(session, "contents/imports/appendix/batch"), import.DeepClone())).Status
            .ShouldBe(HttpStatusCode.BadRequest);
        using HttpClient anonymous = new();
        (await anonymous.PutAsync(slot["url"]!.GetValue<string>(), new ByteArrayContent([1, 2, 3]))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await session.PostAsync(At(session, "contents/imports/appendix/batch"), import);
        JsonNode appendix = (await session.GetAsync(At(session, "contents/export/appendix?project=cats")))[0]!;
        (await anonymous.GetByteArrayAsync(appendix["url"]!.GetValue<string>())).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Objects_of_a_dataset_are_found_by_encoded_names_in_both_generations()
    {
        await using EmulatorSession session = await StartAsync();
        string id = (await session.PostAsync(At(session, "datasets-v2"), new JsonObject { ["name"] = "pets-1" }))["id"]!.GetValue<string>();
        JsonObject made = new()
        {
            ["datasetName"] = "pets-1",
            ["objectName"] = "dir/a 1.png",
            ["filePath"] = Picture,
            ["tags"] = new JsonArray("x")
        };
        (await session.PostAsync(At(session, "dataset-revision-objects"), made))["width"]!.GetValue<int>().ShouldBe(30);
        foreach (string route in new[] { $"dataset-revision-objects/datasets/{id}", "datasets-v2/" + id })
            (await session.GetAsync(At(session, route + "/objects/dir%2Fa%201.png")))["name"]!.GetValue<string>().ShouldBe("dir/a 1.png");
        (await session.GetAsync(At(session, "dataset-objects-v2?dataset=pets-1&tags=x"))).AsArray().Count.ShouldBe(1);
        string url = (await session.GetAsync(At(session, "dataset-revision-objects/signed-urls?datasetName=pets-1")))[0]![
            "signedUrl"]!.GetValue<string>();
        using HttpClient anonymous = new();
        Convert.ToBase64String(await anonymous.GetByteArrayAsync(url)).ShouldBe(Picture);
        (await session.SendAsync(HttpMethod.Post, At(session, "datasets-v2"), new JsonObject { ["name"] = "Pets" })).Status
            .ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_dataset_goes_with_its_objects_and_the_tasks_made_from_them()
    {
        await using EmulatorSession session = await StartAsync();
        await CreateProjectAsync(session);
        string id = (await session.PostAsync(At(session, "datasets-v2"), new JsonObject { ["name"] = "pets" }))["id"]!.GetValue<string>();
        await session.PostAsync(
            At(session, "dataset-revision-objects"),
            new JsonObject { ["datasetName"] = "pets", ["objectName"] = "a.png", ["filePath"] = Picture });
        foreach (string name in (string[])["pets/a.png", "pets/a/1.png", "pets/b.png", "a.png"])
        {
            await session.PostAsync(
                At(session, "tasks/image"), new JsonObject { ["project"] = "cats", ["name"] = name, ["file"] = Picture });
        }

        (await session.SendAsync(HttpMethod.Delete, At(session, "datasets-v2/" + id))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await session.SendAsync(HttpMethod.Get, At(session, "dataset-revision-objects?datasetName=pets")))
            .Status.ShouldBe(HttpStatusCode.NotFound);
        (await session.GetAsync(At(session, "tasks/image?project=cats"))).AsArray().Select(t => t!["name"]!.GetValue<string>())
            .ShouldBe(["pets/b.png", "a.png"]);
    }

    [Fact]
    public async Task A_project_goes_with_its_tasks_their_comments_and_its_imports()
    {
        await using EmulatorSession session = await StartAsync();
        string project = await CreateProjectAsync(session);
        string task = (await session.PostAsync(
            At(session, "tasks/image"),
            new JsonObject { ["project"] = "cats", ["name"] = "a.png", ["file"] = Picture })).GetValue<string>();
        JsonNode comment = await session.PostAsync(At(session, "comments"), new JsonObject { ["taskId"] = task, ["text"] = "look" });
        await session.OkAsync(
            HttpMethod.Put, At(session, "storages/aws-s3/cats"), new JsonObject { ["bucketName"] = "b", ["bucketRegion"] = "r" });
        JsonNode started = await session.PostAsync(At(session, "tasks/aws-s3"), new JsonObject { ["project"] = "cats" });
        string import = started["id"]!.GetValue<string>();
        (await session.SendAsync(HttpMethod.Delete, At(session, "projects/" + project))).Status.ShouldBe(HttpStatusCode.NoContent);
        session.Emulator.FastLabel.TaskCount.ShouldBe(0);
        string threads = At(session, $"comments/{comment["id"]!.GetValue<string>()}/threads");
        (await session.SendAsync(HttpMethod.Post, threads, new JsonObject { ["text"] = "x" })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await session.SendAsync(HttpMethod.Get, At(session, "tasks/import/histories/" + import)))
            .Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Auto_annotation_fills_the_tasks_when_it_is_done()
    {
        await using EmulatorSession session = await StartAsync();
        await CreateProjectAsync(session);
        string id = (await session.PostAsync(
            At(session, "tasks/image"), new JsonObject { ["project"] = "cats", ["name"] = "a", ["file"] = Picture }))
            .GetValue<string>();
        await session.PostAsync(At(session, "auto-annotations"), new JsonObject { ["project"] = "cats", ["modelName"] = "m" });
        session.Emulator.FastLabel.FindTask(id)!["annotations"]!.AsArray().Count.ShouldBe(0);
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        (await session.GetAsync(At(session, "auto-annotations?project=cats")))[0]!["status"]!.GetValue<string>().ShouldBe("completed");
        session.Emulator.FastLabel.FindTask(id)!["annotations"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Comments_and_users_come_and_go()
    {
        await using EmulatorSession session = await StartAsync();
        await CreateProjectAsync(session);
        string task = (await session.PostAsync(
            At(session, "tasks/image"), new JsonObject { ["project"] = "cats", ["name"] = "a", ["file"] = Picture }))
            .GetValue<string>();
        JsonNode comment = await session.PostAsync(
            At(session, "comments"), new JsonObject { ["taskId"] = task, ["text"] = "why?", ["points"] = new JsonArray(1, 2) });
        await session.PostAsync(At(session, $"comments/{comment["id"]}/threads"), new JsonObject { ["text"] = "because" });
        JsonArray threads = (await session.GetAsync(At(session, "comments/threads?project=cats"))).AsArray();
        threads.Select(t => t!["text"]!.GetValue<string>()).ShouldBe(["why?", "because"]);
        foreach (JsonNode? thread in threads)
            await session.SendAsync(HttpMethod.Delete, At(session, "comments/threads/" + thread!["id"]));
        (await session.GetAsync(At(session, $"comments?project=cats&taskId={task}"))).AsArray().Count.ShouldBe(0);

        JsonObject user = new() { ["name"] = "Ada", ["email"] = "ada@example.com", ["language"] = "en", ["role"] = "member" };
        await session.PostAsync(At(session, "workspaces-users/internal-users"), user);
        await session.PostAsync(
            At(session, "function-resource-permissions/model-dev/internal-users"), new JsonObject { ["email"] = "ada@example.com" });
        JsonNode listed = (await session.GetAsync(At(session, "workspaces-users?keyword=ada")))[0]!;
        listed["functionResourcePermissions"]!["modelDev"]!.GetValue<bool>().ShouldBeTrue();
        await session.OkAsync(
            HttpMethod.Put, At(session, "workspaces-users/internal-users"),
                new JsonObject { ["email"] = "ada@example.com", ["role"] = "none" });
        (await session.GetAsync(At(session, "workspaces-users"))).AsArray().Count.ShouldBe(0);
    }

    private static async Task<EmulatorSession> StartAsync()
    {
        EmulatorSession session = await EmulatorSession.StartAsync();
        session.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Emulator.FastLabel.AccessToken);
        return session;
    }

    private static string At(EmulatorSession session, string route) => session.Emulator.FastLabel.Endpoint.AbsoluteUri + "/" + route;

    private static async Task<string> CreateProjectAsync(EmulatorSession session) =>
        (await session.PostAsync(At(session, "projects"), new JsonObject
        {
            ["type"] = "image_bbox",
            ["name"] = "Cats",
            ["slug"] = "cats",
            ["workflow"] = "two_step",
            ["externalWorkflow"] = "two_step",
        })).GetValue<string>();
}
