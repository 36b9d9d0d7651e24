using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>Our own extensions and the dialects of other generators.</summary>
public class SemanticsReadingTests
{
    [Fact]
    public void Our_pagination_is_read_whole() => Read("""
        x-pagination: { style: cursor, items: docs, input: next_token, next: meta.next, size: limit, defaultSize: 100, maxSize: 500, hasMore: more,
          total: total, totalIsPages: true, returnedSize: limit, first: 3, sendFirst: true, endStatus: 404, shortPageEnds: true, inBody: true }
        """).Pagination.ShouldBe(new Pagination(PaginationStyle.Cursor, "docs", "next_token", "meta.next")
    {
        Size = "limit",
        DefaultSize = 100,
        MaxSize = 500,
        HasMore = "more",
        Total = "total",
        TotalIsPages = true,
        ReturnedSize = "limit",
        First = 3,
        SendFirst = true,
        EndStatus = 404,
        ShortPageEnds = true,
        InBody = true,
    });

    [Fact]
    public void Pages_count_from_one_and_offsets_from_zero()
    {
        Read("x-pagination: {style: page, items: docs, input: page}").Pagination!.First.ShouldBe(1);
        Read("x-pagination: {style: offset, items: docs, input: offset}").Pagination!.First.ShouldBe(0);
    }

    [Theory]
    [InlineData("x-ms-pageable: {nextLinkName: nextLink}", "Link", "value", null, "nextLink")]
    [InlineData("x-ms-pageable: {nextLinkName: nextLink, itemName: rows}", "Link", "rows", null, "nextLink")]
    [InlineData("x-speakeasy-pagination: {type: cursor, inputs: [{name: after, in: parameters, type: cursor}], outputs: {nextCursor: $.meta.next, results: '$.data[*]'}}", "Cursor", "data", "after", "meta.next")]
    [InlineData("x-speakeasy-pagination: {type: url, outputs: {nextUrl: $.next, results: $.data}}", "Link", "data", null, "next")]
    [InlineData(
        "x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: page, in: parameters, type: page}], outputs: {results: $.data}}",
        "Page", "data", "page", null)]
    [InlineData("x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: skip, in: parameters, type: offset}], outputs: {results: $}}",
        "Offset", "", "skip", null)]
    [InlineData("x-fern-pagination: {cursor: $request.cursor, next_cursor: $response.page.next, results: $response.data}", "Cursor", "data",
        "cursor", "page.next")]
    [InlineData("x-fern-pagination: {offset: $request.page, results: $response.data}", "Offset", "data", "page", null)]
    [InlineData("x-fern-pagination: {next_uri: $response.next, results: $response.data}", "Link", "data", null, "next")]
    public void Other_dialects_are_read_into_the_same_rule(string extension, string style, string items, string? input, string? next)
    {
        Pagination read = Read(extension).Pagination.ShouldNotBeNull();

        (read.Style.ToString(), read.Items, read.Input, read.Next).ShouldBe((style, items, input, next));
    }

    [Fact]
    public void Our_pagination_takes_a_foreign_one_away() =>
        Read("x-pagination: false\n      x-ms-pageable: {nextLinkName: nextLink}").Pagination.ShouldBeNull();

    [Fact]
    public void A_job_is_read_whole() => Read("""
        x-job: { name: AppendJob, id: job_id, status: getJob, idParameter: jobId, state: status, running: [Running, Queued], succeeded: Completed, failed: [Errored],
          canceled: [Cancelled], progress: progress, progressIsPercent: true, completed: done, total: all, error: message, errorsOperation: errors,
          result: output, resultOperation: getResult, cancelOperation: cancel }
        """).Job.ShouldBe(new JobRule("AppendJob", "job_id", "getJob", "status", EquatableArray.Create("Completed"), EquatableArray.Create("Errored"))
    {
        Running = EquatableArray.Create("Running", "Queued"),
        Canceled = EquatableArray.Create("Cancelled"),
        IdParameter = "jobId",
        ProgressPath = "progress",
        ProgressIsPercent = true,
        CompletedPath = "done",
        TotalPath = "all",
        ErrorPath = "message",
        ErrorsOperation = "errors",
        ResultPath = "output",
        ResultOperation = "getResult",
        CancelOperation = "cancel",
    });

