using System.Diagnostics;
using System.Globalization;

namespace LabelingGen.Benchmarks.Grpc;

/// <summary>The server and the client of grpc-js, in processes of their own.</summary>
internal sealed class GrpcJsPeer : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Grpc", "peer");

    private readonly ServerProcess _server;

    /// <summary>Installs the peer and starts its server.</summary>
    /// <exception cref="InvalidOperationException">Node's package manager failed.</exception>
    public GrpcJsPeer()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@grpc", "grpc-js")))
            Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        _server = new ServerProcess(Folder, "node", "server.js");
        Address = new Uri("http://localhost:" + _server.ReadLine());
    }

    public Uri Address { get; }

    /// <summary>Calls per second of the peer's client.</summary>
    public double Unary(int concurrency, TimeSpan time) => Measure(Address, "unary", concurrency, (int)time.TotalMilliseconds);

    /// <summary>Messages per second that the peer's client reads of a server's stream.</summary>
    public static double Stream(Uri server, int messages) => Measure(server, "stream", messages);

    /// <summary>Milliseconds from the start of the peer's process to its end after one answer.</summary>
    public double FirstCall() => Time("node", ["client.js", Address.Authority, "first"]);

    /// <summary>The same for a process of ours.</summary>
    public static double OurFirstCall(Uri address) => Time(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [typeof(GrpcJsPeer).Assembly.Location, "--first-call", address.AbsoluteUri]);

    public void Dispose() => _server.Dispose();

    private static double Measure(Uri server, string kind, params int[] arguments) => double.Parse(
        Run("node", ["client.js", server.Authority, kind, .. arguments.Select(a => a.ToString(CultureInfo.InvariantCulture))]),
        CultureInfo.InvariantCulture);

    private static double Time(string program, string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        Run(program, arguments);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
