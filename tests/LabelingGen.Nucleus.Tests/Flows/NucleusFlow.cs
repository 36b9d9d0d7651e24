using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>
/// An emulated Nucleus behind a real socket, a dataset, and a client. All live by one clock, on which waits pass at once.
/// </summary>
internal sealed class NucleusFlow : IAsyncDisposable
{
    private NucleusFlow(VendorEmulator emulator, FakeTimeProvider clock)
    {
        Emulator = emulator;
        Clock = clock;
        Client = NewClient();
    }

    public VendorEmulator Emulator { get; }

    public FakeTimeProvider Clock { get; }

    public NucleusClient Client { get; }

    public string Dataset { get; private set; } = "";

    public FaultInjector Faults => Emulator.Faults;

    /// <param name="requestCompleted">Called after each request that the server has worked on.</param>
    public static async Task<NucleusFlow> StartAsync(Action<RequestRecord>? requestCompleted = null)
    {
        FakeTimeProvider clock = new() { WaitsPassAtOnce = true };
        VendorEmulator emulator = await VendorEmulator.StartAsync(
            new() { Vendors = ["nucleus"], Clock = new EmulatorClock(clock), RequestCompleted = requestCompleted });
        NucleusFlow flow = new(emulator, clock);
        flow.Dataset = (await flow.Client.Datasets.CreateAsync(new CreateDatasetRequest { Name = "street", IsScene = false }))
            .Value.Id;
        emulator.Requests.Clear();
        return flow;
    }

    public NucleusClient NewClient(Action<NucleusClientOptions>? change = null, ApiCredential? credential = null)
    {
        NucleusClientOptions options = new() { Endpoint = Emulator.Nucleus.Endpoint, TimeProvider = Clock, Random = () => 0 };
        change?.Invoke(options);
        return new NucleusClient(credential ?? ApiCredential.FromKey(Emulator.Nucleus.ApiKey), options);
    }

    public static IEnumerable<DatasetItem> Items(int count) =>
        Enumerable.Range(0, count).Select(i => new DatasetItem($"https://example.com/{i}.png", $"r{i}"));

    public static AppendOptions Known(Action<AppendOptions>? change = null)
    {
        AppendOptions options = new() { IsScene = false, UsePrivacyMode = false };
        change?.Invoke(options);
        return options;
    }

    /// <summary>Adds items without any fault.</summary>
    public async Task<int> AppendAsync(int count)
    {
        (await Client.Datasets.AppendAsync(Dataset, [.. Items(count)], Known())).NewItems.ShouldBe(count);
        return count;
    }

    /// <summary>The reference ids that the server holds, asked for without any fault.</summary>
    public async Task<List<string>> StoredAsync()
    {
        Faults.Clear();
        List<string> references = [];
        await foreach (DatasetItem item in Client.Datasets.ListItemsAsync(Dataset))
            references.Add(item.Reference!);
        return references;
    }

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
