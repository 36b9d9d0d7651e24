using System.Text.Json.Nodes;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests;

/// <summary>The same client over HTTP with JSON, chosen by one option; and media, which are always fetched over HTTP.</summary>
public sealed class HttpJsonTests : IDisposable
{
    private const string Secret = "canary-pat-0123456789";

    private readonly ScriptedHandler _service = new() { RepeatLast = true };
    private readonly HttpClient _http;
    private readonly string _folder = Directory.CreateTempSubdirectory("clarifai-http-").FullName;

    public HttpJsonTests() => _http = new HttpClient(_service) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        _http.Dispose();
        _service.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Lists_take_the_path_with_the_app_and_the_rest_as_query()
    {
        _service.Respond(200, """{"status":{"code":10000},"inputs":[{"id":"i1"}]}""").Respond(200, """{"status":{"code":"SUCCESS"}}""");
        List<string> ids = [];
        await foreach (Input input in Client().App("a", "ann").Inputs.ListAsync(new() { Ids = { "i1", "i2" }, PerPage = 1 }))
            ids.Add(input.Id);
        ids.ShouldBe(["i1"]);
        _service.Requests.Select(r => r.Method + " " + r.Uri.PathAndQuery).ShouldBe(
        [
            "GET /v2/users/ann/apps/a/inputs?page=1&per_page=1&ids=i1&ids=i2",
            "GET /v2/users/ann/apps/a/inputs?page=2&per_page=1&ids=i1&ids=i2",
        ]);
        _service.Requests[0].Header("Authorization").ShouldBe("Key " + Secret);
        _service.Requests[0].Header("X-Clarifai-Request-ID-Prefix")!.ShouldStartWith("sdk-csharp-");
    }

    [Fact]
    public async Task A_negative_label_is_written_because_the_gateway_takes_an_absent_one_for_positive()
    {
        _service.Respond(200, """{"status":{"code":10000},"annotations":[]}""");
        Annotation annotation = new() { InputId = "i", Data = new Data { Concepts = { new Concept { Id = "dog", Value = 0 } } } };
        await Client().App("a", "me").Inputs.AnnotateAsync([annotation]);
        JsonNode body = JsonNode.Parse(_service.Requests[0].Text)!;
        JsonNode.DeepEquals(body, JsonNode.Parse("""{"annotations":[{"input_id":"i","data":{"concepts":[{"id":"dog","value":0}]}}]}"""))
            .ShouldBeTrue(_service.Requests[0].Text);
        _service.Requests[0].Uri.AbsolutePath.ShouldBe("/v2/users/me/apps/a/annotations");
    }

    [Fact]
    public async Task Media_of_many_inputs_are_downloaded_side_by_side_and_each_has_its_outcome()
    {
        _service.Respond(200, "media");
        Input[] inputs =
        [
            .. Enumerable.Range(0, 20).Select(i => Input.FromUrl($"i{i}", new Uri($"https://elsewhere.test/{i}.jpg"))),
            Input.FromText("text", "no address"), Input.FromUrl("../out", new Uri("https://elsewhere.test/x.png")),
        ];
        Dictionary<string, ItemOutcome<Input, string>> outcomes = [];
        await foreach (ItemOutcome<Input, string> outcome in Client().App("a").Inputs.DownloadAllAsync(inputs, _folder))
            outcomes.Add(outcome.Item.Id, outcome);
        outcomes.Count.ShouldBe(22);
        outcomes["i7"].Result.ShouldBe(Path.Combine(_folder, "i7.jpg"));
        Directory.GetFiles(_folder).Length.ShouldBe(20);
        (await File.ReadAllTextAsync(Path.Combine(_folder, "i19.jpg"))).ShouldBe("media");
        outcomes["text"].Error.ShouldBeOfType<InvalidDataException>().Message.ShouldContain("'text'");
        outcomes["../out"].Error.ShouldBeOfType<InvalidDataException>();
        _service.Requests.ShouldAllBe(r => r.Header("Authorization") == null);
    }

    [Fact]
    public async Task Media_that_are_not_there_are_an_outcome_and_the_others_are_saved()
    {
        _service.Respond(r =>
            r.Uri.AbsolutePath == "/gone.jpg" ? ScriptedHandler.Response(404, "gone") : ScriptedHandler.Response(200, "x"));
        Input[] inputs = [.. new[] { "gone", "there" }.Select(n => Input.FromUrl(n, new Uri($"https://elsewhere.test/{n}.jpg")))];
        Dictionary<string, ItemOutcome<Input, string>> outcomes = [];
        await foreach (ItemOutcome<Input, string> outcome in Client().App("a").Inputs.DownloadAllAsync(inputs, _folder))
            outcomes.Add(outcome.Item.Id, outcome);
        outcomes["gone"].Error.ShouldBeAssignableTo<ApiException>()!.Status.ShouldBe(404);
        outcomes["there"].State.ShouldBe(ItemState.Done);
        Directory.GetFiles(_folder).ShouldBe([Path.Combine(_folder, "there.jpg")]);
    }

