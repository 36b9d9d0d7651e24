using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class CredentialTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\tb")]
    [InlineData("schlüssel")]
    [InlineData("a\u007fb")]
    public void A_secret_that_cannot_stand_in_a_header_is_refused_at_construction(string secret)
    {
        Should.Throw<ArgumentException>(() => ApiCredential.FromKey(secret)).Message.ShouldNotContain("schl");
        if (secret.Length > 0)
            Should.Throw<ArgumentException>(() => ApiCredential.FromKey(new ApiKeyCredential(secret)));
    }

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("ü")]
    public async Task A_header_value_that_would_end_the_header_is_refused_before_the_transport(string value)
    {
        var client = new TestClient();
        Should.Throw<ArgumentException>(() => client.GetRequest().Header("X-Name", value)).ParamName.ShouldBe("X-Name");
        Should.Throw<ArgumentException>(() => client.GetRequest().Header("X Name", "1"));
        Should.Throw<ArgumentException>(() => client.GetRequest().TextBody("x", "text/" + value));
        await Task.CompletedTask;
        client.Script.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_way_to_send_a_secret_is_as_the_standard_says()
    {
        (await SentAsync(ApiAuthentication.Basic(ApiCredential.FromKey("key-1")))).Header("Authorization")
            .ShouldBe("Basic " + Convert.ToBase64String("key-1:"u8));
        (await SentAsync(ApiAuthentication.Basic("user", ApiCredential.FromKey("pw")))).Header("Authorization")
            .ShouldBe("Basic " + Convert.ToBase64String("user:pw"u8));
        (await SentAsync(ApiAuthentication.Bearer(ApiCredential.FromKey("key-1")))).Header("Authorization").ShouldBe("Bearer key-1");
        (await SentAsync(ApiAuthentication.Header("Authorization", ApiCredential.FromKey("key-1"), "Token "))).Header("Authorization")
            .ShouldBe("Token key-1");
        (await SentAsync(ApiAuthentication.Query("api_key", ApiCredential.FromKey("k&1")))).Uri.Query.ShouldBe("?q=1&api_key=k%261");
        (await SentAsync(ApiAuthentication.Cookie("sid", ApiCredential.FromKey("a;b")))).Header("Cookie").ShouldBe("sid=a%3Bb");
        (await SentAsync(ApiAuthentication.None)).Headers.Keys.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task A_replaced_key_is_used_from_the_next_attempt_on()
    {
        var key = new ApiKeyCredential("first");
        var client = new TestClient(authentication: ApiAuthentication.Query("k", key));
        client.Script.Respond(_ =>
        {
            key.Update("second");
            return ScriptedHandler.Response(503, "");
        }).Respond(200, "{}");

        await client.SendAsync(client.GetRequest());

        client.Script.Requests.Select(r => r.Uri.Query).ShouldBe(["?k=first", "?k=second"]);
    }

    [Fact]
    public void A_credential_from_the_environment_is_read_and_missed_by_name()
    {
        Environment.SetEnvironmentVariable("LABELINGGEN_TEST_KEY", "from-env");
        ApiCredential.FromEnvironment("LABELINGGEN_TEST_KEY").ToString().ShouldNotContain("from-env");
        Should.Throw<InvalidOperationException>(() => ApiCredential.FromEnvironment("LABELINGGEN_NO_SUCH_KEY"))
            .Message.ShouldContain("LABELINGGEN_NO_SUCH_KEY");
    }

    [Fact]
    public async Task Tokens_are_kept_until_shortly_before_they_expire()
    {
        var client = new TestClient();
        var provider = new Tokens(client.Clock);
        client = new TestClient(o => o.TimeProvider = provider.Clock,
            authentication: ApiAuthentication.Bearer(provider, ["read"], timeProvider: provider.Clock));
        client.Script.Respond(200, "{}").RepeatLast = true;

        await provider.Clock.RunAsync(client.Pipeline.SendAsync(client.GetRequest(), default));
        await provider.Clock.RunAsync(client.Pipeline.SendAsync(client.GetRequest(), default));
        provider.Clock.Advance(TimeSpan.FromMinutes(59));
        await provider.Clock.RunAsync(client.Pipeline.SendAsync(client.GetRequest(), default));

        client.Script.Requests.Select(r => r.Header("Authorization")).ShouldBe(["Bearer token-1", "Bearer token-1", "Bearer token-2"]);
    }

    [Fact]
    public async Task The_operation_chooses_among_schemes()
    {
        var client = new TestClient(authentication: ApiAuthentication.ByScheme(
            [
                new("basic", ApiAuthentication.Basic(ApiCredential.FromKey("key-1"))),
                new("bearer", ApiAuthentication.Bearer(ApiCredential.FromKey("key-2"))),
                new("absent", null),
            ],
            [["basic"]]));
        client.Script.Respond(200, "{}").RepeatLast = true;

        await client.SendAsync(client.Pipeline.CreateRequest(Operation(null)));
        await client.SendAsync(client.Pipeline.CreateRequest(Operation([["absent", "basic"], ["bearer"]])));
        await client.SendAsync(client.Pipeline.CreateRequest(Operation([])));
        await client.SendAsync(client.Pipeline.CreateRequest(Operation([["absent"], []])));
        InvalidOperationException missing = await Should.ThrowAsync<InvalidOperationException>(
            () => client.SendAsync(client.Pipeline.CreateRequest(Operation([["absent"]]))));

        missing.Message.ShouldContain("absent");
        client.Script.Requests.Select(r => r.Header("Authorization")?.Split(' ')[0]).ShouldBe(["Basic", "Bearer", null, null]);
    }

    private static ApiOperation Operation(IReadOnlyList<IReadOnlyList<string>>? security) =>
        new("Things.List", "GET", "/things") { Security = security };

    private static async Task<SentRequest> SentAsync(ApiAuthentication authentication)
    {
        var client = new TestClient(authentication: authentication);
        client.Script.Respond(200, "{}");
        await client.SendAsync(client.GetRequest().Query("q", 1));
        return client.Script.Requests[0];
    }

    private sealed class Tokens(FakeTimeProvider clock) : AuthenticationTokenProvider
    {
        private int _count;

        public FakeTimeProvider Clock => clock;

        public override GetTokenOptions? CreateTokenOptions(IReadOnlyDictionary<string, object> properties) => new(properties);

        public override AuthenticationToken GetToken(GetTokenOptions options, CancellationToken cancellationToken) =>
            new($"token-{++_count}", "Bearer", clock.GetUtcNow().AddHours(1));

        public override ValueTask<AuthenticationToken> GetTokenAsync(GetTokenOptions options, CancellationToken cancellationToken) =>
            new(GetToken(options, cancellationToken));
    }
}
