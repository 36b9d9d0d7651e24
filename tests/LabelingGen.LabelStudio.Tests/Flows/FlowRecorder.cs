using System.ClientModel.Primitives;
using System.Collections.Concurrent;

namespace LabelingGen.LabelStudio.Tests.Flows;

/// <summary>A request that a flow has sent.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query as they were on the wire.</param>
/// <param name="Authorization">The credential's header, or null.</param>
/// <param name="ContentType">Content type of the body, or null.</param>
/// <param name="Body">The body, or null.</param>
public sealed record RecordedRequest(string Method, string Target, string? Authorization, string? ContentType, byte[]? Body);

/// <summary>Keeps what the clients of flows send, for tests that give it to another judge.</summary>
public sealed class FlowRecorder : DelegatingHandler
{
    private static readonly AsyncLocal<FlowRecorder?> Active = new();

    private FlowRecorder()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    /// <summary>The recorder of the test that runs, if it has one.</summary>
    public static FlowRecorder? Current => Active.Value;

    /// <summary>What was sent so far.</summary>
    public ConcurrentQueue<RecordedRequest> Requests { get; } = [];

    /// <summary>Records the flows that the calling test runs from now on.</summary>
    public static FlowRecorder Start() => Active.Value = new FlowRecorder();

    /// <summary>A transport that records.</summary>
    public PipelineTransport CreateTransport() => new HttpClientPipelineTransport(new HttpClient(this, disposeHandler: false));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[]? body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        string? contentType = request.Content?.Headers.ContentType?.ToString();
        Requests.Enqueue(new RecordedRequest(
            request.Method.Method, request.RequestUri!.PathAndQuery, request.Headers.Authorization?.ToString(), contentType, body));
        return await base.SendAsync(request, cancellationToken);
    }
}
