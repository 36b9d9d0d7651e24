using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Answers about a region or a whole picture: texts, numbers, choices and whatever else a control without a place gives. They are
/// attributes by the control's name; what is neither one text, one number nor choices keeps its JSON.
/// </summary>
internal static class LabelStudioAnswers
{
    // The type of a control, and the member of its value that holds the answer.
    private static readonly (string Type, string Member)[] Kinds =
    [
        ("textarea", "text"), ("number", "number"), ("rating", "rating"), ("choices", "choices"), ("taxonomy", "taxonomy"),
        ("datetime", "datetime"), ("pairwise", "selected"), ("ranker", "ranker"),
    ];

    /// <summary>Whether controls of a type answer rather than mark. The value may repeat the region that the answer is about.</summary>
    public static bool IsAnswer(string? type) => Array.Exists(Kinds, kind => kind.Type == type);

    /// <summary>The answer of a value, or nothing if there is none.</summary>
    public static AttributeValue? Read(string? type, JsonElement value)
    {
        foreach ((string kind, string member) in Kinds)
        {
            if ((kind == type || !IsAnswer(type)) && value.TryGetProperty(member, out JsonElement answer))
                return Parse(member, answer);
        }

        return null;
    }

    /// <summary>Writes an answer as a result of its own, unless results have no form for it.</summary>
    /// <param name="id">The identifier of the region that it is about; <see langword="null"/> for the whole picture.</param>
    /// <param name="target">The name of what is labelled.</param>
    public static void Write(Utf8JsonWriter writer, string? id, string target, string name, AttributeValue value)
    {
        if (MemberOf(value) is not { } member || id is null && member == "choices")
            return;
        writer.WriteStartObject();
        if (id is not null)
            writer.WriteString("id", id);
        writer.WriteString("type", Array.Find(Kinds, kind => kind.Member == member).Type);
        writer.WriteString("from_name", name);
        writer.WriteString("to_name", target);
        writer.WritePropertyName("value");
        if (value.Kind == AttributeKind.Json)
        {
            writer.WriteRawValue(value.AsJson().Text);
        }
        else
        {
            writer.WriteStartObject();
            writer.WritePropertyName(member);
            WriteBare(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static AttributeValue Parse(string member, JsonElement answer) => (member, answer.ValueKind) switch
    {
        ("text", JsonValueKind.String) => AttributeValue.From(answer.GetString()!),
        ("text", JsonValueKind.Array) when answer.GetArrayLength() == 1 && answer[0].ValueKind == JsonValueKind.String =>
            AttributeValue.From(answer[0].GetString()!),
        ("number", JsonValueKind.Number) when double.IsFinite(answer.GetDouble()) =>
            AttributeValue.From(answer.GetDouble()),
        ("choices", JsonValueKind.Array) when answer.EnumerateArray().All(static choice => choice.ValueKind == JsonValueKind.String) =>
            AttributeValue.From(answer.EnumerateArray().Select(static choice => choice.GetString()!).ToValueList()),
        _ => AttributeValue.From(JsonText.Parse($"{{{JsonText.From(member).Text}:{answer.GetRawText()}}}")),
    };

    private static string? MemberOf(AttributeValue value) => value.Kind switch
    {
        AttributeKind.Text => "text",
        AttributeKind.Number => "number",
        AttributeKind.Texts => "choices",
        AttributeKind.Json when value.AsJson().ToElement() is { ValueKind: JsonValueKind.Object } json
            && json.EnumerateObject().Select(static member => member.Name).ToArray() is [var only]
            && Array.Exists(Kinds, kind => kind.Member == only) => only,
        _ => null,
    };

    private static void WriteBare(Utf8JsonWriter writer, AttributeValue value)
    {
        if (value.Kind == AttributeKind.Number)
        {
            writer.WriteNumberValue(value.AsNumber());
            return;
        }

        writer.WriteStartArray();
        foreach (string text in value.Kind == AttributeKind.Text ? [value.AsText()] : value.AsTexts())
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
