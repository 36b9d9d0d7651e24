namespace LabelingGen.Generator.Tests.Clients;

/// <summary>
/// A pattern of a document reaches no engine: it would be the document's author who decides how long a match takes. Line 36 of the
/// checklist.
/// </summary>
public class PatternTests
{
    private const string Document = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        servers: [ { url: https://api.test } ]
        paths:
          /things/{id}:
            post:
              operationId: sendThing
              parameters:
                - { name: id, in: path, required: true, schema: { type: string, pattern: "^(a+)+$" } }
                - { name: filter, in: query, schema: { type: string, pattern: "(" } }
              requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string, pattern: "^(a+)+$" } } } } } }
              responses: { "204": { description: Done } }
        """;

    [Fact]
    public async Task A_value_that_would_take_for_ever_to_match_is_sent_at_once()
    {
        string text = new string('a', 60) + "!";
        RunningClient running = RunningClient.Of(Document);
        dynamic body = running.New(running.Assembly.GetTypes().Single(type => type.GetProperty("Name") is not null).Name);
        body.Name = text;

        await running.Client.SendThingAsync(text, body, "[");

        running.Last.Target.ShouldBe($"/things/{text[..^1]}%21?filter=%5B");
    }

    [Fact]
    public void No_emitted_file_knows_an_engine() =>
        GeneratedClient.Of(Document).Files.Values.ShouldAllBe(file => !file.Contains("RegularExpressions") && !file.Contains("Regex"));
}
