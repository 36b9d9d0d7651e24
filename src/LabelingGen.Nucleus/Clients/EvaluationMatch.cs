namespace LabelingGen.Nucleus;

public sealed partial class EvaluationMatch
{
    /// <summary>
    /// What kind of match it is: right when the server says so or both labels are the same; otherwise a false positive when there is a
    /// prediction, and a false negative when there is none.
    /// </summary>
    public ConfusionCategory Category =>
        TruePositive == true || (ModelPredictionLabel is not null && ModelPredictionLabel == GroundTruthAnnotationLabel)
            ? ConfusionCategory.TruePositive
            : ModelPredictionLabel is not null ? ConfusionCategory.FalsePositive : ConfusionCategory.FalseNegative;
}
