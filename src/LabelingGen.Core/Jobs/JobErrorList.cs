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
            int arrays = 0;
            JsonElement only = root;
            foreach (JsonProperty member in root.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Array && ++arrays == 1)
                    only = member.Value;
            }

            if (arrays == 1)
                root = only;
        }

        if (root.ValueKind == JsonValueKind.Null)
            return [];
        if (root.ValueKind != JsonValueKind.Array)
            return [Text(root)];
        List<string> texts = [];
        foreach (JsonElement item in root.EnumerateArray())
            texts.Add(Text(item));
        return texts;
    }

    private static string Text(JsonElement item) => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText();
}
