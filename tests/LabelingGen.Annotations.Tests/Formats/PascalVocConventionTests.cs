using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>How Pascal VOC counts, and what its files say beside boxes.</summary>
public sealed class PascalVocConventionTests : ConventionTests
{
    [Theory]
    [InlineData(VocConvention.ZeroBased, 1, 1, 10, 20)]
    [InlineData(VocConvention.Devkit, 0, 0, 10, 20)]
    public async Task Corners_of_pascal_voc_count_as_the_convention_says(VocConvention convention, double left, double top, double right,
        double bottom)
    {
        const string voc = """
            <annotation><filename>a.jpg</filename><size><width>40</width><height>30</height><depth>3</depth></size>
            <object><name>cat</name><difficult>1</difficult><truncated>0</truncated>
            <bndbox><ymax>20</ymax><xmin>1</xmin><xmax>10</xmax><ymin>1</ymin></bndbox></object></annotation>
            """;
        FormatOptions options = new() { VocConvention = convention };
        Write("voc/Annotations/a.xml", voc);
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.PascalVoc, "voc", options)).Single();
        image.Annotations[0].Shape.ShouldBe(Box.FromCorners(left, top, right, bottom));
        image.Annotations[0].Has(AnnotationFlags.Difficult).ShouldBeTrue();
        image.Annotations[0].Has(AnnotationFlags.Truncated).ShouldBeFalse();
        string again = await WrittenAsync(AnnotationFormats.PascalVoc, image, "Annotations/a.xml", options);
        again.ShouldContain("<xmin>1</xmin>");
        again.ShouldContain("<ymax>20</ymax>");
    }

    [Theory]
    [InlineData("VOC2007", "000001.jpg", null, 1)]
    [InlineData("VOC2012", "a.jpg", null, 1)]
    [InlineData("images", "2008_000015.jpg", null, 1)]
    [InlineData("VOC2012", "2008_000015.jpg", VocConvention.ZeroBased, 0)]
    [InlineData("images", "000001.jpg", null, 0)]
    [InlineData("VOC2019", "2013_000015.jpg", null, 0)]
    [InlineData("MYVOC2012", "2008_000015_crop.jpg", null, 0)]
    public async Task Corners_count_as_in_the_development_kit_where_a_file_is_one_of_its_years(
        string folder, string name, VocConvention? convention, double shift)
    {
        FormatOptions options = new() { VocConvention = convention };
        Write("voc/a.xml", $"<annotation><folder>{folder}</folder><filename>{name}</filename><object><name>cat</name>"
            + "<bndbox><xmin>8</xmin><ymin>12</ymin><xmax>352</xmax><ymax>498</ymax></bndbox></object></annotation>");
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.PascalVoc, "voc", options)).Single();
        image.Annotations[0].Shape.ShouldBe(Box.FromCorners(8 - shift, 12 - shift, 352, 498));

        string written = Path.Combine(Folder, "written");
        (await AnnotationFormats.PascalVoc.WriteAsync(new AnnotatedDataset([image]), written, options)).IsLossless.ShouldBeTrue();
        string text = File.ReadAllText(Directory.GetFiles(written, "*.xml", SearchOption.AllDirectories).Single());
        text.ShouldContain("<xmin>8</xmin>");
        text.ShouldContain("<xmax>352</xmax>");
    }

    [Fact]
    public async Task What_pascal_voc_says_beside_boxes_is_kept()
    {
        const string parts = "<part><name>head</name><bndbox><xmin>2</xmin><ymin>2</ymin><xmax>4</xmax><ymax>4</ymax></bndbox></part>"
            + "<part><name>foot</name></part>";
        Write("voc/Annotations/a.xml", "<annotation><folder>VOC 2012</folder><filename>a.png</filename><source><database>flickr</database>"
            + "</source><size><width>40</width><height>30</height></size><segmented>1</segmented><object><name>man</name>"
            + $"<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox>{parts}</object></annotation>");
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.PascalVoc, "voc")).Single();
        image.Extra["folder"].ShouldBe(JsonText.From("VOC 2012"));
        image.Extra["source"].ShouldBe(JsonText.From("<source><database>flickr</database></source>"));
        image.Annotations[0].Extra["part"].ShouldBe(JsonText.From(parts));

        string again = await WrittenAsync(AnnotationFormats.PascalVoc, image, "Annotations/a.xml");
        again.ShouldContain("<folder>VOC 2012</folder>");
        again.ShouldContain("<segmented>1</segmented>");
        Write("again/Annotations/a.xml", again);
        (await ReadAsync(AnnotationFormats.PascalVoc, "again")).Single().ShouldBe(image);
    }

    [Theory]
    [InlineData("<b>", "<note>&lt;b&gt;</note>")]
    [InlineData("<note>", "<note>&lt;note&gt;</note>")]
    [InlineData("</c><object/><c>", "<note>&lt;/c&gt;&lt;object/&gt;&lt;c&gt;</note>")]
    [InlineData("<object/>", "<note>&lt;object/&gt;</note>")]
    public async Task A_text_that_looks_like_xml_stays_a_text(string text, string written)
    {
        AnnotatedImage image = new("a.png", new ImageSize(4, 3)) { Extra = ValueMap<JsonText>.Empty.With("note", JsonText.From(text)) };
        (await WrittenAsync(AnnotationFormats.PascalVoc, image, "Annotations/a.xml")).ShouldContain(written);
    }

    [Fact]
    public async Task A_corner_at_0_is_impossible_in_the_development_kit_and_found()
    {
        Write("voc/a.xml", "<annotation><filename>a.jpg</filename><size><width>40</width><height>30</height></size><object>"
            + "<name>cat</name><bndbox><xmin>0</xmin><ymin>5</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object></annotation>");
        foreach ((VocConvention convention, int found) in new[] { (VocConvention.Devkit, 1), (VocConvention.ZeroBased, 0) })
        {
            List<string> codes = [];
            await foreach (DatasetFinding finding in DatasetRules.CheckAsync(
                AnnotationFormats.PascalVoc, Path.Combine(Folder, "voc"), new FormatOptions { VocConvention = convention }))
                codes.Add(finding.Code);
            codes.Count(static code => code == "LA008").ShouldBe(found);
        }
    }
}
