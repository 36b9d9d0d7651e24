using System.Text.Json.Nodes;
using LabelingGen.Annotations.Formats;
using LabelingGen.Core.Json;

namespace LabelingGen.FastLabel;

/// <summary>Finds every member in which an annotation differs from what came back of it.</summary>
internal static class AnnotationDifferences
{
    private const int LongestText = 120;

    public static JsonObject Json(TaskAnnotation annotation) =>
        JsonNode.Parse(JsonCodec.ToBinaryData(annotation, TaskAnnotation.Write))!.AsObject();

    public static void Report(string? image, int index, TaskAnnotation before, TaskAnnotation? after, ConversionReport report)
    {
        if (after is null)
        {
            report.Add(new(image, index, "annotation", LossReason.AnnotationDropped, before.Value, null) { AnnotationId = before.Id });
            return;
        }

        JsonObject source = Json(before);
        JsonObject back = Json(after);
        foreach (string member in source.Select(m => m.Key).Union(back.Select(m => m.Key)))
        {
            bool was = source.TryGetPropertyValue(member, out JsonNode? old);
            bool isThere = back.TryGetPropertyValue(member, out JsonNode? now);
            if (was == isThere && JsonNode.DeepEquals(old, now))
                continue;
            LossReason reason = !was ? LossReason.Added : isThere ? LossReason.Changed : LossReason.Dropped;
            report.Add(new(image, index, member, reason, was ? Text(old) : null, isThere ? Text(now) : null) { AnnotationId = before.Id });
        }
    }

    private static string Text(JsonNode? value)
    {
        string text = value?.ToJsonString() ?? "null";
        return text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
    }
}
