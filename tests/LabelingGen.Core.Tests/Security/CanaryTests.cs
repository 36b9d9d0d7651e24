using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using LabelingGen.Testing;
using Microsoft.Extensions.Logging;

namespace LabelingGen.Core.Tests;

/// <summary>Checklist lines 6 and 7: a canary secret appears nowhere, whichever way it is sent and whatever goes wrong.</summary>
public class CanaryTests
{
    private const string Secret = TestClient.Secret;
    private const string Signature = "signed-canary-value";

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (string way in new[] { "header", "bearer", "basic", "query", "cookie" })
        {
            foreach (string failure in new[] { "200", "400", "401", "429", "503", "refused", "reset", "stall", "redirect", "html", "echo" })
                rows.Add(way, failure);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_secret_appears_nowhere(string way, string failure)
    {
        var seen = new ConcurrentBag<string>();
        using var listener = Listen(seen);
        using var events = new Events(seen);
        using ILoggerFactory loggers = LoggerFactory.Create(builder =>
            builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new Collector(seen)));
        ApiCredential credential = ApiCredential.FromKey(Secret);
        ApiAuthentication authentication = way switch
        {
            "header" => ApiAuthentication.Header("X-Api-Key", credential),
            "bearer" => ApiAuthentication.Bearer(credential),
            "basic" => ApiAuthentication.Basic(credential),
            "query" => ApiAuthentication.Query("api_key", credential),
            _ => ApiAuthentication.Cookie("session", credential),
        };
        var client = new TestClient(o =>
        {
            o.ClientLoggingOptions = new() { LoggerFactory = loggers, EnableLogging = true, EnableMessageLogging = true };
            o.Retry.MaxRetries = 1;
        }, authentication: authentication);
        _ = failure switch
        {
            "redirect" => client.Script.Respond(302, "", ("Location", $"https://evil.test/?key={Secret}")),
            "html" => client.Script.Respond(200, $"<html>{Secret}</html>"),
            "echo" => client.Script.Respond(403, $$"""{"message":"the key {{Secret}} is not valid","code":"{{Secret}}"}"""),
            _ => RetryMatrixTests.Script(client.Script, failure),
        };
        client.Script.RepeatLast = true;

        Exception? error = await Record.ExceptionAsync(() => client.SendAsync(
            client.GetRequest().Query("signature", Signature).Header("X-Other", "1")));

        seen.Add(error?.ToString() ?? string.Empty);
        if (error is ApiException api)
            seen.Add($"{api.ResponseBody} {api.ErrorMessage} {api.ErrorCode} {api.GetRawResponse()?.Content}");
        seen.Add($"{credential} {authentication} {client.Pipeline} {client.Options} {client.GetRequest()}");
        client.Script.Requests.ShouldNotBeEmpty();
        string everything = string.Join('\n', seen);
        everything.ShouldNotContain(Secret);
        everything.ShouldNotContain(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Secret + ":")));
        everything.ShouldNotContain(Signature);
        seen.Count.ShouldBeGreaterThan(4);
    }

    [Fact]
    public void Only_allowed_query_values_are_shown() =>
        AddressText.Redact(new Uri("https://user:pw@s.test/a/b?X-Amz-Signature=1&page=2&lone&page="), ["page"])
            .ShouldBe("https://s.test/a/b?X-Amz-Signature=REDACTED&page=2&REDACTED&page=");

    private static ActivityListener Listen(ConcurrentBag<string> seen)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Add($"{activity.DisplayName} {activity.StatusDescription} "
                + string.Join(' ', activity.TagObjects.Select(t => $"{t.Key}={t.Value}"))
                + string.Join(' ', activity.Events.SelectMany(e => e.Tags).Select(t => $"{t.Key}={t.Value}"))),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Collector(ConcurrentBag<string> seen) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            seen.Add(state.ToString()!);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter) =>
            seen.Add($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }

    private sealed class Events(ConcurrentBag<string> seen) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("System.ClientModel", StringComparison.Ordinal))
                EnableEvents(eventSource, EventLevel.LogAlways);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            seen?.Add($"{eventData.Message} {string.Join(' ', eventData.Payload ?? (IEnumerable<object?>)[])}");
    }
}
