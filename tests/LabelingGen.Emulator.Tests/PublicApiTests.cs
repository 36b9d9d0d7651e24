using LabelingGen.Testing;

namespace LabelingGen.Emulator.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_as_approved() =>
        PublicApi.ShouldBeApproved(typeof(VendorEmulator).Assembly, "LabelingGen.Emulator.Tests");
}
