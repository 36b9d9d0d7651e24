using System.ClientModel;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

/// <summary>Checklist lines 1 to 4 and 12: what a server or a parameter names never changes who sees the credential.</summary>
public class OriginTests
{
    [Theory]
    [InlineData("https://evil.test/things/1")]
    [InlineData("https://api.test:8443/v1/things/1")]
    [InlineData("http://api.test/v1/things/1")]
    [InlineData("https://api.test.evil.test/v1")]
    [InlineData("//evil.test/x")]
    [InlineData(@"\\evil.test\x")]
    [InlineData(@"/\evil.test")]
    [InlineData("https://api.test@evil.test/")]
    [InlineData("https://user@api.test/v1")]
    [InlineData("http://api@evil.test/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://api.test/x")]
    [InlineData("https://evil.test\t/x")]
    [InlineData("https://xn--80ak6aa92e.test/")]
    public async Task A_redirect_to_elsewhere_is_refused_and_sends_nothing(string location)
    {
        foreach (int status in new[] { 301, 302, 303, 307, 308 })
        {
            foreach (string method in new[] { "GET", "POST" })
            {
                var client = new TestClient();
                client.Script.Respond(status, null, ("Location", location));

                ApiException error = await client.FailAsync(RetryMatrixTests.Request(client, method, "Header"));

                error.Status.ShouldBe(status);
                error.Outcome.ShouldBe(ApiOutcome.Rejected);
                client.Script.Requests.Count.ShouldBe(1, $"{status} {method}");
                error.ToString().ShouldNotContain(TestClient.Secret);
            }
        }
    }

