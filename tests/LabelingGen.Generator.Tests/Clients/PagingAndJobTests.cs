using System.ClientModel;
using LabelingGen.Core;

namespace LabelingGen.Generator.Tests.Clients;

/// <summary>Lists and jobs as a generated client runs them.</summary>
public class PagingAndJobTests
{
    private const string Head = """
        openapi: 3.0.3
        info: { title: Test, version: "1" }
        servers: [ { url: https://api.test } ]
        components:
          schemas:
            Thing: { type: object, properties: { id: { type: string } } }
            Page:
              type: object
              properties:
                items: { type: array, items: { $ref: "#/components/schemas/Thing" } }
                next: { type: string }
                total: { type: integer }
                meta: { type: object, properties: { more: { type: boolean } } }
        """;

    [Fact]
    public async Task A_cursor_is_followed_to_its_end()
    {
        RunningClient running = Client("style: cursor, items: items, input: cursor, next: next, size: limit")
            .Answer("""{"items":[{"id":"a"},{"id":"b"}],"next":"n1"}""").Answer("""{"items":[{"id":"c"}]}""");

        (await Ids((object)running.Client.ListThingsAsync(limit: 2L))).ShouldBe(["a", "b", "c"]);

        running.Sent.Select(sent => sent.Target).ShouldBe(["/things?limit=2", "/things?limit=2&cursor=n1"]);
    }

    [Fact]
    public async Task A_list_can_start_in_the_middle()
    {
        RunningClient running = Client("style: cursor, items: items, input: cursor, next: next").Answer("""{"items":[{"id":"c"}]}""");

        (await Ids((object)running.Client.ListThingsAsync(cursor: "n1"))).ShouldBe(["c"]);

        running.Last.Target.ShouldBe("/things?cursor=n1");
    }

    [Fact]
    public async Task An_offset_goes_on_by_the_items_received_until_the_total()
    {
        RunningClient running = Client("style: offset, items: items, input: cursor, total: total", "integer")
            .Answer("""{"items":[{"id":"a"},{"id":"b"}],"total":3}""").Answer("""{"items":[{"id":"c"}],"total":3}""");

        (await Ids((object)running.Client.ListThingsAsync())).ShouldBe(["a", "b", "c"]);

        running.Sent.Select(sent => sent.Target).ShouldBe(["/things", "/things?cursor=2"]);
    }

    [Fact]
    public async Task A_list_of_pages_ends_where_the_server_says_so()
    {
        RunningClient running = Client("style: page, items: items, input: cursor, first: 1, hasMore: meta.more", "integer")
            .Answer("""{"items":[{"id":"a"}],"meta":{"more":true}}""").Answer("""{"items":[{"id":"b"}],"meta":{"more":false}}""");

        (await Ids((object)running.Client.ListThingsAsync())).ShouldBe(["a", "b"]);

        running.Sent.Select(sent => sent.Target).ShouldBe(["/things", "/things?cursor=2"]);
    }

    [Fact]
    public async Task The_number_of_the_first_page_is_sent_where_the_rule_says_so()
    {
        RunningClient running = Client("style: page, items: items, input: cursor, first: 1, sendFirst: true", "integer")
            .Answer("""{"items":[{"id":"a"}]}""").Answer("""{"items":[]}""");

        (await Ids((object)running.Client.ListThingsAsync())).ShouldBe(["a"]);

        running.Sent.Select(sent => sent.Target).ShouldBe(["/things?cursor=1", "/things?cursor=2"]);
    }

