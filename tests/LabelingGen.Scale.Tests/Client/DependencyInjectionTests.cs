using LabelingGen.Core;
using LabelingGen.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LabelingGen.Scale.Tests.Client;

/// <summary>Scale's client out of a service container.</summary>
public sealed class DependencyInjectionTests
{
    [Fact]
    public async Task The_client_sends_through_the_http_client_factory_with_the_options_of_the_configuration()
    {
        FakeTimeProvider clock = new() { WaitsPassAtOnce = true };
        ScriptedHandler script = new(clock);
        script.Respond(503).Respond(200, """{"task_id": "t"}""");
        IConfigurationSection section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Scale:Endpoint"] = "https://scale.example",
            ["Scale:Retry:MaxRetries"] = "1",
            ["Scale:Retry:Delay"] = "00:00:03",
            ["Scale:Retry:Jitter"] = "0",
        }).Build().GetSection("Scale");
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(clock);
        services.AddScaleClient(
                static (options, _) => new ScaleClient(ApiCredential.FromKey("live_key"), options), section,
                static o => o.ApplicationName = "shop/1")
            .ConfigurePrimaryHttpMessageHandler(() => script);
        await using ServiceProvider provider = services.BuildServiceProvider();

        ScaleClient client = provider.GetRequiredService<ScaleClient>();
        (await client.Tasks.GetAsync("t")).Value.TaskId.ShouldBe("t");

        provider.GetRequiredService<ScaleClient>().ShouldBeSameAs(client);
        script.Requests.Select(request => request.Uri.AbsoluteUri).ShouldBe(
            ["https://scale.example/v1/task/t", "https://scale.example/v1/task/t"]);
        script.Requests[0].Header("User-Agent").ShouldNotBeNull().ShouldEndWith(" shop/1");
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_wrong_value_of_the_configuration_is_named()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Scale:TryTimeout", "soon")]).Build();
        ServiceCollection services = new();
        services.AddScaleClient(
            static (options, _) => new ScaleClient(ApiCredential.FromKey("live_key"), options), configuration.GetSection("Scale"));
        using ServiceProvider provider = services.BuildServiceProvider();

        Should.Throw<FormatException>(() => provider.GetRequiredService<ScaleClient>()).Message.ShouldContain("Scale:TryTimeout");
    }
}
