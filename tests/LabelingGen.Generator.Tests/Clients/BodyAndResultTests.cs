using System.ClientModel;
using System.Net;
using System.Text;
using LabelingGen.Core;

namespace LabelingGen.Generator.Tests.Clients;

/// <summary>Bodies and answers of every media type, from the document to the bytes and back.</summary>
public class BodyAndResultTests
{
    private const string Pet = "{ type: object, required: [name], properties: { name: { type: string }, age: { type: integer } } }";

    [Fact]
    public async Task A_form_sends_its_fields()
    {
        RunningClient running = Client(
            "post", "application/x-www-form-urlencoded",
            "{ type: object, required: [name], properties: { name: { type: string }, tags: { type: array, items: { type: string } }, note: { type: string } } }");

        await running.Client.SendThingAsync("a b", tags: new[] { "x", "y" });

        running.Last.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        running.Last.Body.ShouldBe("name=a%20b&tags=x&tags=y");
    }

    [Fact]
    public async Task A_text_can_be_of_a_class_that_writes_itself()
    {
        RunningClient running = Client(
            "post", "application/json",
            "{ type: object, title: Upload, required: [file], properties: { file: { type: string, x-csharp-type: LabelingGen.Core.Base64Content } } }");
        dynamic upload = running.New(
            running.Assembly.GetTypes().Single(type => type.GetProperty("File") is not null && !type.IsAbstract).Name);
        upload.File = Base64Content.FromBytes("hello"u8.ToArray());

        await running.Client.SendThingAsync(upload);

        running.Last.Body.ShouldBe("""{"file":"aGVsbG8="}""");
    }

    [Fact]
    public async Task A_multipart_body_sends_files_texts_and_JSON_parts()
    {
        RunningClient running = Client(
            "post", "multipart/form-data",
            "{ type: object, required: [file], properties: { file: { type: string, format: binary }, note: { type: string }, meta: { type: object, properties: { a: { type: integer } } } } }");
        dynamic meta = running.New(running.Assembly.GetTypes().Single(type => type.GetProperty("A") is not null).Name);
        meta.A = 1L;

        await running.Client.SendThingAsync(new FileUpload(new MemoryStream("bytes"u8.ToArray()), "a.png", "image/png"), "hi", meta);

        running.Last.Body.ShouldContain("name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nbytes\r\n");
        running.Last.Body.ShouldContain("name=\"note\"\r\n\r\nhi\r\n");
        running.Last.Body.ShouldContain("name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n");
    }

    [Theory]
    [InlineData("{ type: string }", 1)]
    [InlineData("{ type: string, format: binary }", 2)]
    [InlineData("{ type: array, items: { type: string, format: binary } }", 2)]
    public void A_form_of_the_fields_of_the_JSON_body_is_no_method_of_its_own_unless_it_takes_a_file(string field, int methods)
    {
        string schema = $"{{ schema: {{ type: object, required: [name], properties: {{ name: {{ type: string }}, field: {field} }} }} }}";
        RunningClient running = RunningClient.Of(Document("post", $$"""
            requestBody:
              required: true
              content:
                application/json: {{schema}}
                multipart/form-data: {{schema}}
                application/x-www-form-urlencoded: {{schema}}
            """, "\"204\": { description: Done }"));

        ((object)running.Client).GetType().GetMethods().Count(method => method.Name == "SendThingAsync").ShouldBe(methods);
    }

    [Fact]
    public async Task A_stream_is_sent_in_the_media_type_the_caller_names()
    {
        RunningClient running = RunningClient.Of(Document("put", """
            requestBody:
              required: true
              content: { image/png: { schema: { type: string, format: binary } }, image/jpeg: { schema: { type: string, format: binary } } }
            """, "\"204\": { description: Done }"));

        await running.Client.SendThingAsync(new MemoryStream("bytes"u8.ToArray()), "image/jpeg");

        running.Last.Headers["Content-Type"].ShouldBe("image/jpeg");
        running.Last.Body.ShouldBe("bytes");
    }

