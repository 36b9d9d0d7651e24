using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Cli.Tests;

/// <summary>
/// A member that no format knows, wherever it stands in a file, is in the file that is written of it again, or the report lists it.
/// </summary>
public sealed class UnknownMemberTests : IDisposable
{
    private const string Mark = "zzz";

    private static readonly Dictionary<string, string> Files = new()
    {
        ["coco"] = """
            {"info":{"year":2024},"licenses":[{"id":1}],
            "images":[{"id":1,"file_name":"a.png","width":40,"height":30,"attributes":{"wet":true}}],
            "annotations":[
            {"id":1,"image_id":1,"category_id":1,"bbox":[1,2,3,4],"area":12,"iscrowd":0,"attributes":{"pose":"left"}},
            {"id":2,"image_id":1,"category_id":1,"segmentation":[[1,1,9,1,9,9]],"bbox":[1,1,8,8],"area":32,"iscrowd":0},
            {"id":3,"image_id":1,"category_id":1,"segmentation":{"size":[2,2],"counts":[0,4]},"area":4,"iscrowd":1},
            {"id":4,"image_id":1,"category_id":2,"bbox":[1,2,3,4],"keypoints":[1,2,2,3,4,1],"num_keypoints":2}],
            "categories":[{"id":1,"name":"car","supercategory":"thing"},
            {"id":2,"name":"person","keypoints":["nose","eye"],"skeleton":[[1,2]]}]}
            """,
        ["labelme"] = """
            {"version":"5.5.0","flags":{"wet":true},"shapes":[
            {"label":"cat","points":[[1,2],[3,4]],"group_id":1,"description":"d","shape_type":"rectangle","flags":{"old":false}},
            {"label":"dog","points":[[1,2],[3,4],[5,9]],"group_id":null,"shape_type":"polygon","flags":{}}],
            "imagePath":"a.png","imageData":null,"imageHeight":30,"imageWidth":40}
            """,
        ["label-studio"] = """
            [{"id":1,"data":{"image":"a.png","city":{"name":"Oslo"}},
            "meta":{"file_name":"a.png","width":200,"height":100},
            "annotations":[{"id":12,"created_at":"2024-01-03","completed_by":{"id":5},"result":[
            {"id":"r","type":"rectanglelabels","from_name":"box","to_name":"image","original_width":200,"original_height":100,
             "meta":{"text":["a note"]},"value":{"x":10,"y":20,"width":30,"height":40,"rotation":0,"rectanglelabels":["car"]}},
            {"id":"r","type":"textarea","from_name":"plate","to_name":"image","original_width":200,"original_height":100,
             "value":{"x":10,"y":20,"width":30,"height":40,"rotation":0,"text":["AB 1"]}},
            {"id":"v","type":"vectorlabels","from_name":"line","to_name":"image","original_width":200,"original_height":100,
             "value":{"closed":false,"vectorlabels":["road"],"vertices":[
               {"id":"p1","x":1,"y":2,"prevPointId":null,"isBezier":false},
               {"id":"p2","x":3,"y":4,"prevPointId":"p1","isBezier":false}]}},
            {"id":"k","type":"videorectangle","from_name":"video","to_name":"image","original_width":200,"original_height":100,
             "value":{"framesCount":9,"duration":1.5,"labels":["car"],"sequence":[
               {"frame":1,"x":1,"y":2,"width":3,"height":4,"rotation":0,"enabled":true,"time":0.04},
               {"frame":5,"x":2,"y":2,"width":3,"height":4,"rotation":0,"enabled":false,"time":0.2}]}},
            {"id":"t","type":"timelinelabels","from_name":"time","to_name":"image",
             "value":{"ranges":[{"start":1,"end":4},{"start":9,"end":10}],"timelinelabels":["rain"]}},
            {"id":"e","type":"ellipselabels","from_name":"e","to_name":"image","original_width":200,"original_height":100,
             "value":{"x":10,"y":20,"radiusX":3,"radiusY":4,"rotation":0,"ellipselabels":["car"]}},
            {"id":"s","type":"labels","from_name":"ner","to_name":"image","value":{"start":1,"end":4,"text":"abc","labels":["PER"]}},
            {"id":"h","type":"hypertextlabels","from_name":"ner","to_name":"image","value":{"start":"/p[1]/text()[1]",
             "end":"/p[1]/text()[1]",
              "startOffset":1,"endOffset":4,"globalOffsets":{"start":1,"end":4},"text":"abc","hypertextlabels":["PER"]}},
            {"id":"b","type":"labels","from_name":"sound","to_name":"image","original_length":3.5,
             "value":{"start":1.5,"end":4.5,"channel":0,"labels":["hum"]}},
            {"id":"z","type":"choices","from_name":"kind","to_name":"image","value":{"choices":["old"]}},
            {"id":"y","type":"rating","from_name":"quality","to_name":"image","value":{"rating":4}},
            {"type":"relation","from_id":"r","to_id":"v","direction":"right","labels":["near"]}]}],
            "predictions":[{"model_version":"m","score":0.25,"result":[
            {"id":"r","type":"rectanglelabels","from_name":"box","to_name":"image","original_width":200,"original_height":100,
             "value":{"x":10,"y":20,"width":30,"height":40,"rotation":0,"rectanglelabels":["car"]}}]}]}]
            """,
        ["label-studio-min"] = """
            [{"id":1,"image":"a.png","city":{"name":"Oslo"},"label":[
            {"x":10,"y":20,"width":30,"height":40,"rotation":0,"rectanglelabels":["car"],"original_width":200,"original_height":100},
            {"closed":false,"vectorlabels":["road"],"vertices":[{"id":"p1","x":1,"y":2,"prevPointId":null,"isBezier":false},
             {"id":"p2","x":3,"y":4,"prevPointId":"p1","isBezier":false}],"original_width":200,"original_height":100},
            {"framesCount":9,"labels":["car"],"original_width":200,"original_height":100,"sequence":[
             {"frame":1,"x":1,"y":2,"width":3,"height":4,"rotation":0,"enabled":true,"time":0.04}]},
            {"ranges":[{"start":1,"end":4}],"timelinelabels":["rain"]}]}]
            """,
        ["scale"] = """
            [{"task_id":"t1","unique_id":"a.png","type":"imageannotation","status":"completed","metadata":{"width":100,"height":80,
             "a":{"b":1}},
            "params":{"attachment":"https://example.com/a.png","geometries":{"box":{"objects_to_annotate":["car"]}}},
            "response":{"annotations":[
            {"type":"box","label":"car","uuid":"u1","left":10,"top":20,"width":30,"height":40,"attributes":{"color":"red"}},
            {"type":"polygon","label":"tree","uuid":"u2","vertices":[{"x":1,"y":1},{"x":9,"y":1},{"x":9,"y":9}]},
            {"type":"line","label":"tree","uuid":"u3","vertices":[{"x":1,"y":1},{"x":9,"y":1}]},
            {"type":"point","label":"tree","uuid":"u4","x":1,"y":2},
            {"type":"ellipse","label":"tree","uuid":"u5","vertices":[{"x":5,"y":0},{"x":0,"y":5},{"x":-5,"y":0},{"x":0,"y":-5}]},
            {"type":"cuboid","label":"tree","uuid":"u6","vertices":[{"x":1,"y":1},{"x":9,"y":1},{"x":9,"y":9},{"x":1,"y":9},
             {"x":2,"y":2},{"x":10,"y":2},{"x":10,"y":10},{"x":2,"y":10}]}]}}]
            """,
        ["nucleus"] = """
            [{"item":{"id":"di_1","ref_id":"a.png","metadata":{"k":{"v":1}},"image_url":"https://example.com/a.png","width":100,
             "height":80,"processed_url":"b",
            "camera_params":{"position":{"x":1,"y":2,"z":3},
            "heading":{"w":1,"x":0,"y":0,"z":0},"fx":1,"fy":2,"cx":3,"cy":4}},
            "box":[{"label":"car","type":"box","geometry":{"x":10,"y":20,"width":30,"height":40},"annotation_id":"u1","metadata":{"m":1}}],
            "polygon":[{"label":"tree","type":"polygon","geometry":{"vertices":[{"x":1,"y":1},{"x":9,"y":1},{"x":9,"y":9}]},
             "annotation_id":"u2","metadata":{}}],
            "line":[{"label":"tree","type":"line","geometry":{"vertices":[{"x":1,"y":1},{"x":9,"y":1}]},"annotation_id":"u3",
             "metadata":{}}],
            "keypoints":[{"label":"man","type":"keypoints","geometry":{"keypoints":[{"x":1,"y":1,"visible":true},{"x":2,"y":1,
             "visible":false}],
             "names":["a","b"],"skeleton":[[0,1]]},"annotation_id":"u4","metadata":{}}],
            "cuboid":[{"label":"car","type":"cuboid","geometry":{"position":{"x":1,"y":2,"z":3},"dimensions":{"x":1,"y":2,"z":3},"yaw":0.5},
             "annotation_id":"u5","metadata":{}}],
            "category":[{"label":"day","type":"category","geometry":{},"annotation_id":"u6","metadata":{}}]}]
            """,
        ["clarifai"] = """
            [{"id":"t1","datasetIds":["d"],"data":{"metadata":{"filename":"a.png","city":"Oslo"},"geo":{"geoPoint":{"latitude":59.9}},
            "image":{"url":"https://example.com/a.png","hosted":{"prefix":"p"},"imageInfo":{"width":100,"height":80,"format":"PNG"}},
             "regions":[
            {"id":"u1","regionInfo":{"boundingBox":{"leftCol":0.1,"topRow":0.25,"rightCol":0.4,"bottomRow":0.75}},
            "data":{"concepts":[{"id":"ai_7","name":"car","value":1,"appId":"main"},{"id":"ai_8","name":"van","value":0}]}},
            {"id":"u2","regionInfo":{"polygon":{"points":[{"col":0.01,"row":0.0125},{"col":0.09,"row":0.0125},{"col":0.09,"row":0.1125,
             "z":0.5}]}},
            "data":{"concepts":[{"id":"tree","name":"tree","value":1}]}},
            {"id":"u3","regionInfo":{"span":{"charStart":1,"charEnd":4,"rawText":"abc"}},"data":{"concepts":[{"id":"per","name":"per",
             "value":1}]}}],
            "concepts":[{"id":"ai_1","name":"day","value":1},{"id":"ai_2","name":"night","value":0}]}}]
            """,
        ["fastlabel"] = """
            [{"id":"t1","name":"a.png","status":"completed","width":100,"height":80,"url":"https://example.com/a.png",
            "metadatas":[{"key":"k","value":"v"}],"annotations":[
            {"id":"u1","type":"bbox","title":"Car","value":"car","color":"#ff0000","points":[10,20,40,60],
             "attributes":[{"key":"k","name":"K","type":"text","value":"v"}],
             "keypoints":[{"key":"nose","name":"Nose","value":[12,22,1],"edges":["eye"]},{"key":"eye","name":"Eye","value":[14,22,0],
             "edges":[]}]},
            {"id":"u2","type":"polygon","value":"tree","points":[1,1,9,1,9,9]},
            {"id":"u3","type":"pose_estimation","value":"man","keypoints":[
             {"key":"nose","name":"Nose","value":[12,22,1],"edges":["eye"]},{"key":"eye","name":"Eye","value":[],"edges":["nose"]}]},
            {"id":"u4","type":"bbox","value":"car","points":{"1":{"value":[1,2,3,4],"autogenerated":false},
             "4":{"value":[2,2,4,4],"autogenerated":true}}},
            {"id":"u5","type":"segmentation","value":"car","points":[[[1,1,9,1,9,9,1,1]]]}],
            "relations":[{"startIndex":0,"endIndex":1}]}]
            """,
    };

