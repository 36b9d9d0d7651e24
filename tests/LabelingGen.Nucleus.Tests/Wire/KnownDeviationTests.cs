using System.ClientModel.Primitives;
using LabelingGen.Core;
using LabelingGen.Testing;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

/// <summary>
/// Where a recording says that the official client is questionable, ours does what that text allows. Each such recording has a test here
/// that bears its name; the recordings themselves are compared by <see cref="WireParityTests"/>.
/// </summary>
public sealed class KnownDeviationTests
{
    private const string Job = """{"job_id":"job_1","job_last_known_status":"Running","job_type":"exportEmbeddings"}""";

    private readonly FakeTimeProvider _clock = new() { WaitsPassAtOnce = true };

    /// <summary>Names of recordings, and what their text says of a new client.</summary>
    public static TheoryData<string, string> Recordings => new()
    {
        { nameof(Append_local_jpg_update), "may accept image/jpeg" },
        { nameof(Create_dataset_from_project), "sent as a JSON string" },
        { nameof(Create_evaluation_v2), "The GET carries the JSON body {}" },
        { nameof(Dataset_ground_truth_loc_not_encoded), "must encode each segment" },
        { nameof(Get_slices_by_type), "must send name=a%26b&type=object" },
        { nameof(Job_sleep_until_complete), "a new client need not" },
        { nameof(Job_sleep_until_complete_queued), "must keep waiting on Queued" },
        { nameof(Retry_exhausted_503), "a new client must not" },
        { nameof(Retry_exhausted_520), "a new client must not" },
        { nameof(Slice_export_embeddings_async), "slice id in the dataset route" },
        { nameof(Validate_scenario_tests), "The GET carries the JSON body {}" },
    };

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recording_still_allows_what_its_test_asserts(string test, string allowed)
    {
        string? file = WireSuite.Files("nucleus").SingleOrDefault(path => Path.GetFileName(path) == test.ToLowerInvariant() + ".json");
        if (RepositoryPaths.InShared("wire") is not null)
            WireCase.Load(file.ShouldNotBeNull()).KnownDeviation.ShouldNotBeNull().ShouldContain(allowed);
    }

    [Fact]
    public void Every_marked_recording_has_a_test()
    {
        if (RepositoryPaths.InShared("wire") is null)
            return;
        WireSuite.Files("nucleus").Select(WireCase.Load).Where(recording => recording.KnownDeviation is not null)
            .Select(recording => recording.Name).Order(StringComparer.Ordinal)
            .ShouldBe(Recordings.Select(row => ((string)row[0]).ToLowerInvariant()));
    }

