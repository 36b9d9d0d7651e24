using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class JsonStreamTests
{
    [Theory]
    [InlineData(0, "[]")]
    [InlineData(1, "[0]")]
    [InlineData(3, "[0,1,2]")]
    public async Task Values_are_one_array(int count, string body)
    {
        var client = new TestClient();
        client.Script.Respond(200, "{}");

        await client.SendAsync(client.Pipeline.CreateRequest(TestClient.Create)
            .JsonArrayBody(Produce(count), static (writer, value) => writer.WriteNumberValue(value)));

        client.Script.Requests[0].Text.ShouldBe(body);
        client.Script.Requests[0].Header("Content-Type").ShouldBe("application/json");
    }

    [Fact]
    public async Task Values_are_one_a_line()
    {
        var client = new TestClient();
        client.Script.Respond(200, "{}");

        await client.SendAsync(client.Pipeline.CreateRequest(TestClient.Create)
            .NdjsonBody(Produce(3), static (writer, value) => writer.WriteNumberValue(value)));

        client.Script.Requests[0].Text.ShouldBe("0\n1\n2\n");
    }

    [Fact]
    public async Task A_long_array_is_sent_whole_and_only_once()
    {
        var client = new TestClient();
        client.Script.Respond(503).Respond(200, "{}");
        ApiRequest request = client.Pipeline.CreateRequest(
            new ApiOperation("Things.Create", "POST", "/things") { Idempotency = Idempotency.Safe })
            .JsonArrayBody(Produce(20_000), static (writer, value) => writer.WriteNumberValue(value));

        (await client.FailAsync(request)).Status.ShouldBe(503);

        client.Script.Requests.Count.ShouldBe(1);
        client.Script.Requests[0].Text.ShouldBe("[" + string.Join(',', Enumerable.Range(0, 20_000)) + "]");
    }

    private static async IAsyncEnumerable<int> Produce(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}
