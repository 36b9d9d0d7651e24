using System.Text.Json;
using LabelingGen.Annotations.Compatibility;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Members of another kind than the format's, and numbers beyond all numbers, are named by their place.</summary>
public sealed class WrongKindTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-kinds-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("\"segmentation\":{\"size\":[\"9\",9],\"counts\":[81]}", "segmentation")]
    [InlineData("\"segmentation\":{\"size\":[9,null],\"counts\":[81]}", "segmentation")]
    [InlineData("\"segmentation\":{\"size\":[9,9],\"counts\":[\"81\"]}", "segmentation.counts[0]")]
    [InlineData("\"segmentation\":{\"size\":[9,9],\"counts\":[80,{}]}", "segmentation.counts[1]")]
    [InlineData("\"segmentation\":[[1,1,\"3\",1,3,3]]", "segmentation[0]")]
    [InlineData("\"keypoints\":[1,1,\"2\"]", "keypoints[2]")]
    [InlineData("\"keypoints\":[1,1,[]]", "keypoints[2]")]
    [InlineData("\"keypoints\":[null,1,2]", "keypoints")]
    [InlineData("\"bbox\":[1,1,2,\"2\"]", "bbox[3]")]
    [InlineData("\"bbox\":[1,1,2,1e999]", "bbox[3]")]
    [InlineData("\"bbox\":[1,1,2,2],\"rotation\":1e999", "rotation")]
    [InlineData("\"bbox\":[1,1,2,2],\"score\":1e999", "score")]
    [InlineData("\"bbox\":[1,1,2,2],\"area\":-1e999", "area")]
    [InlineData("\"bbox\":[1,1,2,2],\"attributes\":{\"a\":\"\\udc00\"}", "attributes.a")]
    [InlineData("\"bbox\":[1,1,2,2],\"note\":[\"\\uD800\"]", "note[0]")]
    public async Task Annotations_of_coco(string members, string place)
    {
        string path = Write("coco.json", $$"""
            {"images":[{"id":1,"file_name":"a.png","width":9,"height":9}],"categories":[],
            "annotations":[{"id":1,"image_id":1,{{members}}}]}
            """);
        AnnotationFormatException error = await Should.ThrowAsync<AnnotationFormatException>(
            async () => await (await AnnotationFormats.Coco.ReadAsync(path)).ToListAsync());
        error.ElementPath.ShouldBe("$.annotations[0]." + place);
    }

    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"annotations\":[{\"\\ud800\":1}]}")]
    [InlineData("{\"images\":[{\"id\":1,\"\\ud800x\":[]}]}")]
    public async Task Names_of_members_of_coco(string json)
    {
        string path = Write("coco.json", json);
        (await Should.ThrowAsync<AnnotationFormatException>(async () => await AnnotationFormats.Coco.ReadAsync(path)))
            .Message.ShouldContain("A property name is not valid text.");
    }

    [Fact]
    public void Names_of_members_read_into_columns() => Should.Throw<AnnotationFormatException>(
        () => CocoColumns.Read(Write("coco.json", "{\"\\ud800nnotations\":1}"))).Message.ShouldContain(
            "A property name is not valid text.");

    [Theory]
    [InlineData("[\"1\",1]")]
    [InlineData("[1,null]")]
    public async Task Skeletons_of_coco(string line)
    {
        string path = Write("coco.json",
            $$"""{"images":[],"annotations":[],"categories":[{"id":1,"name":"c","keypoints":["k"],"skeleton":[{{line}}]}]}""");
        (await Should.ThrowAsync<AnnotationFormatException>(async () => await AnnotationFormats.Coco.ReadAsync(path)))
            .ElementPath.ShouldBe("$.categories[0]");
    }

    [Theory]
    [InlineData("\"rle\":[0,\"1\"],\"brushlabels\":[\"a\"]", "rle")]
    [InlineData("\"rle\":\"0\",\"brushlabels\":[\"a\"]", "rle")]
    [InlineData("\"ranges\":[1],\"timelinelabels\":[\"a\"]", "ranges[0]")]
    [InlineData("\"start\":\"a\",\"end\":3,\"labels\":[\"a\"]", "start")]
    [InlineData(
        "\"sequence\":[{\"frame\":1,\"x\":1,\"y\":1,\"width\":1,\"height\":1,\"time\":1e999}],\"labels\":[\"a\"]", "sequence[0].time")]
    [InlineData("\"radiusX\":1,\"radiusY\":1,\"y\":1,\"ellipselabels\":[\"a\"]", null)]
    public async Task Regions_of_label_studio(string members, string? place)
    {
        string path = Write("tasks.json", $$$"""
            [{"id":1,"data":{"image":"a.png"},"annotations":[{"result":[{"id":"r","type":"t","original_width":9,"original_height":9,
            "value":{ {{{members}}} }}]}]}]
            """);
        (await Should.ThrowAsync<AnnotationFormatException>(
            async () => await (await AnnotationFormats.LabelStudio.ReadAsync(path)).ToListAsync()))
            .ElementPath.ShouldBe("$[0].annotations[0].result[0].value" + (place is null ? "" : "." + place));
    }

    [Theory]
    [InlineData(LabelStudioExportFormat.BrushToCoco)]
    [InlineData(LabelStudioExportFormat.BrushToPng)]
    [InlineData(LabelStudioExportFormat.BrushToNumpy)]
    public async Task Brushes_of_label_studio_whose_bytes_are_text(LabelStudioExportFormat format) =>
        (await ExportAsync("\"format\":\"rle\",\"rle\":[0,\"12\"],\"brushlabels\":[\"Car\"]", format))
            .Message.ShouldContain("The byte 1 is not a number from 0 to 255.");

    [Theory]
    [InlineData(LabelStudioExportFormat.Json)]
    [InlineData(LabelStudioExportFormat.BrushToCoco)]
    [InlineData(LabelStudioExportFormat.Csv)]
    public async Task Tasks_of_label_studio_with_half_a_character(LabelStudioExportFormat format)
    {
        AnnotationFormatException error = await ExportAsync("\"brushlabels\":[\"\\ud800\"]", format);
        error.Message.ShouldContain("half a character");
        error.ElementPath.ShouldBe("$[0].annotations[0].result[0].value.brushlabels[0]");
    }

    [Fact]
    public async Task Tasks_of_fastlabel_with_half_a_character()
    {
        JsonElement[] tasks = [Element("""{"name":"a.png","annotations":[{"type":"bbox","value":"a","attributes":["\udfff"]}]}""")];
        (await Should.ThrowAsync<AnnotationFormatException>(() => FastLabelExport.WriteCocoAsync(tasks, _folder)))
            .ElementPath.ShouldBe("$[0].annotations[0].attributes[0]");
    }

    private Task<AnnotationFormatException> ExportAsync(string members, LabelStudioExportFormat format)
    {
        JsonElement[] tasks = [Element($$$"""
            {"id":1,"data":{"image":"a.png"},"annotations":[{"id":2,"result":[{"from_name":"brush","type":"brushlabels",
            "original_width":2,"original_height":2,"value":{ {{{members}}} }}]}]}
            """)];
        LabelStudioConfig config = LabelStudioConfig.Parse("""
            <View><Image name="i" value="$image"/><BrushLabels name="brush" toName="i"><Label value="Car"/></BrushLabels></View>
            """);
        return Should.ThrowAsync<AnnotationFormatException>(() => LabelStudioExport.WriteAsync(tasks, config, format, _folder));
    }

    private static JsonElement Element(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
