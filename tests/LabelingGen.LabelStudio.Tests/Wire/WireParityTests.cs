using LabelingGen.Testing.Wire;
using Xunit.Abstractions;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>The recorded calls of the official client, made through our public client.</summary>
public sealed class WireParityTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. WireSuite.Files("labelstudio").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public async Task Is_as_recorded(string file)
    {
        string path = WireSuite.Files("labelstudio").Single(f => Path.GetFileName(f) == file);
        WireResult result = await WireSuite.RunAsync(LabelStudioWire.Vendor, path);
        result.Verdict.ShouldBe(WireVerdict.Passed, result.Difference);
    }

    /// <summary>All at once, for another folder: <c>LABELINGGEN_WIRE=folder dotnet test --filter Summary</c>.</summary>
    [Fact]
    public async Task Summary()
    {
        IReadOnlyList<WireResult> results = await WireSuite.RunAllAsync(LabelStudioWire.Vendor);
        string summary = WireSuite.Summary("labelstudio", results);
        output.WriteLine(summary);
        Console.WriteLine(summary);
        results.ShouldAllBe(r => r.Verdict == WireVerdict.Passed, summary);
    }
}
