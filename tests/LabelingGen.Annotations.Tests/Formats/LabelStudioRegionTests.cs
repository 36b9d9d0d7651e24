using System.Text.Json.Nodes;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Results that are about one region, as Label Studio exports them, are one annotation with all that was said of it.</summary>
public sealed class LabelStudioRegionTests : IDisposable
{
    private const string Place = "\"x\":10,\"y\":20,\"width\":30,\"height\":40,\"rotation\":0";

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-regions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Labels_and_answers_that_repeat_a_place_belong_to_its_region()
    {
        AnnotatedImage image = await ReadAsync(Task(
            Result("r", "choices", "state", Place + ",\"choices\":[\"wet\",\"old\"]"),
            Result("r", "rectangle", "box", Place),
            Result("r", "labels", "kind", Place + ",\"labels\":[\"car\"]"),
            Result("r", "labels", "kind", Place + ",\"labels\":[\"car\",\"van\"]"),
            Result("r", "textarea", "plate", Place + ",\"text\":[\"AB 1\"]"),
            Result("r", "textarea", "notes", Place + ",\"text\":[\"one\",\"two\"]"),
            Result("r", "rating", "stars", Place + ",\"rating\":4"),
            Result("r", "taxonomy", "tree", Place + ",\"taxonomy\":[[\"a\",\"b\"]]"),
            Result("s", "rectanglelabels", "kind", Place + ",\"rectanglelabels\":[\"bus\"]"),
            Result("lone", "choices", "state", Place + ",\"choices\":[\"dry\"]")));
        image.Annotations.Select(static annotation => (annotation.Id, annotation.Labels)).ShouldBe(
            [("r", ["car", "van"]), ("s", ["bus"]), ("lone", ["dry"])]);
        image.Annotations.ShouldAllBe(static annotation => annotation.Shape!.Equals(new Box(20, 20, 60, 40)));
        ValueMap<AttributeValue> answers = image.Annotations[0].Attributes;
        answers["plate"].ShouldBe(AttributeValue.From("AB 1"));
        answers["state"].ShouldBe(AttributeValue.From((ValueList<string>)["wet", "old"]));
        answers["stars"].ShouldBe(AttributeValue.From(JsonText.Parse("""{"rating":4}""")));
        answers["notes"].ShouldBe(AttributeValue.From(JsonText.Parse("""{"text":["one","two"]}""")));
        answers["tree"].ShouldBe(AttributeValue.From(JsonText.Parse("""{"taxonomy":[["a","b"]]}""")));
        await ComesBackAsync(image);
    }

    [Fact]
    public async Task What_else_a_keyframe_says_stays_with_it()
    {
        AnnotatedImage image = await ReadAsync(Task(Result("v", "videorectangle", "boxes",
            "\"framesCount\":9,\"labels\":[\"car\"],\"sequence\":["
                + "{\"frame\":1," + Place + ",\"enabled\":true,\"time\":0.04,\"note\":{\"by\":7}},"
                + "{\"frame\":4," + Place + ",\"enabled\":false,\"auto\":true,\"vertices\":[]}]")));
        VideoTrack track = image.Annotations.ShouldHaveSingleItem().Shape.ShouldBeOfType<VideoTrack>();
        track.Keyframes[0].Extra.ShouldBe(ValueMap<JsonText>.Empty.With("note", JsonText.Parse("{\"by\":7}")));
        track.Keyframes[1].Extra.ShouldBe(ValueMap<JsonText>.Empty.With("vertices", JsonText.Parse("[]")));
        await ComesBackAsync(image);
    }

