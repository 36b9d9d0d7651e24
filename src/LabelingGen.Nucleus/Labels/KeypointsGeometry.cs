namespace LabelingGen.Nucleus;

public sealed partial class KeypointsGeometry
{
    /// <summary>
    /// The id that the official client gives to keypoints without one: <c>person-image_1-keypoints</c>. Two of one label on one item
    /// collide; give them ids of their own.
    /// </summary>
    /// <param name="label">Class name.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    public static string AutomaticId(string label, string referenceId) => $"{label}-{referenceId}-keypoints";
}
