using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Credentials, addresses, statuses and how answers become results or exceptions.</summary>
public sealed class ClientTests
{
    private const string Secret = "canary-pat-0123456789";

    [Fact]
    public void A_missing_credential_is_named_with_both_variables()
    {
        using Variables environment = new(("CLARIFAI_PAT", null), ("CLARIFAI_SESSION_TOKEN", null));
        InvalidOperationException missing = Should.Throw<InvalidOperationException>(() => ClarifaiClient.FromEnvironment());
        missing.Message.ShouldContain("CLARIFAI_PAT");
        missing.Message.ShouldContain("CLARIFAI_SESSION_TOKEN");
    }

    [Fact]
    public void The_environment_names_credential_user_and_address()
    {
        using Variables environment = new(
            ("CLARIFAI_PAT", Secret), ("CLARIFAI_USER_ID", "ann"), ("CLARIFAI_API_BASE", "api.clarifai.com:443"));
        using ClarifaiClient client = ClarifaiClient.FromEnvironment();
        client.UserId.ShouldBe("ann");
        ClarifaiCredential.FromEnvironment().ToString().ShouldBe("authorization: (hidden)");
    }

    [Fact]
    public void A_session_token_is_refused_for_HTTP_with_JSON() => Should.Throw<ArgumentException>(() => new ClarifaiClient(
        ClarifaiCredential.FromSessionToken(ApiCredential.FromKey(Secret)), new() { Protocol = ClarifaiTransport.HttpJson }))
        .Message.ShouldContain("session token");

    [Theory]
    [InlineData("https://api.clarifai.com", "https://api.clarifai.com/")]
    [InlineData("api.clarifai.com", "https://api.clarifai.com/")]
    [InlineData("clarifai.example:443", "https://clarifai.example/")]
    [InlineData("http://localhost:18080/v2", "http://localhost:18080/")]
    public void Addresses_are_read_as_the_vendor_reads_them(string text, string expected) =>
        ClarifaiAddress.Parse(text).AbsoluteUri.ShouldBe(expected);

    [Theory]
    [InlineData("clarifai.example:18080")]
    [InlineData("ftp://api.clarifai.com")]
    [InlineData("https://")]
    public void An_address_that_does_not_tell_how_to_connect_is_refused(string text) =>
        Should.Throw<ArgumentException>(() => ClarifaiAddress.Parse(text)).Message.ShouldContain(text);

    [Fact]
    public void Web_addresses_name_things()
    {
        ClarifaiClient client = new(new FakeService());
        client.App(new Uri("https://clarifai.com/ann/street/")).AppId.ShouldBe("street");
        ClarifaiModel model = client.Model(new Uri("https://clarifai.com/ann/street/models/cars/versions/v1?x=1"));
        (model.ModelId, model.VersionId).ShouldBe(("cars", "v1"));
        client.Workflow(new Uri("https://clarifai.com/ann/street/workflows/w")).WorkflowId.ShouldBe("w");
        client.Dataset(new Uri("https://clarifai.com/ann/street/datasets/d/versions/7")).VersionId.ShouldBe("7");
    }

    [Theory]
    [InlineData("https://clarifai.com/ann")]
    [InlineData("https://clarifai.com/ann/street/workflows/w")]
    [InlineData("https://clarifai.com/ann/street/models")]
    [InlineData("https://clarifai.com/ann/street/models/m/releases/1")]
    [InlineData("https://clarifai.com/ann//models/m")]
    public void A_malformed_web_address_is_named(string url) => Should.Throw<ArgumentException>(
        () => new ClarifaiClient(new FakeService()).Model(new Uri(url))).Message.ShouldContain(url);