    [Fact]
    public async Task Relations_and_answers_about_the_whole_are_kept()
    {
        AnnotatedImage image = await ReadAsync(Task(
            Result("a", "rectanglelabels", "kind", Place + ",\"rectanglelabels\":[\"car\"]"),
            Result("b", "keypointlabels", "kind", "\"x\":1,\"y\":2,\"width\":0.5,\"keypointlabels\":[\"tip\"]"),
            Result("c", "textarea", "caption", "\"text\":[\"a street\"]"),
            Result("d", "rating", "quality", "\"rating\":3"),
            Result("e", "choices", "weather", "\"choices\":[\"rain\"]"),
            """{"type":"relation","from_id":"a","to_id":"b","direction":"bi","labels":["part of"]}""",
            """{"type":"relation","from_id":"b","to_id":"a","direction":"left"}"""));
        image.Relations.ShouldBe([new Relation("a", "b", RelationDirection.Both, ["part of"]),
            new Relation("b", "a", RelationDirection.Backward)]);
        image.Attributes["caption"].ShouldBe(AttributeValue.From("a street"));
        image.Attributes["quality"].ShouldBe(AttributeValue.From(JsonText.Parse("""{"rating":3}""")));
        image.Annotations.Select(static annotation => annotation.Label).ShouldBe(["car", "tip", "rain"]);
        await ComesBackAsync(image);
    }

    [Theory]
    [InlineData("""{"type":"relation","from_id":"a"}""", "$[0].annotations[0].result[0]")]
    [InlineData("""{"id":"x","type":"videovector","value":{"labels":["a"]}}""", "$[0].annotations[0].result[0].value")]
    public async Task What_cannot_be_read_is_an_error_rather_than_gone(string result, string path) =>
        (await Should.ThrowAsync<AnnotationFormatException>(() => ReadAsync(Task(result)))).ElementPath.ShouldBe(path);