    [Fact]
    public async Task A_short_page_is_the_last_one_where_nothing_else_tells()
    {
        RunningClient running = Client(
            "style: page, items: items, input: cursor, first: 1, size: limit, defaultSize: 2, shortPageEnds: true", "integer")
            .Answer("""{"items":[{"id":"a"},{"id":"b"}]}""").Answer("""{"items":[{"id":"c"}]}""");

        (await Ids((object)running.Client.ListThingsAsync())).ShouldBe(["a", "b", "c"]);

        running.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_link_is_followed_within_the_origin_only()
    {
        RunningClient running = Client("style: link, items: items, next: next")
            .Answer("""{"items":[{"id":"a"}],"next":"/things?page=2"}""")
                .Answer("""{"items":[{"id":"b"}],"next":"https://evil.test/things"}""");
        List<string> ids = [];

        ApiException error = await Should.ThrowAsync<ApiException>(async () =>
        {
            await foreach (dynamic thing in (IAsyncEnumerable<object>)running.Client.ListThingsAsync())
                ids.Add(thing.Id);
        });

        running.Sent.Select(sent => sent.Target).ShouldBe(["/things", "/things?page=2"]);
        error.Message.ShouldContain("evil.test");
    }

    [Fact]
    public async Task A_cursor_in_the_body_leaves_the_callers_object_alone()
    {
        RunningClient running = RunningClient.Of(Head + """

            paths:
              /things/query:
                post:
                  operationId: queryThings
                  x-pagination: { style: cursor, items: items, input: cursor, next: next, inBody: true }
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: { title: Query, type: object, properties: { text: { type: string }, cursor: { type: string } } }
                  responses: { "200": { description: Done, content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } } }
            """).Answer("""{"items":[{"id":"a"}],"next":"n1"}""").Answer("""{"items":[{"id":"b"}]}""");
        dynamic query = running.New(running.Assembly.GetTypes().Single(
            type => type.GetProperty("Cursor") is not null && type.GetProperty("Text") is not null).Name);
        query.Text = "x";

        (await Ids((object)running.Client.QueryThingsAsync(query))).ShouldBe(["a", "b"]);

        running.Sent.Select(sent => sent.Body).ShouldBe(["""{"text":"x"}""", """{"text":"x","cursor":"n1"}"""]);
        ((object?)query.Cursor).ShouldBeNull();
    }

    [Fact]
    public void A_rule_that_does_not_fit_is_reported_and_the_method_stays()
    {
        GeneratedClient client = GeneratedClient.Of(Document("style: cursor, items: nothing, input: cursor, next: next", "string"));

        client.Planned.Single().Id.ShouldBe("LG2106");
        client.Files["TestClient.g.cs"].ShouldContain("Task<ClientResult<Page>> ListThingsAsync(");
        client.Compile().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_is_started_waited_for_and_taken_up_again()
    {
        RunningClient running = RunningClient.Of(Jobs)
            .Answer("""{"job_id":"j1"}""").Answer("""{"status":"Done","percent":100,"result":{"id":"a"}}""")
            .Answer("""{"status":"Done","result":{"id":"a"}}""");

        dynamic job = await running.Client.ExportThingsAsync();
        dynamic result = await job.WaitForCompletionAsync((IProgress<JobProgress>?)null);
        dynamic again = running.Client.ResumeExportJob((ContinuationToken)job.RehydrationToken);
        dynamic same = await again.WaitForCompletionAsync((IProgress<JobProgress>?)null);

        ((string)result.Id).ShouldBe("a");
        ((string)same.Id).ShouldBe("a");
        ((JobProgress)job.Progress).Fraction.ShouldBe(1);
        running.Sent.Select(sent => $"{sent.Method} {sent.Target}").ShouldBe(["POST /export", "GET /jobs/j1", "GET /jobs/j1"]);
    }

    [Fact]
    public async Task A_failed_job_throws_with_the_vendors_reason_and_list()
    {
        RunningClient running = RunningClient.Of(Jobs)
            .Answer("""{"job_id":"j1"}""").Answer("""{"status":"Broken","message":"no space"}""").Answer("""{"errors":["one","two"]}""");

        dynamic job = await running.Client.ExportThingsAsync();
        JobFailedException error = await Should.ThrowAsync<JobFailedException>(
            async () => await job.WaitForCompletionAsync((IProgress<JobProgress>?)null));

        error.Reason.ShouldBe("no space");
        error.Errors.ShouldBe(["one", "two"]);
        running.Last.Target.ShouldBe("/jobs/j1/errors");
    }

    private static readonly string Jobs = Head + """

        paths:
          /export:
            post:
              operationId: exportThings
              x-job: { name: ExportJob, id: job_id, status: getJob, state: status, running: [Working], succeeded: [Done], failed: [Broken],
                progress: percent, progressIsPercent: true, error: message, errorsOperation: getJobErrors, result: result }
              responses: { "200": { description: Done, content: { application/json: { schema:
                { type: object, required: [job_id], properties: { job_id: { type: string } } } } } } }
          /jobs/{id}:
            get:
              operationId: getJob
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              responses: { "200": { description: Done, content: { application/json: { schema: { type: object, properties:
                { status: { type: string }, percent: { type: number }, message: { type: string }, result: { $ref: "#/components/schemas/Thing" } } } } } } }
          /jobs/{id}/errors:
            get:
              operationId: getJobErrors
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              responses: { "200": { description: Done, content: { application/json: { schema: { type: object, properties: { errors: { type: array, items: { type: string } } } } } } } }
        """;

    private static async Task<List<string>> Ids(object list)
    {
        List<string> ids = [];
        await foreach (dynamic thing in (IAsyncEnumerable<object>)list)
            ids.Add(thing.Id);
        return ids;
    }

    private static RunningClient Client(string rule, string cursorType = "string") => RunningClient.Of(Document(rule, cursorType));

    private static string Document(string rule, string cursorType) => Head + $$"""

        paths:
          /things:
            get:
              operationId: listThings
              x-pagination: { {{rule}} }
              parameters:
                - { name: cursor, in: query, schema: { type: {{cursorType}} } }
                - { name: limit, in: query, schema: { type: integer } }
              responses: { "200": { description: Done, content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } } }
        """;
}
