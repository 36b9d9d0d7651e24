namespace LabelingGen.FastLabel.Tests.Flows;

/// <summary>Operations that only the older documentation has. The class is marked as they are, so that their use is no warning.</summary>
[Obsolete("Tests what is obsolete.")]
public sealed class LegacyDatasetObjectTests
{
    [Fact]
    public async Task The_older_operations_work()
    {
        await using FastLabelFlow flow = await FastLabelFlow.StartAsync();
        await DatasetFlowTests.CreateAsync(flow, "a.png");
        LegacyDatasetObjectsClient legacy = flow.Client.LegacyDatasetObjects;
        string id = (await flow.Client.Datasets.ListAsync()).Value.Single().Id;
        (await legacy.ListAsync("cats").CountAsync()).ShouldBe(1);
        (await legacy.ListDownloadsAsync("cats").FirstAsync()).SignedUrl.ShouldNotBeNull();
        (await legacy.GetAsync(id, "a.png")).Value.Name.ShouldBe("a.png");
        await legacy.CreateAsync(new()
        {
            Dataset = "cats",
            Name = "b.png",
            FilePath = Core.Base64Content.FromBytes(TestFiles.Png),
        });
        await legacy.DeleteAsync(id, "a.png");
        (await legacy.ListAsync("cats").SingleAsync()).Name.ShouldBe("b.png");
    }

    [Fact]
    public void Each_of_them_is_marked() =>
        typeof(LegacyDatasetObjectsClient).GetMethods().Where(method => method.DeclaringType == typeof(LegacyDatasetObjectsClient))
            .ShouldAllBe(method => method.IsDefined(typeof(ObsoleteAttribute), false));
}
