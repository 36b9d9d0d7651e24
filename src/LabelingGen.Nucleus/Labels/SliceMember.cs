namespace LabelingGen.Nucleus;

/// <summary>What a slice holds at one place: exactly one of the four.</summary>
/// <param name="Item">An item.</param>
/// <param name="Annotation">An annotation.</param>
/// <param name="Prediction">A prediction.</param>
/// <param name="Scene">A scene.</param>
public sealed record SliceMember(
    DatasetItem? Item = null, GroundTruthAnnotation? Annotation = null, Prediction? Prediction = null, Scene? Scene = null);
