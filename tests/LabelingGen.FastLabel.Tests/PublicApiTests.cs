using LabelingGen.Testing;

namespace LabelingGen.FastLabel.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_as_approved() =>
        PublicApi.ShouldBeApproved(typeof(FastLabelClient).Assembly, "LabelingGen.FastLabel.Tests");
}
