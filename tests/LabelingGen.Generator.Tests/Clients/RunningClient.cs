using System.ClientModel.Primitives;
using System.Net;
using System.Reflection;

using System.Text;
using LabelingGen.Core;

namespace LabelingGen.Generator.Tests.Clients;

/// <summary>A generated client that was compiled and talks to a server made of answers: what it sends is what a test looks at.</summary>
internal sealed class RunningClient : HttpMessageHandler
{
    private readonly Queue<HttpResponseMessage> _answers = new();

    private RunningClient(Assembly assembly) => Assembly = assembly;

    public Assembly Assembly { get; }

    /// <summary>The root client; its members are bound at run time.</summary>
    public dynamic Client { get; private set; } = null!;

    /// <summary>Method, path and query of every request, with headers and body below.</summary>
    public List<SentRequest> Sent { get; } = [];

    public SentRequest Last => Sent[^1];

    /// <param name="yaml">The document.</param>
    /// <param name="arguments">Arguments of the constructor before the options.</param>
    public static RunningClient Of(string yaml, params object[] arguments)
    {
        RunningClient running = new(GeneratedClient.Of(yaml).Load());
        Type type = running.Assembly.GetType("Test.Api.TestClient", throwOnError: true)!;
        ApiClientOptions options = (ApiClientOptions)Activator.CreateInstance(
            running.Assembly.GetType("Test.Api.TestClientOptions", throwOnError: true)!)!;
        options.Transport = new HttpClientPipelineTransport(new HttpClient(running));
        running.Client = Activator.CreateInstance(type, [.. arguments, options])!;
        return running;
    }

    public object New(string type, Action<dynamic>? set = null)
    {
        object instance = Activator.CreateInstance(Assembly.GetType("Test.Api." + type, throwOnError: true)!)!;
        set?.Invoke(instance);
        return instance;
    }

    public RunningClient Answer(
        string body, string mediaType = "application/json", HttpStatusCode status = HttpStatusCode.OK, params (string, string)[] headers)
    {
        HttpResponseMessage answer = new(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        foreach ((string name, string value) in headers)
            answer.Headers.TryAddWithoutValidation(name, value);
        _answers.Enqueue(answer);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Dictionary<string, string> headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        Sent.Add(new SentRequest(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body));
        return _answers.TryDequeue(out HttpResponseMessage? answer)
            ? answer
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
    }
}

internal sealed record SentRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
