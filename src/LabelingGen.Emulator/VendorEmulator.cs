namespace LabelingGen.Emulator;

/// <summary>
/// The labeling vendors' HTTP APIs in memory, on loopback ports of this process.
/// <code>await using var emulator = await VendorEmulator.StartAsync();
/// var client = new ScaleClient(new ApiKeyCredential(emulator.Scale.ApiKey), new() { Endpoint = emulator.Scale.Endpoint });</code>
/// State lives as long as the object. Every vendor has a port of its own and is laid out as the real one is.
/// </summary>
public sealed class VendorEmulator : IAsyncDisposable
{
    private readonly EmulatorServer _server;
    private readonly OutboundClient _outbound;

    private VendorEmulator(VendorEmulatorOptions options)
    {
        Clock = options.Clock ?? new EmulatorClock();
        Requests = new(options.RequestLogCapacity, options.RequestCompleted);
        Faults = new(options.Seed);
        foreach (FaultRule rule in options.Faults)
            Faults.Add(rule);
        _outbound = new(options.Outbound);
        VendorServices services = new(Clock, options.Seed, _outbound);
        Scale = new(options.Scale, services);
        Nucleus = new(options.Nucleus, services);
        FastLabel = new(options.FastLabel, services);
        LabelStudio = new(options.LabelStudio, services);
        Clarifai = new(options.Clarifai, services);
        Vendors = [Scale, Nucleus, FastLabel, LabelStudio, Clarifai];
        _server = new(new RequestDispatcher(Faults, Requests, Clock, options.MaxRequestBodyBytes), options.MaxRequestBodyBytes);
    }

    /// <summary>The names of the vendors this version emulates.</summary>
    public static IReadOnlyList<string> KnownVendors { get; } = ["scale", "nucleus", "fastlabel", "label-studio", "clarifai"];

    /// <summary>Scale AI.</summary>
    public ScaleEmulator Scale { get; }

    /// <summary>Scale Nucleus.</summary>
    public NucleusEmulator Nucleus { get; }

    /// <summary>FastLabel.</summary>
    public FastLabelEmulator FastLabel { get; }

    /// <summary>Label Studio.</summary>
    public LabelStudioEmulator LabelStudio { get; }

    /// <summary>Clarifai, over gRPC.</summary>
    public ClarifaiEmulator Clarifai { get; }

    /// <summary>All vendors, running or not.</summary>
    public IReadOnlyList<EmulatedVendor> Vendors { get; }

    /// <summary>The clock the vendors live by.</summary>
    public EmulatorClock Clock { get; }

    /// <summary>The faults to inject.</summary>
    public FaultInjector Faults { get; }

    /// <summary>The requests so far.</summary>
    public RequestLog Requests { get; }

    /// <summary>Starts the emulator.</summary>
    /// <exception cref="ArgumentException">A vendor is not known.</exception>
    /// <exception cref="IOException">A port is in use.</exception>
    public static async Task<VendorEmulator> StartAsync(
        VendorEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        foreach (string name in options.Vendors ?? [])
        {
            if (!KnownVendors.Contains(name))
                throw new ArgumentException(
                    $"There is no emulator of '{name}'; known are {string.Join(", ", KnownVendors)}.", nameof(options));
        }

        VendorEmulator emulator = new(options);
        List<EmulatedVendor> wanted = [.. emulator.Vendors.Where(v => options.Vendors?.Contains(v.Name) ?? true)];
        await emulator._server.StartAsync(wanted, options.Port, cancellationToken).ConfigureAwait(false);
        return emulator;
    }

    /// <summary>Stops listening and cuts the connections that are open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        foreach (EmulatedVendor vendor in Vendors)
            (vendor as IDisposable)?.Dispose();
        _outbound.Dispose();
    }
}
