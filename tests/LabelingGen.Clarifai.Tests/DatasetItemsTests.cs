using LabelingGen.Annotations;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Items of data sets on disk.</summary>
public sealed class DatasetItemsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clarifai-items-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Coco_boxes_become_fractions_clamped_to_the_picture_under_the_categories_names()
    {
        string labels = Write("instances.json", """
            {"images":[{"id":7,"file_name":"a.png","width":100,"height":50},{"id":8,"file_name":"b.png","width":10,"height":10}],
             "categories":[{"id":1,"name":"Traffic Light"}],
             "annotations":[{"id":1,"image_id":7,"category_id":1,"bbox":[10,5,20,10],"area":200,"iscrowd":0},
               {"id":2,"image_id":7,"category_id":1,"bbox":[90,40,20,20],"area":400,"iscrowd":0},
               {"id":3,"image_id":7,"category_id":1,"bbox":[120,0,10,10],"area":100,"iscrowd":0}]}
            """);
        List<DatasetItem> items = await ToListAsync(DatasetItems.FromCocoAsync(_folder, labels));
        items.Select(i => i.Id).ShouldBe(["7", "8"]);
        items[0].ImagePath.ShouldBe(Path.Combine(_folder, "a.png"));
        items[0].Boxes.ShouldBe([("traffic-light", (0.1f, 0.1f, 0.3f, 0.3f)), ("traffic-light", (0.9f, 0.8f, 1, 1))]);
        items[1].Boxes.ShouldBeEmpty();
        await Should.ThrowAsync<FileNotFoundException>(() => ToListAsync(DatasetItems.FromCocoAsync(_folder, labels + "x")));
    }

    [Fact]
    public void Coco_captions_give_each_picture_its_first_one()
    {
        string captions = Write("captions.json", """
            {"images":[{"id":1,"file_name":"a.jpg"},{"id":2,"file_name":"b.jpg"}],
             "annotations":[{"image_id":1,"caption":"a cat"},{"image_id":1,"caption":"an animal"}]}
            """);
        DatasetItem item = DatasetItems.FromCocoCaptions(_folder, captions).ShouldHaveSingleItem();
        (item.Id, item.ImagePath, item.Labels.Single()).ShouldBe(("1", Path.Combine(_folder, "a.jpg"), "a cat"));
        Write("captions.json", """{"images":[{"id":1,"file_name":"../a.jpg"}],"annotations":[{"image_id":1,"caption":"c"}]}""");
        Should.Throw<InvalidDataException>(() => DatasetItems.FromCocoCaptions(_folder, captions).ToList())
            .Message.ShouldContain("../a.jpg");
        Write("captions.json", "{}");
        Should.Throw<ClarifaiFileException>(() => DatasetItems.FromCocoCaptions(_folder, captions)).Message.ShouldContain("captions");
        Write("captions.json", "{");
        Should.Throw<ClarifaiFileException>(() => DatasetItems.FromCocoCaptions(_folder, captions)).Line.ShouldBe(1);
    }

    [Fact]
    public void ImageNet_folders_are_labeled_with_the_names_of_their_synset()
    {
        Write("LOC_synset_mapping.txt", "n01 tench, Tinca tinca\nn02 jack-o'-lantern\n");
        Write("train/n01/n01_2.JPEG", "x");
        Write("train/n01/n01_1.JPEG", "x");
        Write("train/n01/notes.txt", "x");
        Write("train/n02/n02_1.JPEG", "x");
        Write("train/other/o.JPEG", "x");
        List<DatasetItem> items = [.. DatasetItems.FromImageNet(_folder)];
        items.Select(i => i.Id).ShouldBe(["n01_1", "n01_2", "n02_1"]);
        items[0].Labels.ShouldBe(["tench", "Tincatinca"]);
        items[2].Labels.ShouldBe(["jack-o-lantern"]);
        Should.Throw<DirectoryNotFoundException>(() => DatasetItems.FromImageNet(_folder, "test"));
        Write("LOC_synset_mapping.txt", "n01\n");
        Should.Throw<ClarifaiFileException>(() => DatasetItems.FromImageNet(_folder)).Line.ShouldBe(1);
        File.Delete(Path.Combine(_folder, "LOC_synset_mapping.txt"));
        Should.Throw<FileNotFoundException>(() => DatasetItems.FromImageNet(_folder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Xview_boxes_are_read_with_the_names_of_their_classes(bool isLittle)
    {
        Tiff("train_images/5.tif", 100, 200, isLittle);
        Tiff("train_images/6.tif", 10, 10, isLittle);
        Write("xview_train.geojson", """
            {"features":[{"properties":{"image_id":"5.tif","type_id":18,"bounds_imcoords":"10,20,50,120"}},
              {"properties":{"image_id":"5.tif","type_id":94,"bounds_imcoords":"90,190,150,250"}},
              {"properties":{"image_id":"5.tif","type_id":75,"bounds_imcoords":"1,1,2,2"}},
              {"properties":{"image_id":"5.tif","type_id":18,"bounds_imcoords":"200,20,250,120"}}]}
            """);
        List<DatasetItem> items = [.. DatasetItems.FromXview(_folder)];
        items.Select(i => i.Id).ShouldBe(["5", "6"]);
        items[0].Boxes.ShouldBe([("Small Car", (0.1f, 0.1f, 0.5f, 0.6f)), ("Tower", (0.9f, 0.95f, 1, 1))]);
        items[1].Boxes.ShouldBeEmpty();
    }

    [Fact]
    public void Xview_files_that_break_a_rule_are_named()
    {
        Should.Throw<DirectoryNotFoundException>(() => DatasetItems.FromXview(_folder));
        Tiff("train_images/5.tif", 1, 1, true);
        Should.Throw<FileNotFoundException>(() => DatasetItems.FromXview(_folder));
        Write("xview_train.geojson", """{"features":[{"properties":{"image_id":"5.tif","type_id":18,"bounds_imcoords":"1,2,3"}}]}""");
        Should.Throw<ClarifaiFileException>(() => DatasetItems.FromXview(_folder)).Message.ShouldContain("feature 1");
        Write("xview_train.geojson", """{"features":[{"properties":{"type_id":18}}]}""");
        Should.Throw<ClarifaiFileException>(() => DatasetItems.FromXview(_folder)).Message.ShouldContain("feature 1");
        Write("xview_train.geojson", """{"features":[]}""");
        byte[] tiff = File.ReadAllBytes(Path.Combine(_folder, "train_images", "5.tif"));
        for (int length = 0; length < tiff.Length; length++)
        {
            File.WriteAllBytes(Path.Combine(_folder, "train_images", "5.tif"), tiff[..length]);
            Should.Throw<ClarifaiFileException>(() => DatasetItems.FromXview(_folder).ToList()).Message.ShouldContain("TIFF");
        }
    }

    [Fact]
    public async Task Any_data_set_that_was_read_becomes_items_with_boxes_polygons_and_labels()
    {
        AnnotatedImage image = new("a.png", new ImageSize(10, 20), new[]
        {
            new Annotation(new Box(1, 2, 3, 4), "cat"),
            new Annotation(new Polygon([new Point(0, 0), new Point(20, 0), new Point(0, 10)]), "dog"),
            new Annotation(null, "outdoor"),
        }.ToValueList());
        DatasetItem item = (await ToListAsync(DatasetItems.FromAsync(new AnnotatedDataset([image]), _folder))).Single();
        item.Boxes.ShouldBe([("cat", (0.1f, 0.1f, 0.4f, 0.3f))]);
        item.Polygons.Single().Label.ShouldBe("dog");
        item.Polygons.Single().Points.ShouldBe([(0, 0), (1, 0), (0, 0.5f)]);
        item.Labels.ShouldBe(["outdoor"]);
        (item.Id, item.ImagePath).ShouldBe(("a", Path.Combine(_folder, "a.png")));

        AnnotatedDataset hostile = new([new AnnotatedImage("../../x.png", new ImageSize(1, 1))]);
        (await Should.ThrowAsync<InvalidDataException>(() => ToListAsync(DatasetItems.FromAsync(hostile, _folder))))
            .Message.ShouldContain("x.png");
        Write("no.png", "no picture");
        AnnotatedDataset unsized = new([new AnnotatedImage("no.png")]);
        (await Should.ThrowAsync<InvalidDataException>(() => ToListAsync(DatasetItems.FromAsync(unsized, _folder))))
            .Message.ShouldContain("no.png");
    }

    private static async Task<List<DatasetItem>> ToListAsync(IAsyncEnumerable<DatasetItem> items)
    {
        List<DatasetItem> list = [];
        await foreach (DatasetItem item in items)
            list.Add(item);
        return list;
    }

    /// <summary>The least TIFF that tells its size; the directory stands at the end.</summary>
    private void Tiff(string name, ushort width, uint height, bool isLittle)
    {
        byte[] Number(uint value, int size)
        {
            byte[] bytes = [.. Enumerable.Range(0, size).Select(i => (byte)(value >> (8 * i)))];
            return isLittle ? bytes : [.. bytes.Reverse()];
        }

        byte[] file =
        [
            .. isLittle ? "II"u8 : "MM"u8, .. Number(42, 2), .. Number(12, 4), 1, 2, 3, 4,
            .. Number(2, 2),
            .. Number(256, 2), .. Number(3, 2), .. Number(1, 4), .. Number(width, 2), 0, 0,
            .. Number(257, 2), .. Number(4, 2), .. Number(1, 4), .. Number(height, 4),
        ];
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
