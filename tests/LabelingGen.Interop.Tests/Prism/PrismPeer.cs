using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace LabelingGen.Interop.Tests.Prism;

/// <summary>
/// Installs Prism and starts it as a validating mock of an OpenAPI document with its overlay. Without Node there is no peer, which is an
/// error in continuous integration only.
/// </summary>
internal sealed class PrismPeer : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Prism", "peer");

    /// <summary>Once for all test classes, which run side by side.</summary>
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    private readonly Process _process;

    private PrismPeer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="document">Path of the document.</param>
    /// <param name="overlay">Path of an overlay that is applied to it before.</param>
    public static async Task<PrismPeer?> StartAsync(string document, string? overlay = null)
    {
        if (!HasNode())
        {
            return Environment.GetEnvironmentVariable("CI") is "true" or "1"
                ? throw new InvalidOperationException("Node with npm is needed for the interop tests in CI.")
                : null;
        }

        await Installed.Value;
        string applied = overlay is null ? document : Path.Combine(Folder, "applied.json");
        if (overlay is not null)
            await RunAsync("node", "overlay.js", document, overlay, applied);
        // Prism takes a number only; a port that another program took in between is followed by another one.
        for (int left = 5; ; left--)
        {
            if (await ListenAsync(applied, FreePort()) is { } peer)
                return peer;
            if (left == 0)
                throw new InvalidOperationException("Prism ended before it listened.");
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static async Task<PrismPeer?> ListenAsync(string applied, int port)
    {
        ProcessStartInfo start = new("node",
            [Path.Combine("node_modules", "@stoplight", "prism-cli", "dist", "index.js"), "mock", applied, "--errors",
                "-p", port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        TaskCompletionSource<bool> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                listening.TrySetResult(false);
            else if (line.Data.Contains("listening", StringComparison.OrdinalIgnoreCase))
                listening.TrySetResult(true);
        };
        process.BeginOutputReadLine();
        if (await listening.Task)
            return new PrismPeer(process, new Uri($"http://127.0.0.1:{port}"));
        process.Dispose();
        return null;
    }

    private static bool HasNode()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(p => File.Exists(Path.Combine(p, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")));

    private static async Task InstallAsync()
    {
        string stamp = Path.Combine(Folder, "node_modules", ".installed");
        string wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"))));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            return;
        await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        await File.WriteAllTextAsync(stamp, wanted);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {errors}{await output}");
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
