using LabelingGen.Testing;

namespace LabelingGen.Annotations.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_as_approved() =>
        PublicApi.ShouldBeApproved(typeof(AnnotatedDataset).Assembly, "LabelingGen.Annotations.Tests");
}
