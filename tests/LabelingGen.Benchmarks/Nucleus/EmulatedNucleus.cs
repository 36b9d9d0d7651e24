using LabelingGen.Emulator;

namespace LabelingGen.Benchmarks.Nucleus;

/// <summary>The emulator in a process of its own: what it stores, and its garbage, are not the client's.</summary>
internal sealed class EmulatedNucleus : IDisposable
{
    private readonly ServerProcess _process = new("--emulated-nucleus");

    public EmulatedNucleus()
    {
        Endpoint = new Uri(_process.ReadLine());
        ApiKey = _process.ReadLine();
    }

    public Uri Endpoint { get; }

    public string ApiKey { get; }

    /// <summary>What the process does: it serves until its input ends.</summary>
    public static async Task<int> ServeAsync()
    {
        await using VendorEmulator emulator = await VendorEmulator.StartAsync(new() { Vendors = ["nucleus"] });
        Console.WriteLine(emulator.Nucleus.Endpoint.AbsoluteUri);
        Console.WriteLine(emulator.Nucleus.ApiKey);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose() => _process.Dispose();
}
