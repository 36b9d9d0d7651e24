namespace LabelingGen.Nucleus;

/// <summary>How the F1 scores of several labels become one.</summary>
public enum CategoryAverage
{
    /// <summary>The mean over labels.</summary>
    Macro,

    /// <summary>The score of all counts together.</summary>
    Micro,

    /// <summary>The mean over labels by how often they occur in the ground truth.</summary>
    Weighted,

    /// <summary>The mean over items.</summary>
    Samples,
}
