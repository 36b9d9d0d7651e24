using System.Net.Security;
using System.Security.Authentication;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

/// <summary>Every method with every kind of idempotency, every failure and every server hint, on a fake clock.</summary>
public class RetryMatrixTests
{
    private static readonly string[] Methods = ["GET", "HEAD", "PUT", "DELETE", "POST", "PATCH"];
    private static readonly string[] Kinds = ["ByMethod", "Safe", "Never", "Header", "BodySet", "BodyUnset"];

    /// <summary>Nothing reached a server: always worth another attempt.</summary>
    private static readonly string[] NothingSent = ["refused", "dns", "tls"];

    /// <summary>The server says that it did nothing.</summary>
    private static readonly string[] NothingDone = ["425", "429"];

    /// <summary>The request may have been acted on.</summary>
    private static readonly string[] Ambiguous = ["reset", "stall", "reset-in-body", "short-body", "408", "500", "502", "503", "504",
        "529"];

    /// <summary>Another attempt would end the same way.</summary>
    private static readonly string[] Final = ["400", "401", "404", "409", "413", "501"];

    public static TheoryData<string, string, string, bool> Rows()
    {
        var rows = new TheoryData<string, string, string, bool>();
        foreach (string method in Methods)
        {
            foreach (string kind in Kinds)
            {
                bool repeatable = kind switch
                {
                    "Safe" or "Header" or "BodySet" => true,
                    "Never" or "BodyUnset" => false,
                    _ => method is "GET" or "HEAD" or "PUT" or "DELETE",
                };
                foreach (string failure in NothingSent)
                    rows.Add(method, kind, failure, true);
                foreach (string failure in NothingDone)
                    rows.Add(method, kind, failure, kind != "Never");
                foreach (string failure in Ambiguous)
                    rows.Add(method, kind, failure, repeatable);
                foreach (string failure in Final)
                    rows.Add(method, kind, failure, false);
            }
        }

        return rows;
    }

    [Fact]
    public void The_matrix_has_at_least_300_rows() => Rows().Count.ShouldBeGreaterThanOrEqualTo(300);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_failure_is_repeated_only_where_that_does_no_harm(string method, string kind, string failure, bool expected)
    {
        var client = new TestClient();
        Script(client.Script, failure).Respond(200, """{"name":"ok"}""");
        ApiRequest request = Request(client, method, kind);

        if (expected)
        {
            (await client.SendAsync(request)).ShouldBe("ok");
            client.Script.Requests.Count.ShouldBe(2);
            client.Script.Requests[1].Body.ShouldBe(client.Script.Requests[0].Body);
            client.Script.Requests[1].Header("Idempotency-Key").ShouldBe(client.Script.Requests[0].Header("Idempotency-Key"));
        }
        else
        {
            ApiException error = await client.FailAsync(request);
            client.Script.Requests.Count.ShouldBe(1);
            error.Attempts.ShouldBe(1);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_failure_that_stays_ends_with_the_last_real_error(string method, string kind, string failure, bool repeated)
    {
        var client = new TestClient();
        Script(client.Script, failure).RepeatLast = true;

        ApiException error = await client.FailAsync(Request(client, method, kind));

        int attempts = repeated ? 4 : 1;
        client.Script.Requests.Count.ShouldBe(attempts);
        error.Attempts.ShouldBe(attempts);
        error.AttemptStatuses.Count.ShouldBe(attempts);
        error.InnerException.ShouldNotBeOfType<AggregateException>();
        if (int.TryParse(failure, out int status))
            error.Status.ShouldBe(status);
        if (repeated)
            error.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.8 + 1.6 + 3.2));
    }

    /// <summary>The strict reading: a write without a key goes out again only where nothing was sent.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public async Task With_a_server_whose_word_is_not_taken_a_write_without_key_is_sent_once(
        string method, string kind, string failure, bool repeatedByDefault)
    {
        var client = new TestClient(o => o.Retry.RepeatRefusedWrites = false);
        Script(client.Script, failure).RepeatLast = true;
        bool isUnkeyedWrite = kind is "BodyUnset" || (kind == "ByMethod" && method is "POST" or "PATCH");

        ApiException error = await client.FailAsync(Request(client, method, kind));

        bool repeated = repeatedByDefault && !(isUnkeyedWrite && NothingDone.Contains(failure));
        client.Script.Requests.Count.ShouldBe(repeated ? 4 : 1);
        error.Attempts.ShouldBe(client.Script.Requests.Count);
    }

    [Theory]
    [InlineData("POST", "ByMethod", "refused", ApiOutcome.NotSent)]
    [InlineData("POST", "ByMethod", "reset", ApiOutcome.Unknown)]
    [InlineData("POST", "ByMethod", "stall", ApiOutcome.Unknown)]
    [InlineData("POST", "ByMethod", "500", ApiOutcome.Unknown)]
    [InlineData("POST", "ByMethod", "409", ApiOutcome.Rejected)]
    [InlineData("POST", "ByMethod", "429", ApiOutcome.Rejected)]
    [InlineData("POST", "ByMethod", "short-body", ApiOutcome.SucceededUnreadable)]
    [InlineData("GET", "ByMethod", "500", ApiOutcome.Rejected)]
    [InlineData("GET", "ByMethod", "short-body", ApiOutcome.SucceededUnreadable)]
    public async Task The_error_says_what_the_server_may_have_done(string method, string kind, string failure, ApiOutcome outcome)
    {
        var client = new TestClient();
        Script(client.Script, failure).RepeatLast = true;

        (await client.FailAsync(Request(client, method, kind))).Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task A_conflict_after_a_server_error_is_not_a_sure_refusal()
    {
        var client = new TestClient();
        client.Script.Respond(500).Respond(409, """{"message":"duplicate"}""");

        ApiException error = await client.FailAsync(Request(client, "POST", "BodySet"));

        error.Status.ShouldBe(409);
        error.AttemptStatuses.ShouldBe([500, 409]);
        error.Outcome.ShouldBe(ApiOutcome.Unknown);
    }

    internal static ApiRequest Request(TestClient client, string method, string kind)
    {
        var operation = new ApiOperation("Things.Do", method, "/things")
        {
            Idempotency = kind switch
            {
                "BodySet" or "BodyUnset" => Idempotency.Body,
                _ => Enum.Parse<Idempotency>(kind),
            },
            IdempotencyHeader = "Idempotency-Key",
        };
        ApiRequest request = client.CreateRequest(operation);
        return kind == "BodySet" ? request.IdempotentWhen(true) : request;
    }

    internal static ScriptedHandler Script(ScriptedHandler script, string failure) => failure switch
    {
        "refused" => script.Refuse(),
        "dns" => script.Throw(() => new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known")),
        "tls" => script.Throw(() => new HttpRequestException(HttpRequestError.SecureConnectionError,
            "The SSL connection could not be established",
            new AuthenticationException("bad certificate"))),
        "reset" => script.Reset(),
        "stall" => script.Stall(),
        "reset-in-body" => script.Respond(_ => ScriptedHandler.Response(200,
            new StreamContent(new BreakingStream("""{"name":"""u8.ToArray())))),
        "short-body" => script.Respond(_ => ScriptedHandler.Response(200, new ShortContent("""{"name":"""u8.ToArray(), 100))),
        _ => script.Respond(int.Parse(failure)),
    };
}
