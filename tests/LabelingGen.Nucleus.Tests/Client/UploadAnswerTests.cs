using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>The server answers a batch with sums. What they do not account for is in doubt, not stored.</summary>
public sealed class UploadAnswerTests
{
    [Theory]
    [InlineData("""{"new_items":3,"updated_items":0,"ignored_items":0,"upload_errors":0}""", "Created Created Created")]
    [InlineData("""{"updated_items":3}""", "Updated Updated Updated")]
    [InlineData("""{"ignored_items":3}""", "Ignored Ignored Ignored")]
    [InlineData("""{"new_items":1,"ignored_items":2}""", "Stored Stored Stored")]
    [InlineData("""{"new_items":2,"upload_errors":1,"error_payload":[{"reference_id":"r1","error":"no"}]}""", "Created Failed Created")]
    [InlineData("""{"new_items":1,"error_payload":[{"reference_id":"r2"},{"reference_id":"r0"}]}""", "Failed Created Failed")]
    // A refused item that the sum of errors leaves out.
    [InlineData("""{"new_items":2,"error_payload":[{"reference_id":"r2"}]}""", "Created Created Failed")]
    [InlineData("""{"new_items":2,"upload_errors":1}""", "Unknown Unknown Unknown")]
    [InlineData("""{"new_items":1,"upload_errors":2,"error_payload":[{"reference_id":"r1"}]}""", "Unknown Failed Unknown")]
    // Answers that are half empty.
    [InlineData("""{}""", "Unknown Unknown Unknown")]
    [InlineData("""{"new_items":0,"updated_items":0,"ignored_items":0,"upload_errors":0}""", "Unknown Unknown Unknown")]
    [InlineData("""{"new_items":2,"updated_items":0,"ignored_items":0,"upload_errors":0}""", "Unknown Unknown Unknown")]
    [InlineData("""{"new_items":1,"upload_errors":1,"error_payload":[{"reference_id":"r1"}]}""", "Unknown Failed Unknown")]
    public async Task Items_are_told_as_the_sums_say(string answer, string expected)
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, answer);
        List<ItemOutcome<DatasetItem, UploadStatus>> outcomes = await Client(server).Datasets.AppendEachAsync(
            "ds_1", Enumerable.Range(0, 3).Select(i => new DatasetItem($"https://example.com/{i}.png", $"r{i}")).AsAsync(),
            new() { IsScene = false, UsePrivacyMode = false }).ToListAsync();

        ShouldBe(outcomes, expected);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"annotations_processed":3,"annotations_ignored":0}""", "Stored Stored Stored")]
    [InlineData("""{"annotations_ignored":3}""", "Ignored Ignored Ignored")]
    [InlineData("""{"annotations_processed":1,"annotations_ignored":2}""", "Stored Stored Stored")]
    [InlineData("""{"annotations_processed":2,"errors":["Item with id r1 does not exist."]}""", "Stored Failed Stored")]
    [InlineData("""{"annotations_processed":2,"errors":["An item does not exist."]}""", "Unknown Unknown Unknown")]
    [InlineData("""{"errors":["No taxonomy has these labels."]}""", "Failed Failed Failed")]
    [InlineData("""{}""", "Unknown Unknown Unknown")]
    [InlineData("""{"annotations_processed":0,"annotations_ignored":0}""", "Unknown Unknown Unknown")]
    [InlineData("""{"annotations_processed":1,"annotations_ignored":1}""", "Unknown Unknown Unknown")]
    public async Task Annotations_and_predictions_are_told_as_the_sums_say(string answer, string expected)
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, answer)
            .Respond(200, answer.Replace("annotations_", "predictions_", StringComparison.Ordinal));
        NucleusClient client = Client(server);
        ShouldBe(
            await client.Datasets.AnnotateEachAsync(
                "ds_1", Each(i => (GroundTruthAnnotation)new BoxAnnotation("car", i, 0, 1, 1, $"r{i}"))).ToListAsync(),
            expected);
        ShouldBe(
            await client.Models.UploadEachPredictionAsync(
                "ds_1", "prj_1", Each(i => (Prediction)new BoxPrediction("car", i, 0, 1, 1, $"r{i}", 0.5))).ToListAsync(),
            expected);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_in_doubt_says_so_and_is_no_reason_to_end_the_upload()
    {
        ScriptedHandler server = new ScriptedHandler().Respond(200, """{"new_items":1}""");
        AppendResult result = await Client(server).Datasets.AppendAsync(
            "ds_1", [new("https://example.com/a.png", "a"), new("https://example.com/b.png", "b")],
            new() { IsScene = false, UsePrivacyMode = false });

        result.Failures.Select(failure => failure.Error!.Message).ShouldBe(
        [
            "The server may not have taken 'a': its answer accounts for 1 of the 2 in its batch.",
            "The server may not have taken 'b': its answer accounts for 1 of the 2 in its batch.",
        ]);
        result.ThrowIfFailed();
    }

    /// <summary>What became of each, in order: the state, or for what is done the status.</summary>
    private static void ShouldBe<T>(IEnumerable<ItemOutcome<T, UploadStatus>> outcomes, string expected)
    {
        string.Join(' ', outcomes.OrderBy(o => o.Index).Select(o => o.State == ItemState.Done ? o.Result.ToString() : o.State.ToString()))
            .ShouldBe(expected);
        foreach (ItemOutcome<T, UploadStatus> outcome in outcomes.Where(o => o.State != ItemState.Done))
            outcome.Error.ShouldBeOfType<ItemRefusedException>().ReferenceId.ShouldBe($"r{outcome.Index}");
    }

    private static IAsyncEnumerable<T> Each<T>(Func<int, T> make) => Enumerable.Range(0, 3).Select(make).AsAsync();

    private static NucleusClient Client(ScriptedHandler server) => new(
        ApiCredential.FromKey("key"),
        new NucleusClientOptions
        {
            Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(new HttpClient(server)),
            TimeProvider = new FakeTimeProvider(),
        });
}
