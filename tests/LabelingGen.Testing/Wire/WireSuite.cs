using System.Globalization;
using System.Text;
using Shouldly;

namespace LabelingGen.Testing.Wire;

/// <summary>All recordings of a vendor: those beside the repository, or those of the folder that <c>LABELINGGEN_WIRE</c> names.</summary>
public static class WireSuite
{
    /// <summary>Names of the environment variable that names another folder of recordings.</summary>
    public const string FolderVariable = "LABELINGGEN_WIRE";

    /// <summary>Paths of the recordings; empty where the shared folder is absent (which fails in continuous integration).</summary>
    public static IReadOnlyList<string> Files(string vendor)
    {
        string? other = Environment.GetEnvironmentVariable(FolderVariable);
        string? root = string.IsNullOrEmpty(other) ? RepositoryPaths.InShared("wire") : other;
        if (root is null)
            return [];
        string folder = Path.Combine(Path.GetFullPath(root), vendor);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>File names of the recordings.</summary>
    public static IEnumerable<string> Names(WireVendor vendor)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        return Files(vendor.Name).Select(file => Path.GetFileName(file));
    }

    /// <summary>Runs one recording, which must pass.</summary>
    /// <param name="vendor">Whose.</param>
    /// <param name="name">Its file name, of <see cref="Names"/>.</param>
    public static async Task CheckAsync(WireVendor vendor, string name)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        WireResult result = await RunAsync(vendor, Files(vendor.Name).Single(file => Path.GetFileName(file) == name));
        result.Verdict.ShouldBe(WireVerdict.Passed, result.Difference);
    }

    /// <summary>Runs all recordings, which must pass, and prints the numbers.</summary>
    public static async Task CheckAllAsync(WireVendor vendor, Action<string> print)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(print);
        IReadOnlyList<WireResult> results = await RunAllAsync(vendor);
        string summary = Summary(vendor.Name, results);
        print(summary);
        Console.WriteLine(summary);
        results.ShouldAllBe(result => result.Verdict == WireVerdict.Passed, summary);
    }

    /// <summary>Runs one recording.</summary>
    public static Task<WireResult> RunAsync(WireVendor vendor, string file) => WireRunner.RunAsync(vendor, WireCase.Load(file));

    /// <summary>Runs all recordings of a vendor.</summary>
    public static async Task<IReadOnlyList<WireResult>> RunAllAsync(WireVendor vendor)
    {
        List<WireResult> results = [];
        foreach (string file in Files(vendor.Name))
            results.Add(await RunAsync(vendor, file));
        return results;
    }

    /// <summary>One line of numbers, and a line for every case that did not pass.</summary>
    public static string Summary(string vendor, IReadOnlyList<WireResult> results)
    {
        int Count(WireVerdict verdict) => results.Count(r => r.Verdict == verdict);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{vendor}: {Count(WireVerdict.Passed)} passed, {Count(WireVerdict.Failed)} failed, ")
            .Append(CultureInfo.InvariantCulture, $"{Count(WireVerdict.Unmapped)} unmapped");
        foreach (WireResult result in results.Where(r => r.Verdict != WireVerdict.Passed))
            text.Append(CultureInfo.InvariantCulture, $"\n  {result.Case}: {result.Verdict}: {result.Difference}");
        return text.ToString();
    }
}
