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

    [Fact]
    public void Every_kind_of_tag_has_a_method()
    {
        LabelingConfig config = new LabelingConfigBuilder().Header("Look closely").Images("pages").Text("text").HyperText("html")
            .Paragraphs("talk").Audio("sound").Video("film").TimeSeries("series").List("items").Table("facts").Chat("chat").Pdf("pdf")
            .Polygons("p", "pages", "a").Ellipses("e", "pages", "a").Keypoints("k", "pages", "a").Vectors("v", "pages", "a")
            .Brushes("b", "pages", "a").Bitmasks("m", "pages", "a").Spans("s", "text", "a").HyperTextSpans("h", "html", "a")
            .ParagraphSpans("pa", "talk", "a").TimeSeriesSpans("ts", "series", "a").Timelines("tl", "film", "a")
            .VideoRectangles("vr", "film").Rating("r", "text").Number("n", "text").DateTime("d", "text").Ranker("ra", "items")
                .Pairwise("pw", "text", "html").Build();

        string[] kinds = [.. LabelingConfig.Parse(config.ToXml()).Root.Children.Select(tag => tag.Kind)];
        kinds.ShouldBe(
        [
            "Header", "Image", "Text", "HyperText", "Paragraphs", "Audio", "Video", "TimeSeries", "List", "Table", "Chat", "Pdf",
            "PolygonLabels", "EllipseLabels", "KeyPointLabels", "VectorLabels", "BrushLabels", "BitmaskLabels", "Labels",
            "HyperTextLabels",
            "ParagraphLabels", "TimeSeriesLabels", "TimelineLabels", "VideoRectangle", "Rating", "Number", "DateTime", "Ranker", "Pairwise",
        ]);
        config.DataKeys.ShouldBe(["pages", "text", "html", "talk", "sound", "film", "series", "items", "facts", "chat", "pdf"]);
        config.Root.Children[1]["valueList"].ShouldBe("$pages");
        config.Control("pw").ToNames.ShouldBe(["text", "html"]);
    }

    [Fact]
    public void Conditions_labels_with_class_ids_and_taxonomies_are_built_and_read_back()
    {
        LabelingConfig config = LabelingConfig.Parse(new LabelingConfigBuilder().Image("image")
            .Labels("RectangleLabels", "box", "image",
                [new("Car") { Alias = "c", Background = "#ff0000", Hotkey = "1", Category = 2 }, "Van"])
            .Labels("KeyPointLabels", "joint", "image", [new("knee") { ModelIndex = 1 }, new("hip") { ModelIndex = 0 }])
            .Choices("state", "image", "new", "old").With("choice", "multiple").Required().PerRegion().WhenLabel("box", "Car")
            .TextArea("note", "image").WhenChoice("state", "old")
            .Taxonomy("kind", "image", new LabelingLabel("animal") { Children = ["cat", "dog"] }, "plant").Build().ToXml());

        LabelingTag box = config.Control("box");
        box.Labels.ShouldBe(["c", "Van"]);
        box.Children[0]["category"].ShouldBe("2");
        box.Condition.ShouldBeNull();
        box.IsRequired.ShouldBeFalse();
        config.Control("joint").Children[0]["model_index"].ShouldBe("1");
        LabelingTag state = config.Control("state");
        (state.IsMultiple, state.IsRequired, state.IsPerRegion).ShouldBe((true, true, true));
        state.Condition.ShouldBe(new LabelingCondition("region-selected", "box", "Car", null));
        config.Control("note").Condition.ShouldBe(new LabelingCondition("choice-selected", "state", null, "old"));
        config.Control("kind").Children[0].Labels.ShouldBe(["cat", "dog"]);
        Should.Throw<InvalidOperationException>(() => new LabelingConfigBuilder().Required());
    }

    [Fact]
    public void Repeated_tags_are_found_by_the_names_of_their_copies()
    {
        LabelingConfig config = LabelingConfig.Parse(new LabelingConfigBuilder().Repeat("pages", "{{idx}}", page => page
            .Image("page_{{idx}}", "pages[{{idx}}].url").Choices("kind_{{idx}}", "page_{{idx}}", "letter", "bill")).Build().ToXml());

        config.DataKeys.ShouldBe(["pages"]);
        config.Control("kind_12").Labels.ShouldBe(["letter", "bill"]);
        Should.Throw<KeyNotFoundException>(() => config.Control("kind_"));
        Should.Throw<KeyNotFoundException>(() => config.Control("kind_x"));
        LabelingConfig.Parse("<View><Text name='t' value='$t'/><Choices name='c' toName='t' value='$options'/></View>")
            .Control("c").LabelsKey.ShouldBe("options");
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
