using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Testing;

namespace LabelingGen.LabelStudio.Tests.Flows;

/// <summary>
/// An emulated Label Studio behind a real socket and a client of it. Both live by one clock, on which waits pass at once.
/// </summary>
internal sealed class LabelStudioFlow : IAsyncDisposable
{
    public const string Config =
        """<View><Image name="image" value="$image"/><RectangleLabels name="label" toName="image"><Label value="Car"/><Label value="Van"/></RectangleLabels></View>""";

    private readonly string _folder = Directory.CreateTempSubdirectory("label-studio-").FullName;

    private LabelStudioFlow(VendorEmulator emulator, FakeTimeProvider clock)
    {
        Emulator = emulator;
        Clock = clock;
        Client = NewClient();
    }

    public VendorEmulator Emulator { get; }

    public FakeTimeProvider Clock { get; }

    public LabelStudioClient Client { get; }

    public FaultInjector Faults => Emulator.Faults;

    /// <summary>Id of a project with <see cref="Config"/>.</summary>
    public long Project { get; private set; }

    /// <summary>Requests since the flow began, as method and path.</summary>
    public IReadOnlyList<string> Requests => [.. Emulator.Requests.Snapshot().Select(r => $"{r.Method} {r.Path}")];

    public static async Task<LabelStudioFlow> StartAsync(LabelStudioEmulatorOptions? options = null,
        OutboundAccess outbound = OutboundAccess.None)
    {
        FakeTimeProvider clock = new() { WaitsPassAtOnce = true };
        VendorEmulator emulator = await VendorEmulator.StartAsync(new()
        {
            Vendors = ["label-studio"],
            Clock = new EmulatorClock(clock),
            Outbound = outbound,
            LabelStudio = options ?? new(),
        });
        LabelStudioFlow flow = new(emulator, clock);
        flow.Project = (await flow.Client.Projects.CreateAsync(new() { Title = "street", LabelConfig = Config })).Value.Id!.Value;
        emulator.Requests.Clear();
        return flow;
    }

    public LabelStudioClient NewClient(string? key = null, Action<LabelStudioClientOptions>? change = null)
    {
        LabelStudioClientOptions options = new() { Endpoint = Emulator.LabelStudio.Endpoint, TimeProvider = Clock, Random = () => 0 };
        if (FlowRecorder.Current is { } recorder)
            options.Transport = recorder.CreateTransport();
        change?.Invoke(options);
        return new LabelStudioClient(ApiCredential.FromKey(key ?? Emulator.LabelStudio.Credential), options);
    }

    public static ImportTask Task(int number) => new() { Data = new JsonObject { ["image"] = $"https://example.com/{number}.png" } };

    public static RectangleRegion Box(string label = "Car", double x = 10) => new()
    {
        Id = "box-1",
        FromName = "label",
        ToName = "image",
        OriginalWidth = 400,
        OriginalHeight = 300,
        Value = new() { X = x, Y = 20, Width = 30, Height = 40, Rotation = 0, Labels = [label] },
    };

    /// <summary>Imports tasks and gives their ids.</summary>
    public async Task<IReadOnlyList<long>> ImportAsync(int count)
    {
        ImportResult result = await Client.Imports.ImportAsync(
            Project, [.. Enumerable.Range(0, count).Select(Task)], new() { ReturnTaskIds = true });
        Emulator.Requests.Clear();
        return result.TaskIds!;
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Everything in the folder that downloads go to.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f))];

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
