using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator.Tests;

/// <summary>An emulator with a stopped clock and a plain HTTP client for one vendor.</summary>
internal sealed class EmulatorSession : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private EmulatorSession(VendorEmulator emulator)
    {
        Emulator = emulator;
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = emulator.Scale.Endpoint,
            Timeout = TimeSpan.FromMinutes(2),
        };
        UseKey(emulator.Scale.ApiKey);
    }

    public VendorEmulator Emulator { get; }

    public ScaleEmulator Scale => Emulator.Scale;

    public HttpClient Http { get; }

    public static async Task<EmulatorSession> StartAsync(VendorEmulatorOptions? options = null, EmulatorClock? clock = null)
    {
        options ??= new() { Clock = clock ?? EmulatorClock.StoppedAt(Start) };
        return new(await VendorEmulator.StartAsync(options));
    }

    public void UseKey(string key) => Http.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":")));

    public async Task<(HttpStatusCode Status, JsonNode? Json)> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await Http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>An absolute address of a Nucleus route; its key is used from now on.</summary>
    public string Nucleus(string route)
    {
        UseKey(Emulator.Nucleus.ApiKey);
        return Emulator.Nucleus.Endpoint.AbsoluteUri + "/" + route;
    }

    public async Task<JsonNode> GetAsync(string path) => await OkAsync(HttpMethod.Get, path, null);

    public async Task<JsonNode> PostAsync(string path, JsonNode? body = null) => await OkAsync(HttpMethod.Post, path, body);

    public async Task<JsonNode> OkAsync(HttpMethod method, string path, JsonNode? body)
    {
        (HttpStatusCode status, JsonNode? json) = await SendAsync(method, path, body);
        status.ShouldBe(HttpStatusCode.OK, json?.ToJsonString());
        return json!;
    }

    public async Task<JsonNode> CreateProjectAsync(string name = "street", string type = "imageannotation", JsonObject? more = null)
    {
        JsonObject body = more ?? [];
        body["name"] = name;
        body["type"] = type;
        return await PostAsync("/v1/projects", body);
    }

    /// <summary>Creates an image annotation task that asks for one box.</summary>
    public async Task<JsonNode> CreateBoxTaskAsync(JsonObject? more = null)
    {
        JsonObject body = more ?? [];
        body["attachment"] ??= "https://example.com/a.png";
        body["geometries"] ??= new JsonObject { ["box"] = new JsonObject { ["objects_to_annotate"] = new JsonArray("car") } };
        return await PostAsync("/v1/task/imageannotation", body);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
    }
}
