using System.Net;
using System.Text;

namespace LabelingGen.Testing;

/// <summary>One request as it left the client.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Uri">The whole address.</param>
/// <param name="Headers">All headers, those of the content included; names are compared without regard to case.</param>
/// <param name="Body">The body's bytes; null = there was none.</param>
/// <param name="Time">When it was sent, on the test's clock.</param>
public sealed record SentRequest(
    string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[]? Body, DateTimeOffset Time)
{
    /// <summary>The body as UTF-8 text.</summary>
    public string Text => Body is null ? string.Empty : Encoding.UTF8.GetString(Body);

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}

/// <summary>
/// Answers requests by a script, one step per request, without any network: answers, broken connections, stalls. The last step answers all
/// further requests when <see cref="RepeatLast"/> is set. Records what was sent.
/// </summary>
public sealed class ScriptedHandler(TimeProvider? clock = null) : HttpMessageHandler
{
    private readonly object _lock = new();
    private readonly List<Func<SentRequest, CancellationToken, Task<HttpResponseMessage>>> _steps = [];
    private readonly List<SentRequest> _requests = [];

    /// <summary>Whether the last step answers every further request; otherwise those are a test failure.</summary>
    public bool RepeatLast { get; set; }

    /// <summary>What was sent so far, in order.</summary>
    public IReadOnlyList<SentRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>Adds a step of any kind.</summary>
    public ScriptedHandler Then(Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> step)
    {
        lock (_lock)
            _steps.Add(step);
        return this;
    }

    /// <summary>Adds an answer.</summary>
    public ScriptedHandler Respond(int status, string? body = null, params (string Name, string Value)[] headers) =>
        Then((_, _) => Task.FromResult(Response(status, body, headers)));

    /// <summary>Adds an answer that depends on the request.</summary>
    public ScriptedHandler Respond(Func<SentRequest, HttpResponseMessage> answer) => Then((request, _) => Task.FromResult(answer(request)));

    /// <summary>Adds a failure below HTTP.</summary>
    public ScriptedHandler Throw(Func<Exception> failure) => Then((_, _) => Task.FromException<HttpResponseMessage>(failure()));

    /// <summary>No connection came about: nothing was sent.</summary>
    public ScriptedHandler Refuse() => Throw(() =>
        new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused (api.test:443)"));

    /// <summary>The connection broke after the request had been sent.</summary>
    public ScriptedHandler Reset() => Throw(() =>
        new HttpRequestException("An error occurred while sending the request.", new IOException("Connection reset by peer.")));

    /// <summary>No answer ever comes.</summary>
    public ScriptedHandler Stall() => Then((_, cancellationToken) =>
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        return never.Task;
    });

    /// <summary>Makes an answer; a header may belong to the content.</summary>
    public static HttpResponseMessage Response(int status, string? body = null, params (string Name, string Value)[] headers) =>
        Response(status, body is null ? [] : Encoding.UTF8.GetBytes(body), headers);

    /// <summary>Makes an answer of bytes.</summary>
    public static HttpResponseMessage Response(int status, byte[] body, params (string Name, string Value)[] headers) =>
        Response(status, new ByteArrayContent(body), headers);

    /// <summary>Makes an answer of any content.</summary>
    public static HttpResponseMessage Response(int status, HttpContent content, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
        foreach ((string name, string value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[]? body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IEnumerable<string> values) in request.Headers.NonValidated.Select(h => (h.Key, h.Value.AsEnumerable())))
            headers[name] = string.Join(", ", values);
        foreach ((string name, IEnumerable<string> values) in request.Content?.Headers.NonValidated.Select(h =>
            (h.Key, h.Value.AsEnumerable())) ?? [])
            headers[name] = string.Join(", ", values);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!, headers, body, (clock ?? TimeProvider.System).GetUtcNow());
        Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> step;
        lock (_lock)
        {
            int index = _requests.Count;
            _requests.Add(sent);
            step = index < _steps.Count ? _steps[index]
                : RepeatLast && _steps.Count > 0 ? _steps[^1]
                : throw new InvalidOperationException($"The script has no answer to request {index + 1}: {sent.Method} {sent.Uri}");
        }

        HttpResponseMessage response = await step(sent, cancellationToken).ConfigureAwait(false);
        response.RequestMessage = request;
        return response;
    }
}