    [Fact]
    public async Task A_failure_in_the_answer_is_an_exception_with_all_that_the_service_says()
    {
        FakeService service = new FakeService().On<GetAppRequest>("GetApp", _ => new SingleAppResponse
        {
            Status = new Status { Code = StatusCode.ConnDoesNotExist, Description = "Not there", Details = "App 'x'", ReqId = "r-1" },
        });
        ClarifaiException failure = await Should.ThrowAsync<ClarifaiException>(
            () => new ClarifaiClient(service, service.Options).User().GetAppAsync("x"));
        failure.Code.ShouldBe((ClarifaiStatusCode)StatusCode.ConnDoesNotExist);
        failure.Status.ShouldBe(404);
        failure.ErrorCode.ShouldBe("CONN_DOES_NOT_EXIST");
        failure.RequestId.ShouldBe("r-1");
        failure.Outcome.ShouldBe(ApiOutcome.Rejected);
        failure.Message.ShouldContain("App 'x'");
        failure.OperationName.ShouldBe("clarifai.api.V2/GetApp");
    }

    [Fact]
    public async Task Items_that_failed_in_an_answer_are_results()
    {
        FakeService service = new FakeService().On<PostInputsRequest>("PostInputs", r => new MultiInputResponse
        {
            Status = new Status { Code = StatusCode.MixedStatus },
            Inputs =
            {
                new Input { Id = "b", Status = new Status { Code = StatusCode.InputUnsupportedFormat, Details = "no picture" } },
                new Input { Id = "a", Status = new Status { Code = StatusCode.InputPending } },
                new Input { Id = "c", Status = new Status { Code = StatusCode.InputDuplicate } },
            },
        });
        InputUpload upload = await service.App().Inputs.UploadAsync(
            [Input.FromText("a", "1"), Input.FromText("b", "2"), Input.FromText("c", "3"), Input.FromText("d", "4")]);
        upload.Outcomes.Select(o => (o.Input.Id, o.IsAccepted, o.IsDuplicate)).ShouldBe(
            [("a", true, false), ("b", false, false), ("c", false, true), ("d", false, false)]);
        upload.Outcomes[1].Code.Meaning.ShouldBe("The format of the input is not supported.");
    }

    [Fact]
    public async Task When_all_items_failed_they_are_results_too_but_other_calls_fail()
    {
        FakeService service = new FakeService()
            .On<PostInputsRequest>("PostInputs", r => new MultiInputResponse
            {
                Status = new Status { Code = StatusCode.Failure },
                Inputs = { new Input { Id = "a", Status = new Status { Code = StatusCode.InputInvalidUrl } } },
            })
            .On<PostModelOutputsRequest>("PostModelOutputs", _ =>
                new MultiOutputResponse { Status = new Status { Code = StatusCode.Failure } });
        (await service.App().Inputs.UploadAsync(Input.FromText("a", "1"))).Outcomes[0].Code.Name.ShouldBe("INPUT_INVALID_URL");
        ClarifaiException failure = await Should.ThrowAsync<ClarifaiException>(
            () => service.App().Model("m").PredictAsync(new Uri("https://x/y.png")));
        failure.Answer.ShouldBeOfType<MultiOutputResponse>();
    }

