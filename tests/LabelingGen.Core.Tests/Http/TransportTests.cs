using System.ClientModel.Primitives;
using System.Diagnostics.Tracing;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class TransportTests
{
    [Fact]
    public async Task A_policy_of_the_users_before_the_transport_sees_every_attempt()
    {
        var policy = new StampPolicy();
        var client = new TestClient(o => o.AddPolicy(policy, PipelinePosition.BeforeTransport));
        client.Script.Respond(503).Respond(200, """{"name":"a"}""");

        (await client.SendAsync(client.GetRequest())).ShouldBe("a");

        policy.Seen.ShouldBe([503, 200]);
        client.Script.Requests.ShouldAllBe(request => request.Header("X-Stamp") == "1, 2");
        client.Script.Requests.ShouldAllBe(request => request.Header("X-Api-Key") == TestClient.Secret);
    }

    [Fact]
    public async Task A_transport_of_another_kind_serves_as_well()
    {
        var client = new TestClient(o => o.Transport = new HttpClientPipelineTransport(new HttpClient(new Fixed("""{"name":"other"}"""))));

        (await client.SendAsync(client.GetRequest())).ShouldBe("other");
    }

    [Fact]
    public async Task A_bare_handler_serves_as_well()
    {
        var client = new TestClient(o => o.Transport = new ApiTransport(new HttpMessageInvoker(new Fixed("""{"name":"bare"}"""))));

        (await client.SendAsync(client.GetRequest())).ShouldBe("bare");
    }

    [Fact]
    public async Task The_answer_of_a_streamed_call_is_the_stream_until_somebody_buffers_it()
    {
        var client = new TestClient();
        client.Script.Respond(200, "abc", ("X-One", "1"));

        PipelineResponse response = (await client.Pipeline.SendForStreamAsync(client.GetRequest(), default)).GetRawResponse();

        response.IsError.ShouldBeFalse();
        response.Headers.TryGetValue("x-one", out string? one).ShouldBeTrue();
        one.ShouldBe("1");
        response.Headers.TryGetValue("X-Two", out _).ShouldBeFalse();
        response.Headers.ToDictionary(header => header.Key, header => header.Value)["X-One"].ShouldBe("1");
        Should.Throw<InvalidOperationException>(() => response.Content);
        (await response.BufferContentAsync()).ToString().ShouldBe("abc");
        response.Content.ToString().ShouldBe("abc");
        new StreamReader(response.ContentStream!).ReadToEnd().ShouldBe("abc");
    }

    [Fact]
    public void Headers_of_a_request_are_found_without_regard_to_case()
    {
        PipelineRequestHeaders headers = new TransportRequestHeaders();
        headers.Add("A", "1");
        headers.Add("b", "2");
        headers.Add("a", "3");

        headers.TryGetValue("a", out string? both).ShouldBeTrue();
        both.ShouldBe("1,3");
        headers.TryGetValues("A", out IEnumerable<string>? values).ShouldBeTrue();
        values.ShouldBe(["1", "3"]);

        headers.Set("a", "4");
        headers.Select(header => $"{header.Key}={header.Value}").ShouldBe(["a=4", "b=2"]);
        headers.Remove("A").ShouldBeTrue();
        headers.Remove("A").ShouldBeFalse();
        headers.TryGetValue("A", out _).ShouldBeFalse();
        headers.TryGetValues("A", out _).ShouldBeFalse();
    }

    /// <summary>The log is out of the way only while nobody listens.</summary>
    [Fact]
    public async Task Whoever_listens_to_the_event_source_sees_the_messages()
    {
        var client = new TestClient();
        client.Script.Respond(200, """{"name":"a"}""").RepeatLast = true;
        await client.SendAsync(client.GetRequest());
        await client.SendAsync(client.GetRequest());
        string mark = $"listened-{Guid.NewGuid():N}";
        using (var listener = new Listener())
        {
            await client.SendAsync(client.GetRequest(mark));
            listener.Texts.ShouldContain(text => text.Contains(mark));
        }
    }

    [Fact]
    public void A_source_of_cancellation_is_used_again_only_if_it_was_not_cancelled()
    {
        using var caller = new CancellationTokenSource();
        TimeLimit limit = TimeLimit.Start(TimeProvider.System, TimeSpan.FromHours(1), caller.Token)!;
        CancellationToken token = limit.Token;
        caller.Cancel();
        token.IsCancellationRequested.ShouldBeTrue();
        limit.HasPassed.ShouldBeFalse();
        limit.Dispose();

        for (int i = 0; i < 300; i++)
        {
            using TimeLimit next = TimeLimit.Start(TimeProvider.System, TimeSpan.FromHours(1), default)!;
            next.Token.ShouldNotBe(token);
            next.Token.IsCancellationRequested.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_limit_that_ended_no_longer_hears_its_caller()
    {
        using var caller = new CancellationTokenSource();
        TimeLimit.Start(TimeProvider.System, TimeSpan.FromHours(1), caller.Token)!.Dispose();
        using TimeLimit next = TimeLimit.Start(TimeProvider.System, TimeSpan.FromHours(1), default)!;

        caller.Cancel();

        next.Token.IsCancellationRequested.ShouldBeFalse();
        TimeLimit.Start(TimeProvider.System, null, caller.Token).ShouldBeNull();
    }

    private sealed class StampPolicy : PipelinePolicy
    {
        public List<int> Seen { get; } = [];

        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNext(message, pipeline, currentIndex);

        public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            message.Request.Headers.Set("X-Stamp", "1");
            message.Request.Headers.Add("X-Stamp", "2");
            await ProcessNextAsync(message, pipeline, currentIndex);
            Seen.Add(message.Response!.Status);
        }
    }

    private sealed class Fixed(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(ScriptedHandler.Response(200, body));
    }

    private sealed class Listener : EventListener
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _texts = new();

        public IEnumerable<string> Texts => _texts;

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.ClientModel")
                EnableEvents(eventSource, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            _texts.Enqueue(string.Join(' ', eventData.Payload ?? new([])));
    }
}
