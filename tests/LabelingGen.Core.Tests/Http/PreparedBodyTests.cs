using System.ClientModel;
using LabelingGen.Core.Json;

namespace LabelingGen.Core.Tests;

/// <summary>Bodies that prepare themselves, and calls whose fate is looked up.</summary>
public sealed class PreparedBodyTests
{
    private static readonly ApiOperation Create = new("Things.Create", "POST", "/things") { Idempotency = Idempotency.Body };
    private static readonly ApiOperation Find = new("Things.Find", "GET", "/things");

    [Fact]
    public async Task A_body_is_prepared_before_it_is_written_and_stays_as_it_was()
    {
        TestClient client = new();
        client.Script.Respond(200, """{"name":"b"}""");
        Thing thing = new("a");
        await client.SendAsync(Request(client, thing));
        client.Script.Requests.ShouldHaveSingleItem().Text.ShouldBe("\"a!\"");
        thing.Name.ShouldBe("a");
    }

    [Fact]
    public void A_body_that_refuses_is_not_sent()
    {
        TestClient client = new();
        Should.Throw<ArgumentException>(() => Request(client, new Thing(""))).Message.ShouldContain("Name");
        client.Script.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task A_call_whose_answer_was_lost_is_looked_up(int last)
    {
        TestClient client = new(o => o.Retry.MaxRetries = 1);
        client.Script.Reset();
        client.Script.Respond(last, "{}");
        client.Script.Respond(200, """{"name":"found"}""");
        (await client.SendAsync(Recoverable(client))).ShouldBe("found");
        client.Script.Requests.Select(r => r.Method).ShouldBe(["POST", "POST", "GET"]);
    }

    [Fact]
    public async Task A_plain_refusal_is_not_looked_up()
    {
        TestClient client = new();
        client.Script.Respond(400, "{}");
        (await client.FailAsync(Recoverable(client))).Status.ShouldBe(400);
        client.Script.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_found_fails_as_before()
    {
        TestClient client = new(o => o.Retry.MaxRetries = 0);
        client.Script.Reset();
        client.Script.Respond(200, """{"name":""}""");
        (await client.FailAsync(Recoverable(client))).Outcome.ShouldBe(ApiOutcome.Unknown);
    }

    private static ApiRequest Recoverable(TestClient client) => Request(client, new Thing("a")).IdempotentWhen(true)
        .RecoverWith<string>(static async (pipeline, token) =>
        {
            JsonRead<string> read = TestClient.ReadName;
            ClientResult<string> found = await pipeline.SendAsync(pipeline.CreateRequest(Find), read, token);
            return found.Value.Length > 0 ? found : null;
        });

    private static ApiRequest Request(TestClient client, Thing thing) =>
        client.Pipeline.CreateRequest(Create).JsonBody(thing, static (writer, value) => writer.WriteStringValue(value.Name));

    private sealed record Thing(string Name) : IRequestBody<Thing>
    {
        public Thing Prepare(ApiRequest request) =>
            Name.Length > 0 ? this with { Name = Name + "!" } : throw new ArgumentException("Name must not be empty.");
    }
}
