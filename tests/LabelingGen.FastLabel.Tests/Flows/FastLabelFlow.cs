using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Testing;

namespace LabelingGen.FastLabel.Tests.Flows;

/// <summary>An emulated FastLabel behind a real socket and a client of it. Both live by one clock, on which waits pass at once.</summary>
internal sealed class FastLabelFlow : IAsyncDisposable
{
    public const string Project = "street";

    private FastLabelFlow(VendorEmulator emulator, FakeTimeProvider clock)
    {
        Emulator = emulator;
        Clock = clock;
        Client = NewClient();
    }

    public VendorEmulator Emulator { get; }

    public FakeTimeProvider Clock { get; }

    public FastLabelClient Client { get; }

    public FaultInjector Faults => Emulator.Faults;

    public static async Task<FastLabelFlow> StartAsync(TimeSpan? jobDuration = null)
    {
        FakeTimeProvider clock = new() { WaitsPassAtOnce = true };
        VendorEmulator emulator = await VendorEmulator.StartAsync(new()
        {
            Vendors = ["fastlabel"],
            Clock = new EmulatorClock(clock),
            FastLabel = new() { JobDuration = jobDuration ?? TimeSpan.FromSeconds(10) },
        });
        FastLabelFlow flow = new(emulator, clock);
        await flow.Client.Projects.CreateAsync(new()
        {
            Type = ProjectType.ImageAll,
            Name = "Street",
            Slug = Project,
            Workflow = Workflow.TwoStep,
            ExternalWorkflow = Workflow.TwoStep,
        });
        emulator.Requests.Clear();
        return flow;
    }

    public FastLabelClient NewClient(Action<FastLabelClientOptions>? change = null)
    {
        FastLabelClientOptions options = new()
        {
            Endpoint = Emulator.FastLabel.Endpoint,
            TimeProvider = Clock,
            Random = () => 0,
            RateLimit = null,
        };
        change?.Invoke(options);
        return new FastLabelClient(ApiCredential.FromKey(Emulator.FastLabel.AccessToken), options);
    }

    public static CreateImageTaskRequest Image(string name) => new()
    {
        Project = Project,
        Name = name,
        File = Base64Content.FromBytes(TestFiles.Png, name),
        Annotations = [new() { Value = "cat", Shape = new BoxShape(1, 2, 3, 4) }],
    };

    public async Task<IReadOnlyList<string>> CreateManyAsync(int count)
    {
        List<string> ids = [];
        for (int i = 0; i < count; i++)
            ids.Add(await Client.ImageTasks.CreateAsync(Image($"{i}.png")));
        Emulator.Requests.Clear();
        return ids;
    }

    public async Task<List<string>> ListIdsAsync(int pageSize = 3)
    {
        List<string> ids = [];
        await foreach (ImageTask task in Client.ImageTasks.ListAsync(Project, new() { Limit = pageSize }))
            ids.Add(task.Id);
        return ids;
    }

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
