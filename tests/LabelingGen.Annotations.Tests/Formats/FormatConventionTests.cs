using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>What LabelMe, CVAT, Open Images, Label Studio and COCO mean.</summary>
public sealed class FormatConventionTests : ConventionTests
{
    [Fact]
    public async Task What_labelme_says_beside_shapes_is_kept()
    {
        Write("labelme/a.json", """
            {"version":"5.5.0","flags":{},"shapes":[{"label":"cat","points":[[1,2],[3,4]],"group_id":null,"shape_type":"rectangle",
            "flags":{},"rater":{"id":7}}],"imagePath":"a.png","imageData":null,"imageHeight":30,"imageWidth":40,"lineColor":[0,255,0,128]}
            """);
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.LabelMe, "labelme")).Single();
        image.Annotations[0].Extra["rater"].Text.ShouldBe("{\"id\":7}");
        Write("again/a.json", await WrittenAsync(AnnotationFormats.LabelMe, image, "a.json"));
        (await ReadAsync(AnnotationFormats.LabelMe, "again")).Single().ShouldBe(image);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-1e999")]
    public async Task Numbers_without_a_value_are_refused(string number)
    {
        Write("yolo/labels/a.txt", $"0 0.5 {number} 0.1 0.1\n");
        Write("voc/a.xml", "<annotation><object><name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin>"
            + $"<xmax>{number}</xmax><ymax>2</ymax></bndbox></object></annotation>");
        Write("cvat.xml", "<annotations><image id=\"0\" name=\"a.png\" width=\"9\" height=\"9\">"
            + $"<box label=\"cat\" xtl=\"1\" ytl=\"1\" xbr=\"{number}\" ybr=\"2\"/></image></annotations>");
        Write("boxes.csv", "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,"
            + $"IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\na,x,cat,1,0,{number},0,1,0,0,0,0,0\n");
        foreach ((AnnotationFormat format, string path) in new (AnnotationFormat, string)[]
        {
            (AnnotationFormats.Yolo, "yolo"), (AnnotationFormats.PascalVoc, "voc"), (AnnotationFormats.Cvat, "cvat.xml"),
            (AnnotationFormats.OpenImages, "boxes.csv"),
        })
            (await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(format, path, Sized(9, 9)))).Line.ShouldNotBeNull();
    }

    [Fact]
    public async Task Shapes_of_labelme_are_corners_in_any_order_circles_and_cut_out_masks()
    {
        string png = Convert.ToBase64String(new PngImage(3, 2, PngColorType.Grey, 8, new byte[] { 1, 0, 1, 0, 1, 0 }).Encode());
        Write("labelme/a.json", $$"""
            {"version":"5.4.1","flags":{},"imagePath":"a.jpg","imageData":null,"imageHeight":20,"imageWidth":30,"shapes":[
            {"label":"r","points":[[9,8],[1,2.5]],"group_id":3,"shape_type":"rectangle","flags":{"wet":true} },
            {"label":"c","points":[[10,10],[13,14]],"group_id":null,"shape_type":"circle","flags":{} },
            {"label":"m","points":[[4,5],[6,6]],"group_id":null,"shape_type":"mask","flags":{},"mask":"{{png}}"}]}
            """);
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.LabelMe, "labelme")).Single();
        image.Annotations[0].Shape.ShouldBe(Box.FromCorners(1, 2.5, 9, 8));
        image.Annotations[0].GroupId.ShouldBe("3");
        image.Annotations[1].Shape.ShouldBe(new Ellipse(10, 10, 5, 5));
        Mask mask = image.Annotations[2].Shape.ShouldBeOfType<Mask>();
        (mask.Width, mask.Height, mask.PixelCount).ShouldBe((30, 20, 3L));
        mask.Bounds.ShouldBe(new Box(4, 5, 3, 2));
        byte[] pixels = new byte[600];
        mask.CopyPixelsTo(pixels);
        (pixels[5 * 30 + 4], pixels[5 * 30 + 5], pixels[5 * 30 + 6], pixels[6 * 30 + 5]).ShouldBe(((byte)1, (byte)0, (byte)1, (byte)1));
        Write("again/a.json", await WrittenAsync(AnnotationFormats.LabelMe, image, "a.json"));
        (await ReadAsync(AnnotationFormats.LabelMe, "again")).Single().Annotations.ShouldBe(image.Annotations);
    }

    [Theory]
    [InlineData("[[4,5],[7,6]]", "3x2")]
    [InlineData("[[28,5],[30,6]]", "3x2")]
    [InlineData("[[-1,5],[1,6]]", "3x2")]
    [InlineData("[[4,5],[6,6]]", null)]
    [InlineData("[[4,5],[6,6]]", "bytes")]
    public async Task A_mask_of_labelme_that_does_not_fit_is_named(string points, string? picture)
    {
        string png = picture == "bytes" ? "AAAA"
            : Convert.ToBase64String(new PngImage(3, 2, PngColorType.Grey, 8, new byte[6]).Encode());
        string member = picture is null ? "" : $",\"mask\":\"{png}\"";
        Write("labelme/a.json", $$"""
            {"imagePath":"a.jpg","imageHeight":20,"imageWidth":30,
            "shapes":[{"label":"m","points":{{points}},"shape_type":"mask"{{member}} }]}
            """);
        (await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(AnnotationFormats.LabelMe, "labelme")))
            .ElementPath.ShouldBe("$.shapes[0].mask");
    }

    [Fact]
    public async Task Boxes_of_cvat_turn_clockwise_about_their_middle_and_masks_run_by_rows()
    {
        Write("cvat.xml", """
            <annotations><version>1.1</version><image id="7" name="a.jpg" width="30" height="20">
            <box label="b" occluded="1" xtl="10" ytl="5" xbr="20" ybr="9" rotation="90"><attribute name="hue">red</attribute></box>
            <mask label="m" rle="1, 2, 2, 1" left="3" top="4" width="3" height="2"/>
            <skeleton label="s"><points label="head" outside="0" occluded="0" points="1.5,2"/>
            <points label="tail" outside="1" occluded="0" points="3,4"/></skeleton>
            <polygon label="p" points="1,2;3,4;5,2"/><tag label="t"/>
            <cuboid label="c" xtl1="1" ytl1="2" xbl1="1" ybl1="8" xtr1="5" ytr1="3" xbr1="5" ybr1="9" xtl2="7" ytl2="1"
            xbl2="7" ybl2="6" xtr2="6" ytr2="2" xbr2="6" ybr2="7"/></image></annotations>
            """);
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.Cvat, "cvat.xml")).Single();
        RotatedBox box = image.Annotations[0].Shape.ShouldBeOfType<RotatedBox>();
        box.ShouldBe(new RotatedBox(15, 7, 10, 4, 90));
        // A quarter turn clockwise on the screen brings the top left corner to the top right.
        box.TopLeft.X.ShouldBe(17, 1e-9);
        box.TopLeft.Y.ShouldBe(2, 1e-9);
        image.Annotations[0].Attributes["hue"].ShouldBe(AttributeValue.From("red"));
        image.Annotations[1].Shape.ShouldBe(MaskOf(30, 20, (4, 4), (5, 4), (5, 5)));
        Keypoints skeleton = image.Annotations[2].Shape.ShouldBeOfType<Keypoints>();
        skeleton.Points.Select(static point => point.Visibility)
            .ShouldBe([KeypointVisibility.Visible, KeypointVisibility.NotLabeled]);
        image.Annotations[3].Shape.ShouldBe(new Polygon([new(1, 2), new(3, 4), new(5, 2)]));
        image.Annotations[4].Shape.ShouldBeNull();
        ProjectedCuboid cuboid = image.Annotations[5].Shape.ShouldBeOfType<ProjectedCuboid>();
        cuboid.Corners.ShouldBe([new(1, 2), new(5, 3), new(5, 9), new(1, 8), new(7, 1), new(6, 2), new(6, 7), new(7, 6)]);
        string written = Path.Combine(Folder, "written.xml");
        (await AnnotationFormats.Cvat.WriteAsync(new AnnotatedDataset([image]), written)).IsLossless.ShouldBeTrue();
        File.ReadAllText(written).ShouldContain("<cuboid xtl1=\"1\" ytl1=\"2\" xbl1=\"1\" ybl1=\"8\" xtr1=\"5\" ytr1=\"3\"");
    }

    [Fact]
    public async Task Tracks_of_cvat_are_refused_rather_than_left_out()
    {
        Write("cvat.xml", "<annotations><track id=\"0\" label=\"car\">"
            + "<box frame=\"0\" xtl=\"1\" ytl=\"1\" xbr=\"2\" ybr=\"2\"/></track></annotations>");
        (await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(AnnotationFormats.Cvat, "cvat.xml")))
            .Message.ShouldContain("CVAT for video");
    }

    [Fact]
    public async Task Sides_of_open_images_come_x_x_y_y_and_groups_are_crowds()
    {
        const string head = "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,"
            + "IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\n";
        Write("boxes.csv", head + "abc,xclick,/m/01g317,1,0.1,0.3,0.5,1,0,1,1,0,0\n");
        Annotation box = (await ReadAsync(AnnotationFormats.OpenImages, "boxes.csv", Sized(200, 100))).Single().Annotations.Single();
        box.Shape.ShouldBe(new Box(20, 50, 40, 50));
        box.Label.ShouldBe("/m/01g317");
        box.Flags.ShouldBe(AnnotationFlags.Truncated | AnnotationFlags.Crowd);

        Write("broken.csv", head + "a,x,/m/1,1,0,1,0,1,0,0,0,0,0\n"
            + "a,x,/m/1,1,0,much,0,1,0,0,0,0,0\nshort\na,x,/m/2,1,0,1,0,1,0,0,0,0,0\n");
        List<AnnotationFormatException> problems = [];
        AnnotatedImage rest = (await ReadAsync(AnnotationFormats.OpenImages, "broken.csv",
            Sized(200, 100) with { OnUnreadable = problems.Add })).Single();
        problems.Select(static problem => problem.Line).ShouldBe([3, 4]);
        rest.Annotations.Select(static annotation => annotation.Label).ShouldBe(["/m/1", "/m/2"]);
    }

    [Fact]
    public async Task Rectangles_of_label_studio_turn_in_pixels_about_their_corner()
    {
        Write("tasks.json", """
            [{"id":1,"data":{"image":"/data/upload/a.jpg"},"annotations":[{"result":[{"id":"r","type":"rectanglelabels",
            "from_name":"label","to_name":"image","original_width":400,"original_height":300,
            "value":{"x":25,"y":10,"width":50,"height":20,"rotation":60,"rectanglelabels":["Car"]}}]}]}]
            """);
        RotatedBox box = (await ReadAsync(AnnotationFormats.LabelStudio, "tasks.json")).Single()
            .Annotations.Single().Shape.ShouldBeOfType<RotatedBox>();
        (box.Width, box.Height, box.AngleDegrees).ShouldBe((200d, 60d, 60d));
        ValueList<Point> corners = box.Corners();
        Point[] expected = [new(100, 30), new(200, 203.205081), new(148.038476, 233.205081), new(48.038476, 60)];
        for (int i = 0; i < expected.Length; i++)
        {
            corners[i].X.ShouldBe(expected[i].X, 1e-5);
            corners[i].Y.ShouldBe(expected[i].Y, 1e-5);
        }
    }

    [Theory]
    [InlineData("rectanglelabels", "{\"x\":1}")]
    [InlineData("polygonlabels", "{\"polygonlabels\":[\"a\"]}")]
    [InlineData("brushlabels", "{}")]
    public async Task A_region_of_label_studio_without_place_is_an_error_rather_than_gone(string type, string value)
    {
        Write("tasks.json", $$"""
            [{"data":{"image":"a.png"},"annotations":[{"was_cancelled":true,"result":[]},
            {"result":[{"type":"{{type}}","original_width":9,"original_height":9,"value":{{value}} }]}]}]
            """);
        (await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(AnnotationFormats.LabelStudio, "tasks.json")))
            .ElementPath.ShouldBe("$[0].annotations[1].result[0].value");
    }

    [Fact]
    public async Task Rows_and_regions_of_label_studios_table_that_cannot_be_read_are_told_and_left_out()
    {
        Write("rows.csv", "id,image,label\n1,a.png,\"[{\"\"x\"\":1,\"\"y\"\":true,\"\"labels\"\":[]}]\"\n2,b.png\n3,c.png,\n");
        List<AnnotationFormatException> problems = [];
        IReadOnlyList<AnnotatedImage> images = await ReadAsync(AnnotationFormats.LabelStudioCsv, "rows.csv",
            Sized(9, 9) with { OnUnreadable = problems.Add });
        images.Select(static image => (image.Name, image.Annotations.Count)).ShouldBe([("a.png", 0), ("c.png", 0)]);
        problems.Count.ShouldBe(2);
        problems[0].ElementPath.ShouldBe("line 2.label[0].y");
        problems[1].Line.ShouldBe(3);
    }

    [Fact]
    public async Task Spans_of_a_hypertext_are_its_global_offsets_and_keep_their_paths()
    {
        Write("tasks.json", """
            [{"data":{"text":"<p>Ada met Bob</p>"},"annotations":[{"result":[
            {"id":"a","from_name":"ner","to_name":"text","type":"hypertextlabels","value":{"start":"/p[1]/text()[1]",
            "end":"/p[1]/text()[1]","startOffset":0,"endOffset":3,"globalOffsets":{"start":0,"end":3},"text":"Ada",
            "hypertextlabels":["Person"]}},
            {"id":"b","from_name":"ner","to_name":"text","type":"paragraphlabels","value":{"start":"0","end":"0","startOffset":8,
            "endOffset":11,"text":"Bob","paragraphlabels":["Person"]}}]}]}]
            """);
        AnnotatedImage text = (await ReadAsync(AnnotationFormats.LabelStudio, "tasks.json")).Single();
        text.Annotations[0].Shape.ShouldBe(new TextSpan(0, 3, "Ada"));
        text.Annotations[0].Extra["start"].Text.ShouldBe("\"/p[1]/text()[1]\"");
        text.Annotations[1].Shape.ShouldBeNull();
        text.Annotations[1].Extra["startOffset"].Text.ShouldBe("8");
        text.Annotations[1].Label.ShouldBe("Person");
    }

    [Fact]
    public async Task Masks_of_coco_run_down_the_columns_and_a_pixel_is_a_box_of_one()
    {
        Write("coco.json", """
            {"images":[{"id":0,"file_name":"a.png","width":3,"height":2}],"categories":[{"id":0,"name":"x"}],"annotations":[
            {"id":0,"image_id":0,"category_id":0,"bbox":[0,0,1,1],"segmentation":[]},
            {"id":1,"image_id":0,"category_id":0,"iscrowd":1,"segmentation":{"size":[2,3],"counts":[1,2,3]}}]}
            """);
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.Coco, "coco.json")).Single();
        image.Annotations[0].Shape.ShouldBe(new Box(0, 0, 1, 1));
        image.Annotations[0].Has(AnnotationFlags.Crowd).ShouldBeFalse();
        image.Annotations[1].Shape.ShouldBe(MaskOf(3, 2, (0, 1), (1, 0)));
        image.Annotations[1].Has(AnnotationFlags.Crowd).ShouldBeTrue();
    }

    [Fact]
    public async Task Runs_of_coco_that_are_a_text_have_escaped_backslashes_and_their_area_is_that_of_the_pixels()
    {
        const string runs = "\"counts\":\"\\\\1<\\\\1\"";
        Write("coco.json", $$"""
            {"images":[{"id":1,"file_name":"a.png","width":10,"height":10}],"categories":[{"id":1,"name":"x"}],"annotations":[
            {"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[10,10],{{runs}} } }]}
            """);
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.Coco, "coco.json")).Single();
        Annotation mask = image.Annotations.Single();
        mask.Shape.ShouldBe(Mask.FromCounts(10, 10, [44, 12, 44]));
        string written = Path.Combine(Folder, "written.json");
        await AnnotationFormats.Coco.WriteAsync(
            new AnnotatedDataset([image with { Annotations = [new Annotation(mask.Shape, "x")] }]), written);
        File.ReadAllText(written).ShouldContain(runs);
        File.ReadAllText(written).ShouldContain("\"area\":12,");
    }

    [Fact]
    public async Task Runs_of_coco_that_do_not_fill_the_picture_are_named()
    {
        Write("coco.json", """
            {"images":[{"id":1,"file_name":"a.png","width":20,"height":20}],"categories":[{"id":1,"name":"x"}],"annotations":[
            {"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[20,20],"counts":"ppwwyyxx"}}]}
            """);
        (await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(AnnotationFormats.Coco, "coco.json")))
            .ElementPath.ShouldNotBeNull().ShouldStartWith("$.annotations[0].segmentation");
    }

    private static Mask MaskOf(int width, int height, params (int X, int Y)[] pixels)
    {
        BitMask bits = new(width, height);
        foreach ((int x, int y) in pixels)
            bits[x, y] = true;
        return bits.ToMask();
    }
}