    [Theory]
    [InlineData("x-idempotency: safe", "Safe", null)]
    [InlineData("x-idempotency: never", "Never", null)]
    [InlineData("x-idempotency: {header: Idempotency-Key}", "Header", "Idempotency-Key")]
    [InlineData("x-idempotency: {body: unique_id}", "BodyProperty", "unique_id")]
    public void Idempotency_is_read(string extension, string kind, string? name)
    {
        IdempotencyRule rule = Read(extension).Idempotency.ShouldNotBeNull();

        (rule.Kind.ToString(), rule.Name).ShouldBe((kind, name));
    }

    [Fact]
    public void Names_and_visibility_are_read()
    {
        Operation own = Read(
            "x-csharp-name: Get\n      x-csharp-client: Root\n      x-internal: true\n      x-fern-sdk-method-name: other");
        (own.PreferredName, own.PreferredClient, own.Internal).ShouldBe(("Get", "Root", true));

        Operation fern = Read("x-fern-sdk-method-name: list_all\n      x-fern-sdk-group-name: [admin, users]");
        (fern.PreferredName, fern.PreferredClient).ShouldBe(("list_all", "admin/users"));
    }

    [Fact]
    public void The_conventions_of_a_client_are_read()
    {
        ApiModel model = SpecReading.Read("""
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths: {}
            tags: [{name: a, x-csharp-name: Apples}]
            x-client: { maxRetries: 2, retryDelaySeconds: 0.8, maxRetryDelaySeconds: 30, retryStatuses: [408, 500-530], successStatuses: [200],
              endpointEnvironment: URL, rateLimit: { requests: 10, seconds: 60 } }
            x-errors: { message: error, code: status, requestIdHeader: x-id, classes: { 409: { name: Duplicate, description: Twice. }, 404: NotFound } }
            """).Model.ShouldNotBeNull();

        model.Convention.ShouldBe(new ClientConvention
        {
            MaxRetries = 2,
            RetryDelaySeconds = 0.8,
            MaxRetryDelaySeconds = 30,
            RetryStatuses = EquatableArray.Create("408", "500-530"),
            SuccessStatuses = EquatableArray.Create("200"),
            EndpointEnvironment = "URL",
            RateLimitRequests = 10,
            RateLimitSeconds = 60,
        });
        model.Errors.ShouldBe(new ErrorConvention("error", "status", "x-id", EquatableArray.Create(
            new NamedError(409, "Duplicate", "Twice."), new NamedError(404, "NotFound", null))));
        model.Tags.ShouldHaveSingleItem().PreferredName.ShouldBe("Apples");
    }

    [Fact]
    public void Success_may_differ_by_method()
    {
        ClientConvention convention = SpecReading.Read("""
            openapi: 3.1.0
            info: { title: T, version: '1' }
            paths: {}
            x-client: { successStatuses: { get: [200], other: [200, 204] } }
            """).Model.ShouldNotBeNull().Convention;

        convention.SuccessStatuses.ShouldBe(EquatableArray.Create("200", "204"));
        convention.SuccessStatusesByMethod.ShouldBe(EquatableArray.Create(new MethodStatuses("GET", EquatableArray.Create("200"))));
    }

    private static Operation Read(string extension)
    {
        IEnumerable<string> lines = extension.Split('\n')
            .Select(l => (l.TrimStart().StartsWith("x-", StringComparison.Ordinal) ? "      " : "          ") + l.Trim());
        ReadResult result = SpecReading.Read(
            "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    get:\n      responses: {}\n" + string.Join("\n", lines)
                + "\n");
        return result.Operation("GET /a");
    }
}
