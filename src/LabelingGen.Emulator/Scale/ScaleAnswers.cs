using System.Globalization;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>
/// Makes up the response of a task: what a labeler could have answered, from the task's own labels, geometries, fields and image
/// size. A hypothesis is taken over as it is. The same seed and task number give the same answer.
/// </summary>
internal sealed class ScaleAnswers(int seed)
{
    private int _made;

    public JsonObject For(ScaleEmulator vendor, ScaleAccount account, ScaleTaskRecord task)
    {
        if (task.Parameters["hypothesis"] is JsonObject hypothesis)
            return hypothesis.DeepClone().AsObject();
        Random random = new(HashCode(seed, _made++));
        JsonObject parameters = task.Parameters;
        return task.Type switch
        {
            "imageannotation" => ScaleGeometryAnswers.Image(random, parameters, SizeOf(account, parameters)),
            "annotation" or "polygonannotation" or "lineannotation" or "pointannotation" or "cuboidannotation" =>
                ScaleGeometryAnswers.Legacy(random, task.Type, parameters, SizeOf(account, parameters)),
            "segmentannotation" => ScaleMediaAnswers.Segmentation(vendor, account, random, parameters, SizeOf(account, parameters)),
            "videoannotation" or "videoplaybackannotation" or "videoboxannotation" or "videocuboidannotation"
                or "federal2dvideoannotation" =>
                ScaleMediaAnswers.Video(vendor, account, random, task.Type, parameters),
            "lidarannotation" or "lidartopdown" or "lidarsegmentation" or "lidarlinking" or "sensorfusion" or "laneannotation" =>
                ScaleMediaAnswers.Scene(vendor, account, random, parameters),
            _ => ScaleTextAnswers.For(random, task.Type, parameters),
        };
    }

    /// <summary>Labels in a list of strings or label descriptions, subchoices included.</summary>
    internal static List<string> Labels(JsonNode? node)
    {
        List<string> labels = [];
        foreach (JsonNode? item in node as JsonArray ?? [])
        {
            if (item is JsonValue value && value.TryGetValue(out string? text))
                labels.Add(text);
            else if (item is JsonObject described)
                labels.AddRange(described["subchoices"] is JsonArray { Count: > 0 } below ? Labels(below) : NameOf(described));
        }

        return labels;
    }

    internal static string Pick(Random random, IReadOnlyList<string> values, string otherwise) =>
        values.Count == 0 ? otherwise : values[random.Next(values.Count)];

    private static List<string> NameOf(JsonObject described)
    {
        foreach (string member in new[] { "choice", "name", "label", "value", "display" })
        {
            if (described[member] is JsonValue value && value.TryGetValue(out string? text))
                return [text];
        }

        return [];
    }

    private static (int Width, int Height) SizeOf(ScaleAccount account, JsonObject parameters)
    {
        (int Width, int Height) assumed = (1280, 720);
        if (parameters["attachment"] is not JsonValue value || !value.TryGetValue(out string? url))
            return assumed;
        return account.Files.TryGetValue(url[(url.LastIndexOf('/') + 1)..], out ScaleFileRecord? file)
            ? ImageSize.Read(file.Content.Span) ?? assumed
            : assumed;
    }

    private static int HashCode(int seed, int number)
    {
        // Stable over runs, unlike System.HashCode.
        uint hash = 2166136261;
        foreach (char c in string.Create(CultureInfo.InvariantCulture, $"{seed}/{number}"))
            hash = (hash ^ c) * 16777619;
        return (int)hash;
    }
}
