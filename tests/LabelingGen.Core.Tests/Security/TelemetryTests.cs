using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using LabelingGen.Testing;
using Microsoft.Extensions.Logging;

namespace LabelingGen.Core.Tests;

public class TelemetryTests
{
    [Fact]
    public async Task A_call_is_one_span_and_every_attempt_is_measured()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ApiTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var measured = new ConcurrentBag<Dictionary<string, object?>>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, me) =>
        {
            if (instrument.Meter.Name == ApiTelemetry.SourceName && instrument.Name == "http.client.request.duration")
                me.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => measured.Add(new(tags.ToArray())));
        meters.Start();
        var client = new TestClient(o => o.Endpoint = new Uri("https://telemetry.test/v1"));
        client.Script.Respond(503).Respond(200, "{}").Respond(404);

        await client.SendAsync(client.GetRequest().Query("secret", "x"));
        await client.FailAsync(client.GetRequest());

        Activity[] own = [.. spans.Where(s => (string?)s.GetTagItem("server.address") == "telemetry.test").OrderBy(s => s.StartTimeUtc)];
        own.Length.ShouldBe(2);
        own[0].Kind.ShouldBe(ActivityKind.Client);
        own[0].DisplayName.ShouldBe("GET /things/{id}");
        own[0].GetTagItem("http.request.method").ShouldBe("GET");
        own[0].GetTagItem("url.full").ShouldBe("https://telemetry.test/v1/things/1?secret=REDACTED");
        own[0].GetTagItem("http.response.status_code").ShouldBe(200);
        own[0].GetTagItem("http.request.resend_count").ShouldBe(1);
        own[0].Status.ShouldBe(ActivityStatusCode.Unset);
        own[1].GetTagItem("error.type").ShouldBe("404");
        own[1].Status.ShouldBe(ActivityStatusCode.Error);
        measured.Where(m => (string?)m["server.address"] == "telemetry.test").Select(m => m["http.response.status_code"]).Order()
            .ShouldBe([200, 404, 503]);
    }

    [Fact]
    public async Task Tracing_can_be_turned_off()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ApiTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var client = new TestClient(o =>
        {
            o.EnableDistributedTracing = false;
            o.Endpoint = new Uri("https://untraced.test/v1");
        });
        client.Script.Respond(200, "{}");

        await client.SendAsync(client.GetRequest());

        spans.ShouldNotContain(s => (string?)s.GetTagItem("server.address") == "untraced.test");
    }
}