    /// <summary>The type of the part is that of the official client, which is what the server is used to.</summary>
    [Fact]
    public async Task Append_local_jpg_update()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["photo.jpg"], "picture");
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"updated_items":1}""");
        AppendResult result = await Client(server).Datasets.AppendAsync(
            "ds_1", [new DatasetItem(folder["photo.jpg"], "p")], new() { Update = true, IsScene = false, UsePrivacyMode = false });

        result.UpdatedItems.ShouldBe(1);
        server.Requests[0].Text.ShouldContain("Content-Type: image/jpg\r\n");
        server.Requests[0].Text.ShouldContain("\"update\":true");
    }

    /// <summary>The server expects the number as text.</summary>
    [Fact]
    public async Task Create_dataset_from_project()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"dataset_id":"ds_1"}""");
        await Client(server).Datasets.CreateFromProjectAsync("proj_1", 10);
        server.Requests[0].Text.ShouldContain("\"last_n_tasks\":\"10\"");
    }

    /// <summary>No request that reads has a body.</summary>
    [Fact]
    public async Task Create_evaluation_v2()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"evaluation_id":"evalv2_1"}""")
            .Respond(200, """{"id":"evalv2_1","status":"succeeded"}""");
        EvaluationJob job = await Client(server).Evaluations.CreateAsync("run_1", new() { Name = "e" });
        await job.UpdateStatusAsync();
        server.Requests.Select(request => (request.Method, request.Body is null)).ShouldBe([("POST", false), ("GET", true)]);
    }

    [Fact]
    public async Task Validate_scenario_tests()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, "[]");
        await Client(server).Validate.ListScenarioTestsAsync();
        (server.Requests[0].Method, server.Requests[0].Body).ShouldBe(("GET", null));
    }

    [Fact]
    public async Task Dataset_ground_truth_loc_not_encoded()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"type":"box","geometry":{"x":1,"y":2,"width":3,"height":4}}""");
        await Client(server).Datasets.GetGroundTruthAsync("ds_1", "ref 1/x", "a?1");
        server.Requests[0].Uri.PathAndQuery.ShouldBe("/v1/nucleus/dataset/ds_1/groundTruth/loc/ref%201%2Fx/a%3F1");
    }

    [Fact]
    public async Task Get_slices_by_type()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, "[]");
        await Client(server).Slices.ListForDatasetAsync("ds_1", "a&b", SliceType.Object);
        server.Requests[0].Uri.Query.ShouldBe("?name=a%26b&type=object");
    }

    /// <summary>The wait ends with the last state, not a while after it.</summary>
    [Fact]
    public async Task Job_sleep_until_complete()
    {
        ScriptedHandler server = Statuses("Running", "Running", "Completed");
        JobStatus status = await Client(server).Jobs.Track("job_1").WaitForCompletionAsync(null);
        (status.Status, server.Requests.Count, Pauses.Count()).ShouldBe((JobState.Completed, 3, 2));
    }

    [Fact]
    public async Task Job_sleep_until_complete_queued()
    {
        ScriptedHandler server = Statuses("Queued", "Queued", "Running", "Completed");
        NucleusJob job = Client(server).Jobs.Track("job_1");
        await job.WaitForCompletionAsync();
        (job.State, server.Requests.Count, Pauses.Count()).ShouldBe(("Completed", 4, 3));
    }

    [Fact]
    public Task Retry_exhausted_503() => IsNotFollowedByAWait(503);

    [Fact]
    public Task Retry_exhausted_520() => IsNotFollowedByAWait(520);

    /// <summary>The server takes the id of a slice in the place of a dataset's.</summary>
    [Fact]
    public async Task Slice_export_embeddings_async()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, Job);
        EmbeddingsExportJob job = await Client(server).Slices.ExportEmbeddingsAsync("slc_1");
        job.Id.ShouldBe("job_1");
        (server.Requests[0].Method, server.Requests[0].Uri.AbsolutePath, server.Requests[0].Text).ShouldBe(
            ("POST", "/v1/nucleus/dataset/slc_1/async_export_embeddings", "{}"));
    }

    private IEnumerable<TimeSpan> Pauses => _clock.Waits.Where(wait => wait > TimeSpan.Zero);

    private async Task IsNotFollowedByAWait(int status)
    {
        ScriptedHandler server = new ScriptedHandler { RepeatLast = true }.Respond(status, """{"error":"busy"}""");
        NucleusException error = await Should.ThrowAsync<NucleusException>(() => Client(server).Datasets.GetSizeAsync("ds_1"));
        (error.Status, error.Attempts).ShouldBe((status, server.Requests.Count));
        server.Requests.Count.ShouldBeGreaterThan(1);
        Pauses.Count().ShouldBe(server.Requests.Count - 1);
    }

    private static ScriptedHandler Statuses(params string[] states)
    {
        ScriptedHandler server = new();
        foreach (string state in states)
            server.Respond(200, $$"""{"job_id":"job_1","status":"{{state}}","message":"m","job_progress":"0"}""");
        return server;
    }

    private NucleusClient Client(ScriptedHandler server) => new(
        ApiCredential.FromKey("key"),
        new NucleusClientOptions
        {
            Transport = new HttpClientPipelineTransport(new HttpClient(server)),
            TimeProvider = _clock,
            Random = () => 0.5,
        });
}
