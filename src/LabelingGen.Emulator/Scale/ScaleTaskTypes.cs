using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>The task types and the parameters each one asks for.</summary>
internal static class ScaleTaskTypes
{
    /// <summary>Required parameters by type; <c>a|b</c> asks for one of them.</summary>
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["annotation"] = ["attachment", "objects_to_annotate"],
        ["audiotranscription"] = ["attachment"],
        ["categorization"] = ["attachment", "categories"],
        ["chat"] = [],
        ["chatexperimental"] = [],
        ["chatlite"] = [],
        ["comparison"] = ["attachments", "choices|fields"],
        ["cuboidannotation"] = ["attachment", "objects_to_annotate"],
        ["datacollection"] = ["fields"],
        ["documentmodel"] = ["attachment|attachments"],
        ["documenttranscription"] = ["attachment|attachments"],
        ["federal2dvideoannotation"] = ["attachment|attachments"],
        ["imageannotation"] = ["attachment", "geometries"],
        ["laneannotation"] = ["attachment"],
        ["lidarannotation"] = ["attachments", "labels"],
        ["lidarlinking"] = ["attachments"],
        ["lidarsegmentation"] = ["attachments", "labels"],
        ["lidartopdown"] = ["attachments"],
        ["lineannotation"] = ["attachment", "objects_to_annotate"],
        ["multichat"] = [],
        ["multistage"] = [],
        ["namedentityrecognition"] = ["text", "labels"],
        ["phonecall"] = ["phone_number", "script"],
        ["pointannotation"] = ["attachment", "objects_to_annotate"],
        ["polygonannotation"] = ["attachment", "objects_to_annotate"],
        ["segmentannotation"] = ["attachment", "labels"],
        ["sensorfusion"] = ["attachments"],
        ["textcollection"] = ["attachments", "fields"],
        ["transcription"] = ["attachment", "fields"],
        ["videoannotation"] = ["attachment|attachments", "geometries"],
        ["videoboxannotation"] = ["attachment|attachments"],
        ["videocuboidannotation"] = ["attachment|attachments"],
        ["videoplaybackannotation"] = ["attachment|attachments", "geometries"],
    };

    private static readonly string[] Geometries = ["box", "polygon", "line", "point", "cuboid", "ellipse"];

    /// <summary>The types that evaluation and training tasks exist for.</summary>
    private static readonly string[] QualityTypes =
    [
        "documenttranscription", "segmentannotation", "videoplaybackannotation", "imageannotation", "textcollection",
        "namedentityrecognition",
    ];

    public static bool IsKnown(string type) => Required.ContainsKey(type);

    public static bool HasQualityTasks(string type) => QualityTypes.Contains(type);

    public static bool HasTemplates(string type) => type is "textcollection" || type.Contains("chat", StringComparison.Ordinal);

    /// <summary>Checks the type's own parameters.</summary>
    /// <exception cref="VendorErrorException">One is missing or wrong; the message names it.</exception>
    public static void Check(string type, JsonObject parameters)
    {
        foreach (string names in Required[type])
        {
            if (!Array.Exists(names.Split('|'), name => IsGiven(parameters[name])))
                throw JsonMembers.Missing(names.Replace("|", "\" or \"", StringComparison.Ordinal));
        }

        if (type is "sensorfusion" && parameters["attachments"] is not JsonArray { Count: 1 })
            throw JsonMembers.Wrong("attachments", "exactly one URL");
        if (parameters["attachments"] is not (null or JsonArray))
            throw JsonMembers.Wrong("attachments", "an array");
        if (type.StartsWith("video", StringComparison.Ordinal) && parameters.Text("attachment_type") is { } kind)
            CheckVideo(kind, parameters);
        if (parameters.Object("geometries") is { } geometries)
        {
            foreach ((string name, _) in geometries)
            {
                if (!Geometries.Contains(name))
                    throw new VendorErrorException(400, $"Parameter is invalid, reason: \"geometries.{name}\" is not allowed");
            }
        }
    }

    private static void CheckVideo(string kind, JsonObject parameters)
    {
        string wanted = kind == "image" ? "attachments" : "attachment";
        if (kind is not ("image" or "video"))
            throw JsonMembers.Wrong("attachment_type", "'image' or 'video'");
        if (!IsGiven(parameters[wanted]))
            throw JsonMembers.Missing(wanted);
    }

    private static bool IsGiven(JsonNode? node) => node switch
    {
        null => false,
        JsonObject { Count: 0 } => false,
        JsonValue value when value.TryGetValue(out string? text) => text.Length > 0,
        _ => true,
    };
}
