namespace LabelingGen.LabelStudio.Tests.Client;

/// <summary>Labeling configs: built, read, and what is refused.</summary>
public sealed class LabelingConfigTests
{
    [Fact]
    public void A_config_is_built_and_read_back()
    {
        LabelingConfig config = new LabelingConfigBuilder().Image("image").Rectangles("label", "image", "Car", "a \"b\" <c> & d")
            .Choices("weather", "image", "dry", "wet").TextArea("note", "image").Build();

        LabelingConfig read = LabelingConfig.Parse(config.ToXml());

        read.ToXml().ShouldBe(config.ToXml());
        read.DataKeys.ShouldBe(["image"]);
        read.Controls.Select(tag => tag.Name).ShouldBe(["label", "weather", "note"]);
        read.Control("label").Labels.ShouldBe(["Car", "a \"b\" <c> & d"]);
        read.Control("weather").Labels.ShouldBe(["dry", "wet"]);
        Should.Throw<KeyNotFoundException>(() => read.Control("nobody"));
    }

    [Fact]
    public void Real_configs_are_read_with_their_tags_attributes_aliases_and_several_targets()
    {
        LabelingConfig config = LabelingConfig.Parse("""
            <!-- two pictures -->
            <View style="display:flex">
              <Header value="Which is better?"/>
              <View><Image name="left" value="$a.url"/><Image name="right" valueList="$more"/></View>
              <Pairwise name="pair" toName="left,right"/>
              <RectangleLabels name="box" toName="left" strokeWidth="3"><Label value="Car" alias="c" background="#ff0000" category="2"/></RectangleLabels>
              <Hologram name="new" toName="right" depth="3"/>
            </View>
            """);

        config.DataKeys.ShouldBe(["a.url", "more"]);
        config.Control("pair").ToNames.ShouldBe(["left", "right"]);
        config.Control("box").Labels.ShouldBe(["c"]);
        config.Control("box")["strokeWidth"].ShouldBe("3");
        config.Control("new").Kind.ShouldBe("Hologram");
        config.Root["style"].ShouldBe("display:flex");
        LabelingConfig.Parse(config.ToXml()).Control("box").Children[0]["category"].ShouldBe("2");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("<View>", "")]
    [InlineData("<View/><View/>", "")]
    [InlineData("<Text name='t' value='$t'/>", "View")]
    [InlineData("<View><Image name='a' value='$a'/><Text name='a' value='$b'/></View>", "'a'")]
    [InlineData("<View><RectangleLabels name='l' toName='nobody'/></View>", "nobody")]
    [InlineData("<View><Image value='$a'/></View>", "no name")]
    [InlineData("<!DOCTYPE View [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><View><Header value='&x;'/></View>", "DTD")]
    [InlineData("<!DOCTYPE View><View/>", "DTD")]
    [InlineData("<View><Header value='&undefined;'/></View>", "undefined")]
    public void What_cannot_be_is_refused(string xml, string told) =>
        Should.Throw<LabelingConfigException>(() => LabelingConfig.Parse(xml)).Message.ShouldContain(told);

    [Fact]
    public void Tags_nested_too_deep_are_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("<View>", 10_000)) + string.Concat(Enumerable.Repeat("</View>", 10_000));
        Should.Throw<LabelingConfigException>(() => LabelingConfig.Parse(deep)).Message.ShouldContain("deep");
    }

    [Fact]
    public void A_name_of_a_tag_that_is_none_is_refused()
    {
        Should.Throw<ArgumentException>(() => new LabelingTag("Two words"));
        Should.Throw<ArgumentException>(() => new LabelingTag("View", [new("<x>", "1")]));
        Should.Throw<LabelingConfigException>(() => new LabelingConfigBuilder().Rectangles("l", "image", "a").Build());
    }
}
