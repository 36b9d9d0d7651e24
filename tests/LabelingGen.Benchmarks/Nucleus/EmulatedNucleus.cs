using System.Diagnostics;
using LabelingGen.Emulator;

namespace LabelingGen.Benchmarks.Nucleus;

/// <summary>The emulator in a process of its own: what it stores, and its garbage, are not the client's.</summary>
internal sealed class EmulatedNucleus : IDisposable
{
    private readonly Process _process;

    private EmulatedNucleus(Process process)
    {
        _process = process;
        Endpoint = new Uri(process.StandardOutput.ReadLine()!);
        ApiKey = process.StandardOutput.ReadLine()!;
    }

    public Uri Endpoint { get; }

    public string ApiKey { get; }

    public static EmulatedNucleus Start() => new(Process.Start(new ProcessStartInfo(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(EmulatedNucleus).Assembly.Location, "--emulated-nucleus"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    /// <summary>What the process does: it serves until its input ends.</summary>
    public static async Task<int> ServeAsync()
    {
        await using VendorEmulator emulator = await VendorEmulator.StartAsync(new() { Vendors = ["nucleus"] });
        Console.WriteLine(emulator.Nucleus.Endpoint.AbsoluteUri);
        Console.WriteLine(emulator.Nucleus.ApiKey);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }
}
