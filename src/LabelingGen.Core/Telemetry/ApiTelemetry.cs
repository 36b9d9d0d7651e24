using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace LabelingGen.Core;

/// <summary>
/// Traces and metrics of all generated clients, with the names of OpenTelemetry's HTTP conventions: one client span per call
/// (its attempts are counted in <c>http.request.resend_count</c>), and <c>http.client.request.duration</c> and
/// <c>http.client.active_requests</c> per attempt. Query values are left out of addresses unless they are allowed for logging.
/// </summary>
public static class ApiTelemetry
{
    /// <summary>Name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string SourceName = "LabelingGen.Core";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new(SourceName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "http.client.request.duration", "s", "Duration of HTTP client requests.");

    private static readonly UpDownCounter<long> Active = Meter.CreateUpDownCounter<long>(
        "http.client.active_requests", "{request}", "Number of active HTTP requests.");

    internal static bool MeasuresAttempts => Active.Enabled || Duration.Enabled;

    internal static Activity? Start(ApiCall call, ApiClientOptions options)
    {
        if (options.EnableDistributedTracing == false || !Source.HasListeners())
            return null;
        Activity? activity = Source.CreateActivity($"{call.Operation.Method} {call.Operation.PathTemplate}", ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("http.request.method", call.Operation.Method);
            activity.SetTag("server.address", call.Address.Host);
            activity.SetTag("server.port", call.Address.Port);
            activity.SetTag("url.full", AddressText.Redact(call.Address, options.ClientLoggingOptions?.AllowedQueryParameters));
            activity.SetTag("url.template", call.Operation.PathTemplate);
            activity.SetTag("labelinggen.operation", call.Operation.Name);
        }

        return activity?.Start();
    }

    internal static void Stop(Activity? activity, ApiCall call, Exception? failure)
    {
        if (activity is null)
            return;
        if (call.Response is { } response)
            activity.SetTag("http.response.status_code", response.Status);
        if (call.AttemptCount > 1)
            activity.SetTag("http.request.resend_count", call.AttemptCount - 1);
        if (failure is not null)
        {
            activity.SetTag("error.type", ErrorType(failure));
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }

    internal static long AttemptStarted(ApiCall call)
    {
        if (Active.Enabled)
            Active.Add(1, AttemptTags(call));
        return Stopwatch.GetTimestamp();
    }

    internal static void AttemptEnded(ApiCall call, long started, int? status, Exception? failure)
    {
        if (Active.Enabled)
            Active.Add(-1, AttemptTags(call));
        if (!Duration.Enabled)
            return;
        TagList tags = AttemptTags(call);
        tags.Add("url.template", call.Operation.PathTemplate);
        if (status is { } code)
            tags.Add("http.response.status_code", code);
        if (failure is not null)
            tags.Add("error.type", ErrorType(failure));
        else if (status >= 400)
            tags.Add("error.type", status.Value.ToString(CultureInfo.InvariantCulture));
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
    }

    private static TagList AttemptTags(ApiCall call) => new()
    {
        { "http.request.method", call.Operation.Method },
        { "server.address", call.Address.Host },
        { "server.port", call.Address.Port },
    };

    private static string ErrorType(Exception failure) => failure switch
    {
        ApiException { Status: > 0 and var status } when status >= 300 => status.ToString(CultureInfo.InvariantCulture),
        OperationCanceledException => "canceled",
        _ => (failure is ApiException { InnerException: { } inner } ? inner : failure).GetType().FullName ?? "_OTHER",
    };
}
