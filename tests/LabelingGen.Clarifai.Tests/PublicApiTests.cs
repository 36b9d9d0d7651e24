using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests;

public sealed class PublicApiTests
{
    /// <summary>Without the messages, which protoc writes and the recorded surface of the protocol holds to account.</summary>
    [Fact]
    public void The_public_surface_is_as_approved() =>
        PublicApi.ShouldBeApproved(typeof(ClarifaiServices).Assembly, "LabelingGen.Clarifai.Tests", "LabelingGen.Clarifai.Protobuf");
}
