using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class CallbackTests
{
    [Fact]
    public async Task A_completed_task_is_posted_with_the_callback_key_and_repeated_until_accepted()
    {
        await using CallbackListener listener = new(HttpStatusCode.InternalServerError, HttpStatusCode.OK);
        await using EmulatorSession session = await EmulatorSession.StartAsync(
            new() { Clock = EmulatorClock.StoppedAt(EmulatorSession.Start), Outbound = OutboundAccess.Loopback });
        JsonNode task = await session.CreateBoxTaskAsync(new() { ["callback_url"] = listener.Address });
        string id = task["task_id"]!.GetValue<string>();
        session.Emulator.Clock.Advance(TimeSpan.FromSeconds(30));
        (string? key, JsonNode first) = await listener.NextAsync();
        key.ShouldBe(session.Scale.CallbackKey);
        first["task_id"]!.GetValue<string>().ShouldBe(id);
        first["status"]!.GetValue<string>().ShouldBe("completed");
        first["response"]!["annotations"].ShouldNotBeNull();
        first["task"]!["type"]!.GetValue<string>().ShouldBe("imageannotation");

        Task<(string? Key, JsonNode Payload)> second = listener.NextAsync();
        while (!second.IsCompleted)
        {
            session.Emulator.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        JsonNode? succeeded = null;
        while ((succeeded = session.Scale.FindTask(id)!["callback_succeeded"]) is null)
            await Task.Yield();
        succeeded.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_called_unless_told()
    {
        await using CallbackListener listener = new();
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateBoxTaskAsync(new() { ["callback_url"] = listener.Address });
        session.Emulator.Clock.Advance(TimeSpan.FromDays(2));
        session.Scale.ListTasks()[0]["status"]!.GetValue<string>().ShouldBe("completed");
        session.Scale.ListTasks()[0]["callback_succeeded"].ShouldBeNull();
        listener.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("127.0.0.1", OutboundAccess.Loopback)]
    [InlineData("::1", OutboundAccess.Loopback)]
    [InlineData("::ffff:10.0.0.1", OutboundAccess.Private)]
    [InlineData("10.1.2.3", OutboundAccess.Private)]
    [InlineData("172.31.0.1", OutboundAccess.Private)]
    [InlineData("192.168.1.1", OutboundAccess.Private)]
    [InlineData("169.254.169.254", OutboundAccess.Private)]
    [InlineData("100.64.0.1", OutboundAccess.Private)]
    [InlineData("0.0.0.0", OutboundAccess.Private)]
    [InlineData("fe80::1", OutboundAccess.Private)]
    [InlineData("fd00::1", OutboundAccess.Private)]
    [InlineData("8.8.8.8", OutboundAccess.Public)]
    [InlineData("172.32.0.1", OutboundAccess.Public)]
    [InlineData("2001:4860:4860::8888", OutboundAccess.Public)]
    public void Addresses_are_sorted_by_reach(string address, OutboundAccess kind) =>
        OutboundClient.Kind(IPAddress.Parse(address)).ShouldBe(kind);

    [Fact]
    public async Task Leave_for_the_public_internet_does_not_reach_this_machine()
    {
        await using CallbackListener listener = new();
        await using EmulatorSession session = await EmulatorSession.StartAsync(new() { Outbound = OutboundAccess.Public });
        (HttpStatusCode status, _) =
            await session.SendAsync(HttpMethod.Post, "/v1/files/import", new JsonObject { ["file_url"] = listener.Address });
        status.ShouldBe(HttpStatusCode.BadRequest);
        listener.Connections.ShouldBe(0);
    }

    /// <summary>A server of a few lines that takes posts and answers with prepared statuses.</summary>
    private sealed class CallbackListener : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Queue<HttpStatusCode> _answers;

        public CallbackListener(params HttpStatusCode[] answers)
        {
            _answers = new(answers);
            using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndPoint!).Port}/callback/";
            probe.Close();
            _listener.Prefixes.Add(Address);
            _listener.Start();
        }

        public string Address { get; }

        public int Connections { get; private set; }

        public async Task<(string? Key, JsonNode Payload)> NextAsync()
        {
            HttpListenerContext context = await _listener.GetContextAsync();
            Connections++;
            JsonNode payload = (await JsonNode.ParseAsync(context.Request.InputStream))!;
            string? key = context.Request.Headers["scale-callback-auth"];
            context.Response.StatusCode = (int)_answers.Dequeue();
            context.Response.Close();
            return (key, payload);
        }

        public ValueTask DisposeAsync()
        {
            _listener.Close();
            return default;
        }
    }
}
