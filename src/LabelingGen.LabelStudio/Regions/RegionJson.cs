using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.LabelStudio;

/// <summary>Regions from and to JSON trees, where the API has them within free objects.</summary>
internal static class RegionJson
{
    public static IReadOnlyList<Region> FromArray(JsonArray items) =>
        [.. items.OfType<JsonObject>().Select(item =>
        {
            var reader = new Utf8JsonReader(JsonBytes(writer => item.WriteTo(writer)));
            reader.Read();
            return Region.Read(ref reader);
        })];

    public static JsonArray ToArray(IReadOnlyList<Region> regions) =>
        [.. regions.Select(region => JsonNode.Parse(JsonBytes(writer => Region.Write(writer, region))))];

    private static byte[] JsonBytes(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        return stream.ToArray();
    }
}
