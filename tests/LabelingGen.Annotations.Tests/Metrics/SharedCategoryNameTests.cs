using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Metrics;

/// <summary>
/// Two categories of one name stay two: in a file that is read and written again, and when predictions are judged, which COCO's own
/// evaluation does by the numbers of categories alone.
/// </summary>
public sealed class SharedCategoryNameTests : IDisposable
{
    private const string Truth = """
        {"images":[{"id":1,"file_name":"a.png","width":100,"height":100}],
        "categories":[{"id":9,"name":"bat","supercategory":"sport"},{"id":4,"name":"bat","supercategory":"animal"},{"id":6,"name":"cat"}],
        "annotations":[
        {"id":1,"image_id":1,"category_id":9,"bbox":[0,0,10,10],"area":100,"iscrowd":0},
        {"id":2,"image_id":1,"category_id":4,"bbox":[50,50,10,10],"area":100,"iscrowd":0},
        {"id":3,"image_id":1,"category_id":6,"bbox":[80,80,10,10],"area":100,"iscrowd":0}]}
        """;

    // The animal is found twice, once where it is; the other bat is found where the animal is.
    private const string Results = """
        [{"image_id":1,"category_id":9,"bbox":[50,50,10,10],"score":0.9},{"image_id":1,"category_id":4,"bbox":[0,0,10,10],"score":0.8},
        {"image_id":1,"category_id":4,"bbox":[50,50,10,10],"score":0.7},{"image_id":1,"category_id":6,"bbox":[80,80,10,10],"score":0.6}]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-names-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Predictions_are_judged_by_the_number_of_the_category()
    {
        CocoResult result = await EvaluateAsync(Write("truth.json", Truth));
        result.Categories.ShouldBe(["bat (4)", "cat", "bat (9)"]);
        result.Categories.Select(name => result.MeanPrecision(0.5, category: name)).ShouldBe([0.5, 1, 0], 1e-12);
        result.AveragePrecision.ShouldBe(0.5, 1e-12);
        result.AverageRecall.ShouldBe(2 / 3.0, 1e-12);
    }

    [Fact]
    public async Task What_is_written_again_says_the_same_and_is_judged_the_same()
    {
        AnnotatedDataset dataset = await AnnotationFormats.Coco.ReadAsync(Write("truth.json", Truth));
        string again = Path.Combine(_folder, "again.json");
        (await AnnotationFormats.Coco.WriteAsync(dataset, again)).Losses.ShouldBeEmpty();
        (await AnnotationFormats.Coco.ReadAsync(again)).Categories.ShouldBe(dataset.Categories);
        (await EvaluateAsync(again)).Summarize().ShouldBe((await EvaluateAsync(Path.Combine(_folder, "truth.json"))).Summarize());
    }

    private async Task<CocoResult> EvaluateAsync(string truth)
    {
        AnnotatedDataset dataset = await AnnotationFormats.Coco.ReadAsync(truth);
        return await CocoEvaluator.EvaluateAsync(dataset, await CocoResults.ReadAsync(Write("results.json", Results), dataset));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
