using System.ClientModel.Primitives;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.FastLabel.Tests.Client;

/// <summary>What counts as success: 200 for GET, 200 and 204 for the others, and nothing else.</summary>
public sealed class StatusTests
{
    [Theory]
    [InlineData("GET", 201)]
    [InlineData("GET", 202)]
    [InlineData("GET", 204)]
    [InlineData("GET", 206)]
    [InlineData("PUT", 201)]
    [InlineData("PUT", 202)]
    [InlineData("POST", 201)]
    [InlineData("POST", 202)]
    [InlineData("DELETE", 201)]
    [InlineData("DELETE", 202)]
    public async Task Any_other_status_is_an_error_with_its_message(string method, int status)
    {
        FastLabelClient client = Client(status, status == 204 ? null : """{"message": "created"}""");
        FastLabelException error = await Should.ThrowAsync<FastLabelException>(() => CallAsync(client, method));
        error.Status.ShouldBe(status);
        if (status != 204)
            error.ErrorMessage.ShouldBe("created");
    }

    [Theory]
    [InlineData("GET", 200)]
    [InlineData("PUT", 200)]
    [InlineData("PUT", 204)]
    [InlineData("POST", 200)]
    [InlineData("POST", 204)]
    [InlineData("DELETE", 200)]
    [InlineData("DELETE", 204)]
    public async Task The_documented_statuses_are_successes(string method, int status) =>
        await CallAsync(Client(status, status == 204 ? null : method == "GET" ? """{"id": "t"}""" : "\"t\""), method);

    [Fact]
    public async Task A_change_that_is_answered_with_nothing_gives_nothing()
    {
        (await Client(204, null).ImageTasks.UpdateAsync("t", new())).Value.ShouldBeNull();
        (await Client(200, "").ImageTasks.UpdateAsync("t", new())).Value.ShouldBeNull();
        (await Client(200, "\"t\"").ImageTasks.UpdateAsync("t", new())).Value.ShouldBe("t");
    }

    [Fact]
    public async Task What_is_answered_with_nothing_and_needs_no_answer_gives_nothing()
    {
        (await Client(204, null).Comments.CreateThreadAsync("c", new() { Text = "x" })).Value.ShouldBeNull();
        (await Client(204, null).Projects.CopyAsync(new() { Id = "p" })).Value.ShouldBeNull();
        (await Client(204, null).ImageTasks.CreateIntegratedAsync(
            new() { Project = "p", FilePath = "a.png", StorageType = "gcp" })).Value.ShouldBeNull();
        (await Client(204, null).Monitorings.CreateRequestResultsAsync(new() { Name = "m", Results = [] })).Value.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_made_under_a_name_and_answered_with_nothing_is_looked_up()
    {
        ScriptedHandler script = new();
        FastLabelClient client = Client(script);
        script.Respond(204);
        script.Respond(200, """[{"id": "t", "name": "n"}]""");
        (await client.VideoTasks.CreateAsync(new()
        {
            Project = "p",
            Name = "n",
            File = Base64Content.FromBytes(TestFiles.Mp4("avc1"), "n.mp4"),
        })).Value.ShouldBe("t");
        script.Respond(204);
        script.Respond(200, """[{"id": "c", "value": "cat"}]""");
        (await client.AnnotationClasses.CreateAsync(
            new() { Project = "p", Type = AnnotationType.Line, Value = "cat", Title = "Cat" })).Value.ShouldBe("c");
        script.Respond(204);
        script.Respond(200, """[{"id": "d", "name": "cats and dogs"}, {"id": "e", "name": "cats"}]""");
        (await client.Datasets.CreateAsync(new() { Name = "cats" })).Value.Id.ShouldBe("e");
        script.Requests.Select(request => request.Method).ShouldBe(["POST", "GET", "POST", "GET", "POST", "GET"]);
    }

    [Fact]
    public async Task A_job_that_is_answered_with_nothing_is_an_error_that_says_it_was_begun()
    {
        FastLabelException error = await Should.ThrowAsync<FastLabelException>(() => Client(204, null).Storages.ImportFromAwsS3Async(
            new() { Project = "p", Status = FastLabelTaskStatus.Registered, Tags = [], Priority = 0 }));
        (error.Status, error.Outcome).ShouldBe((204, ApiOutcome.SucceededUnreadable));
    }

    [Theory]
    [InlineData("""{"statusCode": 404, "message": "Task not found"}""", "Task not found")]
    [InlineData("""{"statusCode": 422, "message": ["name is taken", "tags are too many"]}""", "name is taken")]
    [InlineData("<html>bad gateway</html>", null)]
    [InlineData("""{"error": "no message"}""", null)]
    public async Task The_message_is_read_whatever_its_shape(string body, string? message)
    {
        FastLabelException error = await Should.ThrowAsync<FastLabelException>(() => CallAsync(Client(422, body), "GET"));
        if (message is null)
            error.ResponseBody.ShouldBe(body);
        else
            error.ErrorMessage.ShouldNotBeNull().ShouldContain(message);
    }

    private static Task CallAsync(FastLabelClient client, string method) => method switch
    {
        "GET" => client.ImageTasks.GetAsync("t"),
        "PUT" => client.ImageTasks.UpdateAsync("t", new()),
        "POST" => client.Tags.DeleteAsync(new() { TagIds = ["t"] }),
        _ => client.Tasks.DeleteAsync("t"),
    };

    private static FastLabelClient Client(int status, string? body)
    {
        ScriptedHandler script = new() { RepeatLast = true };
        script.Respond(status, body);
        return Client(script);
    }

    private static FastLabelClient Client(ScriptedHandler script)
    {
        FastLabelClientOptions options = new() { Transport = new HttpClientPipelineTransport(new HttpClient(script)) };
        options.Retry.MaxRetries = 0;
        return new FastLabelClient(ApiCredential.FromKey("token"), options);
    }
}
