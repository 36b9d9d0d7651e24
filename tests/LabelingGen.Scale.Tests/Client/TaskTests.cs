using System.ClientModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Scale.Tests.Flows;

namespace LabelingGen.Scale.Tests.Client;

public sealed class TaskTests
{
    [Fact]
    public void Every_known_task_type_has_a_create_method_of_its_own()
    {
        IEnumerable<string> types = typeof(TaskType).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(TaskType)).Select(p => p.Name);
        string[] methods = [.. typeof(TasksClient).GetMethods().Select(m => m.Name)];
        types.Where(t => !methods.Contains($"Create{t}Async")).ShouldBeEmpty();
        types.Count().ShouldBe(33);
    }

    [Fact]
    public async Task A_typed_create_sends_its_type_and_parameters()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        ScaleTask task = await flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters("u"));
        task.Type.ShouldBe(TaskType.ImageAnnotation);
        ImageAnnotationTaskParameters echo = task.ReadParameters<ImageAnnotationTaskParameters>().ShouldNotBeNull();
        echo.Geometries.Box.ShouldNotBeNull().ObjectsToAnnotate.ShouldNotBeNull().Count.ShouldBe(2);
        task.ReadResponse<ImageAnnotationResponse>().ShouldBeNull();
    }

    [Fact]
    public void A_list_without_project_and_batch_is_refused_at_once()
    {
        ScaleClient client = new(ApiCredential.FromKey("test_key"));
        Should.Throw<ArgumentException>(() => client.Tasks.ListAsync(new() { Tags = ["t"] })).ParamName.ShouldBe("options");
        Should.Throw<ArgumentException>(() => client.Tasks.ListAsync(new() { Project = "" }));
        Should.Throw<ArgumentNullException>(() => client.Tasks.ListAsync(null!));
    }

    [Fact]
    public async Task A_count_and_a_bulk_cancel_without_project_and_batch_are_refused()
    {
        ScaleClient client = new(ApiCredential.FromKey("test_key"));
        await Should.ThrowAsync<ArgumentException>(() => client.Tasks.GetCountAsync(new()));
        await Should.ThrowAsync<ArgumentException>(() => client.Tasks.CancelAllAsync(new()));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => client.Tasks.CancelAllAsync(new() { Project = "p" }, maxConcurrency: 0));
    }

    [Fact]
    public async Task Later_changes_of_the_options_do_not_touch_a_list()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await flow.CreateManyAsync(2);
        ListTasksOptions options = new() { Project = "street" };
        AsyncCollectionResult<ScaleTask> list = flow.Client.Tasks.ListAsync(options);
        options.Project = "other";
        (await list.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Filters_by_time_take_instants_days_and_texts()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await flow.CreateManyAsync(1);
        DateTimeOffset now = flow.Clock.GetUtcNow();
        async Task<int> Count(TimeBound after) =>
            await flow.Client.Tasks.ListAsync(new() { Project = "street", CreatedAfter = after }).CountAsync();
        (await Count(now.AddHours(-1))).ShouldBe(1);
        (await Count(now.AddHours(1))).ShouldBe(0);
        (await Count(DateOnly.FromDateTime(now.UtcDateTime))).ShouldBe(1);
        (await Count("2020-09-09 00:00:00.000001")).ShouldBe(1);
    }

    [Fact]
    public void A_time_is_sent_in_UTC_to_the_microsecond()
    {
        DateTimeOffset time = new DateTimeOffset(2024, 5, 1, 1, 30, 0, TimeSpan.FromHours(2)).AddTicks(10);
        ((TimeBound)time).Text.ShouldBe("2024-04-30T23:30:00.000001Z");
        ((TimeBound)new DateOnly(2024, 5, 1)).Text.ShouldBe("2024-05-01");
        ((TimeBound)"2024-05-01").ShouldBe(new DateOnly(2024, 5, 1));
        Should.Throw<ArgumentException>(() => (TimeBound)"");
        default(TimeBound).Text.ShouldBeNull();
    }

    [Fact]
    public async Task A_file_larger_than_the_API_takes_is_refused_before_it_is_read()
    {
        ScaleClient client = new(ApiCredential.FromKey("test_key"));
        using Stream content = new MemoryStream();
        FileUpload file = new(content, "big.bin", length: FilesClient.MaxFileBytes + 1);
        (await Should.ThrowAsync<ArgumentException>(() => client.Files.UploadAsync(file))).Message.ShouldContain("big.bin");
    }

    [Fact]
    public void Unknown_members_of_a_task_survive_a_round_trip()
    {
        const string json =
            """{"task_id": "t", "priority": 1e1, "otherVersion": {"a": [1.0, null]}, "status": "brand_new", "batch": null}""";
        ScaleTask task = JsonSerializer.Deserialize<ScaleTask>(json)!;
        task.Status!.Value.Value.ShouldBe("brand_new");
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(task), JsonNode.Parse(json)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_evaluation_task_needs_the_right_answer()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await Should.ThrowAsync<ArgumentException>(
            () => flow.Client.EvaluationTasks.CreateAsync(TaskType.ImageAnnotation, new JsonObject()));
        EvaluationTask task = await flow.Client.EvaluationTasks.CreateAsync(
            TaskType.ImageAnnotation, ScaleFlow.Parameters(), ScaleFlow.Json("""{"annotations": []}"""));
        task.ExpectedResponse.ShouldNotBeNull()["annotations"].ShouldBeOfType<JsonArray>().ShouldBeEmpty();
    }
}
