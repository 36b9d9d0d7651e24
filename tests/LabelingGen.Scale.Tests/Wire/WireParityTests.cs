using LabelingGen.Testing.Wire;
using Xunit.Abstractions;

namespace LabelingGen.Scale.Tests.Wire;

/// <summary>The recorded calls of the official client, made through our public client.</summary>
public sealed class WireParityTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. WireSuite.Names(ScaleWire.Vendor)];

    [Theory]
    [MemberData(nameof(Names), DisableDiscoveryEnumeration = true)]
    public Task Is_as_recorded(string name) => WireSuite.CheckAsync(ScaleWire.Vendor, name);

    /// <summary>All at once, for another folder: <c>LABELINGGEN_WIRE=folder dotnet test --filter Summary</c>.</summary>
    [Fact]
    public Task Summary() => WireSuite.CheckAllAsync(ScaleWire.Vendor, output.WriteLine);
}
