using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Core.Grpc;
using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Failures over HTTP with JSON have the types and statuses of gRPC, so that a caller need not know how calls travel.</summary>
public sealed class HttpErrorTests : IDisposable
{
    private const string Secret = "canary-pat-0123456789";

    private readonly ScriptedHandler _service = new() { RepeatLast = true };
    private readonly HttpClient _http;

    public HttpErrorTests() => _http = new HttpClient(_service) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        _http.Dispose();
        _service.Dispose();
    }

    [Theory]
    [InlineData(301, GrpcStatusCode.Unknown)]
    [InlineData(400, GrpcStatusCode.InvalidArgument)]
    [InlineData(401, GrpcStatusCode.Unauthenticated)]
    [InlineData(403, GrpcStatusCode.PermissionDenied)]
    [InlineData(404, GrpcStatusCode.NotFound)]
    [InlineData(405, GrpcStatusCode.Unknown)]
    [InlineData(409, GrpcStatusCode.Aborted)]
    [InlineData(418, GrpcStatusCode.Unknown)]
    [InlineData(429, GrpcStatusCode.ResourceExhausted)]
    [InlineData(499, GrpcStatusCode.Cancelled)]
    [InlineData(500, GrpcStatusCode.Internal)]
    [InlineData(501, GrpcStatusCode.Unimplemented)]
    [InlineData(502, GrpcStatusCode.Unavailable)]
    [InlineData(503, GrpcStatusCode.Unavailable)]
    [InlineData(504, GrpcStatusCode.DeadlineExceeded)]
    public async Task A_page_of_a_gateway_has_the_status_that_gRPC_would_have(int status, GrpcStatusCode code)
    {
        (string Body, string Type)[] pages = [("<html>" + Secret, "text/html"), ("{\"error\":\"x\"}", "application/json"), ("", "")];
        foreach ((string body, string type) in pages)
        {
            _service.Respond(status, body, type.Length == 0 ? [] : [("Content-Type", type)]);
            GrpcException failure = await Should.ThrowAsync<GrpcException>(() => Client(retries: 0).User().CreateAppAsync("a"));
            failure.StatusCode.ShouldBe(code);
            (failure.Status, failure.OperationName, failure.Attempts).ShouldBe((status, "clarifai.api.V2/PostApps", 1));
            failure.ToString().ShouldNotContain(Secret);
        }
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("{\"status\":{\"code\":10000}")]
    [InlineData("[]")]
    [InlineData("{\"status\":7}")]
    [InlineData("{\"status\":{\"code\":10000},\"app\":{\"id\":\"\\ud800\"}}")]
    [InlineData("")]
    public async Task An_answer_that_cannot_be_read_is_data_loss_after_a_success(string body)
    {
        _service.Respond(200, body);
        GrpcException failure = await Should.ThrowAsync<GrpcException>(() => Client(retries: 0).User().CreateAppAsync("a"));
        failure.StatusCode.ShouldBe(GrpcStatusCode.DataLoss);
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        failure.ToString().ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("77777", "77777")]
    [InlineData("\"MODEL_DOES_NOT_EXIST\"", "MODEL_DOES_NOT_EXIST")]
    public async Task A_code_may_be_a_number_that_is_not_known_or_a_name(string code, string name)
    {
        _service.Respond(400, $"{{\"status\":{{\"code\":{code},\"something_new\":[1]}},\"more\":{{}}}}");
        (await Should.ThrowAsync<ClarifaiException>(() => Client().App("a").GetModelAsync("m"))).Code.Name.ShouldBe(name);
    }

    [Fact]
    public async Task Nothing_sent_is_unavailable_and_tried_again_whatever_the_method()
    {
        _service.Refuse();
        GrpcException failure = await Should.ThrowAsync<GrpcException>(() => Client(retries: 2).User().CreateAppAsync("a"));
        (failure.StatusCode, failure.Outcome, failure.Attempts).ShouldBe((GrpcStatusCode.Unavailable, ApiOutcome.NotSent, 3));
    }

    [Fact]
    public async Task A_lost_answer_is_unavailable_and_only_a_read_is_tried_again()
    {
        _service.Reset();
        GrpcException write = await Should.ThrowAsync<GrpcException>(() => Client(retries: 2).User().CreateAppAsync("a"));
        (write.StatusCode, write.Outcome, write.Attempts).ShouldBe((GrpcStatusCode.Unavailable, ApiOutcome.Unknown, 1));
        GrpcException read = await Should.ThrowAsync<GrpcException>(() => Client(retries: 2).User().GetAppAsync("a"));
        (read.StatusCode, read.Attempts).ShouldBe((GrpcStatusCode.Unavailable, 3));
    }

    [Fact]
    public async Task A_silent_server_is_left_at_the_deadline_and_a_cancelled_call_is_cancelled()
    {
        _service.Stall();
        FakeTimeProvider clock = new();
        using ClarifaiClient hasty = Client(retries: 0, clock);
        Task<App> waiting = hasty.User().GetAppAsync("a");
        clock.Advance(TimeSpan.FromSeconds(50));
        GrpcException late = await Should.ThrowAsync<GrpcException>(waiting);
        (late.StatusCode, late.Outcome, late.Status).ShouldBe((GrpcStatusCode.DeadlineExceeded, ApiOutcome.Unknown, 504));
        using CancellationTokenSource cancel = new();
        using ClarifaiClient patient = Client(clock: new FakeTimeProvider());
        Task<App> call = patient.User().GetAppAsync("a", cancel.Token);
        await cancel.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(call)).CancellationToken.ShouldBe(cancel.Token);
    }

    [Fact]
    public async Task What_streams_or_lacks_a_binding_is_refused_before_anything_is_sent()
    {
        await Should.ThrowAsync<NotSupportedException>(async () =>
        {
            await foreach (MultiOutputResponse _ in Client().App("a").Model("m").GenerateAsync([Input.FromText("1", "x")]))
                continue;
        });
        _service.Requests.ShouldBeEmpty();
    }

    private ClarifaiClient Client(int retries = 2, FakeTimeProvider? clock = null) =>
        new(ClarifaiCredential.FromKey(ApiCredential.FromKey(Secret)), new()
        {
            Protocol = ClarifaiTransport.HttpJson,
            Endpoint = new Uri("https://api.test"),
            Transport = new ApiTransport(_http),
            CallDeadline = TimeSpan.FromSeconds(50),
            Retry = new RetryOptions { MaxRetries = retries },
            TimeProvider = clock ?? new FakeTimeProvider { WaitsPassAtOnce = true },
            Random = () => 0,
        });
}
