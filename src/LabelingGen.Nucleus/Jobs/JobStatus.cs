using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public sealed partial class JobStatus
{
    /// <summary>The signed addresses of the files of an embeddings export, out of the message of its job.</summary>
    /// <exception cref="FormatException">The message holds none, or a path instead of an address.</exception>
    public IReadOnlyList<Uri> ReadResultUrls() => (Message as JsonObject)?["result"] is JsonArray urls
        ? [.. urls.Select(AddressOf)]
        : throw NoMember("result");

    /// <summary>What is left of a deduplication, out of the message of its job.</summary>
    /// <exception cref="FormatException">A part of it is missing.</exception>
    public DeduplicationResult ReadDeduplication()
    {
        JsonObject message = Message as JsonObject ?? throw NoMember("unique_item_ids");
        JsonObject stats = message["stats"] as JsonObject ?? throw NoMember("stats");
        return new DeduplicationResult(
            Texts(message, "unique_item_ids"), Texts(message, "unique_reference_ids"), Number(stats, "threshold"),
            Number(stats, "original_count"), Number(stats, "deduplicated_count"));
    }

    private static Uri AddressOf(JsonNode? url) =>
        url is JsonValue value && value.TryGetValue(out string? text) && Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && !address.IsFile
            ? address
            : throw new FormatException($"The message of the job names '{url}' as a result, which is no address.");

    private static string[] Texts(JsonObject message, string name) => message[name] is JsonArray values
        ? [.. values.Select(value => (string?)value ?? throw NoMember(name))]
        : throw NoMember(name);

    private static int Number(JsonObject stats, string name) =>
        stats[name] is JsonValue value && value.TryGetValue(out int number) ? number : throw NoMember(name);

    private static FormatException NoMember(string name) => new($"The message of the job has no '{name}'.");
}