    [Theory]
    [InlineData(301, "GET", "GET")]
    [InlineData(302, "GET", "GET")]
    [InlineData(303, "GET", "GET")]
    [InlineData(307, "GET", "GET")]
    [InlineData(308, "GET", "GET")]
    [InlineData(303, "POST", "GET")]
    [InlineData(307, "POST", "POST")]
    [InlineData(308, "PUT", "PUT")]
    public async Task A_redirect_within_the_origin_is_followed(int status, string method, string then)
    {
        foreach (string location in new[] { "/v2/things/9?x=1", "https://api.test/v2/things/9?x=1", "https:/v2/things/9?x=1" })
        {
            var client = new TestClient();
            client.Script.Respond(status, null, ("Location", location)).Respond(200, """{"name":"moved"}""");

            (await client.SendAsync(RetryMatrixTests.Request(client, method, "ByMethod"))).ShouldBe("moved");

            SentRequest second = client.Script.Requests[1];
            second.Uri.AbsoluteUri.ShouldBe("https://api.test/v2/things/9?x=1");
            second.Method.ShouldBe(then);
            second.Header("X-Api-Key").ShouldBe(TestClient.Secret);
            (second.Body is { Length: > 0 }).ShouldBe(then != "GET" || method == "GET");
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    public async Task A_post_is_not_repeated_after_a_redirect_that_leaves_open_how(int status)
    {
        var client = new TestClient();
        client.Script.Respond(status, null, ("Location", "/v2/things"));

        (await client.FailAsync(client.CreateRequest())).Status.ShouldBe(status);
        client.Script.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_loop_ends()
    {
        var client = new TestClient();
        client.Script.Respond(307, null, ("Location", "/v1/things/1")).RepeatLast = true;

        (await client.FailAsync(client.GetRequest())).Message.ShouldContain("more than 5 times");
        client.Script.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_redirect_to_storage_carries_no_credential_cookie_or_key()
    {
        var operation = new ApiOperation("Exports.Download", "GET", "/export") { RedirectsToStorage = true };
        var client = new TestClient(authentication: ApiAuthentication.All(
            ApiAuthentication.Header("X-Api-Key", ApiCredential.FromKey(TestClient.Secret)),
            ApiAuthentication.Cookie("session", ApiCredential.FromKey(TestClient.Secret))));
        client.Script.Respond(302, null, ("Location", "https://storage.test/x?signature=abc")).Respond(200, "content");

        await client.Clock.RunAsync(client.Pipeline.SendForTextAsync(
            client.Pipeline.CreateRequest(operation).Header("X-Extra", "1").Header("Range", "bytes=0-"), default));

        client.Script.Requests[0].Header("Cookie").ShouldBe("session=" + TestClient.Secret);
        SentRequest second = client.Script.Requests[1];
        second.Uri.Host.ShouldBe("storage.test");
        second.Headers.Keys.Order().ShouldBe(["Accept", "Accept-Encoding", "Range", "User-Agent"]);
    }

    [Theory]
    [InlineData("?cursor=2", "https://api.test/v1/things?cursor=2")]
    [InlineData("/v1/things?cursor=2", "https://api.test/v1/things?cursor=2")]
    [InlineData("https://API.test:443/v1/things?cursor=2", "https://api.test/v1/things?cursor=2")]
    [InlineData("https:evil", "https://api.test/v1/evil")]
    public void Links_within_the_origin_pass(string link, string expected) =>
        OriginGate.Resolve(
            new Uri("https://api.test/v1/things"), link, "x", error => new ApiException(error)).AbsoluteUri.ShouldBe(expected);

    [Theory]
    [InlineData("https://evil.test/next")]
    [InlineData("//evil.test/next")]
    [InlineData("http://api.test/next")]
    [InlineData(@"\\evil.test\next")]
    [InlineData("file:///next")]
    public async Task A_next_link_to_elsewhere_is_refused_before_anything_is_sent(string link)
    {
        var client = new TestClient();

        ApiException error = await client.FailAsync(client.GetRequest().Follow(link));

        error.Outcome.ShouldBe(ApiOutcome.NotSent);
        client.Script.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a?b", "a%3Fb")]
    [InlineData("a#b", "a%23b")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("../admin", "..%2Fadmin")]
    [InlineData("a b/ü", "a%20b%2F%C3%BC")]
    [InlineData("...", "...")]
    [InlineData("a\\b", "a%5Cb")]
    [InlineData("a\r\nb", "a%0D%0Ab")]
    public async Task A_path_parameter_cannot_change_the_route(string id, string escaped)
    {
        var client = new TestClient();
        client.Script.Respond(200, "{}");

        await client.SendAsync(client.GetRequest(id));

        client.Script.Requests[0].Uri.AbsoluteUri.ShouldBe("https://api.test/v1/things/" + escaped);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_path_parameter_that_would_vanish_is_refused(string id)
    {
        var client = new TestClient();

        await Should.ThrowAsync<ArgumentException>(() => client.SendAsync(client.GetRequest(id)));
        client.Script.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://api.test/v1")]
    [InlineData("ftp://api.test/")]
    [InlineData("https://user:pw@api.test/")]
    [InlineData("https://api.test/?key=1")]
    public void An_endpoint_that_would_leak_is_refused(string endpoint) =>
        Should.Throw<ArgumentException>(() => new TestClient(o => o.Endpoint = new Uri(endpoint)));

    [Fact]
    public void Plain_http_is_for_this_machine_or_on_demand()
    {
        new TestClient(o => o.Endpoint = new Uri("http://127.0.0.1:5000/v1")).Pipeline.Endpoint.Port.ShouldBe(5000);
        new TestClient(o =>
        {
            o.AllowPlainHttp = true;
            o.Endpoint = new Uri("http://studio.local:8080");
        }).Pipeline.Endpoint.Host.ShouldBe("studio.local");
    }

    [Fact]
    public async Task A_server_of_an_operation_follows_the_user_to_another_endpoint()
    {
        var operation = new ApiOperation("Things.List", "GET", "/v2/things") { Server = new Uri("https://api.test") };
        var moved = new TestClient(o => o.Endpoint = new Uri("http://127.0.0.1:5000/v1"));
        moved.Script.Respond(200, "{}");
        await moved.SendAsync(moved.Pipeline.CreateRequest(operation));
        moved.Script.Requests[0].Uri.AbsoluteUri.ShouldBe("http://127.0.0.1:5000/v2/things");

        var usual = new TestClient();
        usual.Script.Respond(200, "{}");
        await usual.SendAsync(usual.Pipeline.CreateRequest(operation));
        usual.Script.Requests[0].Uri.AbsoluteUri.ShouldBe("https://api.test/v2/things");
    }

    [Fact]
    public async Task An_http_client_that_follows_redirects_by_itself_is_found_out()
    {
        using var handler = new MovingHandler();
        var client = new TestClient(handler: handler);

        await Should.ThrowAsync<InvalidOperationException>(() => client.SendAsync(client.GetRequest()));
    }

    private sealed class MovingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
            new HttpResponseMessage
            {
                RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://evil.test/"),
                Content = new StringContent("{}")
            });
    }
}
