using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>A category of the vendor's COCO file.</summary>
internal sealed record FastLabelCategory(int Id, string Name, string Color, string[] Keypoints, string[] KeypointColors,
    List<(int From, int To)> Skeleton)
{
    private static readonly string[] Supported = ["bbox", "polygon", "segmentation", "pose_estimation"];

    public static bool IsSupported(string type) => Supported.Contains(type);

    /// <summary>
    /// Without annotation classes every category has the colour of the last annotation of the last task that has one, as the vendor's
    /// converter does it; with classes each has its own.
    /// </summary>
    public static List<FastLabelCategory> Find(IReadOnlyList<FastLabelTask> tasks, FastLabelOptions options)
    {
        ValueList<JsonElement> classes = options.AnnotationClasses;
        SortedSet<string> values = new(CodePointOrder.Instance);
        foreach (FastLabelTask task in tasks)
            values.UnionWith(task.Annotations.Where(static annotation => IsSupported(annotation.Type))
                .Select(static annotation => annotation.Value));
        if (classes.IsEmpty)
        {
            FastLabelAnnotation? last = tasks.LastOrDefault(static task => task.Annotations.Count > 0)?.Annotations[^1];
            return [.. values.Select((value, index) => new FastLabelCategory(index + 1, value, last!.Color, [], [], []))];
        }

        List<FastLabelCategory> categories = [];
        for (int i = 0; i < classes.Count; i++)
        {
            string path = $"classes[{i}]";
            SafeJson.Expect(classes[i], JsonValueKind.Object, "", path);
            BrokenText.Refuse(classes[i], path);
            string value = FastLabelTask.Text(classes[i], "value", path);
            if (values.Contains(value))
                categories.Add(Read(classes[i], categories.Count + 1, value, path, options.IsEarly));
        }

        return categories;
    }

    private static FastLabelCategory Read(JsonElement item, int id, string value, string path, bool isEarly)
    {
        string color = FastLabelTask.Text(item, "color", path);
        string type = FastLabelTask.Text(item, "type", path);
        if (type != "pose_estimation" && (isEarly || type != "bbox"))
            return new FastLabelCategory(id, value, color, [], [], []);
        if (!item.TryGetProperty("keypoints", out JsonElement list) || list.ValueKind != JsonValueKind.Array)
            throw new AnnotationFormatException($"The class '{value}' has no list 'keypoints'.", null, path: path);
        JsonElement[] keypoints = [.. list.EnumerateArray()];
        foreach (JsonElement keypoint in keypoints)
            SafeJson.Expect(keypoint, JsonValueKind.Object, "", path + ".keypoints");
        return new FastLabelCategory(
            id, value, color,
            [.. keypoints.Select(keypoint => FastLabelTask.Text(keypoint, "key", path))],
            [.. keypoints.Select(keypoint => FastLabelTask.Text(keypoint, "color", path))],
            FindSkeleton(keypoints, path));
    }

    /// <summary>Edges are listed from both ends; the one towards a keypoint that was walked already is left out.</summary>
    private static List<(int From, int To)> FindSkeleton(JsonElement[] keypoints, string path)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        for (int i = 0; i < keypoints.Length; i++)
            numbers[FastLabelTask.Text(keypoints[i], "id", path)] = i + 1;
        List<(int, int)> skeleton = [];
        HashSet<int> walked = [];
        foreach (JsonElement keypoint in keypoints)
        {
            int from = numbers[FastLabelTask.Text(keypoint, "id", path)];
            if (!keypoint.TryGetProperty("edges", out JsonElement edges) || edges.ValueKind != JsonValueKind.Array)
                continue;
            foreach (JsonElement edge in edges.EnumerateArray())
            {
                if (edge.ValueKind != JsonValueKind.String || !numbers.TryGetValue(edge.GetString()!, out int to))
                    throw new AnnotationFormatException("An edge leads to a keypoint that is not there.", null, path: path + ".keypoints");
                if (!walked.Contains(to))
                    skeleton.Add((from, to));
                walked.Add(from);
            }
        }

        return skeleton;
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("skeleton");
        foreach ((int from, int to) in Skeleton)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(from);
            writer.WriteNumberValue(to);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "keypoints", Keypoints);
        WriteTexts(writer, "keypoint_colors", KeypointColors);
        writer.WriteString("color", Color);
        writer.WriteString("supercategory", Name);
        writer.WriteNumber("id", Id);
        writer.WriteString("name", Name);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, string[] texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
