using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Folders of labels and pictures as the tools that made them lay them out.</summary>
public sealed class DatasetFolderTests : IDisposable
{
    private static readonly byte[] Picture = new PngImage(10, 20, PngColorType.Grey, 8, new byte[200]).Encode();

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-folders-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("names: [cat, \"traffic light\", 'it''s']\n")]
    [InlineData("names: [cat,  # the first\n  'traffic light', \"it's\"]\nnc: 3\n")]
    [InlineData("nc: 3\nnames:\n- cat\n- 'traffic light'\n- it's\n")]
    [InlineData("names:\r\n  - cat\r\n  # a comment\r\n\r\n  - traffic light # another\r\n  - it's\r\nnc: 3\r\n")]
    [InlineData("names:\n  0: cat\n  2: it's\n  1: \"traffic light\"\ntrain: images\n")]
    [InlineData("names: {0: cat, 1: 'traffic light', 2: \"it's\"}\n")]
    public async Task Names_of_yolos_classes_are_read_from_its_yaml_file(string yaml)
    {
        Write("data.yaml", "path: ../data\ntrain: images/train\nval: images/val\n" + yaml);
        Write("labels/train/a.txt", "1 0.5 0.5 0.2 0.1\n2 0.5 0.5 0.2 0.1\n");
        Write("images/train/a.png", Picture);
        AnnotatedDataset dataset = await ReadAsync(AnnotationFormats.Yolo);
        dataset.Categories.Select(static category => category.Name).ShouldBe(["cat", "traffic light", "it's"]);
        AnnotatedImage image = (await dataset.ToListAsync()).Single();
        image.Annotations.Select(static annotation => annotation.Label).ShouldBe(["traffic light", "it's"]);
        image.Annotations[0].Shape.ShouldBe(Box.FromCenter(5, 10, 2, 2));
        AnnotationFormats.Detect(_folder).ShouldBe(AnnotationFormats.Yolo);
    }

    [Theory]
    [InlineData("names: {0: cat, dog}\n", 2)]
    [InlineData("names: *anchor\n", 2)]
    [InlineData("names: ['cat, dog]\n", 2)]
    [InlineData("names:\n  cat: 0\n", 3)]
    [InlineData("names:\n  999999999: cat\n", 2)]
    [InlineData("names: [\"\\x\"]\n", 2)]
    [InlineData("names: [\"a\" b]\n", 2)]
    public async Task Names_in_a_form_that_is_not_read_are_an_error_with_the_line(string yaml, int line)
    {
        Write("data.yaml", "nc: 2\n" + yaml);
        AnnotationFormatException error = await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(AnnotationFormats.Yolo));
        (Path.GetFileName(error.File), error.Line).ShouldBe(("data.yaml", line));
        // Names from elsewhere make the file's unneeded.
        AnnotatedDataset named = await AnnotationFormats.Yolo.ReadAsync(_folder, new FormatOptions { Classes = ["a"] });
        named.Categories.Single().Name.ShouldBe("a");
    }

    [Fact]
    public async Task Dots_in_names_are_no_extensions()
    {
        Write("dots/labels/a.v2.txt", "0 0.5 0.5 0.1 0.1\n");
        Write("dots/labels/a.v3.txt", "0 0.5 0.5 0.1 0.1\n");
        AnnotatedDataset dataset = await AnnotationFormats.Yolo.ReadAsync(
            Path.Combine(_folder, "dots"), new FormatOptions { FindSize = static _ => new ImageSize(10, 10) });
        (await dataset.ToListAsync()).Select(static image => image.Name).ShouldBe(["a.v2", "a.v3"]);
        string voc = Path.Combine(_folder, "voc");
        await AnnotationFormats.PascalVoc.WriteAsync(dataset, voc);
        Directory.GetFiles(Path.Combine(voc, "Annotations")).Select(Path.GetFileName).Order().ShouldBe(["a.v2.xml", "a.v3.xml"]);
    }

    [Fact]
    public async Task Yolos_yaml_file_tells_two_numbers_a_keypoint_from_three()
    {
        Write("images/a.png", Picture);
        Write("labels/a.txt", "0 0.5 0.5 0.2 0.1 0.1 0.1 0.2 0.2 0.3 0.3\n");
        (await Should.ThrowAsync<AnnotationFormatException>(async () => await (await ReadAsync(AnnotationFormats.YoloPose)).ToListAsync()))
            .Message.ShouldContain("visibility");
        Write("data.yaml", "kpt_shape: [3, 2]\nnames: [a]\n");
        Keypoints keypoints = (await (await ReadAsync(AnnotationFormats.YoloPose)).ToListAsync()).Single().Annotations[0].Keypoints
            .ShouldNotBeNull();
        keypoints.Points.Select(static point => Math.Round(point.X, 9)).ShouldBe([1, 2, 3]);
        Write("data.yaml", "kpt_shape:\n- 3\n- 4\n");
        (await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(AnnotationFormats.YoloPose))).Line.ShouldBe(1);
    }

    [Theory]
    [InlineData("kpt_shape: [3, 3]\nflip_idx: [0, 2, 1]\nkpt_names:\n  0:\n    - nose\n    - left\n    - right\n  1: [a, b, c]\n",
        "nose left right")]
    [InlineData("kpt_names: [nose, left, right]\nflip_idx: [0, 2, 1]\n", "nose left right")]
    [InlineData("kpt_names:\n- nose\n- left\n- right\nflip_idx: [0, 2, 1]\n", "nose left right")]
    [InlineData("flip_idx: [0, 2, 1]\n", "0 1 2")]
    public async Task Yolos_yaml_file_tells_names_of_keypoints_and_which_are_mirrored(string yaml, string names)
    {
        Write("data.yaml", "names: [man]\n" + yaml);
        Write("images/a.png", Picture);
        Write("labels/a.txt", "0 0.5 0.5 0.2 0.1 0.1 0.1 2 0.2 0.2 2 0.3 0.3 1\n");
        AnnotatedDataset dataset = await ReadAsync(AnnotationFormats.YoloPose);
        Skeleton skeleton = dataset.Categories.Single().Skeleton.ShouldNotBeNull();
        skeleton.Names.ShouldBe(names.Split(' '));
        skeleton.MirrorPositions.ShouldBe([0, 2, 1]);
        (await dataset.ToListAsync()).Single().Annotations.Single().Keypoints!.Skeleton.ShouldBe(skeleton);
        string again = Path.Combine(_folder, "again");
        (await AnnotationFormats.YoloPose.WriteAsync(dataset, again)).Losses.ShouldBeEmpty();
        (await AnnotationFormats.YoloPose.ReadAsync(again)).Categories.ShouldBe(dataset.Categories);
        // The other layouts have no keypoints.
        (await ReadAsync(AnnotationFormats.Yolo)).Categories.Single().Skeleton.ShouldBeNull();
    }

    [Theory]
    [InlineData("flip_idx: [0, 2]\nkpt_names: [nose, left, right]\n", 2)]
    [InlineData("flip_idx: [0, 3, 1]\n", 2)]
    [InlineData("flip_idx: [0, left]\n", 2)]
    [InlineData("kpt_names: {0: [nose, left]}\n", 2)]
    public async Task Keypoints_in_a_form_that_is_not_read_are_an_error_with_the_line(string yaml, int line)
    {
        Write("data.yaml", "names: [man]\n" + yaml);
        (await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(AnnotationFormats.YoloPose))).Line.ShouldBe(line);
    }

    [Fact]
    public async Task Names_of_classes_with_line_breaks_stand_in_yolos_yaml_file_alone()
    {
        Write("out/classes.txt", "an older list\n");
        AnnotatedDataset dataset = new([new AnnotatedImage("a.png", new ImageSize(10, 20),
            [new Annotation(new Box(1, 2, 4, 4), "two\nlines"), new Annotation(new Box(1, 2, 4, 4), "\r\n\"x\": #1")])]);
        string path = Path.Combine(_folder, "out");
        (await AnnotationFormats.Yolo.WriteAsync(dataset, path)).Losses.ShouldBeEmpty();
        File.Exists(Path.Combine(path, "classes.txt")).ShouldBeFalse();
        (await File.ReadAllTextAsync(Path.Combine(path, "data.yaml"))).ShouldContain("  0: \"two\\nlines\"\n");
        AnnotatedDataset back = await AnnotationFormats.Yolo.ReadAsync(
            path, new FormatOptions { FindSize = static _ => new ImageSize(10, 20) });
        back.Categories.Select(static category => category.Name).ShouldBe(["two\nlines", "\r\n\"x\": #1"]);
        (await back.ToListAsync()).Single().Annotations.Select(static annotation => annotation.Label)
            .ShouldBe(["two\nlines", "\r\n\"x\": #1"]);
    }

    [Fact]
    public async Task Parts_of_a_yolo_data_set_have_their_own_folders_and_pictures_without_labels_are_background()
    {
        Write("data.yaml", "train: ../train/images\nnames: ['cat', 'dog']\n");
        Write("README.dataset.txt", "Not labels at all\n");
        Write("train/images/a.JPG", Picture);
        Write("train/images/bare.png", Picture);
        Write("train/labels/a.txt", "1 0.5 0.5 0.2 0.1\n");
        Write("valid/images/a.png", Picture);
        Write("valid/labels/a.txt", "\n");
        AnnotatedDataset dataset = await ReadAsync(AnnotationFormats.Yolo);
        IReadOnlyList<AnnotatedImage> images = await dataset.ToListAsync();
        images.Select(static image => (image.Name, image.Annotations.Count))
            .ShouldBe([("train/images/a.JPG", 1), ("valid/images/a.png", 0), ("train/images/bare.png", 0)]);
        images.ShouldAllBe(static image => image.Size == new ImageSize(10, 20));
        dataset.ImageCount.ShouldBe(3);
        images[0].Annotations[0].Label.ShouldBe("dog");
    }

    [Fact]
    public async Task Numbers_of_yolo_and_pascal_voc_have_no_exponent_and_lose_no_digit()
    {
        double small = 1.2345678901234567e-7;
        AnnotatedImage image = new("a.png", new ImageSize(1, 1), [new Annotation(new Box(0, 0, 2 * small, 1e-30), "x")]);
        string target = Path.Combine(_folder, "yolo");
        ConversionReport report = await AnnotationFormats.Yolo.WriteAsync(new AnnotatedDataset([image]), target);
        // Read back, pixels have nine digits.
        ConversionLoss loss = report.Losses.ShouldHaveSingleItem();
        (loss.Field, loss.Reason).ShouldBe(("shape", LossReason.Rounded));
        loss.Pixels!.Value.ShouldBeLessThan(1e-9);
        string line = File.ReadAllText(Path.Combine(target, "labels", "a.txt"));
        line.ShouldNotContain("E");
        line.Split(' ').Select(static word => double.Parse(word, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe([0, small, 5e-31, 2 * small, 1e-30]);
        target = Path.Combine(_folder, "voc");
        await AnnotationFormats.PascalVoc.WriteAsync(
            new AnnotatedDataset([image with { Annotations = [new Annotation(Box.FromCorners(-1e-7, 0, 2.5e-5, 1), "x")] }]), target);
        string voc = File.ReadAllText(Path.Combine(target, "Annotations", "a.xml"));
        voc.ShouldContain("<xmin>-0.0000001</xmin>");
        voc.ShouldContain("<xmax>0.000025</xmax>");
    }

    [Theory]
    [InlineData(1e16, "10000000000000000")]
    [InlineData(-1.5e20, "-150000000000000000000")]
    [InlineData(-1.25e-7, "-0.000000125")]
    [InlineData(0.1, "0.1")]
    public void Plain_numbers_have_as_few_digits_as_they_need(double value, string text) => PlainNumber.Shortest(value).ShouldBe(text);

    [Fact]
    public async Task Labelme_names_pictures_relative_to_its_own_file()
    {
        const string head = "{\"imageHeight\":20,\"imageWidth\":10,\"shapes\":[],\"imagePath\":";
        Write("labels/one/a.json", head + "\"..\\\\..\\\\img\\\\a.jpg\"}");
        Write("labels/one/b.json", head + "\"b.jpg\",\"flags\":{\"blurred\":true,\"night\":false}}");
        Write("labels/two/b.json", head + "\"b.jpg\"}");
        Write("c.json", head + "\"../img/c.jpg\"}");
        Write("d.json", head + "\"C:\\\\data\\\\d.jpg\"}");
        Write("e.json", head + "\"..\"}");
        AnnotatedDataset dataset = await ReadAsync(AnnotationFormats.LabelMe);
        IReadOnlyList<AnnotatedImage> images = await dataset.ToListAsync();
        images[4].Attributes.ShouldBe(ValueMap<AttributeValue>.Empty.With("blurred", true).With("night", false));
        string[] names = [.. images.Select(static image => image.Name)];
        names.ShouldBe(["img/c.jpg", "d.jpg", "e", "img/a.jpg", "labels/one/b.jpg", "labels/two/b.jpg"]);
        // Each of them can be written again, and the same is read.
        string target = Path.Combine(_folder, "again");
        (await AnnotationFormats.LabelMe.WriteAsync(dataset, target)).IsLossless.ShouldBeTrue();
        string written = File.ReadAllText(Path.Combine(target, "labels", "one", "b.json"));
        written.ShouldContain("\"imagePath\": \"b.jpg\"");
        written.ShouldContain("\"blurred\": true");
        (await (await AnnotationFormats.LabelMe.ReadAsync(target)).ToListAsync()).Select(static image => image.Name)
            .ShouldBe(names, ignoreOrder: true);
    }

    [Fact]
    public async Task Pascal_voc_names_pictures_without_their_folders()
    {
        const string text = "<annotation><filename>a.jpg</filename></annotation>";
        Write("Annotations/one/a.xml", text);
        Write("Annotations/two/a.xml", text);
        AnnotatedDataset dataset = await ReadAsync(AnnotationFormats.PascalVoc);
        (await dataset.ToListAsync()).Select(static image => image.Name).ShouldBe(["one/a.jpg", "two/a.jpg"]);
        string target = Path.Combine(_folder, "again");
        await AnnotationFormats.PascalVoc.WriteAsync(dataset, target);
        File.ReadAllText(Path.Combine(target, "Annotations", "two", "a.xml")).ShouldContain("<filename>a.jpg</filename>");

        Directory.Move(Path.Combine(_folder, "Annotations"), Directory.CreateDirectory(Path.Combine(_folder, "kit", "VOC2012")).FullName
            + "/Annotations");
        (await (await AnnotationFormats.PascalVoc.ReadAsync(Path.Combine(_folder, "kit"))).ToListAsync())
            .Select(static image => image.Name).ShouldBe(["VOC2012/JPEGImages/one/a.jpg", "VOC2012/JPEGImages/two/a.jpg"]);
    }

    [Fact]
    public async Task Images_of_cvat_without_an_identifier_are_numbered_and_nothing_is_said_to_be_lost()
    {
        string path = Path.Combine(_folder, "cvat.xml");
        AnnotatedImage[] images = [new("a.png", new ImageSize(5, 5)), new("b.png", new ImageSize(5, 5)), new("c.png") { Id = "7" }];
        (await AnnotationFormats.Cvat.WriteAsync(new AnnotatedDataset(images), path)).IsLossless.ShouldBeTrue();
        (await (await AnnotationFormats.Cvat.ReadAsync(path)).ToListAsync()).Select(static image => image.Id).ShouldBe(["0", "1", "7"]);
    }

    [Fact]
    public async Task A_picture_beside_open_images_may_have_its_extension_in_capitals()
    {
        Write("images/abc.PNG", Picture);
        string path = Path.Combine(_folder, "boxes.csv");
        await File.WriteAllTextAsync(
            path, "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,"
            + "IsInside\nabc,xclick,/m/1,1,0,1,0,1,0,0,0,0,0\n");

        AnnotatedImage image = (await (await AnnotationFormats.OpenImages.ReadAsync(path)).ToListAsync()).Single();

        (image.Name, image.Size).ShouldBe(("abc.PNG", new ImageSize(10, 20)));
    }

    [Fact]
    public async Task Clicks_of_open_images_are_kept_and_rows_have_as_many_fields_as_the_first_line()
    {
        const string head = "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,"
            + "IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside";
        FormatOptions options = new() { FindSize = static _ => new ImageSize(100, 100) };
        Write("clicks.csv", head + ",XClick1X,XClick1Y\na,xclick,/m/1,1,0.1,0.5,0.2,0.4,0,0,1,0,0,0.25,-1\n");
        string path = Path.Combine(_folder, "clicks.csv");
        Annotation annotation = (await (await AnnotationFormats.OpenImages.ReadAsync(path, options)).ToListAsync()).Single()
            .Annotations.Single();
        annotation.Shape.ShouldBe(Box.FromCorners(10, 20, 50, 40));
        annotation.Extra.ShouldBe(ValueMap<JsonText>.Empty.With("XClick1X", JsonText.From("0.25")).With("XClick1Y", JsonText.From("-1")));
        foreach (string wrong in new[] { head + ",X\na,x,/m/1,1,0,1,0,1,0,0,0,0,0\n", head + "\na,x,/m/1,1,0,1,0,1,0,0,0,0,0,0\n" })
        {
            Write("clicks.csv", wrong);
            (await Should.ThrowAsync<AnnotationFormatException>(async () =>
                await (await AnnotationFormats.OpenImages.ReadAsync(path, options)).ToListAsync())).Line.ShouldBe(2);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"version\":\"5.0\",\"shapes\":[],\"imagePath\":\"a.jpg\"}")]
    [InlineData("{\"annotations\":[],\"categories\":[]}")]
    public async Task A_json_object_without_images_is_no_coco_file(string json)
    {
        Write("coco.json", json);
        (await Should.ThrowAsync<AnnotationFormatException>(() => AnnotationFormats.Coco.ReadAsync(Path.Combine(_folder, "coco.json"))))
            .Message.ShouldContain("'images'");
    }

    private Task<AnnotatedDataset> ReadAsync(AnnotationFormat format) => format.ReadAsync(_folder);

    private void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private void Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
