using LabelingGen.Testing;

namespace LabelingGen.LabelStudio.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_as_approved() =>
        PublicApi.ShouldBeApproved(typeof(LabelStudioClient).Assembly, "LabelingGen.LabelStudio.Tests");
}
