using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core.Json;

namespace LabelingGen.FastLabel;

/// <summary>The file <c>annotations.json</c> beside downloaded objects: a list, which grows by every download.</summary>
internal static class DatasetManifest
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IndentSize = 4,
        NewLine = "\n",
    };

    /// <exception cref="InvalidDataException">There is a file that is no list.</exception>
    public static async Task AppendAsync(string path, IEnumerable<DatasetObject> objects, CancellationToken cancellationToken)
    {
        JsonArray entries = File.Exists(path) ? Read(path) : [];
        foreach (DatasetObject item in objects)
            entries.Add((JsonNode)Entry(item));
        AtomicFile file = AtomicFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            Utf8JsonWriter writer = new(file.Stream, Options);
            await using (writer.ConfigureAwait(false))
                entries.WriteTo(writer);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonArray Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) as JsonArray
                ?? throw new InvalidDataException($"'{path}' is no list that objects could be added to.");
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException($"'{path}' is no JSON: {malformed.Message}", malformed);
        }
    }

    private static JsonObject Entry(DatasetObject item)
    {
        JsonObject json = JsonNode.Parse(JsonCodec.ToBinaryData(item, DatasetObject.Write))!.AsObject();
        return new()
        {
            ["name"] = Take(json, "name"),
            ["annotations"] = Take(json, "annotations"),
            ["customMetadata"] = Take(json, "customMetadata"),
            ["tags"] = Take(json, "tags"),
            ["object_type"] = Take(json, "type"),
        };
    }

    private static JsonNode? Take(JsonObject json, string member) => json[member]?.DeepClone();
}
