using System.Text.Json;

namespace LabelingGen.Core;

/// <summary>Reads a vendor's list of what went wrong in a job, whatever its shape.</summary>
public static class JobErrorList
{
    /// <summary>
    /// The texts of an array; of an object, those of its only array. An item that is no text is given as JSON. A value that is neither is
    /// the one item.
    /// </summary>
    public static IReadOnlyList<string> Read(ref Utf8JsonReader reader)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object)
        {
            List<JsonElement> arrays = [.. root.EnumerateObject().Select(member => member.Value)
                .Where(value => value.ValueKind == JsonValueKind.Array)];
            if (arrays.Count == 1)
                root = arrays[0];
        }

        return root.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. root.EnumerateArray().Select(Text)],
            _ => [Text(root)],
        };
    }

    private static string Text(JsonElement item) => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
}
