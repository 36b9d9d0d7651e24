using System.Diagnostics;

namespace LabelingGen.Benchmarks;

/// <summary>A server in a process of its own, whose work and memory are not the client's. It serves until its input ends.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts a program.</summary>
    /// <param name="folder">Where it runs; null = here.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public ServerProcess(string? folder, string program, params string[] arguments) =>
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    /// <summary>Starts a part of this program.</summary>
    /// <param name="part">The argument that chooses the part.</param>
    public ServerProcess(string part)
        : this(null, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(ServerProcess).Assembly.Location, part)
    {
    }

    /// <summary>The next line that the server says: where it listens, as a rule.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public string ReadLine() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"The process of '{_process.StartInfo.FileName}' ended before it served.");

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }
}
