using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class HostTests
{
    [Theory]
    [InlineData("evil.test", 421)]
    [InlineData("127.0.0.1.evil.test:{port}", 421)]
    [InlineData("127.0.0.1:1", 421)]
    [InlineData("127.0.0.1:{port}", 200)]
    [InlineData("localhost:{port}", 200)]
    public async Task Only_its_own_loopback_name_is_answered(string host, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/v1/projects");
        request.Headers.Host = host.Replace(
            "{port}", session.Scale.Endpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        using HttpResponseMessage response = await session.Http.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task It_listens_on_loopback_only()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Scale.Endpoint.Host.ShouldBe("127.0.0.1");
        IPAddress[] others = [.. Dns.GetHostAddresses(Dns.GetHostName())
            .Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a))];
        foreach (IPAddress address in others)
        {
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            SocketException refused =
                await Should.ThrowAsync<SocketException>(() => socket.ConnectAsync(address, session.Scale.Endpoint.Port));
            refused.SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        }
    }

    [Fact]
    public async Task Both_schemes_of_authentication_are_checked()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        (await StatusAsync("Bearer " + session.Scale.ApiKey)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("Bearer wrong")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(session.Scale.ApiKey + ":"))))
            .ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(session.Scale.ApiKey + ":x"))))
            .ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("Basic ###")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(null)).ShouldBe(HttpStatusCode.Unauthorized);

        async Task<HttpStatusCode> StatusAsync(string? authorization)
        {
            session.Http.DefaultRequestHeaders.Remove("Authorization");
            if (authorization is not null)
                session.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
            (HttpStatusCode status, JsonNode? json) = await session.SendAsync(HttpMethod.Get, "/v1/projects");
            if (status != HttpStatusCode.OK)
                json!["error"]!.GetValue<string>().ShouldNotBeEmpty();
            return status;
        }
    }

    [Fact]
    public async Task Secrets_do_not_reach_the_request_log()
    {
        const string Canary = "canary-8f2c";
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.UseKey(Canary);
        session.Http.DefaultRequestHeaders.Add("X-Api-Key", Canary);
        session.Http.DefaultRequestHeaders.Add("Cookie", "sessionid=" + Canary);
        await session.SendAsync(HttpMethod.Get, $"/v1/tasks?next_token=shown&access_token={Canary}&X-Amz-Signature={Canary}&limit=1");
        RequestRecord record = session.Emulator.Requests.Snapshot().ShouldHaveSingleItem();
        string all = record + string.Join('\n', record.Headers.Select(h => h.Key + ": " + h.Value));
        all.ShouldNotContain(Canary);
        all.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary + ":")));
        record.Query.ShouldContain("next_token=shown");
        record.Headers["authorization"].ShouldBe("Basic ***");
    }

    [Fact]
    public async Task The_log_names_the_operation_and_is_bounded()
    {
        List<string> seen = [];
        await using EmulatorSession session =
            await EmulatorSession.StartAsync(new() { RequestLogCapacity = 2, RequestCompleted = r => seen.Add(r.ToString()) });
        await session.SendAsync(HttpMethod.Get, "/v1/task/abc");
        await session.SendAsync(HttpMethod.Get, "/v1/nowhere");
        await session.SendAsync(HttpMethod.Delete, "/v1/projects");
        session.Emulator.Requests.Count.ShouldBe(3);
        IReadOnlyList<RequestRecord> kept = session.Emulator.Requests.Snapshot();
        kept.Select(r => r.Status).ShouldBe([404, 405]);
        seen.ShouldBe(["GET /v1/task/abc -> 404", "GET /v1/nowhere -> 404", "DELETE /v1/projects -> 405"]);
    }

    [Fact]
    public async Task A_body_above_the_cap_is_refused()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(new() { MaxRequestBodyBytes = 1000 });
        (await session.SendAsync(HttpMethod.Post, "/v1/task/chat", new JsonObject { ["x"] = new string('x', 2000) })).Status
            .ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[1,2]")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{} {}")]
    public async Task A_body_that_is_not_a_json_object_is_a_bad_request(string body)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        using HttpResponseMessage response = await session.Http.PostAsync("/v1/projects", new StringContent(body));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Deep_json_and_double_names_are_survived()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        using HttpResponseMessage deep = await session.Http.PostAsync("/v1/projects", new StringContent(new string('[', 100_000)));
        deep.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using HttpResponseMessage twice = await session.Http.PostAsync(
            "/v1/projects", new StringContent("""{"name":"a","name":"b","type":"chat"}"""));
        JsonNode.Parse(await twice.Content.ReadAsStringAsync())!["name"]!.GetValue<string>().ShouldBe("b");
    }

    [Fact]
    public async Task Vendors_are_chosen_by_name_and_an_unknown_one_is_named()
    {
        ArgumentException unknown =
            await Should.ThrowAsync<ArgumentException>(() => VendorEmulator.StartAsync(new() { Vendors = ["acme"] }));
        unknown.Message.ShouldContain("acme");
        await using VendorEmulator none = await VendorEmulator.StartAsync(new() { Vendors = [] });
        Should.Throw<InvalidOperationException>(() => none.Scale.Endpoint);
    }

    [Fact]
    public async Task It_stops_at_once_even_with_an_answer_stalled()
    {
        EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Next(Fault.Stall());
        using HttpResponseMessage response = await session.Http.GetAsync("/v1/projects", HttpCompletionOption.ResponseHeadersRead);
        await session.Emulator.DisposeAsync();
        await Should.ThrowAsync<Exception>(() => response.Content.ReadAsStringAsync());
    }
}
