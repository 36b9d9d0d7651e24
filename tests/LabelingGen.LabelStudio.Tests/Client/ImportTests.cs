using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.LabelStudio.Tests.Client;

/// <summary>Imports as they are sent, and those that go on at an enterprise server.</summary>
public sealed class ImportTests
{
    private readonly FakeTimeProvider _clock = new() { WaitsPassAtOnce = true };

    [Fact]
    public async Task An_import_that_goes_on_is_waited_for_by_its_id()
    {
        ScriptedHandler server = new();
        server.Respond(201, """{"import": 9}""").Respond(200, """{"id": 9, "status": "created"}""")
            .Respond(200, """{"id": 9, "status": "in_progress"}""")
            .Respond(200, """{"id": 9, "status": "completed", "task_count": 2, "task_ids": [4, 5]}""");
        LabelStudioClient client = Client(server);

        ImportResult started = await client.Imports.ImportAsync(
            7, [new() { Data = new JsonObject { ["image"] = "x" } }],
            new() { CommitToProject = true, ReturnTaskIds = true, PreannotatedFromFields = ["box", "kind"] });
        started.TaskCount.ShouldBeNull();
        ProjectImport done = await client.Imports.Track(7, started.Import!.Value).WaitForCompletionAsync(null);

        (done.TaskCount, done.TaskIds!.ToJsonString()).ShouldBe((2, "[4,5]"));
        string query = Uri.UnescapeDataString(server.Requests[0].Uri.Query);
        query.ShouldContain("commit_to_project=true");
        query.ShouldContain("return_task_ids=true");
        query.ShouldContain("preannotated_from_fields=box");
        query.ShouldContain("kind");
        server.Requests[1].Uri.AbsolutePath.ShouldBe("/api/projects/7/imports/9/");
    }

    [Fact]
    public async Task A_reimport_that_failed_tells_what_the_server_says()
    {
        ScriptedHandler server = new();
        server.Respond(201, """{"reimport": 3}""").Respond(200, """{"id": 3, "status": "failed", "error": "No such column 'image'"}""");
        LabelStudioClient client = Client(server);

        ImportResult started = await client.Imports.ReimportAsync(7, new() { FileUploadIds = [1] });
        JobFailedException failure = await Should.ThrowAsync<JobFailedException>(
            () => client.Imports.TrackReimport(7, started.Reimport!.Value).WaitForCompletionAsync(null));

        failure.Reason.ShouldBe("No such column 'image'");
        server.Requests[1].Uri.AbsolutePath.ShouldBe("/api/projects/7/reimports/3/");
    }

    [Fact]
    public async Task A_failed_import_tells_what_the_server_says()
    {
        ScriptedHandler server = new();
        server.Respond(200, """{"id": 9, "status": "failed", "error": "Data is no list"}""");
        JobFailedException failure = await Should.ThrowAsync<JobFailedException>(
            () => Client(server).Imports.Track(7, 9).WaitForCompletionAsync(null));
        failure.Reason.ShouldBe("Data is no list");
    }

    [Fact]
    public async Task An_address_is_sent_as_a_form()
    {
        ScriptedHandler server = new();
        server.Respond(201, """{"task_count": 1}""");
        ImportResult result = await Client(server).Imports.ImportFromAddressAsync(7, new Uri("https://example.com/a b.csv?x=1&y=2"));
        result.TaskCount.ShouldBe(1);
        SentRequest sent = server.Requests.ShouldHaveSingleItem();
        sent.Header("Content-Type").ShouldBe("application/x-www-form-urlencoded");
        Uri.UnescapeDataString(sent.Text.Replace('+', ' ')).ShouldBe("url=https://example.com/a%20b.csv?x=1&y=2");
    }

    [Fact]
    public async Task Files_travel_under_distinct_names()
    {
        ScriptedHandler server = new();
        server.Respond(201, """{"task_count": 2}""");
        FileUpload[] files = [new(new MemoryStream([1]), "a.png"), new(new MemoryStream([2]), "a.png")];
        await Client(server).Imports.ImportFilesAsync(7, files);
        string body = server.Requests.ShouldHaveSingleItem().Text;
        body.ShouldContain("name=\"file_0\"");
        body.ShouldContain("name=\"file_1\"");
    }

    private LabelStudioClient Client(ScriptedHandler server) => new(
        ApiCredential.FromKey("legacy"),
        new LabelStudioClientOptions
        {
            Endpoint = new Uri("http://127.0.0.1:8080"),
            TimeProvider = _clock,
            Transport = new HttpClientPipelineTransport(new HttpClient(server)),
        });
}
