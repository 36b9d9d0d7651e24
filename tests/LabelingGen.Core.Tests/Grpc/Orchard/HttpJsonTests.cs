using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc;
using LabelingGen.Core.Tests.Orchard.Protobuf;
using LabelingGen.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LabelingGen.Core.Tests.Orchard;

/// <summary>The same generated client over HTTP with JSON: paths, queries, bodies, answers, errors, over real sockets.</summary>
public sealed class HttpJsonTests
{
    private const string Secret = "canary-secret-0123456789";

    private readonly List<(string Method, string Target, string Body, string? Authorization)> _requests = [];
    private Func<int, (int Status, string Body)> _answer = _ => (200, "{}");

    [Fact]
    public async Task The_binding_with_the_most_variables_that_are_set_is_taken_and_the_rest_is_the_query()
    {
        await using GrpcTestServer server = await StartAsync();
        OrchardClient client = Client(server);
        ListTreesRequest request = new()
        {
            Row = new Row { Farm = "north/east", Number = 7 },
            PerPage = 5,
            Kinds = { Kind.Apple, Kind.Pear },
            Since = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            Like = new Tree { Health = 0.5f, Age = 3, Fenced = false },
        };
        await client.Trees.ListTreesAsync(request).FirstPageAsync();
        request.Row.Number = 0;
        await client.Trees.ListTreesAsync(request).FirstPageAsync();

        _requests[0].Method.ShouldBe("GET");
        Uri.UnescapeDataString(_requests[0].Target).ShouldBe("/v1/rows/north/east/7/trees?per_page=5&kinds=APPLE&kinds=PEAR"
            + "&since=2026-01-02T03:04:05Z&like.age=3&like.health=0.5&like.fenced=false");
        _requests[0].Target.ShouldStartWith("/v1/rows/north%2Feast/7/trees?");
        _requests[1].Target.ShouldStartWith("/v1/trees?row.farm=north%2Feast&per_page=5");
    }

    [Fact]
    public async Task A_body_field_is_the_body_and_a_pattern_takes_several_segments()
    {
        await using GrpcTestServer server = await StartAsync();
        await Client(server).Trees.PlantTreeAsync(new PlantTreeRequest
        {
            Parent = "farms/a b/rows/2",
            DryRun = true,
            Tree = new Tree
            {
                Id = "t",
                Kind = (Kind)9,
                Height = double.PositiveInfinity,
                Leaves = ulong.MaxValue,
                Bark = ByteString.CopyFromUtf8("hi"),
                PlantedAt = new Timestamp { Seconds = 1 },
                Notes = new Struct { Fields = { ["k"] = Value.ForBool(true) } },
                Age = 0,
                Yields = { ["2025"] = 1.5 },
                Grafts = { Kind.Pear, Kind.Unknown },
                Company = 5,
                Fenced = false,
            },
        });

        _requests[0].Target.ShouldBe("/v1/farms/a%20b/rows/2/trees?dry_run=true");
        JsonNode.DeepEquals(JsonNode.Parse(_requests[0].Body), JsonNode.Parse("""
            {"id":"t","kind":"9","height":"Infinity","leaves":"18446744073709551615","bark":"aGk=","planted_at":"1970-01-01T00:00:01Z",
             "notes":{"k":true},"age":0,"yields":{"2025":1.5},"grafts":["PEAR","UNKNOWN"],"company":"5","fenced":false}
            """)).ShouldBeTrue(_requests[0].Body);
    }

    [Fact]
    public async Task A_star_body_leaves_out_what_the_path_has_and_writes_the_named_defaults()
    {
        await using GrpcTestServer server = await StartAsync();
        await Client(server).Trees.PruneTreesAsync(new PruneTreesRequest { Row = new Row { Farm = "f" }, Ids = { "a" } });

        _requests[0].Method.ShouldBe("DELETE");
        _requests[0].Target.ShouldBe("/v1/rows/f/trees");
        // The options name Row.number as a field that is always written.
        _requests[0].Body.ShouldBe("""{"row":{"number":0},"ids":["a"]}""");
    }

