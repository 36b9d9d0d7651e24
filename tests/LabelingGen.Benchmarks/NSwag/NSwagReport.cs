using System.Diagnostics;
using System.Globalization;
using LabelingGen.Benchmarks.Documents;
using Microsoft.CodeAnalysis;

namespace LabelingGen.Benchmarks.NSwag;

/// <summary>
/// <c>--nswag [folder]</c>: both generators over every document, each in a process of its own: time and memory from start to end, lines of
/// C#, and whether the compiler takes them (ours without a warning, nullable on; NSwag's without an error).
/// </summary>
internal static class NSwagReport
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>0 when the peer could be run.</returns>
    public static int Print(string? folder, TextWriter output)
    {
        if (NSwagTool.TryInstall(out string? reason) is not { } tool)
        {
            output.WriteLine($"not measured: {reason}");
            return 1;
        }

        folder ??= SpecFolder.Corpus;
        output.WriteLine("document\tms\tMB\tlines\tcompiles\tNSwag ms\tNSwag MB\tNSwag lines\tNSwag compiles");
        int count = 0, ours = 0, peers = 0;
        double time = 0, peerTime = 0;
        foreach ((string name, string file) in SpecFolder.Files(folder))
        {
            MeasuredProcess own = MeasuredProcess.Run(OwnProcess(folder, name), Patience);
            int lines = int.TryParse(own.Output, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
            bool compiles = DocumentRun.Of(name, SpecFolder.Read(folder, name, file)).Compiles;
            MeasuredProcess peer = tool.Generate(Path.Combine(folder, file), out string? source);
            bool peerCompiles = source is not null
                && !NSwagTool.Compile(source).GetDiagnostics().Any(problem => problem.Severity == DiagnosticSeverity.Error);
            output.WriteLine(string.Join('\t', name,
                Text(own.Milliseconds), Text(own.PeakBytes / 1048576.0), Text(lines), compiles ? "yes" : "no",
                Text(peer.Milliseconds), Text(peer.PeakBytes / 1048576.0), Text(source?.AsSpan().Count('\n') ?? 0),
                source is null ? "fails" : peerCompiles ? "yes" : "no"));
            count++;
            ours += compiles ? 1 : 0;
            peers += peerCompiles ? 1 : 0;
            time += own.Milliseconds;
            peerTime += peer.Milliseconds;
        }

        output.WriteLine($"compile: {ours} of {count}, NSwag {peers} of {count}; time {Text(time / peerTime * 100)} % of NSwag's");
        return 0;
    }

    /// <summary>
    /// <c>--lines folder document</c>: generates one document and prints the number of lines, for <see cref="Print"/> to measure.
    /// </summary>
    public static int PrintLines(string folder, string document, TextWriter output)
    {
        (string name, string file) = SpecFolder.Files(folder).First(entry => entry.Name == document);
        output.Write(
            Text(DocumentRun.Generate(SpecFolder.Read(folder, name, file)).Files.Sum(emitted => emitted.Text?.AsSpan().Count('\n') ?? 0)));
        return 0;
    }

    private static ProcessStartInfo OwnProcess(string folder, string name) =>
        new("dotnet", [typeof(NSwagReport).Assembly.Location, "--lines", folder, name]);

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
