namespace LabelingGen.Nucleus;

/// <summary>How a prediction and a ground truth annotation stand to each other.</summary>
public enum ConfusionCategory
{
    /// <summary>They match.</summary>
    TruePositive,

    /// <summary>A prediction without a ground truth annotation that fits.</summary>
    FalsePositive,

    /// <summary>A ground truth annotation without a prediction that fits.</summary>
    FalseNegative,
}
