using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Annotations.Tests.Compatibility;

public class LabelStudioAddressTests
{
    [Theory]
    [InlineData("/data/local-files/?d=", "a b.png", "/data/local-files/?d=a%20b.png")]
    [InlineData("/data/local-files/?d=images", "sub\\a.png", "/data/local-files/?d=images/sub/a.png")]
    [InlineData("/data/local-files?d=images/&x=1", "/a.png", "/data/local-files?d=images/a.png&x=1")]
    [InlineData("https://host.test/pictures/", "a.png", "https://host.test/pictures/a.png")]
    [InlineData("https://host.test/pictures?key=1#top", "a.png", "https://host.test/pictures/a.png?key=1#top")]
    [InlineData("s3://bucket", "a/b.png", "s3://bucket/a/b.png")]
    [InlineData("/static", "ü.png", "/static/%C3%BC.png")]
    public void A_name_is_put_where_the_kind_of_root_has_its_place(string root, string name, string address) =>
        LabelStudioAddress.Join(root, name).ShouldBe(address);
}
