using System.Text;
using System.Text.Json;
using FsCheck;
using LabelingGen.Annotations.Compatibility;
using LabelingGen.Annotations.Formats;
using LabelingGen.Testing;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>
/// Readers that are no formats of their own (columns, results, the vendors' converters and configurations): any bytes, and documents that
/// are right but for a few words, give a value or an error of the format family.
/// </summary>
public sealed class HostileDocumentTests : IDisposable
{
    private const string Coco = """
        {"images":[{"id":1,"file_name":"a.png","width":9,"height":9}],"categories":[{"id":1,"name":"car","keypoints":["head"],"skeleton":[[1,1]]}],
        "annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,1,2,2],"segmentation":[[1,1,3,1,3,3]],"area":4,"iscrowd":0,
        "keypoints":[1,1,2],"num_keypoints":1,"score":0.5,"attributes":{"a":"b"}}]}
        """;

    private const string Results =
        """[{"image_id":1,"category_id":1,"bbox":[1,1,2,2],"score":0.5,"segmentation":{"size":[9,9],"counts":"1f0"}}]""";

    private const string FastLabel = """
        [{"id":"t","name":"a.png","width":9,"height":9,"frameCount":2,"annotations":[{"type":"bbox","value":"car","color":"#ff0000",
        "points":[1,1,5,5],"attributes":[{"key":"k","type":"switch","value":true}],"keypoints":[{"key":"head","value":[1,1,1]}],"rotation":0},
        {"type":"segmentation","value":"sea","color":"#00ff00","points":[[[1,1,4,1,4,4,1,1],[2,2,3,2,3,3,2,2]]],"attributes":[]}]}]
        """;

    private const string LabelStudio = """
        [{"id":1,"data":{"image":"/data/upload/a.png","text":"Ada met Bob."},"annotations":[{"id":2,"completed_by":{"email":"a@b"},
        "created_at":"2024","result":[{"id":"r","from_name":"box","to_name":"i","type":"rectanglelabels","original_width":9,"original_height":9,
        "value":{"x":1,"y":1,"width":5,"height":5,"rotation":30,"rectanglelabels":["Car"]}},{"id":"b","from_name":"brush","to_name":"i",
        "type":"brushlabels","original_width":2,"original_height":2,"value":{"format":"rle","rle":[0,0,0,12,57,27,252,96,19,255,128],
        "brushlabels":["Car"]}},{"from_name":"span","type":"labels","value":{"start":0,"end":3,"text":"Ada","labels":["P"]}},
        {"from_name":"point","type":"keypointlabels","original_width":9,"original_height":9,"parentID":"r",
        "value":{"x":1,"y":1,"width":1,"keypointlabels":["head"]}}]}]}]
        """;

