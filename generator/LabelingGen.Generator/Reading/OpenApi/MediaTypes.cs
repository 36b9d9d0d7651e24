namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>Media types as keys of <c>content</c>, <c>consumes</c> and <c>produces</c>.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string OctetStream = "application/octet-stream";
    public const string Multipart = "multipart/form-data";
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>Lower case and without parameters.</summary>
    public static string Normalize(string text)
    {
        int end = text.IndexOf(';');
        return (end < 0 ? text : text.Substring(0, end)).Trim().ToLowerInvariant();
    }

    public static bool IsJson(string mediaType) =>
        mediaType is Json or "text/json" or "*/*" or "application/*" || mediaType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>A stream of JSON values, one after another.</summary>
    public static bool IsSequence(string mediaType) => mediaType is "application/x-ndjson" or "application/ndjson" or "application/jsonl"
        or "application/x-jsonlines" or "application/json-seq" or "application/json-lines" or "application/stream+json"
        or "text/event-stream"
        or "application/geo+json-seq";

    public static bool IsText(string mediaType) => mediaType.StartsWith("text/", StringComparison.Ordinal)
        || mediaType.EndsWith("/xml", StringComparison.Ordinal) || mediaType.EndsWith("+xml", StringComparison.Ordinal)
        || mediaType is "application/yaml" or "application/x-yaml" or "application/jwt" or "application/javascript";

    public static bool IsForm(string mediaType) => mediaType == Form || mediaType.StartsWith("multipart/", StringComparison.Ordinal);
}