    [Theory]
    [InlineData(StatusCode.ConnThrottled)]
    [InlineData(StatusCode.ConnExceedHourlyLimit)]
    public async Task A_throttled_call_is_repeated_with_growing_waits_and_not_for_ever(StatusCode code)
    {
        int left = 3;
        FakeService service = new FakeService().On<GetAppRequest>("GetApp", _ => new SingleAppResponse
        {
            Status = new Status { Code = left-- > 0 ? code : StatusCode.Success },
            App = new App { Id = "a" },
        });
        (await new ClarifaiClient(service, service.Options).User().GetAppAsync("a")).Id.ShouldBe("a");
        service.Calls.Count.ShouldBe(4);
        service.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1.6), TimeSpan.FromSeconds(3.2)]);

        left = int.MaxValue;
        ClarifaiClientOptions few = service.Options;
        few.MaxThrottleRetries = 2;
        ClarifaiException failure = await Should.ThrowAsync<ClarifaiException>(() => new ClarifaiClient(service,
            few).User().GetAppAsync("a"));
        failure.Attempts.ShouldBe(3);
        failure.Status.ShouldBe(429);
    }

    [Fact]
    public void Codes_are_open_and_the_known_ones_of_the_flows_have_a_meaning()
    {
        ClarifaiStatusCode unknown = (StatusCode)77777;
        (unknown.IsKnown, unknown.Name, unknown.Meaning, unknown.ToString()).ShouldBe((false, "77777", null, "77777"));
        ((ClarifaiStatusCode)StatusCode.InputSuccess).Meaning.ShouldBe("The input is processed and can be used.");
        ((ClarifaiStatusCode)StatusCode.ModelTrained).ToString().ShouldBe("MODEL_TRAINED (21100)");
        StatusCode[] all = Enum.GetValues<StatusCode>();
        all.Length.ShouldBe(429);
        all.Select(code => ((ClarifaiStatusCode)code).Meaning).ShouldAllBe(meaning => meaning!.EndsWith('.'));
    }

    [Theory]
    [InlineData("_PERMISSION_DENIED", 403, "belongs to somebody else")]
    [InlineData("_DOES_NOT_EXIST", 404, "There is no such")]
    [InlineData("_INVALID_ARGUMENT", 400, "is not valid")]
    public void Codes_of_one_name_mean_the_same_of_different_things(string ending, int status, string meaning)
    {
        ClarifaiStatusCode[] codes = [.. Enum.GetValues<StatusCode>().Select(c => (ClarifaiStatusCode)c)
            .Where(c => c.Name.EndsWith(ending, StringComparison.Ordinal))];
        codes.ShouldNotBeEmpty();
        codes.ShouldAllBe(c => c.HttpStatus == status);
        // Of the codes that are described; of the others the name itself is told.
        ClarifaiStatusCode[] described = [.. codes.Where(c =>
            !string.Equals(c.Meaning!.TrimEnd('.'), c.Name.Replace('_', ' '), StringComparison.OrdinalIgnoreCase))];
        described.Length.ShouldBeGreaterThanOrEqualTo(5);
        described.ShouldAllBe(c => c.Meaning!.Contains(meaning, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_meaning_belongs_to_a_code_of_the_service() =>
        Enumerable.Range(0, 100_000).Where(n => new ClarifaiStatusCode(n).Meaning is not null)
            .ShouldAllBe(n => new ClarifaiStatusCode(n).IsKnown);

    [Fact]
    public async Task A_prediction_waits_for_a_model_that_starts_and_not_longer_than_allowed()
    {
        FakeService service = new FakeService().On<PostModelOutputsRequest>(
            "PostModelOutputs", _ => new MultiOutputResponse { Status = new Status { Code = StatusCode.ModelLoading } });
        ClarifaiClientOptions options = service.Options;
        options.ModelStartTimeout = TimeSpan.FromSeconds(60);
        ClarifaiException failure = await Should.ThrowAsync<ClarifaiException>(
            () => new ClarifaiClient(service, options).App("a").Model("m").PredictAsync(new Uri("https://x/y.png")));
        failure.Code.ShouldBe((ClarifaiStatusCode)StatusCode.ModelLoading);
        service.Clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60));
        service.Calls.Count.ShouldBeInRange(5, 20);
        service.Calls.Select(c => ((PostModelOutputsRequest)c.Request).ToByteString()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task No_secret_shows_in_any_failure()
    {
        using ClarifaiClient client = new(
            ClarifaiCredential.FromKey(ApiCredential.FromKey(Secret)),
            new() { Endpoint = new Uri("http://127.0.0.1:1"), Retry = new RetryOptions { MaxRetries = 0 } });
        GrpcException failure = await Should.ThrowAsync<GrpcException>(() => client.User().GetAppAsync("a"));
        failure.StatusCode.ShouldBe(GrpcStatusCode.Unavailable);
        failure.ToString().ShouldNotContain(Secret);
        new ClarifaiClientOptions().ToString()!.ShouldNotContain(Secret);
    }

    private sealed class Variables : IDisposable
    {
        private readonly List<(string Name, string? Before)> _before = [];

        public Variables(params (string Name, string? Value)[] values)
        {
            foreach ((string name, string? value) in values)
            {
                _before.Add((name, Environment.GetEnvironmentVariable(name)));
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose()
        {
            foreach ((string name, string? value) in _before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
