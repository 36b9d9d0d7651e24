using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Fills the frames between key frames of rectangles in videos as the vendor's library does.</summary>
public static class LabelStudioVideo
{
    private const int MaxFrames = 10_000_000;

    private static readonly string[] Moving = ["x", "y", "width", "height", "rotation"];

    /// <summary>
    /// Replaces the <c>sequence</c> of each video rectangle by one with every frame: between an enabled key frame and the next one (or the
    /// last frame of the video) position, size, rotation and time run evenly. Frames that were filled in carry <c>auto</c>.
    /// </summary>
    /// <param name="results">The <c>result</c> list of an annotation.</param>
    /// <exception cref="AnnotationFormatException">A key frame has no frame number, or more than ten million frames would be
    /// filled.</exception>
    public static JsonText Interpolate(JsonElement results)
    {
        SafeJson.Expect(results, JsonValueKind.Array, "", "$");
        BrokenText.Refuse(results, "$");
        return JsonText.Parse(InterpolateAll(results).ToJsonString());
    }

    private static JsonArray InterpolateAll(JsonElement results)
    {
        JsonArray filled = [];
        foreach (JsonElement item in results.EnumerateArray())
        {
            SafeJson.Expect(item, JsonValueKind.Object, "", "$[]");
            JsonObject result = JsonObject.Create(item)!;
            bool isVideo = "videorectangle".Equals(SafeJson.Text(item, "type"), StringComparison.OrdinalIgnoreCase);
            if (isVideo && result["value"] is JsonObject value && value["sequence"] is JsonArray sequence)
            {
                if (sequence.Count == 0)
                    continue;
                value["sequence"] = Fill(value, sequence);
            }

            filled.Add((JsonNode)result);
        }

        return filled;
    }

    private static JsonArray Fill(JsonObject value, JsonArray sequence)
    {
        JsonObject[] keys = [.. sequence.OfType<JsonObject>().OrderBy(static key => Frame(key))];
        JsonArray frames = [];
        for (int i = 0; i < keys.Length; i++)
        {
            JsonObject from = keys[i];
            frames.Add(from.DeepClone());
            if (from["enabled"]?.GetValueKind() != JsonValueKind.True)
                continue;
            bool isLast = i + 1 == keys.Length;
            JsonObject? to = isLast ? null : keys[i + 1];
            double first = Frame(from);
            double last = to is null ? Number(value, "framesCount") ?? first : Frame(to);
            if (last - first > MaxFrames)
                throw new AnnotationFormatException($"More than {MaxFrames:N0} frames lie between two key frames.", null,
                    path: "value.framesCount");
            for (double frame = first + 1; frame < last + (isLast ? 1 : 0); frame++)
                frames.Add((JsonNode)Between(from, to, frame, (frame - first) / (last - first), Number(value, "duration") ?? 0));
        }

        return frames;
    }

    /// <summary>After the last key frame nothing moves; time runs to the end of the video.</summary>
    private static JsonObject Between(JsonObject from, JsonObject? to, double frame, double part, double duration)
    {
        JsonObject between = (JsonObject)from.DeepClone();
        foreach (string name in Moving)
        {
            if (to is not null && Number(from, name) is double start)
                between[name] = start + ((Number(to, name) ?? 0) - start) * part;
        }

        if (Number(from, "time") is double time)
        {
            double step = to is null ? 0 : ((Number(to, "time") ?? 0) - time) * part;
            between["time"] = PythonNumber.Round(step == 0 && duration > 0 ? time + part * (duration - time) : time + step, 2);
        }

        between["frame"] = frame;
        between["auto"] = true;
        return between;
    }

    private static double Frame(JsonObject key) =>
        Number(key, "frame") ?? throw new AnnotationFormatException("A key frame has no 'frame'.", null, path: "value.sequence[].frame");

    private static double? Number(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : null;
}
