using LabelingGen.Core;

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
        await using Flows.FastLabelFlow flow = await Flows.FastLabelFlow.StartAsync();
        FastLabelClient client = flow.NewClient(o => o.RateLimit = new RateLimit(2, TimeSpan.FromMinutes(10), flow.Clock));
        for (int i = 0; i < 3; i++)
            await client.Tasks.CountAsync(Flows.FastLabelFlow.Project);
        flow.Clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));
        flow.Clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(11));
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
