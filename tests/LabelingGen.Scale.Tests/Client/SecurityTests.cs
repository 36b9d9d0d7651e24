using System.Net;
using System.Net.Sockets;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Scale.Tests.Flows;

namespace LabelingGen.Scale.Tests.Client;

/// <summary>Credentials and origins, as far as Scale's client can be asked to do wrong.</summary>
public sealed class SecurityTests
{
    private const string Canary = "live_canary_5f0c7d";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_another_origin_is_not_followed(int status)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string target = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/v1/tasks";
        flow.Faults.Add(new FaultRule(Fault.Redirect(status, target)));
        await Should.ThrowAsync<ScaleException>(() => flow.ListIdsAsync());
        await Should.ThrowAsync<ScaleException>(() => flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters("u")));
        other.Pending().ShouldBeFalse("nobody may connect to the other origin");
    }

    [Theory]
    [InlineData("../projects")]
    [InlineData("a/b")]
    [InlineData("a?x=1")]
    [InlineData("a#b")]
    [InlineData("%2e%2e")]
    [InlineData("a b&c")]
    public async Task A_name_never_changes_the_route(string name)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await Should.ThrowAsync<ScaleResourceNotFoundException>(() => flow.Client.Batches.GetAsync(name));
        await flow.Client.Batches.CreateAsync(new BatchParameters { Project = "street", Name = name });
        (await flow.Client.Batches.GetAsync(name)).Value.Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_name_that_cannot_be_a_part_of_a_path_is_refused_before_anything_is_sent(string name)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Latency(TimeSpan.Zero)));
        await Should.ThrowAsync<ArgumentException>(() => flow.Client.Tasks.GetAsync(name));
        await Should.ThrowAsync<ArgumentException>(
            () => flow.Client.Studio.UpdateProjectGroupAsync("p", name, new() { AddEmails = [], RemoveEmails = [] }));
        flow.Faults.Injected.ShouldBe(0);
    }

    [Fact]
    public async Task A_position_that_looks_like_an_address_is_sent_as_a_value()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        var refused = await Should.ThrowAsync<ScaleException>(
            () => flow.Client.Tasks.GetPageAsync(new() { Project = "street", NextToken = "https://evil.example/x" }));
        refused.Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_key_shows_nowhere()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        ScaleClientOptions options = new() { Endpoint = flow.Emulator.Scale.Endpoint };
        ScaleClient client = new(ApiCredential.FromKey(Canary), options);
        var failure = await Should.ThrowAsync<ScaleUnauthorizedException>(() => client.Tasks.GetAsync("t"));
        string[] texts =
        [
            failure.ToString(), failure.Message, failure.ResponseBody ?? "", client.ToString()!, client.Pipeline.ToString(),
            options.ToString()!,
            ApiCredential.FromKey(Canary).ToString()!, new ScaleCredentials { ApiKey = ApiCredential.FromKey(Canary) }.ToString()!,
            new ScaleCallbackVerifier(Canary).ToString(),
        ];
        texts.ShouldAllBe(t => !t.Contains(Canary, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("live\r\nX-Evil: 1")]
    [InlineData("live\0")]
    [InlineData("schlüssel")]
    public void A_key_that_cannot_be_sent_is_refused(string key) =>
        Should.Throw<ArgumentException>(() => new ScaleClient(ApiCredential.FromKey(key)));

    [Theory]
    [InlineData("http://api.scale.com")]
    [InlineData("ftp://api.scale.com")]
    [InlineData("https://user@api.scale.com")]
    [InlineData("https://api.scale.com/?x=1")]
    public void An_endpoint_that_would_leak_the_key_is_refused(string endpoint) =>
        Should.Throw<ArgumentException>(() => new ScaleClient(ApiCredential.FromKey(Canary), new() { Endpoint = new Uri(endpoint) }));

    [Fact]
    public async Task Both_versions_take_the_same_key()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        (await flow.Client.Teams.ListAsync()).Value.ShouldNotBeEmpty();
        (await flow.Client.V2.ListProjectsAsync()).Value.Projects.ShouldHaveSingleItem().Name.ShouldBe("street");
    }
}
