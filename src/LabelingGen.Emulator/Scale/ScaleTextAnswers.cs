using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Answers in words: categories, fields, transcripts, named entities, conversations.</summary>
internal static class ScaleTextAnswers
{
    public static JsonObject For(Random random, string type, JsonObject parameters) => type switch
    {
        "categorization" => Categorization(random, parameters),
        "comparison" => new()
        {
            ["choice"] = ScaleAnswers.Pick(random, ScaleAnswers.Labels(parameters["choices"]), "first"),
            ["fields"] = new JsonObject(),
        },
        "datacollection" or "transcription" => new() { ["fields"] = Fields(parameters["fields"]) },
        "audiotranscription" => new() { ["transcript"] = "The quick brown fox jumps over the lazy dog.", ["duration"] = 3.2 },
        "phonecall" => new() { ["outcome"] = "success", ["fields"] = Fields(parameters["fields"]), ["choice"] = null },
        "textcollection" => new() { ["annotations"] = TextCollection(random, parameters) },
        "namedentityrecognition" => new() { ["annotations"] = Entities(random, parameters) },
        "documenttranscription" => new() { ["annotations"] = Blocks(random, parameters) },
        "documentmodel" => new() { ["annotations"] = new JsonArray(), ["model_id"] = parameters["model_id"]?.DeepClone() },
        _ => new()
        {
            ["annotations"] = new JsonObject(),
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "assistant", ["content"] = "An answer." }),
        },
    };

    private static JsonObject Categorization(Random random, JsonObject parameters)
    {
        List<string> categories = ScaleAnswers.Labels(parameters["categories"]);
        string category = ScaleAnswers.Pick(random, categories, "other");
        JsonObject answer = new() { ["category"] = parameters.Flag("allow_multiple") ? new JsonArray(category) : category };
        string? id = (parameters["category_ids"] as JsonObject)?.FirstOrDefault(p => p.Value?.ToString() == category).Key;
        if (id is not null)
            answer["category_id"] = parameters.Flag("allow_multiple") ? new JsonArray(id) : id;
        return answer;
    }

    private static JsonObject Fields(JsonNode? fields)
    {
        JsonObject answer = [];
        if (fields is JsonObject described)
        {
            foreach ((string key, _) in described)
                answer[key] = "value of " + key;
        }

        foreach (JsonNode? field in fields as JsonArray ?? [])
        {
            if (field is JsonObject one && one.Text("field_id") is { } id)
                answer[id] = "value of " + id;
        }

        return answer;
    }

    private static JsonObject TextCollection(Random random, JsonObject parameters)
    {
        JsonObject answer = [];
        foreach (JsonNode? field in parameters["fields"] as JsonArray ?? [])
        {
            if (field is not JsonObject described || described.Text("field_id") is not { } id)
                continue;
            string type = described.Text("type") ?? "text";
            List<string> choices =
                [.. (described["choices"] as JsonArray ?? []).OfType<JsonObject>().Select(c => c["value"]?.ToString() ?? "")];
            string value = type switch
            {
                "category" => ScaleAnswers.Pick(random, choices, "other"),
                "number" => "7",
                _ => "text of " + id,
            };
            answer[id] = new JsonObject { ["type"] = type, ["field_id"] = id, ["response"] = new JsonArray(new JsonArray(value)) };
        }

        return answer;
    }

    /// <summary>Every capitalized word is an entity of some label; offsets in UTF-16 code units.</summary>
    private static JsonArray Entities(Random random, JsonObject parameters)
    {
        string text = parameters["text"]?.GetValueKind() == JsonValueKind.String ? parameters["text"]!.GetValue<string>() : "";
        List<string> labels = ScaleAnswers.Labels(parameters["labels"]);
        JsonArray entities = [];
        for (int start = 0; start < text.Length;)
        {
            int end = start;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
                end++;
            if (end > start && char.IsUpper(text[start]))
            {
                entities.Add((JsonNode)new JsonObject
                {
                    ["start"] = start,
                    ["end"] = end,
                    ["text"] = text[start..end],
                    ["label"] = ScaleAnswers.Pick(random, labels, "entity"),
                });
            }

            start = end + 1;
        }

        return entities;
    }

    private static JsonArray Blocks(Random random, JsonObject parameters)
    {
        JsonArray blocks = [];
        foreach (JsonObject feature in (parameters["features"] as JsonArray ?? []).OfType<JsonObject>())
        {
            JsonObject block = ScaleGeometryAnswers.Box(random, (1240, 1754));
            block["type"] = feature["type"]?.DeepClone() ?? "block";
            block["label"] = feature["label"]?.DeepClone();
            block["text"] = "Lorem ipsum";
            blocks.Add((JsonNode)block);
        }

        return blocks;
    }
}
