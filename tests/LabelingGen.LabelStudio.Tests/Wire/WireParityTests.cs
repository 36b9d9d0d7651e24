using LabelingGen.Testing.Wire;
using Xunit.Abstractions;

namespace LabelingGen.LabelStudio.Tests.Wire;

/// <summary>The recorded calls of the official client, made through our public client.</summary>
public sealed class WireParityTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. WireSuite.Names(LabelStudioWire.Vendor)];

    [Theory]
    [MemberData(nameof(Names), DisableDiscoveryEnumeration = true)]
    public Task Is_as_recorded(string name) => WireSuite.CheckAsync(LabelStudioWire.Vendor, name);

    /// <summary>All at once, for another folder: <c>LABELINGGEN_WIRE=folder dotnet test --filter Summary</c>.</summary>
    [Fact]
    public Task Summary() => WireSuite.CheckAllAsync(LabelStudioWire.Vendor, output.WriteLine);
}