    [Fact]
    public async Task Lines_of_JSON_are_sent_while_they_are_produced()
    {
        RunningClient running = Client("post", "application/x-ndjson", "{ type: integer }");

        await running.Client.SendThingAsync(Numbers());

        running.Last.Headers["Content-Type"].ShouldBe("application/x-ndjson");
        running.Last.Body.ShouldBe("1\n2\n");

        static async IAsyncEnumerable<long> Numbers()
        {
            await Task.Yield();
            yield return 1;
            yield return 2;
        }
    }

    [Fact]
    public async Task A_text_is_sent_and_received_as_it_is()
    {
        RunningClient running = RunningClient.Of(Document("post", """
            requestBody:
              required: true
              content: { text/csv: { schema: { type: string } } }
            """, "\"200\": { description: Done, content: { text/csv: { schema: { type: string } } } }")).Answer("c,d", "text/csv");

        ClientResult<string> result = await running.Client.SendThingAsync("a,b");

        running.Last.Headers["Accept"].ShouldBe("text/csv");
        running.Last.Body.ShouldBe("a,b");
        result.Value.ShouldBe("c,d");
    }

    [Fact]
    public async Task Several_kinds_of_bodies_are_overloads()
    {
        RunningClient running = RunningClient.Of(Document("post", $$"""
            requestBody:
              required: true
              content:
                application/json: { schema: {{Pet}} }
                application/octet-stream: { schema: { type: string, format: binary } }
            """, "\"204\": { description: Done }"));
        dynamic pet = running.New(running.Assembly.GetTypes().Single(type => type.GetProperty("Age") is not null).Name);
        pet.Name = "Rex";

        await running.Client.SendThingAsync(pet);
        await running.Client.SendThingAsync(new MemoryStream("raw"u8.ToArray()));

        running.Sent[0].Body.ShouldBe("{\"name\":\"Rex\"}");
        running.Sent[1].Body.ShouldBe("raw");
    }

    [Fact]
    public async Task An_optional_body_of_several_kinds_can_be_left_out()
    {
        RunningClient running = RunningClient.Of(Document("post", $$"""
            requestBody:
              content:
                application/json: { schema: {{Pet}} }
                application/octet-stream: { schema: { type: string, format: binary } }
            """, "\"204\": { description: Done }"));
        dynamic pet = running.New(running.Assembly.GetTypes().Single(type => type.GetProperty("Age") is not null).Name);
        pet.Name = "Rex";

        await running.Client.SendThingAsync();
        await running.Client.SendThingAsync(pet);
        await running.Client.SendThingAsync(new MemoryStream("raw"u8.ToArray()));

        running.Sent.Select(sent => sent.Body).ShouldBe(["", "{\"name\":\"Rex\"}", "raw"]);
        running.Sent[0].Headers.Keys.ShouldNotContain("Content-Type");
    }

