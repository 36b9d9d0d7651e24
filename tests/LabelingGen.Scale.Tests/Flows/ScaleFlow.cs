using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;
using LabelingGen.Testing;

namespace LabelingGen.Scale.Tests.Flows;

/// <summary>An emulated Scale behind a real socket and a client of it. Both live by one clock, on which waits pass at once.</summary>
internal sealed class ScaleFlow : IAsyncDisposable
{
    private ScaleFlow(VendorEmulator emulator, FakeTimeProvider clock)
    {
        Emulator = emulator;
        Clock = clock;
        Client = NewClient();
    }

    public VendorEmulator Emulator { get; }

    public FakeTimeProvider Clock { get; }

    public ScaleClient Client { get; }

    public FaultInjector Faults => Emulator.Faults;

    /// <param name="requestCompleted">Called after each request that the server has worked on.</param>
    public static async Task<ScaleFlow> StartAsync(Action<RequestRecord>? requestCompleted = null)
    {
        FakeTimeProvider clock = new() { WaitsPassAtOnce = true };
        VendorEmulator emulator = await VendorEmulator.StartAsync(
            new() { Vendors = ["scale"], Clock = new EmulatorClock(clock), RequestCompleted = requestCompleted });
        ScaleFlow flow = new(emulator, clock);
        await flow.Client.Projects.CreateAsync(new ProjectCreation { Name = "street", Type = TaskType.ImageAnnotation });
        emulator.Requests.Clear();
        return flow;
    }

    public ScaleClient NewClient(Action<ScaleClientOptions>? change = null)
    {
        ScaleClientOptions options = new() { Endpoint = Emulator.Scale.Endpoint, TimeProvider = Clock, Random = () => 0 };
        change?.Invoke(options);
        return new ScaleClient(ApiCredential.FromKey(Emulator.Scale.ApiKey), options);
    }

    public static ImageAnnotationTaskParameters Parameters(string? uniqueId = null) => new()
    {
        Project = "street",
        UniqueId = uniqueId,
        Attachment = "https://example.com/a.png",
        Geometries = new Geometries { Box = new BoxGeometry { ObjectsToAnnotate = ["car", "bus"] } },
    };

    public async Task<IReadOnlyList<string>> CreateManyAsync(int count)
    {
        List<string> ids = [];
        for (int i = 0; i < count; i++)
            ids.Add((await Client.Tasks.CreateImageAnnotationAsync(Parameters($"u{i}"))).Value.TaskId);
        Emulator.Requests.Clear();
        return ids;
    }

    public async Task<List<string>> ListIdsAsync(int pageSize = 3)
    {
        List<string> ids = [];
        await foreach (ScaleTask task in Client.Tasks.ListAsync(new() { Project = "street", PageSize = pageSize }))
            ids.Add(task.TaskId);
        return ids;
    }

    /// <summary>Lets the time of an attempt pass once the server has taken a request and is silent about it.</summary>
    public Task<T> PassSilenceAsync<T>(Task<T> call) =>
        Emulator.PassSilenceAsync(Clock, Client.Pipeline.Options.TryTimeout.ShouldNotBeNull(), call);

    /// <summary>How many tasks the server holds under an id of the customer's own.</summary>
    public int Stored(string uniqueId) => Emulator.Scale.ListTasks().Count(t => (string?)t["unique_id"] == uniqueId);

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