    [Fact]
    public async Task A_refusal_with_an_HTTP_status_is_the_services_own_exception()
    {
        _service.Respond(404, """{"status":{"code":21200,"description":"Model does not exist","req_id":"r1"}}""");
        ClarifaiException missing = await Should.ThrowAsync<ClarifaiException>(() => Client().App("a").GetModelAsync("m"));
        missing.Code.ShouldBe((ClarifaiStatusCode)StatusCode.ModelDoesNotExist);
        missing.RequestId.ShouldBe("r1");
        missing.ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Some_failed_items_are_results_here_too()
    {
        _service.Respond(207,
            """{"status":{"code":10010},"inputs":[{"id":"a","status":{"code":30001}},{"id":"b","status":{"code":30106}}]}""");
        InputUpload upload = await Client().App("a").Inputs.UploadAsync([Input.FromText("a", "1"), Input.FromText("b", "2")]);
        upload.Outcomes.Select(o => o.IsAccepted).ShouldBe([true, false]);
    }

    [Theory]
    [InlineData("https://data.clarifai.com/small/users/x/i.png", true)]
    [InlineData("https://api.test/hosted/i.png", true)]
    [InlineData("https://data.clarifai.com.evil.test/i.png", false)]
    [InlineData("https://elsewhere.test/i.png", false)]
    public async Task Media_are_fetched_with_the_credential_from_the_service_only(string url, bool withCredential)
    {
        _service.Respond(200, "picture", ("Content-Type", "image/png"));
        Input input = new() { Id = "i", Data = new Data { Image = new Image { Url = url } } };
        string path = Path.Combine(_folder, "i.png");
        (await Client().App("a").Inputs.DownloadAsync(input, path))!.Length.ShouldBe(7);
        (await File.ReadAllTextAsync(path)).ShouldBe("picture");
        _service.Requests.Single().Header("Authorization").ShouldBe(withCredential ? "Key " + Secret : null);
    }

    [Fact]
    public async Task Of_hosted_media_the_original_size_is_fetched()
    {
        _service.Respond(200, "picture");
        Input input = new()
        {
            Data = new Data
            {
                Image = new Image
                {
                    Url = "https://elsewhere.test/i.png",
                    Hosted = new HostedURL { Prefix = "https://data.clarifai.com", Suffix = "users/x/i", Sizes = { "small", "orig" } },
                },
            },
        };
        await Client().App("a").Inputs.DownloadAsync(input, Path.Combine(_folder, "i"));
        _service.Requests.Single().Uri.ShouldBe(new Uri("https://data.clarifai.com/orig/users/x/i"));
        (await Client().App("a").Inputs.DownloadAsync(Input.FromText("t", "x"), Path.Combine(_folder, "t"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_version_is_exported_downloaded_without_the_credential_and_saved()
    {
        using MemoryStream zip = new();
        using (System.IO.Compression.ZipArchive archive = new(zip, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using (Stream kind = archive.CreateEntry("mimetype").Open())
                kind.Write("application/x.clarifai-data+protobuf"u8);
            using Stream batch = archive.CreateEntry("all/b_n1").Open();
            Google.Protobuf.MessageExtensions.WriteTo(
                new InputBatch
                {
                    Inputs = { new Input { Id = "i",
                    Data = new Data { Image = new Image { Url = "https://elsewhere.test/i.jpg" } } } }
                }, batch);
        }

        string pending = """{"status":{"code":10000},"exports":[{"status":{"code":64201}}]}""";
        string ready = """{"status":{"code":10000},"exports":[{"status":{"code":64200},"url":"https://store.test/a.zip?sig=1"}]}""";
        _service.Respond(200, pending).Respond(200, ready).Respond(_ => ScriptedHandler.Response(200, zip.ToArray())).Respond(200, "jpeg");
        IReadOnlyList<ExportedInput> saved = await Client().App("a").Dataset("d", "v").ExportAsync(_folder);
        saved.Single().MediaPath.ShouldBe(Path.Combine(_folder, "all", "inputs", "i.jpg"));
        Directory.GetFiles(_folder).ShouldBeEmpty();
        _service.Requests.Select(r => r.Header("Authorization") is not null).ShouldBe([true, true, false, false]);
        Should.Throw<InvalidOperationException>(() => Client().App("a").Dataset("d").StartExport()).Message.ShouldContain("version");
    }

    private ClarifaiClient Client() => new(ClarifaiCredential.FromKey(ApiCredential.FromKey(Secret)), new()
    {
        Protocol = ClarifaiTransport.HttpJson,
        Endpoint = new Uri("https://api.test"),
        Transport = new ApiTransport(_http),
        TimeProvider = new FakeTimeProvider { WaitsPassAtOnce = true },
        Random = () => 0,
    });
}
