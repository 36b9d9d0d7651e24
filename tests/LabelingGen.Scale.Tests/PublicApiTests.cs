using LabelingGen.Testing;

namespace LabelingGen.Scale.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_as_approved() => PublicApi.ShouldBeApproved(typeof(ScaleClient).Assembly, "LabelingGen.Scale.Tests");
}
