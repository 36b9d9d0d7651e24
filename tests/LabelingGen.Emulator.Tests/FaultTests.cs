using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

public class FaultTests
{
    [Fact]
    public async Task A_status_before_processing_leaves_nothing_behind_and_one_after_it_does()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Next(Fault.Status(503, retryAfter: "7"));
        using (HttpResponseMessage refused = await session.Http.PostAsync("/v1/task/chat", new StringContent("{}")))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
            JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["status_code"]!.GetValue<int>().ShouldBe(503);
        }

        session.Scale.TaskCount.ShouldBe(0);
        session.Emulator.Faults.Next(Fault.Status(500, point: FaultPoint.BeforeResponse));
        (await session.SendAsync(HttpMethod.Post, "/v1/task/chat", new JsonObject())).Status.ShouldBe(HttpStatusCode.InternalServerError);
        session.Scale.TaskCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_rule_strikes_its_vendor_method_and_path_only_after_its_skip_and_as_often_as_told()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Add("status=429;vendor=scale;method=get;path=/v1/*s;skip=1;times=2");
        (await StatusAsync("/v1/task/none")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync("/v1/tasks")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/v1/projects")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync("/v1/batches")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync("/v1/tasks")).ShouldBe(HttpStatusCode.OK);
        session.Emulator.Faults.Injected.ShouldBe(2);

        async Task<HttpStatusCode> StatusAsync(string path) => (await session.SendAsync(HttpMethod.Get, path)).Status;
    }

    [Fact]
    public async Task A_request_header_injects_and_its_id_lets_a_repeating_client_through()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Http.DefaultRequestHeaders.Add(FaultInjector.HeaderName, "status=502;times=2;id=mine");
        List<HttpStatusCode> statuses = [];
        for (int i = 0; i < 3; i++)
            statuses.Add((await session.SendAsync(HttpMethod.Get, "/v1/projects")).Status);
        statuses.ShouldBe([HttpStatusCode.BadGateway, HttpStatusCode.BadGateway, HttpStatusCode.OK]);
    }

    [Fact]
    public async Task A_header_that_is_no_fault_is_refused_with_the_reason()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Http.DefaultRequestHeaders.Add(FaultInjector.HeaderName, "explode");
        using HttpResponseMessage response = await session.Http.GetAsync("/v1/projects");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("explode");
    }

    [Theory]
    [InlineData(FaultPoint.BeforeProcessing, 0)]
    [InlineData(FaultPoint.BeforeResponse, 1)]
    [InlineData(FaultPoint.MidBody, 1)]
    public async Task A_reset_cuts_the_connection_at_its_point(FaultPoint point, int stored)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Next(Fault.Reset(point));
        HttpRequestException exception = await Should.ThrowAsync<HttpRequestException>(
            () => session.Http.PostAsync("/v1/task/chat", new StringContent("{}")));
        exception.GetBaseException().ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
        session.Scale.TaskCount.ShouldBe(stored);
        (await session.SendAsync(HttpMethod.Get, "/v1/tasks")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Truncation.DeclaredLength, "Content-Length:")]
    [InlineData(Truncation.Undeclared, null)]
    [InlineData(Truncation.Gzip, "Content-Encoding: gzip")]
    public async Task A_truncated_body_ends_with_an_orderly_close(Truncation truncation, string? header)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync();
        session.Emulator.Faults.Next(Fault.Truncate(truncation));
        string answer = await RawGetAsync(session, "/v1/projects");
        answer.ShouldStartWith("HTTP/1.1 200");
        string[] parts = answer.Split("\r\n\r\n", 2);
        parts[0].ShouldNotContain("Transfer-Encoding");
        parts[0].Contains("Content-Length", StringComparison.Ordinal).ShouldBe(truncation == Truncation.DeclaredLength);
        if (header is not null)
            parts[0].ShouldContain(header);
        parts[1].Length.ShouldBeGreaterThan(0);
        Should.Throw<JsonException>(() => JsonDocument.Parse(parts[1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_has_an_answer_finds_its_request_in_the_log(bool isCut)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        for (int i = 0; i < 300; i++)
        {
            if (isCut)
            {
                session.Emulator.Faults.Next(Fault.Truncate(Truncation.DeclaredLength));
                await RawGetAsync(session, $"/v1/projects?i={i}");
            }
            else
            {
                await session.Http.GetStringAsync(new Uri($"/v1/projects?i={i}", UriKind.Relative));
            }

            session.Emulator.Requests.Snapshot().Select(r => r.Query).ShouldBe(Enumerable.Range(0, i + 1).Select(n => $"i={n}"));
        }
    }

    [Theory]
    [InlineData(BodyDamage.HalfJson)]
    [InlineData(BodyDamage.NotJson)]
    [InlineData(BodyDamage.Html)]
    [InlineData(BodyDamage.LoneSurrogate)]
    [InlineData(BodyDamage.Empty)]
    [InlineData(BodyDamage.ByteOrderMark)]
    public async Task A_damaged_body_keeps_its_status(BodyDamage damage)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateProjectAsync();
        session.Emulator.Faults.Next(Fault.Body(damage));
        using HttpResponseMessage response = await session.Http.GetAsync("/v1/projects");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(damage == BodyDamage.Html ? "text/html" : "application/json");
        byte[] bytes = await response.Content.ReadAsByteArrayAsync();
        switch (damage)
        {
            case BodyDamage.ByteOrderMark:
                bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
                break;
            case BodyDamage.LoneSurrogate:
                using (JsonDocument document = JsonDocument.Parse(bytes))
                    Should.Throw<InvalidOperationException>(() => document.RootElement.GetProperty("task_id").GetString());
                break;
            default:
                Should.Throw<JsonException>(() => JsonDocument.Parse(bytes));
                break;
        }
    }

    [Fact]
    public async Task Type_redirect_and_slices_are_as_told()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Next(Fault.ContentType("text/plain"));
        (await session.Http.GetAsync("/v1/projects")).Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");

        session.Emulator.Faults.Next(Fault.Redirect(307, "http://elsewhere.test/v1"));
        using HttpResponseMessage redirect = await session.Http.PostAsync("/v1/task/chat", new StringContent("{}"));
        redirect.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        redirect.Headers.Location.ShouldBe(new Uri("http://elsewhere.test/v1"));
        session.Scale.TaskCount.ShouldBe(0);

        session.Emulator.Faults.Next(Fault.Trickle(1, TimeSpan.Zero));
        (await session.Http.GetStringAsync("/v1/projects")).ShouldBe("[]");
    }

    [Fact]
    public async Task Latency_and_trickle_run_on_the_emulators_clock()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Next(Fault.Latency(TimeSpan.FromHours(3)));
        Task<HttpResponseMessage> answer = session.Http.GetAsync("/v1/projects");
        while (!answer.IsCompleted)
        {
            session.Emulator.Clock.Advance(TimeSpan.FromMinutes(30));
            await Task.Yield();
        }

        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
        (session.Emulator.Clock.GetUtcNow() - EmulatorSession.Start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task A_stall_sends_headers_and_nothing_more_until_the_client_leaves()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Next(Fault.Stall());
        using HttpResponseMessage response = await session.Http.GetAsync("/v1/projects", HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Task<string> body = response.Content.ReadAsStringAsync();
        body.IsCompleted.ShouldBeFalse();
        response.Dispose();
        await Should.ThrowAsync<Exception>(() => body);
    }

    [Fact]
    public async Task Latency_comes_on_top_of_another_fault()
    {
        EmulatorClock clock = new();
        await using EmulatorSession session = await EmulatorSession.StartAsync(clock: clock);
        session.Emulator.Faults.Add("latency=1ms");
        session.Emulator.Faults.Add("status=500;times=1");
        (await session.SendAsync(HttpMethod.Get, "/v1/projects")).Status.ShouldBe(HttpStatusCode.InternalServerError);
        session.Emulator.Requests.Snapshot()[^1].Fault.ShouldBe("latency=1ms + status=500");
    }

    [Fact]
    public async Task The_same_seed_strikes_the_same_requests()
    {
        string first = await RunAsync(1);
        (await RunAsync(1)).ShouldBe(first);
        (await RunAsync(2)).ShouldNotBe(first);
        first.Count(c => c == 'x').ShouldBeInRange(20, 60);

        static async Task<string> RunAsync(int seed)
        {
            await using EmulatorSession session =
                await EmulatorSession.StartAsync(new() { Seed = seed, Faults = [FaultRule.Parse("status=500;probability=0.4")] });
            StringBuilder text = new();
            for (int i = 0; i < 100; i++)
                text.Append((await session.SendAsync(HttpMethod.Get, "/v1/projects")).Status == HttpStatusCode.OK ? '.' : 'x');
            return text.ToString();
        }
    }

    [Theory]
    [InlineData("latency=250ms")]
    [InlineData("status=429;retry-after=Wed, 21 Oct 2026 07:28:00 GMT;after;vendor=scale;method=POST;times=3;skip=2;probability=0.25")]
    [InlineData("status=504;path=/v1/task/*")]
    [InlineData("reset=mid-body")]
    [InlineData("truncate=gzip;id=a1")]
    [InlineData("body=lone-surrogate")]
    [InlineData("content-type=text/html")]
    [InlineData("trickle=16/100ms")]
    [InlineData("stall")]
    [InlineData("redirect=308;location=https://evil.test/a?b=c")]
    public void The_text_form_goes_both_ways(string text)
    {
        FaultRule rule = FaultRule.Parse(text);
        rule.ToString().ShouldBe(text);
        FaultRule.Parse(rule.ToString()).ShouldBe(rule);
    }

    [Theory]
    [InlineData("", "name one fault")]
    [InlineData("status=99", "status")]
    [InlineData("status=abc", "abc")]
    [InlineData("status=500;status=501", "twice")]
    [InlineData("status=500;reset=before", "name one fault")]
    [InlineData("redirect=307", "location")]
    [InlineData("redirect=200;location=x", "redirect")]
    [InlineData("latency=soon", "soon")]
    [InlineData("trickle=5", "trickle")]
    [InlineData("stall;probability=1.5", "1.5")]
    [InlineData("stall;colour=red", "colour")]
    public void A_wrong_text_is_refused_with_the_part_named(string text, string named) =>
        Should.Throw<FormatException>(() => FaultRule.Parse(text)).Message.ShouldContain(named);

    private static async Task<string> RawGetAsync(EmulatorSession session, string path)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, session.Scale.Endpoint.Port);
        NetworkStream stream = client.GetStream();
        string request = $"GET {path} HTTP/1.1\r\nHost: {session.Scale.Endpoint.Authority}\r\n"
            + $"Authorization: {session.Http.DefaultRequestHeaders.Authorization}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using StreamReader reader = new(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