    [Theory]
    [InlineData(PngColorType.Grey, 1)]
    [InlineData(PngColorType.GreyAlpha, 2)]
    [InlineData(PngColorType.Rgba, 4)]
    public async Task A_bitmask_is_the_pixels_that_are_drawn(PngColorType colors, int channels)
    {
        Mask mask = Mask.FromShape(new Ellipse(80, 40, 30, 20, 15), 200, 100);
        byte[] drawn = new byte[200 * 100];
        mask.CopyPixelsTo(drawn, 77);
        // What is transparent has no say by its colour.
        byte[] samples = [.. drawn.SelectMany(pixel => Enumerable.Repeat(pixel > 0 ? pixel : (byte)9, channels - 1).Append(pixel))];
        string value = Bitmask(new PngImage(200, 100, colors, 8, samples).Encode()) + ",\"format\":\"png\",\"bitmasklabels\":[\"wet\"]";
        AnnotatedImage image = await ReadAsync(Task(Result("m", "bitmasklabels", "kind", value)));
        image.Annotations.ShouldHaveSingleItem().Shape.ShouldBe(mask);
        await ComesBackAsync(image);
        JsonNode written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "again.json")))!;
        JsonNode region = written[0]!["annotations"]![0]!["result"]![0]!;
        region["type"]!.GetValue<string>().ShouldBe("bitmasklabels");
        region["value"]!["format"]!.GetValue<string>().ShouldBe("png");
    }

    [Theory]
    [InlineData("data:image/gif;base64,AAAA", "PNG")]
    [InlineData("data:image/png;base64,?", "cannot be read")]
    [InlineData("data:image/png;base64,iVBORw0KGgo=", "cannot be read")]
    [InlineData(null, "2x3 pixels lies over a picture of 200")]
    public async Task A_bitmask_that_is_none_is_named(string? url, string reason)
    {
        string value = url is null
            ? Bitmask(new PngImage(2, 3, PngColorType.Grey, 8, new byte[6]).Encode())
            : $"\"imageDataURL\":\"{url}\"";
        AnnotationFormatException error = await Should.ThrowAsync<AnnotationFormatException>(
            () => ReadAsync(Task(Result("m", "bitmask", "kind", value))));
        error.Message.ShouldContain(reason);
        error.ElementPath.ShouldBe("$[0].annotations[0].result[0].value.imageDataURL");
    }

    [Theory]
    [InlineData("rectangle", "\"x\":1,\"y\":2,\"width\":3,\"height\":4,\"rotation\":0")]
    [InlineData("polygon", "\"points\":[[1,2],[3,4],[5,2]],\"closed\":false")]
    [InlineData("keypointlabels", "\"x\":1,\"y\":2,\"width\":1.5,\"keypointlabels\":[\"tip\"]")]
    [InlineData("labels", "\"x\":1,\"y\":2,\"width\":3,\"height\":4,\"rotation\":0,\"labels\":[\"car\"],\"text\":\"AB 1\"")]
    [InlineData("hypertextlabels", "\"start\":\"/p[1]\",\"end\":\"/p[2]\",\"startOffset\":1,\"endOffset\":4,\"text\":\"abc\","
        + "\"globalOffsets\":{\"start\":1,\"end\":4},\"hypertextlabels\":[\"PER\"]")]
    [InlineData("paragraphlabels", "\"start\":\"0\",\"end\":\"0\",\"startOffset\":1,\"endOffset\":4,\"paragraphlabels\":[\"a\"]")]
    [InlineData("timelinelabels", "\"ranges\":[{\"start\":1.0,\"end\":4.0,\"note\":\"x\"}],\"timelinelabels\":[\"rain\"]")]
    [InlineData("timeserieslabels", "\"start\":1.0,\"end\":4.0,\"instant\":false,\"timeserieslabels\":[\"run\"]")]
    [InlineData("timeserieslabels", "\"start\":\"2020-01-01\",\"end\":\"2020-01-02\",\"instant\":false,\"timeserieslabels\":[\"run\"]")]
    public async Task A_result_is_written_as_it_was_read_whatever_its_type(string type, string value)
    {
        string result = Result("r", type, "control", value);
        await ComesBackAsync(await ReadAsync(Task(result)));
        JsonNode written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "again.json")))!;
        JsonNode.DeepEquals(written[0]!["annotations"]![0]!["result"]![0], JsonNode.Parse(result)).ShouldBeTrue(written.ToJsonString());
    }

    [Fact]
    public async Task Controls_of_one_region_stay_what_they_were_until_the_region_is_another()
    {
        string[] results =
        [
            Result("r", "rectangle", "box", Place),
            Result("r", "labels", "kind", Place + ",\"labels\":[\"car\"]"),
            Result("r", "textarea", "plate", Place + ",\"text\":[\"AB 1\"]").Replace("\"value\"", "\"score\":0.5,\"value\"",
                StringComparison.Ordinal),
        ];
        AnnotatedImage image = await ReadAsync(Task(results));
        await ComesBackAsync(image);
        JsonNode written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "again.json")))!;
        JsonNode.DeepEquals(written[0]!["annotations"]![0]!["result"], JsonNode.Parse($"[{string.Join(',', results)}]"))
            .ShouldBeTrue(written.ToJsonString());

        Annotation region = image.Annotations.ShouldHaveSingleItem();
        AnnotatedImage changed = image with
        {
            Annotations = [region with { Labels = ["van"], Attributes = region.Attributes.With("plate", "CD 2") }],
        };
        string path = Path.Combine(_folder, "changed.json");
        (await AnnotationFormats.LabelStudio.WriteAsync(new AnnotatedDataset([changed]), path)).Losses
            .Select(static loss => loss.Field).ShouldBe(["extra.type", "extra.$results"], ignoreOrder: true);
        Annotation back = (await (await AnnotationFormats.LabelStudio.ReadAsync(path)).ToListAsync()).Single().Annotations.Single();
        back.Labels.ShouldBe(["van"]);
        back.Attributes["plate"].ShouldBe(AttributeValue.From("CD 2"));
    }

    [Fact]
    public async Task A_turned_shape_whose_own_numbers_are_not_read_is_reported()
    {
        AnnotatedImage image = new("a.png", new ImageSize(3, 30), [
            new Annotation(new Ellipse(1, 1, 1e8, 0, 90), "car"),
            new Annotation(new RotatedBox(1, 1, 1e8, 1, 90), "car"),
            new Annotation(new VideoTrack([new Keyframe(0, new Box(1e8, 1, 2, 2))]), "car")]);
        (await AnnotationFormats.LabelStudio.WriteAsync(new AnnotatedDataset([image]), Path.Combine(_folder, "far.json"))).Losses
            .Where(static loss => loss.Image is not null).Select(static loss => (loss.AnnotationIndex, loss.Reason))
            .ShouldBe([(0, LossReason.AnnotationDropped), (1, LossReason.AnnotationDropped), (2, LossReason.AnnotationDropped)]);
    }

    [Theory]
    [InlineData("label-studio")]
    [InlineData("label-studio-min")]
    [InlineData("label-studio-csv")]
    public async Task A_mask_of_more_pixels_than_a_brush_counts_is_reported(string name)
    {
        ImageSize size = new(1 << 15, 1 << 15);
        AnnotatedImage image = new("huge.png", size, [new Annotation(Mask.Filled(size.Width, size.Height, inside: true), "sky")]);
        ConversionReport report = await AnnotationFormats.Get(name)
            .WriteAsync(new AnnotatedDataset([image]), Path.Combine(_folder, "huge.out"));
        report.Losses.ShouldContain(static loss => loss.Reason == LossReason.AnnotationDropped);
    }

    [Fact]
    public async Task Compact_records_join_controls_by_the_place()
    {
        const string size = ",\"original_width\":200,\"original_height\":100";
        string path = Path.Combine(_folder, "min.json");
        File.WriteAllText(path, $$"""
            [{"id":1,"image":"a.png","box":[{ {{Place}}{{size}} }],"state":[{ {{Place}}{{size}},"choices":["wet"]}],
            "label":[{ {{Place}}{{size}},"rectanglelabels":["car"]},{ {{Place}}{{size}},"rectanglelabels":["car"]}],
            "plate":[{ {{Place}}{{size}},"text":["AB 1"]}]}]
            """);
        AnnotatedImage image = (await (await AnnotationFormats.LabelStudioCompact.ReadAsync(path)).ToListAsync()).Single();
        image.Annotations.Count.ShouldBe(2);
        image.Annotations.ShouldAllBe(static annotation => annotation.Label == "car");
        image.Annotations[0].Attributes["state"].ShouldBe(AttributeValue.From((ValueList<string>)["wet"]));
        image.Annotations[0].Attributes["plate"].ShouldBe(AttributeValue.From("AB 1"));
    }

    private static string Bitmask(byte[] png) => $"\"imageDataURL\":\"data:image/png;base64,{Convert.ToBase64String(png)}\"";

    private static string Task(params string[] results) =>
        $$"""[{"id":1,"data":{"image":"a.png"},"annotations":[{"result":[{{string.Join(',', results)}}]}]}]""";

    private static string Result(string id, string type, string control, string value) =>
        $$"""{"id":"{{id}}","type":"{{type}}","from_name":"{{control}}","to_name":"image",""" + "\"original_width\":200,"
            + "\"original_height\":100,\"value\":{" + value + "}}";

    private async Task<AnnotatedImage> ReadAsync(string json)
    {
        string path = Path.Combine(_folder, "tasks.json");
        File.WriteAllText(path, json);
        return (await (await AnnotationFormats.LabelStudio.ReadAsync(path)).ToListAsync()).Single();
    }

    private async Task ComesBackAsync(AnnotatedImage image)
    {
        string path = Path.Combine(_folder, "again.json");
        (await AnnotationFormats.LabelStudio.WriteAsync(new AnnotatedDataset([image]), path)).IsLossless.ShouldBeTrue();
        (await (await AnnotationFormats.LabelStudio.ReadAsync(path)).ToListAsync()).Single().ShouldBe(image);
    }
}
