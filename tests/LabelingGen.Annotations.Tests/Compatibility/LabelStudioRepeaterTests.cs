using System.Text.Json;
using LabelingGen.Annotations.Compatibility;

namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>Results of tags that a repeater repeats carry names with a number in the place of its flag.</summary>
public sealed class LabelStudioRepeaterTests : IDisposable
{
    private const string Config = """
        <View><Repeater on="$pages" indexFlag="{{idx}}"><Image name="page_{{idx}}" value="$pages[{{idx}}].url"/>
        <RectangleLabels name="boxes_{{idx}}" toName="page_{{idx}}"><Label value="Car"/></RectangleLabels>
        <Choices name="boxes_{{idx}}_kind" toName="page_{{idx}}"><Choice value="Map"/></Choices></Repeater>
        <Text name="note" value="$note"/><TextArea name="boxes" toName="note"/></View>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-repeater-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Regions_are_found_by_the_pattern_of_their_name()
    {
        string tasks = """
            [{"id":1,"data":{"note":"n"},"annotations":[{"id":2,"created_at":"2024","completed_by":1,"result":[
            {"from_name":"boxes_0","type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["Car"]}},
            {"from_name":"boxes_12_kind","type":"choices","value":{"choices":["Map"]}},
            {"from_name":"other_0","type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["Car"]}},
            {"from_name":"boxes","type":"textarea","value":{"text":["seen"]}}]}]}]
            """;
        using JsonDocument document = JsonDocument.Parse(tasks);
        await LabelStudioExport.WriteAsync(
            document.RootElement.EnumerateArray(), LabelStudioConfig.Parse(Config), LabelStudioExportFormat.JsonMin, _folder);
        JsonElement record = FastLabelCase.Read(Path.Combine(_folder, "result.json"))[0];
        record.GetProperty("boxes_0")[0].GetProperty("x").GetInt32().ShouldBe(1);
        record.GetProperty("boxes_12_kind").GetString().ShouldBe("Map");
        record.GetProperty("boxes").GetString().ShouldBe("seen");
        record.EnumerateObject().Select(member => member.Name).ShouldNotContain(name => name.StartsWith("other", StringComparison.Ordinal));
    }
}