    private const string Config = """
        <View><Image name="i" value="$image"/><Text name="t" value="$text"/><RectangleLabels name="box" toName="i"><Label value="Car"/>
        </RectangleLabels><BrushLabels name="brush" toName="i"><Label value="Car" category="3"/></BrushLabels><Labels name="span" toName="t">
        <Label value="P"/></Labels><KeyPointLabels name="point" toName="i"><Label value="head" model_index="0"/></KeyPointLabels></View>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-documents-").FullName;

    public static TheoryData<LabelStudioExportFormat> LabelStudioFormats => [.. Enum.GetValues<LabelStudioExportFormat>()];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Columns_of_any_document() => Check(HostileText.Near(Coco), text => CocoColumns.Read(Write("coco.json", text)));

    [Fact]
    public void Results_of_any_document()
    {
        AnnotatedDataset truth = new([new AnnotatedImage("a.png", new ImageSize(9, 9)) { Id = "1" }])
        {
            Categories = [new Category("car") { Id = 1 }],
        };
        Check(HostileText.Near(Results), text => CocoResults.ReadAsync(Write("results.json", text), truth).GetAwaiter().GetResult());
    }

    [Theory]
    [InlineData("bbox")]
    [InlineData("polygon")]
    [InlineData("pose_estimation")]
    public void FastLabel_annotations_of_any_coco_document(string type) =>
        Check(HostileText.Near(Coco), text => FastLabelImport.FromCocoAsync(Write("coco.json", text), type).GetAwaiter().GetResult());

    [Fact]
    public void FastLabel_annotations_of_any_labelme_document() => Check(
        HostileText.Near("""{"imagePath":"a.png","shapes":[{"label":"car","shape_type":"rectangle","points":[[1,1],[2,2]]}]}"""),
        text => FastLabelImport.FromLabelMeAsync(Path.GetDirectoryName(Write("labelme/a.json", text))!).GetAwaiter().GetResult());

    [Fact]
    public void FastLabel_annotations_of_any_pascal_voc_document() => Check(
        HostileText.Near(
            "<annotation><filename>a.png</filename><object><name>car</name><bndbox><xmin>1</xmin></bndbox></object></annotation>"),
        text => FastLabelImport.FromPascalVocAsync(Path.GetDirectoryName(Write("voc/a.xml", text))!).GetAwaiter().GetResult());

    [Theory]
    [InlineData("bbox")]
    [InlineData("segmentation")]
    public void FastLabel_annotations_of_any_yolo_document(string type)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "yolo"));
        File.WriteAllBytes(Path.Combine(_folder, "yolo", "a.png"), new PngImage(9, 9, PngColorType.Grey, 8, new byte[81]).Encode());
        string classes = Write("classes.txt", Encoding.UTF8.GetBytes("car\n"));
        Check(HostileText.Near("0 0.5 0.5 0.1 0.1\n0 0.25 0.25 0.5 0.5 1 1\n"), text => FastLabelImport.FromYoloAsync(
            classes, Path.GetDirectoryName(Write("yolo/a.txt", text))!, type).GetAwaiter().GetResult());
    }

    [Theory]
    [InlineData(FastLabelEdition.Current)]
    [InlineData(FastLabelEdition.Early2024)]
    public void FastLabel_files_of_any_tasks(FastLabelEdition edition) => Check(HostileText.Near(FastLabel), text =>
    {
        JsonElement[] tasks = Items(text);
        FastLabelOptions options = new() { Edition = edition, ProjectType = text.Length % 2 == 0 ? "image_bbox" : "video_bbox" };
        foreach (Func<Task> export in new Func<Task>[]
        {
            () => FastLabelExport.WriteCocoAsync(tasks, _folder, options), () => FastLabelExport.WriteYoloAsync(tasks, _folder, options),
            () => FastLabelExport.WriteYoloAsync(tasks, _folder, options with { Classes = ["car", "sea"] }),
            () => FastLabelExport.WritePascalVocAsync(tasks, _folder, options), () => FastLabelExport.WriteLabelMeAsync(tasks, _folder),
            () => FastLabelExport.WriteInstanceMasksAsync(tasks, _folder, options),
            () => FastLabelExport.WriteSemanticMasksAsync(tasks, _folder, options),
        })
            Tolerate(export);
    });

    [Theory]
    [MemberData(nameof(LabelStudioFormats))]
    public void Label_Studio_files_of_any_tasks(LabelStudioExportFormat format)
    {
        LabelStudioConfig config = LabelStudioConfig.Parse(Config);
        Check(HostileText.Near(LabelStudio), text => Tolerate(() => LabelStudioExport.WriteAsync(Items(text), config, format, _folder)));
    }

    [Fact]
    public void Label_Studio_configurations_of_any_document() =>
        Check(HostileText.Near(Config), text => LabelStudioConfig.Parse(Encoding.Latin1.GetString(text)));

    [Fact]
    public void Label_Studio_tasks_of_any_coco_document() =>
        Check(HostileText.Near(Coco), text => LabelStudioImport.FromCocoAsync(Write("coco.json", text)).GetAwaiter().GetResult());

    [Fact]
    public void Single_Label_Studio_tasks_of_any_document() => Check(
        HostileText.Near(LabelStudio[1..^2]),
        text => AnnotationFormats.LabelStudio.ReadTask(JsonText.Parse(Encoding.Latin1.GetString(text))));

    private static void Check(Arbitrary<byte[]> documents, Action<byte[]> read) => PropertyCheck.ForAll(documents, text =>
    {
        try
        {
            read(text);
        }
        catch (FormatException)
        {
            // The family of errors that callers are told of.
        }
    });

    /// <summary>Names that cannot be files are refused, too, but by another family.</summary>
    private static void Tolerate(Func<Task> write)
    {
        try
        {
            write().GetAwaiter().GetResult();
        }
        catch (Exception refused) when (refused is FormatException or IOException or InvalidDataException)
        {
            refused.Message.ShouldNotBeEmpty();
        }
    }

    private string Write(string name, byte[] text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, text);
        return path;
    }

    /// <summary>The items of a list, or nothing where the bytes are none.</summary>
    private static JsonElement[] Items(byte[] text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(item => item.Clone())] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
