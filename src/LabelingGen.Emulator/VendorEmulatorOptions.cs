namespace LabelingGen.Emulator;

/// <summary>How a <see cref="VendorEmulator"/> starts. Every member has a default that suits a test.</summary>
public sealed class VendorEmulatorOptions
{
    /// <summary>The vendors to start, by name; all of <see cref="VendorEmulator.KnownVendors"/> when null.</summary>
    public IReadOnlyCollection<string>? Vendors { get; init; }

    /// <summary>The first vendor's port; the others take the following ones. 0 (the default) lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The clock the vendors live by; one that follows the system when null. See <see cref="EmulatorClock"/>.</summary>
    public EmulatorClock? Clock { get; init; }

    /// <summary>The seed of everything random: made-up annotations, ids and the faults' probabilities.</summary>
    public int Seed { get; init; } = 20_260_101;

    /// <summary>Faults to inject from the start.</summary>
    public IReadOnlyCollection<FaultRule> Faults { get; init; } = [];

    /// <summary>The largest request body that is read, in bytes; a larger one is answered with 413. Default 128 MiB.</summary>
    public long MaxRequestBodyBytes { get; init; } = 128L << 20;

    /// <summary>How many requests <see cref="VendorEmulator.Requests"/> keeps.</summary>
    public int RequestLogCapacity { get; init; } = 10_000;

    /// <summary>Called after each request; it must not block.</summary>
    public Action<RequestRecord>? RequestCompleted { get; init; }

    /// <summary>Where the emulator may connect to by itself, for callbacks and imports. Nowhere unless said here.</summary>
    public OutboundAccess Outbound { get; init; }

    /// <summary>What is special to Scale AI.</summary>
    public ScaleEmulatorOptions Scale { get; init; } = new();

    /// <summary>What is special to Scale Nucleus.</summary>
    public NucleusEmulatorOptions Nucleus { get; init; } = new();

    /// <summary>What is special to FastLabel.</summary>
    public FastLabelEmulatorOptions FastLabel { get; init; } = new();

    /// <summary>What is special to Label Studio.</summary>
    public LabelStudioEmulatorOptions LabelStudio { get; init; } = new();

    /// <summary>What is special to Clarifai.</summary>
    public ClarifaiEmulatorOptions Clarifai { get; init; } = new();
}
