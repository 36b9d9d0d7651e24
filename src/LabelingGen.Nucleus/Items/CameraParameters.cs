using System.Text;
using System.Text.Json.Nodes;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

public sealed partial class CameraParameters
{
    /// <summary>Key of an item's metadata under which the camera is kept.</summary>
    public const string MetadataKey = "camera_params";

    private static readonly (string Name, string[] Parts)[] Required =
    [
        ("position", ["x", "y", "z"]), ("heading", ["x", "y", "z", "w"]), ("fx", []), ("fy", []), ("cx", []), ("cy", []),
    ];

    /// <summary>Reads the camera in an item's metadata; <see langword="null"/> when there is none.</summary>
    /// <exception cref="InvalidItemException">It is incomplete or of an unknown model.</exception>
    internal static CameraParameters? InMetadata(string? referenceId, JsonObject? metadata)
    {
        if (metadata?[MetadataKey] is not { } node)
            return null;
        JsonObject camera = node as JsonObject ?? throw Wrong("they are no object");
        foreach ((string name, string[] parts) in Required)
        {
            if (camera[name] is not { } value)
                throw Wrong($"'{name}' is missing");
            foreach (string part in parts)
            {
                if (value is not JsonObject vector || vector[part] is null)
                    throw Wrong($"'{name}.{part}' is missing");
            }
        }

        CameraParameters read = JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(camera.ToJsonString()), Read);
        if (read.CameraModel is { IsKnown: false } model)
            throw Wrong($"the camera model '{model.Value}' is not known");
        return read;

        InvalidItemException Wrong(string why) => new(referenceId, $"The camera parameters of '{referenceId}' are wrong: {why}.");
    }
}
