using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>What files say beyond the model is kept: a file that is read and written again says it, too, and nothing is a loss.</summary>
public sealed class KeptMembersTests : IDisposable
{
    private const string Cvat = """
        <annotations><version>1.1</version>
          <meta>
            <task><id>7</id><name>street</name><labels>
              <label><name>car</name><color>#ff0000</color><type>any</type><attributes>
                <attribute><name>hue</name><mutable>False</mutable><input_type>select</input_type><default_value>red</default_value><values>red
        blue</values></attribute></attributes></label>
              <label><name>nose</name><type>points</type><parent>face</parent><attributes/></label>
            </labels></task><dumped>2024-01-01</dumped>
          </meta>
          <image id="0" name="a.jpg" width="30" height="20" task_id="7" state="done">
            <box label="car" source="manual" occluded="0" xtl="1" ytl="2" xbr="3" ybr="4" z_order="0" job="5"/>
            <polygon label="car" points="1,2;3,4;5,2" note="x&amp;y"/>
            <skeleton label="face"><points label="nose" outside="0" occluded="0" points="1,2" z_order="3">
              <attribute name="a">b</attribute></points></skeleton>
          </image>
        </annotations>
        """;

    private const string Tasks = """
        [{"id":1,"created_at":"2024-01-01","project":3,"drafts":[],"data":{"image":"a.png","city":"Oslo"},
        "meta":{"file_name":"a.png","width":200,"height":100,"batch":4},
        "annotations":[
          {"id":11,"created_at":"2024-01-02","completed_by":{"id":5},"was_cancelled":true,"result":[]},
          {"id":12,"created_at":"2024-01-03","lead_time":1.5,"result":[
            {"id":"r","type":"rectanglelabels","from_name":"box","to_name":"image","original_width":200,"original_height":100,
             "image_rotation":90,"readonly":true,"meta":{"text":["a note"],"reviewed":1},
             "value":{"x":10,"y":20,"width":30,"height":40,"rotation":0,"extra":1,"rectanglelabels":["car"]}},
            {"id":"v","type":"vectorlabels","from_name":"line","to_name":"image","original_width":200,"original_height":100,
             "value":{"closed":false,"vectorlabels":["road"],"vertices":[
               {"id":"p1","x":1,"y":2,"prevPointId":null,"isBezier":false},
               {"id":"p2","x":3,"y":4,"prevPointId":"p1","isBezier":true,"controlPoint1":{"x":1,"y":1},"controlPoint2":{"x":2,"y":2}}]}},
            {"id":"t","type":"timelinelabels","from_name":"time","to_name":"image",
             "value":{"ranges":[{"start":1,"end":4},{"start":9,"end":10}],"timelinelabels":["rain"]}},
            {"id":"q","type":"rating","from_name":"quality","to_name":"image","value":{"rating":4}},
            {"id":"u","type":"custom","from_name":"own","to_name":"image","value":{"anything":[1]}},
            {"id":"w","type":"labels","from_name":"nothing"}]},
          {"id":13,"created_at":"2024-01-01","result":[{"id":"z","type":"choices","value":{"choices":["old"]}}]}],
        "predictions":[{"model_version":"m","score":0.25,"result":[]}]},
        {"id":2,"data":{"image":"b.png"},"meta":{"file_name":"b.png","width":200,"height":100},"annotations":[],
        "predictions":[{"model_version":"m","score":0.25,"result":[
            {"id":"a","type":"rectanglelabels","from_name":"box","to_name":"image","original_width":200,"original_height":100,
             "value":{"x":10,"y":20,"width":30,"height":40,"rotation":0,"rectanglelabels":["car"]}},
            {"id":"b","score":0.75,"type":"rectanglelabels","from_name":"box","to_name":"image","original_width":200,"original_height":100,
             "value":{"x":10,"y":20,"width":30,"height":40,"rotation":0,"rectanglelabels":["bus"]}}]}]}]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-kept-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Of_cvat_the_task_the_attributes_of_labels_and_unknown_attributes()
    {
        AnnotatedDataset dataset = await AnnotationFormats.Cvat.ReadAsync(Write("cvat.xml", Cvat));
        dataset.Categories.Select(static category => category.Name).ShouldBe(["car", "nose"]);
        AttributeDefinition hue = dataset.Categories[0].Attributes.ShouldHaveSingleItem();
        hue.ShouldBe(new AttributeDefinition("hue") { InputType = "select", DefaultValue = "red", Values = ["red", "blue"] });
        dataset.Categories[1].Extra["parent"].ShouldBe(JsonText.From("face"));
        dataset.Extra["meta"].ToElement().GetString().ShouldBe(
            "<meta><task><id>7</id><name>street</name><labels /></task><dumped>2024-01-01</dumped></meta>");
        AnnotatedImage image = (await dataset.ToListAsync()).ShouldHaveSingleItem();
        image.Extra.ShouldBe(ValueMap<JsonText>.Empty.With("task_id", JsonText.From("7")).With("state", JsonText.From("done")));
        image.Annotations[0].Extra.ShouldBe(ValueMap<JsonText>.Empty.With("job", JsonText.From("5")));
        image.Annotations[2].Extra["points"].ToElement().GetString().ShouldNotBeNull().ShouldContain("<attribute name=\"a\">b</attribute>");

        string again = Path.Combine(_folder, "again.xml");
        ConversionReport report = await AnnotationFormats.Cvat.WriteAsync(dataset, again);
        report.Losses.ShouldBeEmpty();
        AnnotatedDataset back = await AnnotationFormats.Cvat.ReadAsync(again);
        back.Categories.ShouldBe(dataset.Categories.Add(new Category("face")));
        back.Extra.ShouldBe(dataset.Extra);
        (await back.ToListAsync())[0].ShouldBe(image);
        // What else the points of a skeleton say is said of these points only.
        Annotation moved = image.Annotations[2] with { Shape = new Keypoints([new Keypoint(5, 6, name: "nose")]) };
        (await AnnotationFormats.Cvat.WriteAsync(new([image with { Annotations = [moved] }]), again)).Losses
            .Select(static loss => (loss.Field, loss.Reason)).ShouldBe([("extra.points", LossReason.Dropped)]);
    }

    [Fact]
    public async Task Of_open_images_what_nobody_knows()
    {
        const string rows = "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\n"
            + "a,verification,/m/1,1,0.1,0.5,0.1,0.5,-1,1,0,-1,-1\n";
        FormatOptions options = new() { FindSize = static _ => new ImageSize(10, 10) };
        AnnotatedDataset dataset = await AnnotationFormats.OpenImages.ReadAsync(Write("boxes.csv", rows), options);
        Annotation box = (await dataset.ToListAsync()).Single().Annotations.ShouldHaveSingleItem();
        box.Flags.ShouldBe(AnnotationFlags.Truncated);
        box.Extra.Keys.ShouldBe(["IsOccluded", "IsDepiction", "IsInside"]);
        string again = Path.Combine(_folder, "again.csv");
        (await AnnotationFormats.OpenImages.WriteAsync(dataset, again)).IsLossless.ShouldBeTrue();
        (await File.ReadAllTextAsync(again)).ShouldBe(rows);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"<meta><labels><x/></labels></meta>\"")]
    [InlineData("\"<meta><labels />\"")]
    [InlineData("\"<other><labels /></other>\"")]
    [InlineData("\"<meta><task> <labels /></task></meta>\"")]
    public async Task Of_cvat_no_meta_that_another_format_calls_so(string meta)
    {
        AnnotatedDataset dataset = new([new AnnotatedImage("a.png", new ImageSize(9, 9), [new Annotation(new Box(1, 1, 2, 2), "car")])])
        {
            Extra = ValueMap<JsonText>.Empty.With("meta", JsonText.Parse(meta)),
        };
        string path = Path.Combine(_folder, "cvat.xml");
        (await AnnotationFormats.Cvat.WriteAsync(dataset, path)).Losses.ShouldHaveSingleItem().Field.ShouldBe("extra.meta");
        (await AnnotationFormats.Cvat.ReadAsync(path)).Categories.ShouldBe([new Category("car")]);
    }

    [Fact]
    public async Task Of_label_studio_who_annotated_when_other_annotations_curves_and_what_no_control_is_known_for()
    {
        AnnotatedDataset dataset = await AnnotationFormats.LabelStudio.ReadAsync(Write("tasks.json", Tasks));
        IReadOnlyList<AnnotatedImage> images = await dataset.ToListAsync();
        ValueList<Annotation> annotations = images[0].Annotations;
        annotations.Select(static annotation => annotation.Id).ShouldBe(["r", "v", "t"]);
        annotations[0].Text.ShouldBe("a note");
        annotations[0].Extra["image_rotation"].Text.ShouldBe("90");
        annotations[0].Extra["meta"].Text.ShouldBe("{\"reviewed\":1}");
        annotations[0].Extra["value"].Text.ShouldBe("{\"extra\":1}");
        annotations[1].Shape.ShouldBe(new Polyline([new(2, 2), new(6, 4)]));
        annotations[1].Extra.ContainsKey("vertices").ShouldBeTrue();
        images[0].Attributes["quality"].ShouldBe(AttributeValue.From(JsonText.Parse("{\"rating\":4}")));
        images[0].Extra["$annotation"].Text.ShouldBe("""{"id":12,"created_at":"2024-01-03","lead_time":1.5}""");
        images[0].Extra["$task"].ToElement().GetProperty("annotations").GetArrayLength().ShouldBe(2);
        // An answer about the whole has an identifier that no attribute has.
        images[0].Extra["$results"].ToElement().EnumerateArray().Select(static result => result.GetProperty("id").GetString())
            .ShouldBe(["q", "u", "w"]);
        images[1].Annotations.Select(static annotation => annotation.Confidence).ShouldBe([0.25, 0.75]);
        images[1].Extra["$prediction"].Text.ShouldBe("""{"model_version":"m","score":0.25}""");

        string again = Path.Combine(_folder, "again.json");
        (await AnnotationFormats.LabelStudio.WriteAsync(dataset, again)).Losses.ShouldBeEmpty();
        (await (await AnnotationFormats.LabelStudio.ReadAsync(again)).ToListAsync()).ShouldBe(images);
        // Also by way of another format.
        string coco = Path.Combine(_folder, "coco.json");
        await AnnotationFormats.Coco.WriteAsync(dataset, coco);
        await AnnotationFormats.LabelStudio.WriteAsync(await AnnotationFormats.Coco.ReadAsync(coco), again);
        (await (await AnnotationFormats.LabelStudio.ReadAsync(again)).ToListAsync())[0].Extra.ShouldBe(images[0].Extra);
    }

    [Fact]
    public async Task Of_label_studio_no_curves_of_a_line_that_was_moved()
    {
        Polyline elsewhere = new([new(1, 1), new(2, 2)]);
        AnnotatedDataset moved = (await AnnotationFormats.LabelStudio.ReadAsync(Write("tasks.json", Tasks))).Select(image =>
            image with { Annotations = image.Annotations.Select(Move).ToValueList() });
        ConversionReport report = await AnnotationFormats.LabelStudio.WriteAsync(moved, Path.Combine(_folder, "again.json"));
        report.Losses.ShouldHaveSingleItem().Field.ShouldBe("extra.vertices");

        Annotation Move(Annotation annotation) => annotation.Shape is Polyline ? annotation with { Shape = elsewhere } : annotation;
    }

    [Fact]
    public async Task Of_labelme_flags_of_every_kind_groups_that_are_texts_and_pictures_without_a_file()
    {
        Write("labelme/a.json", """
            {"version":"5.4.1","flags":{"wet":true,"state":"old","level":2},"imagePath":"a.jpg","imageData":"AAAA","imageHeight":20,
            "imageWidth":30,"shapes":[{"label":"r","points":[[1,2],[9,8]],"group_id":"left","shape_type":"rectangle","flags":{} }]}
            """);
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.LabelMe, "labelme")).Single();
        image.Attributes["state"].ShouldBe(AttributeValue.From("old"));
        image.Attributes["level"].ShouldBe(AttributeValue.From(2));
        image.Annotations[0].GroupId.ShouldBe("left");
        image.Extra["imageData"].Text.ShouldBe("\"AAAA\"");
        ConversionReport report = await AnnotationFormats.LabelMe.WriteAsync(new([image]), Path.Combine(_folder, "again"));
        report.Losses.Select(static loss => loss.Field).ShouldBe(["attributes.state", "attributes.level", "groupId"]);
        (await ReadAsync(AnnotationFormats.LabelMe, "again")).Single().Extra.ShouldBe(image.Extra);
        Write("labelme/a.jpg", "");
        (await ReadAsync(AnnotationFormats.LabelMe, "labelme")).Single().Extra.ShouldBe(ValueMap<JsonText>.Empty);
        Write("labelme/a.json", """{"imagePath":"a.jpg","shapes":[{"label":5,"points":[[1,2]],"shape_type":"point"}]}""");
        (await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(AnnotationFormats.LabelMe, "labelme")))
            .ElementPath.ShouldBe("$.shapes[0].label");
    }

    [Fact]
    public async Task Of_pascal_voc_the_depth_the_check_mark_and_how_much_is_cut_off()
    {
        Write("voc/Annotations/a.xml", """
            <annotation verified="yes"><filename>a.jpg</filename><size><width>30</width><height>20</height><depth>1</depth></size>
            <object><name>car</name><truncated>0.4</truncated><difficult>1</difficult>
            <bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object></annotation>
            """);
        AnnotatedImage image = (await ReadAsync(AnnotationFormats.PascalVoc, "voc")).Single();
        image.Extra.ShouldBe(ValueMap<JsonText>.Empty.With("@verified", JsonText.From("yes")).With("depth", JsonText.From("1")));
        image.Annotations[0].Flags.ShouldBe(AnnotationFlags.Difficult);
        image.Annotations[0].Extra["truncated"].ShouldBe(JsonText.From("0.4"));
        (await AnnotationFormats.PascalVoc.WriteAsync(new([image]), Path.Combine(_folder, "again")))
            .Losses.ShouldHaveSingleItem().Field.ShouldBe("extra.truncated");
        (await ReadAsync(AnnotationFormats.PascalVoc, "again")).Single().Extra.ShouldBe(image.Extra);
    }

    [Fact]
    public async Task Of_coco_colours_as_numbers_large_identifiers_and_categories_of_one_name()
    {
        AnnotatedDataset dataset = await AnnotationFormats.Coco.ReadAsync(Write("coco.json", """
            {"images":[{"id":1.0,"file_name":"a.png","width":9.0,"height":9}],"categories":[{"id":5000000000,"name":"x","color":[1,2,3]},
            {"id":3,"name":"x"},{"id":4.0,"name":"y"}],"annotations":[
            {"id":1.0,"image_id":1,"category_id":5000000000,"bbox":[0,0,1,1]},{"id":2,"image_id":1.0,"category_id":3,"bbox":[0,0,2,2]},
            {"id":3,"image_id":1,"category_id":4,"bbox":[0,0,2,2]},{"id":4,"image_id":1,"category_id":3.0,"bbox":[0,0,3,3],"score":0.5}]}
            """));
        dataset.Categories.Select(static category => category.Id).ShouldBe([5000000000, 3, 4]);
        AnnotatedImage image = (await dataset.ToListAsync()).Single();
        (image.Id, image.Size).ShouldBe(("1", new ImageSize(9, 9)));
        image.Annotations.Select(static annotation => (annotation.Id, annotation.Label)).ShouldBe(
            [("1", "x"), ("2", "x"), ("3", "y"), ("4", "x")]);
        image.Annotations.Select(static annotation => annotation.Extra.Count).ShouldBe([0, 1, 0, 1]);
        string again = Path.Combine(_folder, "again.json");
        (await AnnotationFormats.Coco.WriteAsync(dataset, again)).Losses.ShouldBeEmpty();
        AnnotatedDataset back = await AnnotationFormats.Coco.ReadAsync(again);
        back.Categories.ShouldBe(dataset.Categories);
        (await back.ToListAsync()).ShouldBe([image]);
        // Elsewhere a label is all there is.
        (await AnnotationFormats.Cvat.WriteAsync(dataset, again)).Losses.Count(static loss => loss.Field == "extra.category_id").ShouldBe(2);
    }

    [Fact]
    public async Task Of_identifiers_that_are_texts_cvat_says_that_it_has_others()
    {
        AnnotatedDataset dataset = new(new[] { "frog", null, "0", "7" }.Select(static (id, place) => new AnnotatedImage($"{place}.png")
        {
            Id = id,
        }));
        string path = Path.Combine(_folder, "cvat.xml");
        ConversionReport report = await AnnotationFormats.Cvat.WriteAsync(dataset, path);
        report.Losses.Select(static loss => (loss.Image, loss.Before, loss.After)).ShouldBe([("0.png", "frog", "0"), ("2.png", "0", "2")]);
        (await (await AnnotationFormats.Cvat.ReadAsync(path)).ToListAsync()).Select(static image => image.Id).ShouldBe(["0", "1", "2", "7"]);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<IReadOnlyList<AnnotatedImage>> ReadAsync(AnnotationFormat format, string name) =>
        await (await format.ReadAsync(Path.Combine(_folder, name))).ToListAsync();
}
