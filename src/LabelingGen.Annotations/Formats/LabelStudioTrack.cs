using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>The boxes of a Label Studio video region, frame by frame; frames count from 1.</summary>
internal static class LabelStudioTrack
{
    private static readonly string[] FrameMembers = ["frame", "x", "y", "width", "height", "rotation", "enabled", "time", "auto"];

    public static void Write(Utf8JsonWriter writer, VideoTrack track, ImageSize size)
    {
        if (track.FrameCount is int count)
            writer.WriteNumber("framesCount", count);
        if (track.DurationSeconds is double duration)
            writer.WriteNumber("duration", duration);
        writer.WriteStartArray("sequence");
        foreach (Keyframe key in track.Keyframes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("frame", key.Frame + 1);
            LabelStudioValue.WriteBox(writer, key.Shape, size);
            writer.WriteBoolean("enabled", key.IsPresent);
            if (key.TimeSeconds is double time)
                writer.WriteNumber("time", time);
            if (key.IsInterpolated)
                writer.WriteBoolean("auto", true);
            JsonExtras.Write(writer, key.Extra, FrameMembers);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static VideoTrack Read(JsonElement value, ImageSize size, string file, string path)
    {
        JsonElement sequence = value.GetProperty("sequence");
        SafeJson.Expect(sequence, JsonValueKind.Array, file, path + ".sequence");
        List<Keyframe> keys = [];
        foreach (JsonElement item in sequence.EnumerateArray())
        {
            string place = $"{path}.sequence[{keys.Count}]";
            SafeJson.Expect(item, JsonValueKind.Object, file, place);
            if (SafeJson.Integer(item, "frame") is not (int frame and > 0) || keys.Count > 0 && frame - 1 <= keys[^1].Frame)
                throw LabelStudioValue.Error("Frames count from 1 and rise.", file, place);
            keys.Add(new Keyframe(frame - 1, LabelStudioValue.ReadBox(item, size, file, place))
            {
                IsPresent = !item.TryGetProperty("enabled", out JsonElement enabled) || enabled.ValueKind == JsonValueKind.True,
                IsInterpolated = item.TryGetProperty("auto", out JsonElement auto) && auto.ValueKind == JsonValueKind.True,
                TimeSeconds = SafeJson.OptionalNumber(item, "time", file, place),
                Extra = JsonExtras.Read(item, FrameMembers),
            });
        }

        if (keys.Count == 0)
            throw LabelStudioValue.Error("A track has no frames.", file, path);
        return new VideoTrack(keys.ToValueList())
        {
            FrameCount = SafeJson.Integer(value, "framesCount"),
            DurationSeconds = SafeJson.OptionalNumber(value, "duration", file, path),
        };
    }
}
