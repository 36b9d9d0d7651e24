using LabelingGen.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LabelingGen.Core.Tests;

public class ServiceCollectionTests
{
    private sealed class Client(TestOptions options)
    {
        public TestOptions Options { get; } = options;

        public ApiPipeline Pipeline { get; } = ApiPipeline.Create(new ApiPipelineSettings
        {
            Options = options,
            DefaultEndpoint = new Uri("https://api.test/v1"),
            ClientName = "Test",
        });
    }

    [Fact]
    public async Task A_client_gets_its_options_clock_and_http_client_from_the_container()
    {
        var clock = new FakeTimeProvider();
        var script = new ScriptedHandler(clock);
        script.Respond(200, "{}");
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddApiClient<Client, TestOptions>("Test", (options, _) =>
            new Client(options), Section(), options => options.ApplicationName = "app/1")
            .ConfigurePrimaryHttpMessageHandler(() => script);
        await using ServiceProvider provider = services.BuildServiceProvider();

        Client client = provider.GetRequiredService<Client>();
        await client.Pipeline.SendAsync(client.Pipeline.CreateRequest(TestClient.Get).Path("id", 1), default);

        provider.GetRequiredService<Client>().ShouldBeSameAs(client);
        client.Options.TimeProvider.ShouldBeSameAs(clock);
        script.Requests[0].Uri.AbsoluteUri.ShouldBe("https://other.test/v9/things/1");
        script.Requests[0].Header("User-Agent")!.ShouldEndWith(" app/1");
    }

    [Fact]
    public void Every_option_is_read_from_configuration()
    {
        var options = new TestOptions();
        options.ApplyConfiguration(Section());

        options.Endpoint.ShouldBe(new Uri("https://other.test/v9"));
        options.TryTimeout.ShouldBe(TimeSpan.FromSeconds(7));
        options.OverallTimeout.ShouldBe(TimeSpan.FromMinutes(3));
        options.MaxResponseBytes.ShouldBe(1000);
        options.PrefetchPages.ShouldBeFalse();
        options.LookUpLostAnswers.ShouldBeFalse();
        options.Retry.MaxRetries.ShouldBe(5);
        options.Retry.Delay.ShouldBe(TimeSpan.FromSeconds(2));
        options.Retry.Jitter.ShouldBe(0.5);
        options.Retry.Statuses.ShouldBe(StatusSet.Of("429", "500-530"));
        options.Polling.Timeout.ShouldBe(TimeSpan.FromHours(1));
        options.RateLimit!.Requests.ShouldBe(100);
        options.RateLimit.Window.ShouldBe(TimeSpan.FromMinutes(10));
        options.Retry.Factor.ShouldBe(2);
    }

    [Theory]
    [InlineData("Retry:MaxRetries", "many")]
    [InlineData("TryTimeout", "soon")]
    [InlineData("Endpoint", "not an address")]
    [InlineData("Retry:Statuses", "4x9")]
    public void A_value_that_cannot_be_read_is_named(string key, string value)
    {
        IConfiguration section = new ConfigurationBuilder().AddInMemoryCollection([new("Test:" + key, value)]).Build().GetSection("Test");

        Should.Throw<FormatException>(() => new TestOptions().ApplyConfiguration(section)).Message.ShouldContain("Test:" + key);
    }

    [Fact]
    public void Options_are_frozen_by_the_first_client()
    {
        var client = new TestClient();

        Should.Throw<InvalidOperationException>(() => client.Options.TryTimeout = TimeSpan.FromSeconds(1));
        Should.Throw<InvalidOperationException>(() => client.Options.Retry.MaxRetries = 1);
        Should.Throw<NotSupportedException>(() => client.Options.Clone());
    }

    private static IConfigurationSection Section() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Test:Endpoint"] = "https://other.test/v9",
        ["Test:TryTimeout"] = "00:00:07",
        ["Test:OverallTimeout"] = "00:03:00",
        ["Test:MaxResponseBytes"] = "1000",
        ["Test:PrefetchPages"] = "false",
        ["Test:LookUpLostAnswers"] = "false",
        ["Test:Retry:MaxRetries"] = "5",
        ["Test:Retry:Delay"] = "00:00:02",
        ["Test:Retry:Jitter"] = "0.5",
        ["Test:Retry:Statuses"] = "429, 500-530",
        ["Test:Polling:Timeout"] = "01:00:00",
        ["Test:RateLimit:Requests"] = "100",
        ["Test:RateLimit:Window"] = "00:10:00",
    }).Build().GetSection("Test");
}
