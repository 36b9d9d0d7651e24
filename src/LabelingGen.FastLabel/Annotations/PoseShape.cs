namespace LabelingGen.FastLabel;

/// <summary>A pose: named keypoints that the class joins by edges.</summary>
public sealed class PoseShape : AnnotationShape
{
    /// <summary>Takes the keypoints.</summary>
    public PoseShape(IEnumerable<TaskKeypoint> keypoints) => Keypoints = [.. keypoints];

    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.PoseEstimation;

    /// <summary>The keypoints, placed or not.</summary>
    public IReadOnlyList<TaskKeypoint> Keypoints { get; }

    internal override void ApplyTo(TaskAnnotation annotation)
    {
        annotation.Type = Type;
        annotation.Keypoints = Keypoints;
    }
}
