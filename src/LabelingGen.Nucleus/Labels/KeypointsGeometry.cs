namespace LabelingGen.Nucleus;

public sealed partial class KeypointsGeometry
{
    /// <summary>The points in pixels. Where the server left them out there are none, as in the official client.</summary>
    public required IReadOnlyList<Keypoint2D> Keypoints
    {
        get => field ??= [];
        set;
    }

    /// <summary>A name for each point. Where the server left them out there are none, as in the official client.</summary>
    public required IReadOnlyList<string> Names
    {
        get => field ??= [];
        set;
    }

    /// <summary>
    /// The id that the official client gives to keypoints without one: <c>person-image_1-keypoints</c>. Two of one label on one item
    /// collide; give them ids of their own.
    /// </summary>
    /// <param name="label">Class name.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    public static string AutomaticId(string label, string referenceId) => $"{label}-{referenceId}-keypoints";

    /// <summary>Writes null for a skeleton that was not read.</summary>
    internal void Complete() => _skeleton = new(Skeleton);
}
