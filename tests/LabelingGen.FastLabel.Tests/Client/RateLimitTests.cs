using System.ClientModel.Primitives;
using LabelingGen.Core;
using LabelingGen.Testing;

namespace LabelingGen.FastLabel.Tests.Client;

public sealed class RateLimitTests
{
    [Fact]
    public void The_vendors_limit_is_kept_by_default_and_can_be_shared_or_switched_off()
    {
        RateLimit limit = new FastLabelClientOptions().RateLimit.ShouldNotBeNull();
        (limit.Requests, limit.Window).ShouldBe((10_000, TimeSpan.FromMinutes(10)));
        FastLabelClientOptions first = new() { RateLimit = limit };
        FastLabelClientOptions second = new() { RateLimit = limit };
        second.RateLimit.ShouldBeSameAs(first.RateLimit);
        new FastLabelClientOptions { RateLimit = null }.RateLimit.ShouldBeNull();
    }

    [Fact]
    public async Task Requests_over_the_limit_wait_for_their_place()
    {
        FakeTimeProvider clock = new();
        ScriptedHandler script = new(clock) { RepeatLast = true };
        script.Respond(200, "7");
        FastLabelClient client = new(ApiCredential.FromKey("token"), new FastLabelClientOptions
        {
            Transport = new HttpClientPipelineTransport(new HttpClient(script) { Timeout = Timeout.InfiniteTimeSpan }),
            TimeProvider = clock,
            TryTimeout = null,
            RateLimit = new RateLimit(2, TimeSpan.FromMinutes(10), clock),
        });
        for (int i = 0; i < 3; i++)
            (await clock.RunAsync(client.Tasks.CountAsync("p"))).Value.ShouldBe(7);
        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(11));
    }

    [Fact]
    public void The_file_of_an_endpoint_is_decoded_with_and_without_its_prefix()
    {
        new EndpointResult { File = "aGVsbG8=" }.DecodeFile()!.ToString().ShouldBe("hello");
        new EndpointResult { File = "data:image/png;base64,aGVsbG8=" }.DecodeFile()!.ToString().ShouldBe("hello");
        new EndpointResult().DecodeFile().ShouldBeNull();
        Should.Throw<FormatException>(() => new EndpointResult { File = "?" }.DecodeFile());
    }
}
