using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_as_approved() =>
        PublicApi.ShouldBeApproved(typeof(NucleusClient).Assembly, "LabelingGen.Nucleus.Tests");
}
