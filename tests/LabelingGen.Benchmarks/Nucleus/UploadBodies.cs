using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabelingGen.Benchmarks.Nucleus;

/// <summary>The bodies of bulk uploads as records that System.Text.Json writes by generated code.</summary>
internal static partial class UploadBodies
{
    public static void Items(Utf8JsonWriter writer, int from, int count) => JsonSerializer.Serialize(
        writer,
        new AppendBody([.. Enumerable.Range(from, count).Select(i => new Item($"r{i}", $"https://example.com/{i}.jpg", []))], false),
        Json.Default.AppendBody);

    public static void Boxes(Utf8JsonWriter writer, int from, int count) => JsonSerializer.Serialize(
        writer,
        new AnnotateBody(false, [.. Enumerable.Range(from, count).Select(i => new Box(
            "box", "car", $"r{i}", new Geometry(i, 2, 3, 4), $"car-{i}-2-3-4-r{i}", null, [], null, null))]),
        Json.Default.AnnotateBody);

    private sealed record AppendBody(Item[] Items, bool Update);

    private sealed record Item(string ReferenceId, string ImageUrl, Dictionary<string, string> Metadata);

    private sealed record AnnotateBody(bool Update, Box[] Annotations);

    private sealed record Box(
        string Type, string Label, string ReferenceId, Geometry Geometry, string AnnotationId, double[]? EmbeddingVector,
        Dictionary<string, string> Metadata, string? TrackReferenceId, string? TaskId);

    private sealed record Geometry(double X, double Y, double Width, double Height);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(AppendBody))]
    [JsonSerializable(typeof(AnnotateBody))]
    private sealed partial class Json : JsonSerializerContext;
}
