using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

internal enum MediaKind
{
    Json,
    Ndjson,
    Events,
    Text,
    Form,
    Multipart,
    Binary,
}

/// <summary>What a media type means for the code that reads or writes it.</summary>
internal static class MediaTypes
{
    private static readonly string[] TextTypes =
    {
        "application/xml", "application/yaml", "application/x-yaml", "application/javascript", "application/graphql", "application/sql",
        "application/toml", "application/x-sh", "application/typescript", "application/csv", "application/x-pem-file",
    };

    public static MediaKind KindOf(MediaContent content, TypePlanner types)
    {
        Schema? schema = types.Resolve(content.Schema);
        bool isBytes = schema is PrimitiveSchema { Kind: PrimitiveKind.Binary };
        string type = content.MediaType;
        if (type == "application/x-www-form-urlencoded")
            return MediaKind.Form;
        if (type is "multipart/form-data" or "multipart/*")
            return MediaKind.Multipart;
        if (type == "text/event-stream")
            return MediaKind.Events;
        if (type is "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonl" or "application/jsonlines"
            or "application/x-jsonlines" or "application/json-lines" or "application/stream+json" or "application/x-json-stream")
            return MediaKind.Ndjson;
        if (isBytes)
            return MediaKind.Binary;
        if (type is "application/json" or "text/json" or "application/*+json" || EndsWith(type, "+json"))
            return MediaKind.Json;
        if (StartsWith(type, "text/") || EndsWith(type, "+xml") || EndsWith(type, "+yaml") || TextTypes.Contains(type))
            return MediaKind.Text;

        // "*/*", "application/*" and vendors' own types: the schema tells.
        return schema is ObjectSchema or ArraySchema or MapSchema or UnionSchema && !StartsWith(type, "image/") && !StartsWith(type, "multipart/")
            ? MediaKind.Json
            : MediaKind.Binary;
    }

    /// <summary>The type to send for a pattern such as <c>*/*</c>.</summary>
    public static string Concrete(string mediaType, MediaKind kind) => mediaType.IndexOf('*') < 0
        ? mediaType
        : kind switch
        {
            MediaKind.Json => "application/json",
            MediaKind.Text => "text/plain",
            MediaKind.Multipart => "multipart/form-data",
            _ => "application/octet-stream",
        };

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.Ordinal);

    private static bool EndsWith(string text, string end) => text.EndsWith(end, StringComparison.Ordinal);
}
