using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>The arrows between regions of a Label Studio annotation: results without a control and without a value.</summary>
internal static class LabelStudioRelations
{
    public static bool Is(JsonElement result) => SafeJson.Text(result, "type") == "relation";

    /// <summary>Whether a relation has members that are not read.</summary>
    public static bool SaysMore(JsonElement result) => result.EnumerateObject().Any(static member =>
        member.Name is not ("type" or "from_id" or "to_id" or "direction" or "labels"));

    public static Relation Read(JsonElement result, JsonPlace place)
    {
        if (SafeJson.Text(result, "from_id") is not { } from || SafeJson.Text(result, "to_id") is not { } to)
            throw place.Error("A relation does not name two regions ('from_id', 'to_id').");
        RelationDirection direction = SafeJson.Text(result, "direction") switch
        {
            "left" => RelationDirection.Backward,
            "bi" => RelationDirection.Both,
            _ => RelationDirection.Forward,
        };
        return new Relation(from, to, direction, LabelStudioValue.Labels(result));
    }

    public static void Write(Utf8JsonWriter writer, Relation relation)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "relation");
        writer.WriteString("from_id", relation.FromId);
        writer.WriteString("to_id", relation.ToId);
        writer.WriteString("direction", relation.Direction switch
        {
            RelationDirection.Backward => "left",
            RelationDirection.Both => "bi",
            _ => "right",
        });
        if (!relation.Labels.IsEmpty)
        {
            writer.WriteStartArray("labels");
            foreach (string label in relation.Labels)
                writer.WriteStringValue(label);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
