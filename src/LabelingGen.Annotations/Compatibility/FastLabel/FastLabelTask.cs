using System.Globalization;
using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>A task as the API returns it, with errors that name the task and the member.</summary>
internal sealed class FastLabelTask
{
    private readonly JsonElement _json;

    private FastLabelTask(JsonElement json, int index)
    {
        _json = json;
        Path = string.Create(CultureInfo.InvariantCulture, $"$[{index}]");
        SafeJson.Expect(json, JsonValueKind.Object, "", Path);
        BrokenText.Refuse(json, Path);
        Name = Text(json, "name", Path);
        List<FastLabelAnnotation> annotations = [];
        if (json.TryGetProperty("annotations", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in list.EnumerateArray())
                annotations.Add(new FastLabelAnnotation(item,
                    string.Create(CultureInfo.InvariantCulture, $"{Path}.annotations[{annotations.Count}]")));
        }

        Annotations = annotations;
    }

    public string Path { get; }

    public string Name { get; }

    public int Width => Size("width");

    public int Height => Size("height");

    public bool IsZeroSize => Width == 0 || Height == 0;

    public IReadOnlyList<FastLabelAnnotation> Annotations { get; }

    public static IReadOnlyList<FastLabelTask> ReadAll(IEnumerable<JsonElement> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return [.. tasks.Select(static (json, index) => new FastLabelTask(json, index))];
    }

    /// <summary>Names of the pictures: the task's own, or one for each frame of a video with the number of the frame (from 1).</summary>
    public IEnumerable<(string Name, int? Frame)> Pictures(FastLabelOptions options)
    {
        if (!options.IsVideo)
            return [(Name, null)];
        int frames = options.FindFrameCount?.Invoke(Name) ?? SafeJson.Integer(_json, "frameCount")
            ?? throw new AnnotationFormatException($"The number of frames of the video '{Name}' is not known.", null,
                path: Path + ".frameCount");
        if (frames is < 0 or > 10_000_000)
            throw new AnnotationFormatException($"A video of {frames} frames cannot be split.", null, path: Path + ".frameCount");
        string stem = SidecarFormat.Stem(Name[(Name.LastIndexOf('/') + 1)..]);
        int digits = frames.ToString(CultureInfo.InvariantCulture).Length;
        return Enumerable.Range(1, frames).Select(frame =>
            ($"{stem}_{(frame - 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}.jpg", (int?)frame));
    }

    public static string Text(JsonElement json, string member, string path) =>
        SafeJson.Text(json, member) ?? throw new AnnotationFormatException($"There is no text '{member}'.", null, path: path);

    private int Size(string member) => SafeJson.Integer(_json, member) is int size and >= 0
        ? size
        : throw new AnnotationFormatException($"The task '{Name}' has no '{member}'.", null, path: Path);
}
