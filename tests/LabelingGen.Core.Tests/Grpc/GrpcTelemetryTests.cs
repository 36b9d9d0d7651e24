using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;
using Microsoft.Extensions.Logging;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>What is logged and measured of a call, and what never is.</summary>
public sealed class GrpcTelemetryTests
{
    private const string Canary = "canary-secret";
    private const string Service = "test.Measured";

    [Fact]
    public async Task Retries_and_failures_are_logged_and_measured_without_metadata_or_messages()
    {
        ConcurrentQueue<(string Instrument, double Value, object? Code)> measured = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "LabelingGen.Core.Grpc")
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
        listener.Start();
        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Dictionary<string, object?> all = new(tags.ToArray());
            all.Values.ShouldAllBe(t => !$"{t}".Contains(Canary));
            if (Service.Equals(all["rpc.service"]))
                measured.Enqueue((instrument.Name, value, all.GetValueOrDefault("rpc.grpc.status_code")));
        }

        await using GrpcTestServer server = await GrpcTestServer.StartAsync(call =>
        {
            call.FinishAtOnce(14, Canary, ("x-reason", Canary));
            return Task.CompletedTask;
        });
        RecordingLog log = new();
        GrpcMetadata headers = [];
        headers.Add("x-mine", Canary);
        using GrpcChannel channel = new(server.Address, Options(retries: 2) with
        {
            LoggerFactory = log,
            Headers = headers,
            Credential = new GrpcCredential("authorization", "Key ", ApiCredential.FromKey(Canary)),
        });
        GrpcMethod<StringValue, StringValue> method = new(Service, "Once", StringValue.Parser) { Idempotent = true };
        await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(method, new StringValue { Value = Canary }));

        log.Lines.ShouldBe(
        [
            "Warning GrpcRetry: test.Measured/Once ended with Unavailable in attempt 1; trying again after 1000 ms.",
            "Warning GrpcRetry: test.Measured/Once ended with Unavailable in attempt 2; trying again after 2000 ms.",
            "Information GrpcFailure: test.Measured/Once failed with Unavailable after 3 attempts and 3000 ms.",
        ]);
        log.Values.ShouldAllBe(v => !v.Contains(Canary));
        measured.ShouldBe(
        [
            ("rpc.client.retries", 1, null), ("rpc.client.retries", 1, null), ("rpc.client.call.duration", 3, 14),
        ]);
    }

    [Fact]
    public async Task A_call_is_one_span_with_its_status_and_without_its_metadata()
    {
        ConcurrentQueue<Activity> spans = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = s => s.Name == "LabelingGen.Core.Grpc",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        int attempts = 0;
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(call =>
        {
            call.FinishAtOnce(attempts++ == 0 ? 14 : 5, Canary);
            return Task.CompletedTask;
        });
        using GrpcChannel channel = new(server.Address, Options(retries: 1));
        GrpcMethod<StringValue, StringValue> method = new("test.Span", "Once", StringValue.Parser) { Idempotent = true };
        await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(method, Echo.Hello));

        Activity span = spans.Single(s => s.DisplayName == "test.Span/Once");
        span.Status.ShouldBe(ActivityStatusCode.Error);
        span.GetTagItem("rpc.grpc.status_code").ShouldBe(5);
        span.GetTagItem("rpc.system").ShouldBe("grpc");
        span.Events.ShouldHaveSingleItem().Name.ShouldBe("retry");
        span.TagObjects.Any(t => t.Value?.ToString()?.Contains(Canary, StringComparison.Ordinal) ?? false).ShouldBeFalse();
    }

    private static GrpcChannelOptions Options(int retries) => new()
    {
        TimeProvider = new ManualClock(jumpsToTimers: true),
        Retry = new RetryOptions { MaxRetries = retries, Delay = TimeSpan.FromSeconds(1), Jitter = 0 },
    };

    private sealed class RecordingLog : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ConcurrentQueue<string> Values { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines.Enqueue($"{logLevel} {eventId.Name}: {formatter(state, exception)}");
            foreach (KeyValuePair<string, object?> value in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
                Values.Enqueue($"{value.Value}");
            Values.Enqueue($"{exception}");
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
