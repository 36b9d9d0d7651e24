using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

public sealed class CocoPanopticTests : IDisposable
{
    private const string Json = """
        {"images":[{"id":5,"file_name":"street.jpg","width":4,"height":2}],
        "annotations":[{"image_id":5,"file_name":"street.png","segments_info":[
        {"id":70000,"category_id":1,"area":3,"iscrowd":0},{"id":7,"category_id":2,"area":4,"iscrowd":1}]}],
        "categories":[{"id":1,"name":"car","isthing":1},{"id":2,"name":"road","isthing":0}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-panoptic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Segments_are_the_pixels_of_their_colour()
    {
        string path = Write(Json);
        LabelMap map = new(4, 2);
        int[] values = [70000, 70000, 7, 7, 70000, 0, 7, 7];
        values.CopyTo(map.Values);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "panoptic", "street.png"), map.ToPanopticPng().Encode());

        AnnotatedDataset dataset = await AnnotationFormats.CocoPanoptic.ReadAsync(path);
        AnnotatedImage image = (await dataset.ToListAsync()).Single();

        image.Name.ShouldBe("street.jpg");
        image.Annotations.Select(annotation => annotation.Label).ShouldBe(["car", "road"]);
        image.Annotations[0].Shape.ShouldBe(Mask.FromPixels(4, 2, [1, 1, 0, 0, 1, 0, 0, 0]));
        image.Annotations[0].StoredArea.ShouldBeNull();
        image.Annotations[1].Has(AnnotationFlags.Crowd).ShouldBeTrue();
        dataset.Categories.Select(category => category.IsThing).ShouldBe([true, false]);
        AnnotationFormats.Detect(path).ShouldBe(AnnotationFormats.CocoPanoptic);
    }

    [Theory]
    [InlineData("../street.png")]
    [InlineData("/etc/passwd")]
    [InlineData("missing.png")]
    public async Task A_picture_outside_the_folder_is_not_opened(string name)
    {
        string path = Write(Json.Replace("street.png", name, StringComparison.Ordinal));
        AnnotatedDataset dataset = await AnnotationFormats.CocoPanoptic.ReadAsync(path);
        (await Should.ThrowAsync<AnnotationFormatException>(() =>
            dataset.ToListAsync())).ElementPath.ShouldBe("$.annotations[0].file_name");
    }

    [Fact]
    public void It_is_only_read()
    {
        AnnotationFormats.CocoPanoptic.CanWrite.ShouldBeFalse();
        Should.Throw<NotSupportedException>(() => AnnotationFormats.CocoPanoptic.WriteAsync(new AnnotatedDataset([]), "x"));
    }

    private string Write(string json)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "panoptic"));
        string path = Path.Combine(_folder, "panoptic.json");
        File.WriteAllText(path, json);
        return path;
    }
}
