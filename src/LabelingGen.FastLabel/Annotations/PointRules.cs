using System.Globalization;
using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>How many numbers the points of each type have, and how they are nested.</summary>
internal static class PointRules
{
    /// <summary>What is wrong with an annotation's points; <see langword="null"/> = nothing that is known of.</summary>
    public static string? Fault(TaskAnnotation annotation)
    {
        string? type = annotation.Type?.Value;
        string? fault = annotation.Points switch
        {
            JsonObject frames => FramesFault(type, frames),
            { } points => Fault(type, points),
            null => null,
        };
        return fault ?? KeypointFault(annotation);
    }

    /// <summary>What is wrong with points in a picture or scene. Empty points stand for none.</summary>
    public static string? Fault(string? type, JsonNode points)
    {
        if (points is not JsonArray items)
            return "its points are neither a list nor frames";
        if (items.Count == 0)
            return null;
        switch (type)
        {
            case "bbox":
                return Flat(items, type, n => n == 4, "4 numbers (x1, y1, x2, y2)");
            case "polygon":
                return Flat(items, type, n => n >= 6 && n % 2 == 0, "pairs of numbers, 3 or more");
            case "line":
                return Flat(items, type, n => n >= 4 && n % 2 == 0, "pairs of numbers, 2 or more");
            case "keypoint":
                return Flat(items, type, n => n == 2, "2 numbers (x, y)");
            case "circle":
                return Flat(items, type, n => n == 3, "3 numbers (x, y, radius)");
            case "cuboid":
                return Flat(items, type, n => n == 9, "9 numbers (position, rotation, length)");
            // Of a point cloud: a list of indexes.
            case "segmentation" when PointList.Read(items) is null:
                return RegionsFault(items);
            default:
                return null;
        }
    }

    private static string? FramesFault(string? type, JsonObject frames)
    {
        foreach ((string frame, JsonNode? entry) in frames)
        {
            if (!int.TryParse(frame, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
                return $"'{frame}' is no number of a frame (they count from 1)";
            if (entry is not JsonObject { } members || members["value"] is not { } value)
                return $"frame {frame} has no value";
            if (Fault(type, value) is { } fault)
                return $"{fault} (frame {frame})";
        }

        return null;
    }

    private static string? Flat(JsonArray items, string type, Func<int, bool> fits, string wanted)
    {
        if (PointList.Read(items) is not { } numbers)
            return $"'{type}' takes {wanted}, not other values";
        return fits(numbers.Count) ? null : $"'{type}' takes {wanted}, not {numbers.Count.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string? RegionsFault(JsonArray regions)
    {
        foreach (JsonNode? region in regions)
        {
            if (region is not JsonArray { Count: > 0 } rings)
                return "'segmentation' takes regions of rings of numbers";
            foreach (JsonNode? ring in rings)
            {
                if (PointList.Read(ring) is not { } numbers)
                    return "'segmentation' takes regions of rings of numbers";
                if (numbers.Count < 6 || numbers.Count % 2 != 0)
                    return $"a ring of 'segmentation' takes pairs of numbers, 3 or more, not {numbers.Count} numbers";
            }
        }

        return null;
    }

    private static string? KeypointFault(TaskAnnotation annotation) =>
        annotation.Keypoints?.FirstOrDefault(keypoint => keypoint.Value is { Count: not (0 or 3) }) is { } keypoint
            ? $"keypoint '{keypoint.Key}' takes 3 numbers (x, y, visible) or none, not {keypoint.Value!.Count}"
            : null;
}