    [Fact]
    public async Task A_missing_variable_is_filled_by_its_default_or_named()
    {
        await using GrpcTestServer server = await StartAsync();
        await Client(server).Harvests.GetHarvestAsync(new GetHarvestRequest());
        _requests[0].Target.ShouldBe("/v1/harvests/current");

        ArgumentException missing = await Should.ThrowAsync<ArgumentException>(
            async () => await Client(server).Trees.PlantTreeAsync(new PlantTreeRequest { Parent = "farms/only" }));
        missing.Message.ShouldContain("parent");
        _requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_fits_in_no_query_or_no_binding_or_streams_is_refused_before_it_is_sent()
    {
        await using GrpcTestServer server = await StartAsync();
        OrchardClient client = Client(server);
        ListTreesRequest map = new() { Like = new Tree { Yields = { ["a"] = 1 } } };
        (await Should.ThrowAsync<ArgumentException>(async () => await client.Trees.ListTreesAsync(map).FirstPageAsync()))
            .Message.ShouldContain("like.yields");
        (await Should.ThrowAsync<NotSupportedException>(async () => await client.Trees.CountLeavesAsync(new ListTreesRequest())))
            .Message.ShouldContain("orchard.v1.Orchard/CountLeaves");
        Should.Throw<NotSupportedException>(() => client.Trees.WatchTreesAsync(new ListTreesRequest())).Message.ShouldContain("streams");
        _requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_are_read_by_either_spelling_and_keep_unknown_values()
    {
        _answer = _ => (200, """
            {"outcome":{"code":10000},"trees":[
              {"id":"a","kind":2,"leaves":"7","plantedAt":"1970-01-01T00:00:01Z","new_field":[1]},{"kind":99}]}
            """);
        await using GrpcTestServer server = await StartAsync();
        ListTreesResponse answer = await Client(server).Trees.ListTreesAsync(new ListTreesRequest()).FirstPageAsync();
        answer.Outcome.Code.ShouldBe(10000);
        answer.Trees[0].ShouldBe(new Tree { Id = "a", Kind = Kind.Pear, Leaves = 7, PlantedAt = new Timestamp { Seconds = 1 } });
        ((int)answer.Trees[1].Kind).ShouldBe(99);
    }

    [Fact]
    public async Task An_error_answer_that_has_the_services_status_is_the_answer()
    {
        _answer = _ => (400, """{"outcome":{"code":21200,"text":"Model does not exist"}}""");
        await using GrpcTestServer server = await StartAsync();
        TreeResponse answer = await Client(server).Trees.PruneTreesAsync(new PruneTreesRequest { Row = new Row { Farm = "f" } });
        answer.Outcome.ShouldBe(new Outcome { Code = 21200, Text = "Model does not exist" });
    }

    [Theory]
    [InlineData(404, "{\"message\":\"nothing here\"}", GrpcStatusCode.NotFound, ApiOutcome.Rejected)]
    [InlineData(502, "<html>bad gateway</html>", GrpcStatusCode.Unavailable, ApiOutcome.Unknown)]
    [InlineData(401, "{\"message\":\"who is canary-secret-0123456789\"}", GrpcStatusCode.Unauthenticated, ApiOutcome.Rejected)]
    [InlineData(200, "<html>", GrpcStatusCode.DataLoss, ApiOutcome.SucceededUnreadable)]
    [InlineData(200, "{\"tree\":5}", GrpcStatusCode.DataLoss, ApiOutcome.SucceededUnreadable)]
    public async Task Every_other_failure_is_a_gRPC_exception_without_the_secret(
        int status, string body, GrpcStatusCode code, ApiOutcome outcome)
    {
        _answer = _ => (status, body);
        await using GrpcTestServer server = await StartAsync();
        PlantTreeRequest request = new() { Parent = "farms/a/rows/1", Tree = new Tree() };
        GrpcException failure = await Should.ThrowAsync<GrpcException>(async () => await Client(server).Trees.PlantTreeAsync(request));
        failure.StatusCode.ShouldBe(code);
        failure.Status.ShouldBe(status);
        failure.Outcome.ShouldBe(outcome);
        failure.ToString().ShouldNotContain(Secret);
        _requests.ShouldHaveSingleItem().Authorization.ShouldBe("Key " + Secret);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task Only_harmless_calls_are_repeated_by_the_policy_of_REST(bool harmless, int attempts)
    {
        _answer = n => n < 3 ? (503, "") : (200, "{}");
        await using GrpcTestServer server = await StartAsync();
        OrchardClient client = Client(server);
        Func<Task> call = harmless
            ? async () => await client.Harvests.GetHarvestAsync(new GetHarvestRequest { HarvestId = "h" })
            : async () => await client.Harvests.StartHarvestAsync(new StartHarvestRequest());
        if (harmless)
            await call();
        else
            (await Should.ThrowAsync<GrpcException>(call)).StatusCode.ShouldBe(GrpcStatusCode.Unavailable);
        _requests.Count.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_job_is_waited_for_over_HTTP_too()
    {
        _answer = n => (200, n switch
        {
            1 => """{"harvest_id":"h1","state":"PICKING"}""",
            2 => """{"harvest_id":"h1","state":1,"percent":50}""",
            _ => """{"harvest_id":"h1","state":"PICKED","best":{"id":"best"}}""",
        });
        await using GrpcTestServer server = await StartAsync();
        HarvestJob job = await Client(server).Harvests.StartHarvestJobAsync(new StartHarvestRequest { Row = new Row { Farm = "f" } });
        (await job.WaitForCompletionAsync(null)).Id.ShouldBe("best");
        _requests.Select(r => r.Target).ShouldBe(["/v1/harvests", "/v1/harvests/h1?row.farm=f", "/v1/harvests/h1?row.farm=f"]);
    }

    [Fact]
    public async Task The_deadline_of_a_call_ends_it()
    {
        FakeTimeProvider clock = new();
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(
            async call =>
            {
                arrived.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, call.Aborted);
            },
            protocols: HttpProtocols.Http1);
        Task<GrpcResponse<Harvest>> pending = Client(server, clock).Harvests.GetHarvestAsync(
            new GetHarvestRequest { HarvestId = "h" }, new GrpcCallOptions { Deadline = TimeSpan.FromSeconds(9) });
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromSeconds(10));
        (await Should.ThrowAsync<GrpcException>(pending)).StatusCode.ShouldBe(GrpcStatusCode.DeadlineExceeded);
    }

    private static OrchardClient Client(GrpcTestServer server, TimeProvider? clock = null) => new(new GrpcHttpChannel(
        ApiPipeline.Create(new ApiPipelineSettings
        {
            Options = new TestOptions
            {
                Endpoint = server.Address,
                TimeProvider = clock ?? new FakeTimeProvider { WaitsPassAtOnce = true },
                Random = () => 0,
            },
            DefaultEndpoint = server.Address,
            ClientName = "LabelingGen.Test",
            Authentication = ApiAuthentication.Header("Authorization", ApiCredential.FromKey(Secret), "Key "),
        }),
        new GrpcHttpChannelOptions
        {
            VariableDefaults = new Dictionary<string, string> { ["harvest_id"] = "current" },
            AlwaysWritten = new HashSet<string> { "orchard.v1.Row.number" },
        }));

    private Task<GrpcTestServer> StartAsync() => GrpcTestServer.StartAsync(
        async call =>
        {
            HttpRequest request = call.Context.Request;
            using StreamReader reader = new(request.Body);
            string target = call.Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            int number;
            string body = await reader.ReadToEndAsync();
            lock (_requests)
            {
                _requests.Add((request.Method, target, body, request.Headers.Authorization));
                number = _requests.Count;
            }

            (int status, string text) = _answer(number);
            call.Context.Response.StatusCode = status;
            call.Context.Response.ContentType = text.StartsWith('<') ? "text/html" : "application/json";
            await call.Context.Response.WriteAsync(text);
        },
        protocols: HttpProtocols.Http1);
}
