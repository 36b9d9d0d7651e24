using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

/// <summary>The rules that annotations and predictions share, applied before anything is sent.</summary>
internal static class LabelCheck
{
    /// <summary>The reference id and the label, which every shape but a mask needs.</summary>
    public static void Names(string kind, string? label, string? referenceId)
    {
        Reference(kind, referenceId);
        if (label is null)
            throw new InvalidItemException(referenceId, $"The {kind} on '{referenceId}' has no label.");
    }

    public static void Reference(string kind, string? referenceId)
    {
        if (string.IsNullOrEmpty(referenceId))
            throw new InvalidItemException(referenceId, $"A {kind} has no reference id, so that it belongs to no item.");
    }

    /// <summary>JSON has no NaN and no infinity.</summary>
    public static void Finite(string kind, string? referenceId, params ReadOnlySpan<double?> numbers)
    {
        foreach (double? number in numbers)
        {
            if (number is { } value && !double.IsFinite(value))
                throw new InvalidItemException(referenceId, $"The {kind} on '{referenceId}' has a number that is not finite ({value}).");
        }
    }

    public static void Vertices(string kind, string? referenceId, VerticesGeometry geometry)
    {
        foreach (Point2D point in geometry.Vertices)
            Finite(kind, referenceId, point.X, point.Y);
    }

    public static void Cuboid(string? referenceId, CuboidGeometry geometry) => Finite(
        "cuboid", referenceId, geometry.Position.X, geometry.Position.Y, geometry.Position.Z,
        geometry.Dimensions.X, geometry.Dimensions.Y, geometry.Dimensions.Z, geometry.Yaw);

    public static void Keypoints(string? referenceId, KeypointsGeometry geometry)
    {
        int count = geometry.Keypoints.Count;
        if (geometry.Names.Count != count)
            throw Wrong($"there are {geometry.Names.Count} names for {count} points");
        if (geometry.Names.Distinct(StringComparer.Ordinal).Count() != count)
            throw Wrong($"the name '{geometry.Names.GroupBy(n => n, StringComparer.Ordinal).First(g => g.Count() > 1).Key}' is used twice");
        foreach (IReadOnlyList<int> bone in geometry.Skeleton ?? [])
        {
            if (bone.Count != 2)
                throw Wrong($"a line of the skeleton joins {bone.Count} points, not 2");
            if (bone.Any(index => index < 0 || index >= count))
                throw Wrong($"the skeleton joins point {bone.First(index => index < 0 || index >= count)}, but there are {count}");
        }

        foreach (Keypoint2D point in geometry.Keypoints)
        {
            if (point.Visible && (point.X is null || point.Y is null))
                throw Wrong("a visible point has no place");
            Finite("keypoints", referenceId, point.X, point.Y);
        }

        InvalidItemException Wrong(string why) => new(referenceId, $"The keypoints on '{referenceId}' are wrong: {why}.");
    }

    public static void HasMask(string? referenceId, [NotNull] string? maskUrl)
    {
        if (string.IsNullOrEmpty(maskUrl))
            throw new InvalidItemException(referenceId, $"The segmentation on '{referenceId}' has no mask.");
    }

    public static void Mask(string? referenceId, string? maskUrl)
    {
        Reference("segmentation", referenceId);
        HasMask(referenceId, maskUrl);
        if (!RemoteLocation.IsRemote(maskUrl) && !maskUrl.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new InvalidItemException(referenceId, $"The mask '{maskUrl}' of '{referenceId}' is not a PNG file.");
    }

    public static void Scores(string kind, string? referenceId, double? confidence, IReadOnlyDictionary<string, double>? classPdf)
    {
        Finite(kind, referenceId, confidence);
        foreach (double probability in classPdf?.Values ?? [])
            Finite(kind, referenceId, probability);
    }

    /// <summary>A cuboid leaves an empty id out; every other shape writes it.</summary>
    public static string? WithoutEmpty(string? id) => string.IsNullOrEmpty(id) ? null : id;

    /// <summary>A cuboid leaves empty metadata out; every other shape writes it.</summary>
    public static JsonObject? WithoutEmpty(JsonObject? metadata) => metadata is { Count: 0 } ? null : metadata;
}
