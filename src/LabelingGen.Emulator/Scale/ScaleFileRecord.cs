using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>An uploaded or imported file.</summary>
internal sealed class ScaleFileRecord
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public required string MimeType { get; init; }

    public required ReadOnlyMemory<byte> Content { get; init; }

    public string? DisplayName { get; init; }

    public string? ReferenceId { get; init; }

    public JsonObject? Metadata { get; init; }

    public List<string> ProjectNames { get; } = [];

    public string AttachmentUrl => $"scaledata://{AccountId}/{Id}";

    public JsonObject ToJson()
    {
        JsonObject json = new()
        {
            ["id"] = Id,
            ["attachment_url"] = AttachmentUrl,
            ["created_at"] = Timestamps.Milliseconds(CreatedAt),
            ["updated_at"] = Timestamps.Milliseconds(UpdatedAt),
            ["mime_type"] = MimeType,
            ["size"] = Content.Length,
            ["project_names"] = ProjectNames.ToJson(),
        };
        if (DisplayName is not null)
            json["display_name"] = DisplayName;
        if (ReferenceId is not null)
            json["reference_id"] = ReferenceId;
        if (Metadata is not null)
            json["metadata"] = Metadata.DeepClone();
        return json;
    }
}