    [Fact]
    public async Task Beside_a_form_of_optional_fields_the_other_bodies_have_to_be_given()
    {
        RunningClient running = RunningClient.Of(Document("post", $$"""
            requestBody:
              content:
                application/json: { schema: {{Pet}} }
                multipart/form-data: { schema: { type: object, properties: { note: { type: string } } } }
            """, "\"204\": { description: Done }"));

        await running.Client.SendThingAsync();
        await running.Client.SendThingAsync("hi");

        running.Sent[0].Body.ShouldBeEmpty();
        running.Sent[1].Body.ShouldContain("name=\"note\"\r\n\r\nhi\r\n");
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json", false)]
    [InlineData("multipart/form-data", true)]
    [InlineData("multipart/form-data", false)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("application/x-www-form-urlencoded", false)]
    public async Task A_post_is_sent_again_when_the_field_that_serves_as_key_is_set(string mediaType, bool isSet)
    {
        RunningClient running = RunningClient.Of(Document("post", $$"""
            x-idempotency: { body: key }
            requestBody:
              required: true
              content: { {{mediaType}}: { schema: { type: object, required: [name], properties: { name: { type: string }, key: { type: string } } } } }
            """, "\"204\": { description: Done }") + "x-client: { maxRetries: 1, retryDelaySeconds: 0 }\n");
        running.Answer("", status: HttpStatusCode.ServiceUnavailable).Answer("", status: HttpStatusCode.NoContent);

        async Task Send()
        {
            string? key = isSet ? "k1" : null;
            if (mediaType != "application/json")
            {
                await running.Client.SendThingAsync("Rex", key);
                return;
            }

            dynamic body = running.New(running.Assembly.GetTypes().Single(type => type.GetProperty("Key") is not null).Name);
            body.Name = "Rex";
            body.Key = key;
            await running.Client.SendThingAsync(body);
        }

        if (isSet)
            await Send();
        else
            await Should.ThrowAsync<ApiException>(Send);
        running.Sent.Count.ShouldBe(isSet ? 2 : 1);
        running.Sent[^1].Body.ShouldBe(running.Sent[0].Body);
    }

    [Fact]
    public async Task The_key_is_found_among_the_options_too()
    {
        RunningClient running = RunningClient.Of(Document("post", """
            x-idempotency: { body: key }
            requestBody:
              required: true
              content:
                multipart/form-data:
                  schema:
                    type: object
                    required: [name]
                    properties: { name: { type: string }, a: { type: string }, b: { type: string }, key: { type: string } }
            """, "\"204\": { description: Done }") + "x-client: { maxRetries: 1, retryDelaySeconds: 0 }\n");
        dynamic options = running.New("SendThingOptions");
        options.Key = "k1";
        running.Answer("", status: HttpStatusCode.ServiceUnavailable).Answer("", status: HttpStatusCode.NoContent);

        await running.Client.SendThingAsync("Rex", options);
        await Should.ThrowAsync<ApiException>(async () =>
        {
            running.Answer("", status: HttpStatusCode.ServiceUnavailable);
            await running.Client.SendThingAsync("Rex");
        });

        running.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_without_content_is_no_value()
    {
        RunningClient running = RunningClient.Of(Document(
            "get", "parameters: []", $$"""
            "200": { description: Done, content: { application/json: { schema: {{Pet}} } } }
            "204": { description: None }
            """)).Answer("", status: HttpStatusCode.NoContent);

        dynamic result = await running.Client.SendThingAsync();

        ((object?)result.Value).ShouldBeNull();
    }

    [Fact]
    public async Task Bytes_arrive_as_a_stream()
    {
        RunningClient running = RunningClient.Of(Document(
            "get", "parameters: []",
            "\"200\": { description: Done, content: { image/png: { schema: { type: string, format: binary } } } }"))
            .Answer("bytes", "image/png");

        ClientResult<Stream> result = await running.Client.SendThingAsync();

        using StreamReader reader = new(result.Value, Encoding.UTF8);
        (await reader.ReadToEndAsync()).ShouldBe("bytes");
    }

    [Theory]
    [InlineData("application/x-ndjson", "1\n2\n3\n")]
    [InlineData("text/event-stream", "data: 1\n\ndata: 2\n\ndata: 3\n\ndata: [DONE]\n\n")]
    public async Task Streams_of_items_are_sequences(string mediaType, string body)
    {
        RunningClient running = RunningClient.Of(Document(
            "get", "parameters: []", $$"""
            "200": { description: Done, content: { {{mediaType}}: { schema: { type: integer } } } }
            """)).Answer(body, mediaType);

        List<long> items = [];
        await foreach (long item in (IAsyncEnumerable<long>)running.Client.SendThingAsync())
            items.Add(item);

        items.ShouldBe([1L, 2L, 3L]);
    }

    [Fact]
    public async Task What_the_server_chooses_by_Accept_is_a_method_each()
    {
        RunningClient running = RunningClient.Of(Document(
            "get", "parameters: []", $$"""
            "200": { description: Done, content: { application/json: { schema: {{Pet}} }, text/csv: { schema: { type: string } } } }
            """)).Answer("{\"name\":\"Rex\"}").Answer("a,b", "text/csv");

        dynamic pet = await running.Client.SendThingAsync();
        ClientResult<string> text = await running.Client.SendThingAsTextAsync();

        ((string)pet.Value.Name).ShouldBe("Rex");
        text.Value.ShouldBe("a,b");
        running.Sent.Select(sent => sent.Headers["Accept"]).ShouldBe(["application/json", "text/csv"]);
    }

    [Fact]
    public async Task Declared_headers_of_an_answer_have_typed_accessors()
    {
        RunningClient running = RunningClient.Of(Document(
            "get", "parameters: []", """
            "204": { description: Done, headers: { X-Rate-Limit: { schema: { type: integer } }, X-Next: { schema: { type: string } } } }
            """)).Answer("", status: HttpStatusCode.NoContent, headers: ("X-Rate-Limit", "42"));

        ClientResult result = await running.Client.SendThingAsync();

        Type headers = running.Assembly.GetType("Test.Api.TestResponseHeaders", throwOnError: true)!;
        headers.GetMethod("GetXRateLimit")!.Invoke(null, [result]).ShouldBe(42L);
        headers.GetMethod("GetXNext")!.Invoke(null, [result]).ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_is_the_clients_own_exception_with_the_vendors_words()
    {
        RunningClient running = RunningClient.Of(Document(
            "get", "parameters: []", """
            "204": { description: Done }
            default: { description: Failed, content: { application/json: { schema: { $ref: "#/components/schemas/Problem" } } } }
            """) + """
            components:
              schemas:
                Problem: { type: object, properties: { reason: { type: string } } }
            x-errors: { classes: { 404: { name: NotFound, description: No such thing. } } }
            """).Answer("{\"reason\":\"gone\"}", status: HttpStatusCode.NotFound);

        ApiException error = await Should.ThrowAsync<ApiException>(async () => await running.Client.SendThingAsync());

        error.GetType().Name.ShouldBe("TestNotFoundException");
        ((string)((dynamic)error).Details.Reason).ShouldBe("gone");
        error.OperationName.ShouldBe("SendThing");
    }

    [Fact]
    public async Task Error_answers_of_one_shape_without_a_name_are_the_details_of_the_exception()
    {
        RunningClient running = RunningClient.Of(Document(
            "get", "parameters: []", """
            "204": { description: Done }
            "404": { description: Gone, content: { application/json: { schema: {
                type: object, description: Gone., properties: { reason: { type: string } } } } } }
            "500": { description: Broken, content: { application/json: { schema: { type: object, properties: { reason: { type: string } } } } } }
            """)).Answer("{\"reason\":\"gone\"}", status: HttpStatusCode.NotFound);

        ApiException error = await Should.ThrowAsync<ApiException>(async () => await running.Client.SendThingAsync());

        ((string)((dynamic)error).Details.Reason).ShouldBe("gone");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ type: string, nullable: true }")]
    [InlineData("{ type: integer, nullable: true }")]
    [InlineData("{ type: array, nullable: true, items: { type: string } }")]
    public async Task An_answer_of_null_is_an_answer_where_the_document_allows_it(string schema)
    {
        RunningClient running = RunningClient.Of(Document(
            "get", "summary: Reads", $"\"200\": {{ description: Done, content: {{ application/json: {{ schema: {schema} }} }} }}"))
                .Answer("null");

        ClientResult result = await running.Client.SendThingAsync();

        result.GetType().GetProperty("Value")!.GetValue(result).ShouldBeNull();
    }

    private static RunningClient Client(string method, string mediaType, string schema) => RunningClient.Of(Document(method, $$"""
        requestBody:
          required: true
          content: { {{mediaType}}: { schema: {{schema}} } }
        """, "\"204\": { description: Done }"));

    private static string Document(string method, string what, string responses) => $$"""
        openapi: 3.0.3
        info: { title: Test, version: "1" }
        servers: [ { url: https://api.test } ]
        paths:
          /things:
            {{method}}:
              operationId: sendThing
              {{what.Replace("\n", "\n      ", StringComparison.Ordinal)}}
              responses:
                {{responses.Replace("\n", "\n        ", StringComparison.Ordinal)}}

        """;
}
