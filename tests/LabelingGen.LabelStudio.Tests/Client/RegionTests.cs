using System.Text.Json;
using LabelingGen.Annotations;
using LabelingGen.LabelStudio.Tests.Flows;
using LabelingGen.Testing.Models;

namespace LabelingGen.LabelStudio.Tests.Client;

/// <summary>Every kind of region: its class, its value, and that nothing of it is lost.</summary>
public sealed class RegionTests
{
    public static TheoryData<string, Type> Kinds => new()
    {
        { """{"type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rotation":5,"rectanglelabels":["a"]}}""",
            typeof(RectangleRegion) },
        { """{"type":"rectangle","value":{"x":1.5,"y":2,"width":3,"height":4}}""", typeof(RectangleRegion) },
        { """{"type":"ellipselabels","value":{"x":1,"y":2,"radiusX":3,"radiusY":4,"rotation":5,"ellipselabels":["a"]}}""",
            typeof(EllipseRegion) },
        { """{"type":"polygonlabels","value":{"points":[[1,2],[3,4],[5,6]],"closed":true,"polygonlabels":["a"]}}""",
            typeof(PolygonRegion) },
        { """{"type":"keypointlabels","is_positive":true,"value":{"x":1,"y":2,"width":0.5,"keypointlabels":["a"]}}""",
            typeof(KeypointRegion) },
        { """{"type":"brushlabels","original_width":3,"original_height":1,"value":{"format":"rle","rle":[0,0,0,12,57,27,252,96,19,255,128],"brushlabels":["a"]}}""", typeof(BrushRegion) },
        { """{"type":"bitmasklabels","value":{"imageDataURL":"data:image/png;base64,AA==","bitmasklabels":["a"]}}""",
            typeof(BitmaskRegion) },
        { """{"type":"vectorlabels","value":{"vertices":[{"id":"v0","x":1,"y":2,"prevPointId":null,"isBezier":true,"controlPoint1":{"x":1,"y":1}}],"closed":false,"vectorlabels":["a"]}}""", typeof(VectorRegion) },
        { """{"type":"ocrlabels","value":{"x":1,"y":2,"width":3,"height":4,"rotation":0,"ocrtext":"hi","pageIndex":1,"ocrlabels":["a"]}}""",
            typeof(OcrRegion) },
        { """{"type":"labels","value":{"start":3,"end":7,"text":"word","labels":["a"]}}""", typeof(LabelsRegion) },
        { """{"type":"labels","original_length":12.5,"value":{"start":0.25,"end":1.5,"channel":0,"labels":["a"]}}""",
            typeof(LabelsRegion) },
        { """{"type":"hypertextlabels","value":{"start":"/p[1]/text()[1]","end":"/p[2]/text()[1]","startOffset":1,"endOffset":2,"globalOffsets":{"start":1,"end":9},"hypertextlabels":["a"]}}""", typeof(HypertextRegion) },
        { """{"type":"paragraphlabels","value":{"start":"0","end":"1","startOffset":1,"endOffset":2,"text":"hi","paragraphlabels":["a"]}}""", typeof(ParagraphRegion) },
        { """{"type":"timeserieslabels","value":{"start":"2020-01-01","end":"2020-01-02","instant":false,"timeserieslabels":["a"]}}""",
            typeof(TimeSeriesRegion) },
        { """{"type":"videorectangle","value":{"framesCount":10,"duration":1.5,"sequence":[{"frame":1,"time":0.1,"x":1,"y":2,"width":3,"height":4,"rotation":0,"enabled":true}],"labels":["a"]}}""", typeof(VideoRectangleRegion) },
        { """{"type":"videovector","value":{"framesCount":10,"sequence":[{"frame":1,"closed":true,"enabled":true,"vertices":[{"id":"v0","x":1,"y":2}]}],"labels":["a"]}}""", typeof(VideoVectorRegion) },
        { """{"type":"timelinelabels","value":{"ranges":[{"start":3,"end":9}],"timelinelabels":["a"]}}""", typeof(TimelineRegion) },
        { """{"type":"choices","value":{"choices":["yes"]}}""", typeof(ChoicesRegion) },
        { """{"type":"taxonomy","value":{"taxonomy":[["a","b"],["c"]]}}""", typeof(TaxonomyRegion) },
        { """{"type":"textarea","value":{"text":["hi"],"start":0.5,"end":1}}""", typeof(TextAreaRegion) },
        { """{"type":"rating","value":{"rating":4}}""", typeof(RatingRegion) },
        { """{"type":"number","value":{"number":4.5}}""", typeof(NumberRegion) },
        { """{"type":"datetime","value":{"datetime":"2024-01-02"}}""", typeof(DateTimeRegion) },
        { """{"type":"pairwise","value":{"selected":"left"}}""", typeof(PairwiseRegion) },
        { """{"type":"ranker","value":{"ranker":{"best":["1","2"]}}}""", typeof(RankerRegion) },
        { """{"type":"chatmessage","value":{"chatmessage":{"role":"user","content":"hi","createdAt":5}}}""", typeof(ChatRegion) },
        { """{"type":"relation","from_id":"a","to_id":"b","direction":"right","labels":["of"]}""", typeof(RelationRegion) },
        { """{"type":"reactcode","value":{"reactcode":{"any":1}}}""", typeof(InterfaceRegion) },
        { """{"type":"hologramlabels","from_name":"h","to_name":"i","value":{"z":[1,{"deep":null}]},"more":true}""", typeof(Region) },
        { """{"id":"x","type":"choices"}""", typeof(ChoicesRegion) },
        { """{"value":{"what":"ever"}}""", typeof(Region) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_region_has_its_class_and_loses_nothing(string json, Type type)
    {
        Region region = JsonSerializer.Deserialize<Region>(json)!;
        region.GetType().ShouldBe(type);
        JsonEquality.Canonical(JsonSerializer.Serialize(region)).ShouldBe(JsonEquality.Canonical(json));
    }

    [Fact]
    public void A_value_has_its_members()
    {
        var labels = JsonSerializer.Deserialize<Region>("""{"type":"labels","value":{"start":3,"end":7.5,"labels":["a","b"]}}""")
            .ShouldBeOfType<LabelsRegion>();
        labels.Value!.Start!.TryGetDouble(out double start).ShouldBeTrue();
        start.ShouldBe(3);
        labels.Value.Labels.ShouldBe(["a", "b"]);
        var series = JsonSerializer.Deserialize<Region>("""{"type":"timeserieslabels","value":{"start":"2020"}}""")
            .ShouldBeOfType<TimeSeriesRegion>();
        series.Value!.Start!.TryGetString(out string? text).ShouldBeTrue();
        text.ShouldBe("2020");
    }

    [Theory]
    [InlineData("""{"type":"rectangle","value":{"x":101,"y":0,"width":1,"height":1}}""", "result[0].value.x")]
    [InlineData("""{"type":"rectangle","value":{"x":1,"y":-0.5,"width":1,"height":1}}""", "result[0].value.y")]
    [InlineData("""{"type":"rectanglelabels","value":{"x":1,"y":1,"width":150,"height":1}}""", "result[0].value.width")]
    [InlineData("""{"type":"rectanglelabels","value":{"x":1,"y":1,"width":1,"height":1,"rotation":361}}""", "result[0].value.rotation")]
    [InlineData("""{"type":"ellipse","value":{"x":1,"y":1,"radiusX":51,"radiusY":1}}""", "result[0].value.radiusX")]
    [InlineData("""{"type":"polygon","value":{"points":[[1,2],[3]]}}""", "result[0].value.points[1]")]
    [InlineData("""{"type":"polygon","value":{"points":[[1,2],[3,400]]}}""", "result[0].value.points[1][1]")]
    [InlineData("""{"type":"videorectangle","value":{"sequence":[{"frame":1,"x":-1}]}}""", "result[0].value.sequence[0].x")]
    [InlineData("""{"type":"vectorlabels","value":{"vertices":[{"id":"v","x":1,"y":100.5}]}}""", "result[0].value.vertices[0].y")]
    [InlineData("""{"type":"videovector","value":{"sequence":[{"frame":1,"vertices":[{"id":"v","x":-3,"y":1}]}]}}""",
        "result[0].value.sequence[0].vertices[0].x")]
    [InlineData("""{"type":"keypoint","value":{"x":1,"y":101,"width":1}}""", "result[0].value.y")]
    [InlineData("""{"type":"ocrlabels","value":{"x":1,"y":1,"width":1,"height":101}}""", "result[0].value.height")]
    [InlineData("""{"type":"labels","value":{"x":1,"y":1,"width":101,"height":1,"labels":["a"]}}""", "result[0].value.width")]
    [InlineData("""{"type":"brush","value":{"rle":[1]}}""", "result[0].value.rle")]
    [InlineData("""{"type":"brush","original_width":3,"original_height":1,"value":{"rle":[256]}}""", "result[0].value.rle[0]")]
    [InlineData("""{"type":"brush","original_width":30,"original_height":1,"value":{"rle":[0,0,0,12,57,27,252,96,19,255,128]}}""",
        "result[0].value.rle")]
    [InlineData("""{"type":"brush","original_width":3,"original_height":1,"value":{"rle":[0,0,0,12,57,27,252]}}""", "result[0].value.rle")]
    public async Task A_value_that_cannot_be_is_named_before_anything_is_sent(string json, string place)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        Region region = JsonSerializer.Deserialize<Region>(json)!;

        (await Should.ThrowAsync<RegionException>(
            () => flow.Client.Annotations.CreateAsync(1, new() { Result = [region] }))).Place.ShouldBe(place);
        (await Should.ThrowAsync<RegionException>(
            () => flow.Client.Annotations.UpdateAsync(1, new() { Result = [region] }))).Place.ShouldBe(place);
        (await Should.ThrowAsync<RegionException>(() => flow.Client.Predictions.CreateAsync(new() { Task = 1, Result = [region] })))
            .Place.ShouldBe(place);
        ImportTask task = LabelStudioFlow.Task(1);
        task.Annotations = [new() { Result = [region] }];
        (await Should.ThrowAsync<RegionException>(() => flow.Client.Imports.ImportAsync(flow.Project, [task])))
            .Place.ShouldBe("tasks[0].annotations[0]." + place);
        (await Should.ThrowAsync<RegionException>(
            () => flow.Client.Predictions.UpdateAsync(1, new() { Result = [region] }))).Place.ShouldBe(place);
        (await Should.ThrowAsync<RegionException>(() => flow.Client.Predictions.ReplaceAsync(1, new() { Task = 1, Result = [region] })))
            .Place.ShouldBe(place);
        (await Should.ThrowAsync<RegionException>(
            () => flow.Client.Imports.ImportPredictionsAsync(flow.Project, [new() { Task = 1, Result = [region] }])))
            .Place.ShouldBe("predictions[0]." + place);
        (await Should.ThrowAsync<RegionException>(() => flow.Client.MachineLearning.PredictInteractiveAsync(1, 1, [region])))
            .Place.ShouldBe("drawn" + place["result".Length..]);
        flow.Requests.ShouldBeEmpty();
    }

    public static TheoryData<string> Shapes => ["box", "turned box", "polygon", "ellipse", "point", "line", "mask"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_shape_becomes_a_region_and_the_same_shape_again(string name)
    {
        IShape shape = name switch
        {
            "box" => new Box(40, 30, 100, 60),
            "turned box" => RotatedBox.FromTopLeft(40, 30, 100, 60, 30),
            "polygon" => new Polygon([new(0, 0), new(40, 0), new(40, 30)]),
            "ellipse" => new Ellipse(200, 150, 40, 30, 45),
            "point" => new Point(100, 75),
            "line" => new Polyline([new(0, 0), new(40, 30)]),
            _ => Mask.FromPixels(400, 300, [.. Enumerable.Range(0, 120_000).Select(i => (byte)(i % 7 == 0 ? 255 : 0))]),
        };

        Region region = shape.ToRegion(new RegionTarget("label", "image", 400, 300), ["Car"], "r1");

        region.FromName.ShouldBe("label");
        region.OriginalWidth.ShouldBe(400);
        Region read = JsonSerializer.Deserialize<Region>(JsonSerializer.Serialize(region))!;
        IShape again = read.ToShape().ShouldNotBeNull();
        again.Kind.ShouldBe(shape.Kind);
        IPlanarShape planar = (IPlanarShape)again;
        planar.Bounds.X.ShouldBe(((IPlanarShape)shape).Bounds.X, 1e-6);
        planar.Bounds.Height.ShouldBe(((IPlanarShape)shape).Bounds.Height, 1e-6);
        planar.Area.ShouldBe(((IPlanarShape)shape).Area, 1e-6);
    }

    [Fact]
    public void Spans_tracks_and_intervals_have_shapes_and_choices_have_none()
    {
        JsonSerializer.Deserialize<Region>("""{"type":"labels","value":{"start":3,"end":7,"text":"word"}}""")!.ToShape()
            .ShouldBe(new TextSpan(3, 7, "word"));
        JsonSerializer.Deserialize<Region>(
            """{"type":"labels","original_length":9.5,"value":{"start":1,"end":2.5,"channel":1}}""")!.ToShape()
            .ShouldBe(new TimeInterval(1, 2.5, TimeUnit.Seconds, 1));
        var track = JsonSerializer.Deserialize<Region>("""
            {"type":"videorectangle","value":{"framesCount":5,"sequence":[{"frame":1,"x":0,"y":0,"width":10,"height":10,"enabled":true},
            {"frame":4,"x":30,"y":0,"width":10,"height":10,"enabled":false}]}}
            """)!.ToShape().ShouldBeOfType<VideoTrack>();
        track.ShapeAt(1).ShouldBe(new Box(10, 0, 10, 10));
        track.ShapeAt(4).ShouldBeNull();
        JsonSerializer.Deserialize<Region>("""{"type":"choices","value":{"choices":["a"]}}""")!.ToShape().ShouldBeNull();
        JsonSerializer.Deserialize<Region>("""{"type":"rectangle","value":{"x":1,"y":1,"width":1,"height":1}}""")!.ToShape().ShouldBeNull();
        Should.Throw<RegionException>(() => JsonSerializer.Deserialize<Region>(
            """{"type":"brush","original_width":9,"original_height":9,"value":{"rle":[0,0,0,12]}}""")!.ToShape());
        Should.Throw<ArgumentException>(() => new TextSpan(1, 2).ToRegion(new RegionTarget("a", "b", 1, 1)));
    }
}
