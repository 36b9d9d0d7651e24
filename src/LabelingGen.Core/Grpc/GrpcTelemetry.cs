using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace LabelingGen.Core.Grpc;

/// <summary>Spans, metrics and logs of gRPC calls, under OpenTelemetry's names. They hold no metadata value and no message.</summary>
internal static partial class GrpcTelemetry
{
    public const string Name = "LabelingGen.Core.Grpc";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("rpc.client.call.duration", "s", "Duration of calls, all attempts included.");

    private static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("rpc.client.retries", "{retry}", "Attempts after the first one.");

    public static Activity? StartCall(string service, string method, Uri address)
    {
        if (!Source.HasListeners())
            return null;
        Activity? activity = Source.StartActivity(service + "/" + method, ActivityKind.Client);
        activity?.SetTag("rpc.system", "grpc");
        activity?.SetTag("rpc.service", service);
        activity?.SetTag("rpc.method", method);
        activity?.SetTag("server.address", address.Host);
        activity?.SetTag("server.port", address.Port);
        return activity;
    }

    public static void CallEnded(Activity? activity, string service, string method, GrpcStatusCode code, TimeSpan elapsed)
    {
        if (activity is not null)
        {
            activity.SetTag("rpc.grpc.status_code", (int)code);
            if (code != GrpcStatusCode.Ok)
                activity.SetStatus(ActivityStatusCode.Error, code.ToString());
            activity.Dispose();
        }

        if (Duration.Enabled)
        {
            TagList tags = new()
            {
                { "rpc.system", "grpc" }, { "rpc.service", service }, { "rpc.method", method }, { "rpc.grpc.status_code", (int)code },
            };
            Duration.Record(elapsed.TotalSeconds, tags);
        }
    }

    public static void Retrying(
        ILogger logger, Activity? activity, string service, string method, GrpcStatusCode code, int attempt, TimeSpan delay)
    {
        LogRetry(logger, service, method, code, attempt, delay.TotalMilliseconds);
        activity?.AddEvent(new ActivityEvent("retry", tags: new() { { "rpc.grpc.status_code", (int)code }, { "attempt", attempt } }));
        if (Retries.Enabled)
            Retries.Add(1, new("rpc.service", service), new("rpc.method", method));
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, EventName = "GrpcRetry",
        Message = "{Service}/{Method} ended with {StatusCode} in attempt {Attempt}; trying again after {DelayMs} ms.")]
    private static partial void LogRetry(
        ILogger logger, string service, string method, GrpcStatusCode statusCode, int attempt, double delayMs);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, EventName = "GrpcFailure",
        Message = "{Service}/{Method} failed with {StatusCode} after {Attempts} attempts and {ElapsedMs} ms.")]
    public static partial void LogFailure(
        ILogger logger, string service, string method, GrpcStatusCode statusCode, int attempts, double elapsedMs);
}
