using System.Text;
using System.Text.Json.Nodes;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

public sealed partial class Scene
{
    /// <summary>Whether it is a video: a frame rate or a video file is present, otherwise it is a lidar scene.</summary>
    public bool IsVideo => FrameRate is not null || VideoUrl is not null
        || IsSet("frame_rate") || IsSet("video_url");

    /// <summary>The scene with its frames. What was read is not validated, for listings leave parts out.</summary>
    /// <exception cref="InvalidOperationException">It is a video.</exception>
    /// <exception cref="FormatException">A frame is no map of items.</exception>
    public LidarScene ToLidarScene()
    {
        if (IsVideo)
            throw new InvalidOperationException($"The scene '{ReferenceId}' is a video.");
        return new LidarScene(
            ReferenceId ?? throw new FormatException("The scene has no reference id."),
            (Frames ?? []).Select(frame => new Frame((frame as JsonObject
                ?? throw new FormatException($"A frame of the scene '{ReferenceId}' is no object.")).Select(
                    entry => KeyValuePair.Create(entry.Key, ItemOf(entry.Value))))),
            Metadata)
        {
            Tracks = Tracks ?? [],
        };
    }

    /// <summary>The video with its images. What was read is not validated, for listings leave parts out.</summary>
    /// <exception cref="InvalidOperationException">It is a lidar scene.</exception>
    /// <exception cref="FormatException">A frame is no item.</exception>
    public VideoScene ToVideoScene()
    {
        if (!IsVideo)
            throw new InvalidOperationException($"The scene '{ReferenceId}' is a lidar scene.");
        return new VideoScene(
            ReferenceId ?? throw new FormatException("The scene has no reference id."), (int?)FrameRate,
            (Frames ?? []).Select(ItemOf), VideoUrl, Metadata)
        {
            Tracks = Tracks ?? [],
            UsePrivacyMode = UploadToScale == false,
        };
    }

    private DatasetItem ItemOf(JsonNode? item) => item is JsonObject json
        ? JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(json.ToJsonString()), DatasetItem.Read)
        : throw new FormatException($"A frame of the scene '{ReferenceId}' holds no item.");
}
