using System.Text.Json;
using LabelingGen.Core.Json;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

/// <summary>Options of the client under test.</summary>
public sealed class TestOptions : ApiClientOptions;

/// <summary>A client as a generator would emit it, on a script and a clock that a test controls.</summary>
internal sealed class TestClient
{
    public static readonly ApiOperation Get = new("Things.Get", "GET", "/things/{id}");
    public static readonly ApiOperation Create = new("Things.Create", "POST", "/things");
    public static readonly ApiOperation CreateWithKey = new("Things.Create", "POST", "/things")
    {
        Idempotency = Idempotency.Header,
        IdempotencyHeader = "Idempotency-Key",
    };

    public TestClient(Action<TestOptions>? configure = null, Func<ApiPipelineSettings, ApiPipelineSettings>? settings = null,
        ApiAuthentication? authentication = null, HttpMessageHandler? handler = null)
    {
        Script = new ScriptedHandler(Clock);
        Options = new TestOptions
        {
            TimeProvider = Clock,
            Random = () => 0,
            Transport = new ApiTransport(new HttpClient(handler ?? Script) { Timeout = Timeout.InfiniteTimeSpan }),
        };
        configure?.Invoke(Options);
        var made = new ApiPipelineSettings
        {
            Options = Options,
            DefaultEndpoint = new Uri("https://api.test/v1"),
            Authentication = authentication ?? ApiAuthentication.Header("X-Api-Key", ApiCredential.FromKey(Secret)),
            ClientName = "LabelingGen.Test",
            ClientVersion = "1.2.3",
        };
        Pipeline = ApiPipeline.Create(settings?.Invoke(made) ?? made);
    }

    public const string Secret = "canary-0123456789-secret";

    public FakeTimeProvider Clock { get; } = new();

    public ScriptedHandler Script { get; }

    public TestOptions Options { get; }

    public ApiPipeline Pipeline { get; }

    public static string ReadName(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An object was expected.");
        string name = string.Empty;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            bool isName = reader.ValueTextEquals("name");
            reader.Read();
            if (isName)
                name = reader.GetString() ?? string.Empty;
            else
                reader.Skip();
        }

        return name;
    }

    public ApiRequest GetRequest(string id = "1") => Pipeline.CreateRequest(Get).Path("id", id);

    public ApiRequest CreateRequest(ApiOperation? operation = null, string name = "a") => Pipeline.CreateRequest(operation ?? Create)
        .JsonBody(name, static (writer, value) =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", value);
            writer.WriteEndObject();
        });

    /// <summary>Sends and reads the name, moving the clock as needed.</summary>
    public async Task<string> SendAsync(ApiRequest request, CancellationToken cancellationToken = default)
    {
        JsonRead<string> read = ReadName;
        return (await Clock.RunAsync(Pipeline.SendAsync(request, read, cancellationToken))).Value;
    }

    public Task<ApiException> FailAsync(ApiRequest request) => Should.ThrowAsync<ApiException>(() => SendAsync(request));
}
