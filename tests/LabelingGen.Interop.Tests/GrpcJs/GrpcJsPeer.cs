using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LabelingGen.Interop.Tests.GrpcJs;

/// <summary>Installs and starts the Node server; without Node there is no peer, which is an error in continuous integration only.</summary>
internal sealed class GrpcJsPeer : IDisposable
{
    private static readonly SemaphoreSlim Installing = new(1);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "GrpcJs", "peer");

    private readonly Process _process;

    private GrpcJsPeer(Process process) => _process = process;

    public Uri Address { get; private init; } = null!;

    /// <summary>Starts a server, or returns null where Node is absent.</summary>
    public static async Task<GrpcJsPeer?> StartAsync(bool gzip = false, X509Certificate2? certificate = null)
    {
        if (!HasNode())
        {
            return Environment.GetEnvironmentVariable("CI") is "true" or "1"
                ? throw new InvalidOperationException("Node with npm is needed for the interop tests in CI.")
                : null;
        }

        await InstallAsync();
        ProcessStartInfo start = new("node", ["server.js"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PEER_GZIP"] = gzip ? "1" : "0";
        if (certificate is not null)
        {
            start.Environment["PEER_CERTIFICATE"] = Write("certificate.pem", certificate.ExportCertificatePem());
            using RSA key = certificate.GetRSAPrivateKey()!;
            start.Environment["PEER_KEY"] = Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        }

        Process process = Process.Start(start)!;
        string? port = await process.StandardOutput.ReadLineAsync();
        return new GrpcJsPeer(process)
        {
            Address = new Uri($"{(certificate is null ? "http" : "https")}://localhost:{int.Parse(port!, CultureInfo.InvariantCulture)}"),
        };
    }

    /// <summary>Ends the server at once, whatever it does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Lets the server stand still with its connections open, as a machine that has died does. On Unix.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("-CONT");

    public void Dispose()
    {
        // The server ends when its input does.
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using Process kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static bool HasNode()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(p => File.Exists(Path.Combine(p, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")));

    private static async Task InstallAsync()
    {
        await Installing.WaitAsync();
        try
        {
            string stamp = Path.Combine(Folder, "node_modules", ".installed");
            string wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"))));
            if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
                return;
            string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            ProcessStartInfo start = new(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                WorkingDirectory = Folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            using Process install = Process.Start(start)!;
            Task<string> output = install.StandardOutput.ReadToEndAsync();
            string errors = await install.StandardError.ReadToEndAsync();
            await install.WaitForExitAsync();
            if (install.ExitCode != 0)
                throw new InvalidOperationException("npm ci failed: " + errors + await output);
            await File.WriteAllTextAsync(stamp, wanted);
        }
        finally
        {
            Installing.Release();
        }
    }
}
