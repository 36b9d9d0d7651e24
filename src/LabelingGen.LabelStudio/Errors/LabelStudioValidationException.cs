using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.LabelStudio;

public partial class LabelStudioValidationException
{
    /// <summary>
    /// What is wrong with which field (<c>validation_errors</c>); <c>non_field_errors</c> holds what concerns no single one. Empty where
    /// the server told none.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors
    {
        get
        {
            Dictionary<string, IReadOnlyList<string>> errors = new(StringComparer.Ordinal);
            JsonObject? body = ApiErrorBody.Read<JsonObject>(this, JsonCodec.ReadObject);
            foreach ((string name, JsonNode? problems) in body?["validation_errors"] as JsonObject ?? [])
                errors[name] = problems is JsonArray list ? [.. list.Select(Text)] : [Text(problems)];
            return errors;
        }
    }

    private static string Text(JsonNode? problem) =>
        problem is JsonValue value && value.TryGetValue(out string? text) ? text : problem?.ToJsonString() ?? "null";
}
