using System.Net;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class ScaleBatchAndProjectTests
{
    [Fact]
    public async Task A_batch_goes_from_staging_over_in_progress_to_completed()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync(more: new() { ["rapid"] = true });
        JsonNode batch = await session.PostAsync(
            "/v1/batches", new JsonObject { ["project"] = "street", ["name"] = "b/1 %", ["metadata"] = new JsonObject { ["k"] = 1 } });
        batch["status"]!.GetValue<string>().ShouldBe("staging");
        batch["metadata"]!.ToJsonString().ShouldBe("""{"k":1}""");
        const string Path = "/v1/batches/b%2F1%20%25";
        await session.CreateBoxTaskAsync(new() { ["batch"] = "b/1 %" });
        await session.CreateBoxTaskAsync(new() { ["batch"] = "b/1 %" });

        // Work on a Rapid batch begins with finalizing it.
        session.Emulator.Clock.Advance(TimeSpan.FromHours(1));
        (await session.GetAsync(Path + "/status")).ToJsonString().ShouldBe("""{"status":"staging","pending":2}""");
        (await session.PostAsync(Path + "/finalize"))["status"]!.GetValue<string>().ShouldBe("in_progress");
        session.Emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        (await session.GetAsync(Path + "/status")).ToJsonString().ShouldBe("""{"status":"completed","completed":2}""");
        (await session.SendAsync(HttpMethod.Post, "/v1/task/imageannotation", new JsonObject { ["batch"] = "b/1 %" })).Status
            .ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Batches_are_listed_by_every_filter_and_offset()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync("p");
        await session.CreateProjectAsync("q");
        for (int i = 0; i < 5; i++)
        {
            await session.PostAsync("/v1/batches", new JsonObject { ["project"] = i < 3 ? "p" : "q", ["name"] = "b" + i });
            session.Emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await NamesAsync("limit=2&offset=1")).ShouldBe("b3,b2");
        (await NamesAsync("project=p")).ShouldBe("b2,b1,b0");
        (await NamesAsync("start_time=2026-01-01T00:03:00Z")).ShouldBe("b4,b3");
        (await NamesAsync("end_time=2026-01-01T00:00:30Z")).ShouldBe("b0");
        await session.PostAsync("/v1/batches/b1/finalize");
        (await NamesAsync("status=in_progress")).ShouldBe("b1");
        session.Scale.ArchiveProject("q");
        (await NamesAsync("exclude_archived=true")).ShouldBe("b2,b1,b0");
        JsonNode page = await session.GetAsync("/v1/batches?limit=2");
        page["totalDocs"]!.GetValue<int>().ShouldBe(5);
        page["has_more"]!.GetValue<bool>().ShouldBeTrue();

        async Task<string> NamesAsync(string query) =>
            string.Join(',', (await session.GetAsync("/v1/batches?" + query))["docs"]!.AsArray()
                .Select(b => b!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Batch_names_are_unique_and_priorities_end_with_finalizing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync();
        JsonObject body = new() { ["project"] = "street", ["name"] = "b" };
        await session.PostAsync("/v1/batches", body);
        (await session.SendAsync(HttpMethod.Post, "/v1/batches", body.DeepClone())).Status.ShouldBe(HttpStatusCode.Conflict);
        (await session.PostAsync("/v1/batches/b/prioritize", new JsonObject { ["priority"] = 30 }))["priority"]!.GetValue<int>()
            .ShouldBe(30);
        (await session.PostAsync("/v1/batches/b/setMetadata", new JsonObject { ["x"] = 1 }))["metadata"]!.ToJsonString()
            .ShouldBe("""{"x":1}""");
        await session.PostAsync("/v1/batches/b/finalize");
        (await session.SendAsync(HttpMethod.Post, "/v1/batches/b/prioritize", new JsonObject { ["priority"] = 1 }))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_projects_parameters_are_versions_and_defaults_of_its_tasks()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync(more: new()
        {
            ["params"] = new JsonObject
            {
                ["instruction"] = "Be exact.",
                ["geometries"] = new JsonObject { ["point"] = new JsonObject { ["objects_to_annotate"] = new JsonArray("eye") } }
            },
        });
        JsonNode patched = await session.PostAsync(
            "/v1/projects/street/setParams", new JsonObject { ["patch"] = true, ["instruction"] = "Be quick." });
        JsonArray history = patched["param_history"]!.AsArray();
        history.Select(h => h!["version"]!.GetValue<int>()).ShouldBe([0, 1]);
        history[1]!["geometries"].ShouldNotBeNull();

        JsonNode task = await session.PostAsync(
            "/v1/task/imageannotation",
                new JsonObject { ["project"] = "street", ["attachment"] = "https://x/a.png", ["instruction"] = "Find eyes." });
        task["instruction"]!.GetValue<string>().ShouldBe("Find eyes.\nBe quick.");
        task["params"]!["geometries"]!["point"].ShouldNotBeNull();

        JsonNode replaced = await session.PostAsync("/v1/projects/street/setParams", new JsonObject { ["instruction"] = "New." });
        replaced["param_history"]!.AsArray()[2]!["geometries"].ShouldBeNull();
        (await session.SendAsync(HttpMethod.Post, "/v1/task/categorization", new JsonObject { ["project"] = "street" })).Status
            .ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Projects_are_unique_archived_and_have_templates_only_for_text_and_chat()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync("a");
        await session.CreateProjectAsync("b", "chat");
        (await session.SendAsync(HttpMethod.Post, "/v1/projects", new JsonObject { ["name"] = "a", ["type"] = "chat" }))
            .Status.ShouldBe(HttpStatusCode.Conflict);
        session.Scale.ArchiveProject("a");
        (await session.GetAsync("/v1/projects?archived=true")).AsArray().Select(p => p!["name"]!.GetValue<string>()).ShouldBe(["a"]);
        (await session.GetAsync("/v1/projects?archived=false")).AsArray().Select(p => p!["name"]!.GetValue<string>()).ShouldBe(["b"]);
        (await session.GetAsync("/v1/projects")).AsArray().Count.ShouldBe(2);
        (await session.GetAsync("/v1/projects/b/taskTemplates"))["template_variables"].ShouldNotBeNull();
        (await session.SendAsync(HttpMethod.Get, "/v1/projects/a/taskTemplates")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await session.PostAsync("/v1/projects/a/setOntology", new JsonObject { ["ontology"] = new JsonArray("car") }))["ontology"]!
            .ToJsonString().ShouldBe("""["car"]""");
    }

    [Fact]
    public async Task Teams_grow_after_a_delay_and_keep_their_admin()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        JsonObject invitation = new() { ["emails"] = new JsonArray("a@example.com", "b@example.com"), ["team_role"] = "labeler" };
        (await session.PostAsync("/v1/teams/invite", invitation)).AsArray().Count.ShouldBe(1);
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(5));
        JsonArray team = (await session.GetAsync("/v1/teams")).AsArray();
        team.Count.ShouldBe(3);
        team[1]!["isStudioLabeler"]!.GetValue<bool>().ShouldBeTrue();
        JsonNode changed = await session.PostAsync(
            "/v1/teams/set_role", new JsonObject { ["emails"] = new JsonArray("a@example.com"), ["team_role"] = "manager" });
        changed[1]!["role"]!.GetValue<string>().ShouldBe("manager");
        (await session.SendAsync(
            HttpMethod.Post, "/v1/teams/set_role", new JsonObject { ["emails"] = new JsonArray("a@example.com"), ["team_role"] = "admin" }))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
        (await session.SendAsync(HttpMethod.Post, "/v1/teams/set_role",
            new JsonObject { ["emails"] = new JsonArray("z@example.com"), ["team_role"] = "member" }))
            .Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Studio_assigns_groups_and_orders_batches()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync("my project", more: new() { ["studio"] = true });
        JsonObject assignment = new() { ["emails"] = new JsonArray("a@example.com"), ["projects"] = new JsonArray("my project") };
        JsonObject group = new() { ["emails"] = new JsonArray("a@example.com"), ["name"] = "group 1" };
        (await session.SendAsync(HttpMethod.Post, "/v1/studio/projects/my%20project/groups", group.DeepClone()))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
        (await session.PostAsync("/v1/studio/assignments/add", assignment)).ToJsonString().ShouldBe("""{"a@example.com":["my project"]}""");
        JsonNode made = await session.PostAsync("/v1/studio/projects/my%20project/groups", group);
        made["isSingleton"]!.GetValue<bool>().ShouldBeTrue();
        JsonNode emptied = await session.OkAsync(
            HttpMethod.Put, "/v1/studio/projects/my%20project/groups/group%201",
                new JsonObject { ["add_emails"] = new JsonArray(), ["remove_emails"] = new JsonArray("a@example.com") });
        emptied["numWorkers"]!.GetValue<int>().ShouldBe(0);

        foreach (string name in new[] { "b1", "b2" })
        {
            await session.PostAsync("/v1/batches", new JsonObject { ["project"] = "my project", ["name"] = name });
            session.Emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await session.OkAsync(HttpMethod.Put, "/v1/studio/batches/b1", new JsonObject { ["groups"] = new JsonArray("group 1") }))[
            "groups"]!
            .ToJsonString().ShouldBe("""["group 1"]""");
        JsonObject order = new() { ["batches"] = new JsonArray(new JsonObject { ["name"] = "b2" }, new JsonObject { ["name"] = "b1" }) };
        Names(await session.PostAsync("/v1/studio/batches/set_priorities", order)).ShouldBe(["b2", "b1"]);
        Names(await session.PostAsync("/v1/studio/batches/reset_priorities")).ShouldBe(["b1", "b2"]);
        JsonObject part = new() { ["batches"] = new JsonArray(new JsonObject { ["name"] = "b2" }) };
        (await session.SendAsync(HttpMethod.Post, "/v1/studio/batches/set_priorities", part)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await session.PostAsync("/v1/studio/assignments/remove", assignment.DeepClone())).ToJsonString().ShouldBe("{}");

        static string[] Names(JsonNode batches) => [.. batches.AsArray().Select(b => b!["name"]!.GetValue<string>())];
    }
}
