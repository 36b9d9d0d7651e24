using System.Collections.Concurrent;
using System.Diagnostics;
using LabelingGen.Core;
using LabelingGen.Scale.Tests.Flows;
using LabelingGen.Testing;
using Microsoft.Extensions.Logging;

namespace LabelingGen.Scale.Tests.Client;

/// <summary>Checklist lines 6 and 7 through Scale's client: neither the key nor a signature shows in logs, traces or errors.</summary>
public sealed class CanaryTests
{
    private const string Signature = "signed-canary-value";

    [Theory]
    [InlineData(200, """{"task_id": "t"}""")]
    [InlineData(400, """{"error": "the key live_canary_5f0c7d is not valid", "status_code": 400}""")]
    [InlineData(401, "live_canary_5f0c7d")]
    [InlineData(503, "")]
    [InlineData(200, "<html>live_canary_5f0c7d</html>")]
    [InlineData(302, "")]
    public async Task The_key_and_signatures_show_nowhere(int status, string body)
    {
        ConcurrentBag<string> seen = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Add(
                $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        ScriptedScale scale = new(options => options.ClientLoggingOptions = new()
        {
            LoggerFactory = new Collector(seen),
            EnableLogging = true,
            EnableMessageLogging = true,
        });
        scale.Script.Respond(request => request.Uri.Host == "storage.test"
            ? ScriptedHandler.Response(403, "<Error>denied</Error>")
            : ScriptedHandler.Response(status, body, ("Location", $"https://evil.test/?key={ScriptedScale.Secret}"))).RepeatLast = true;

        seen.Add((await Record.ExceptionAsync(() => scale.Client.Tasks.GetAsync("t")))?.ToString() ?? "");
        seen.Add((await Record.ExceptionAsync(() => scale.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters("u"))))?.ToString()
            ?? "");
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Exception? denied = await Record.ExceptionAsync(() => scale.Client.Pipeline.DownloadAsync(
            new Uri($"https://storage.test/m.png?X-Amz-Signature={Signature}"), file));
        seen.Add(denied.ShouldBeAssignableTo<ApiException>().ShouldNotBeNull().ToString());
        File.Delete(file);

        string everything = string.Join('\n', seen);
        everything.ShouldNotContain(ScriptedScale.Secret);
        everything.ShouldNotContain(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(ScriptedScale.Secret + ":")));
        everything.ShouldNotContain(Signature);
        everything.ShouldContain("/v1/task/");
    }

    private sealed class Collector(ConcurrentBag<string> seen) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            seen.Add($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
