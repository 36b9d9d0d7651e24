using System.Text.Json;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>What the vendor's converter makes of tasks that the recorded cases do not hold; its own output for them was looked at.</summary>
public sealed class LabelStudioExportTests : IDisposable
{
    private const string Config = """
        <View><Image name="img" value="$image"/><RectangleLabels name="box" toName="img"><Label value="Bus" category="0"/></RectangleLabels>
        <PolygonLabels name="outline" toName="img"><Label value="Bus" category="4"/><Label value="Car"/><Label value="Tram"/></PolygonLabels>
        </View>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-export-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Of_a_label_with_two_numbers_only_the_last_one_is_taken()
    {
        await ExportAsync("[]", LabelStudioExportFormat.Coco);
        Json("result.json").GetProperty("categories").EnumerateArray()
            .Select(static category => (category.GetProperty("id").GetInt32(), category.GetProperty("name").GetString()!))
            .ShouldBe([(0, "Bus"), (4, "Bus"), (0, "Car"), (1, "Tram")]);
    }

    [Fact]
    public async Task Annotators_agree_only_where_there_are_some()
    {
        await ExportAsync(
            """
            [{"id":1,"data":{"image":"a.png"},"agreement":50.0,"annotations":[]},
            {"id":2,"data":{"image":"b.png"},"agreement":50.0,"annotations":[{"id":3,"created_at":"2024","result":[]}]}]
            """,
            LabelStudioExportFormat.JsonMin);
        JsonElement records = Json("result.json");
        records[0].TryGetProperty("agreement", out _).ShouldBeFalse();
        records[1].GetProperty("agreement").GetDouble().ShouldBe(50);
    }

    [Theory]
    [InlineData(LabelStudioExportFormat.PascalVoc, "images")]
    [InlineData(LabelStudioExportFormat.BrushToPng)]
    [InlineData(LabelStudioExportFormat.Yolo, "images", "labels")]
    public async Task Without_tasks_there_are_folders_only(LabelStudioExportFormat format, params string[] folders)
    {
        await ExportAsync("[]", format);
        Directory.GetDirectories(Path.Combine(_folder, "out")).Select(Path.GetFileName).ShouldBe(folders, ignoreOrder: true);
    }

    [Theory]
    [InlineData(0, "rgba(218, 1, 238, 1)")]
    [InlineData(4, "rgba(12, 0, 184, 1)")]
    [InlineData(19, "rgba(148, 86, 0, 1)")]
    [InlineData(196, "rgba(218, 1, 238, 1)")]
    [InlineData(195, "rgba(24, 109, 67, 1)")]
    public async Task Imported_labels_are_coloured_by_their_number(int number, string color)
    {
        string coco = Path.Combine(_folder, "coco.json");
        await File.WriteAllTextAsync(coco, $$"""
            {"images":[{"id":1,"file_name":"a.png","width":9,"height":9}],"categories":[{"id":{{number}},"name":"a & b"}],
            "annotations":[{"id":1,"image_id":1,"category_id":{{number}},"bbox":[1,1,2,2]}]}
            """);
        (await LabelStudioImport.FromCocoAsync(coco)).Config.ShouldContain($"<Label value=\"a &amp; b\" background=\"{color}\"/>");
    }

    private async Task ExportAsync(string tasks, LabelStudioExportFormat format)
    {
        using JsonDocument document = JsonDocument.Parse(tasks);
        await LabelStudioExport.WriteAsync(
            document.RootElement.EnumerateArray(), LabelStudioConfig.Parse(Config), format, Path.Combine(_folder, "out"));
    }

    private JsonElement Json(string name) => FastLabelCase.Read(Path.Combine(_folder, "out", name));
}
