using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_as_approved() =>
        PublicApi.ShouldBeApproved(typeof(ApiPipeline).Assembly, "LabelingGen.Core.Tests");
}
