namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>Predictions of a model beside the ground truth of a dataset, from upload to matches.</summary>
public sealed class EvaluationFlowTests
{
    [Fact]
    public async Task Predictions_are_matched_also_where_there_is_no_ground_truth()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(3);
        await flow.Client.Datasets.AnnotateAsync(
            flow.Dataset, [new BoxAnnotation("car", 0, 0, 4, 4, "r0"), new BoxAnnotation("car", 0, 0, 4, 4, "r2")]);
        Model model = (await flow.Client.Models.CreateAsync("detector", "detector-v1")).Value;
        LabelUploadResult<Prediction> uploaded = await flow.Client.Models.UploadPredictionsAsync(
            flow.Dataset, model.Id,
            [new BoxPrediction("car", 0, 0, 4, 3, "r0", confidence: 0.9), new BoxPrediction("bus", 0, 0, 1, 1, "r1", confidence: 0.4)]);
        uploaded.Processed.ShouldBe(2);
        await flow.Client.Models.CalculateEvaluationMetricsAsync(flow.Dataset, model.Id, new());

        (await MatchesAsync(ObjectQueryType.Iou)).ShouldBe(
            [ConfusionCategory.TruePositive, ConfusionCategory.FalsePositive, ConfusionCategory.FalseNegative], ignoreOrder: true);
        (await MatchesAsync(ObjectQueryType.FalsePositive)).ShouldBe([ConfusionCategory.FalsePositive]);
        (await MatchesAsync(ObjectQueryType.FalseNegative)).ShouldBe([ConfusionCategory.FalseNegative]);

        async Task<List<ConfusionCategory>> MatchesAsync(ObjectQueryType mode) => await flow.Client.Datasets
            .QueryMatchesAsync(flow.Dataset, "", mode, uploaded.ModelRunId).Select(match => match.Category).ToListAsync();
    }
}