    // Run lengths are written as a text, the name of an item as uploads have it, and messages leave numbers out that are 0.
    private static readonly string[] SaidOtherwise = [".segmentation.counts", ".item.ref_id", ".concepts[].value"];

    // Messages have no members that their protocol does not know.
    private static readonly string[] Messages = [".regionInfo", ".concepts["];

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-unknown-").FullName;

    public static TheoryData<string> Formats => [.. Files.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Nothing_of_a_sound_file_is_lost_in_silence(string name)
    {
        JsonNode before = JsonNode.Parse(Files[name])!;
        (JsonNode after, ConversionReport report) = await AgainAsync(name, before);
        HashSet<string> there = [.. Leaves(after, "$").Select(static leaf => leaf.Path + leaf.Value)];
        Leaves(before, "$").Where(leaf => !there.Contains(leaf.Path + leaf.Value)
            && !report.Losses.Any(loss => loss.Before?.Contains(leaf.Value.Trim('"'), StringComparison.Ordinal) == true)
            && !SaidOtherwise.Any(leaf.Path.Contains)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_member_that_is_not_known_is_kept_or_reported(string name)
    {
        (_, ConversionReport usual) = await AgainAsync(name, JsonNode.Parse(Files[name])!);
        int count = Objects(JsonNode.Parse(Files[name])!, "$").Count();
        List<string> lost = [];
        for (int i = 0; i < count; i++)
        {
            JsonNode changed = JsonNode.Parse(Files[name])!;
            (string path, JsonObject target) = Objects(changed, "$").ElementAt(i);
            if (Messages.Any(path.Contains))
                continue;
            target[Mark] = Mark;
            (JsonNode after, ConversionReport report) = await AgainAsync(name, changed);
            if (!after.ToJsonString().Contains($"\"{Mark}\":\"{Mark}\"", StringComparison.Ordinal)
                && report.Losses.SequenceEqual(usual.Losses))
                lost.Add(path);
        }

        lost.ShouldBeEmpty();
    }

    private async Task<(JsonNode After, ConversionReport Report)> AgainAsync(string name, JsonNode document)
    {
        AnnotationFormat format = LabelFormats.Named(name);
        string input = Path.Combine(_folder, format.IsFile ? "before.json" : "before");
        string output = Path.Combine(_folder, format.IsFile ? "after.json" : "after");
        string inputFile = input;
        if (!format.IsFile)
        {
            Directory.CreateDirectory(input);
            inputFile = Path.Combine(input, "a.json");
        }

        await File.WriteAllTextAsync(inputFile, document.ToJsonString());
        ConversionReport report = await format.WriteAsync(await format.ReadAsync(input), output);
        return (JsonNode.Parse(await File.ReadAllTextAsync(format.IsFile ? output : Path.Combine(output, "a.json")))!, report);
    }

    private static IEnumerable<(string Path, JsonObject Node)> Objects(JsonNode? node, string path)
    {
        if (node is JsonObject whole)
        {
            yield return (path, whole);
            foreach ((string key, JsonNode? value) in whole.ToArray())
            {
                foreach ((string, JsonObject) inner in Objects(value, $"{path}.{key}"))
                    yield return inner;
            }
        }
        else if (node is JsonArray list)
        {
            for (int i = 0; i < list.Count; i++)
            {
                foreach ((string, JsonObject) inner in Objects(list[i], $"{path}[{i}]"))
                    yield return inner;
            }
        }
    }

    /// <summary>The values, and where they stand but for the position in a list.</summary>
    private static IEnumerable<(string Path, string Value)> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject whole => whole.SelectMany(member => Leaves(member.Value, $"{path}.{member.Key}")),
        JsonArray list => list.SelectMany(item => Leaves(item, path + "[]")),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number =>
            [(path, value.GetValue<double>().ToString("R", CultureInfo.InvariantCulture))],
        _ => [(path, node?.ToJsonString() ?? "null")],
    };
}
