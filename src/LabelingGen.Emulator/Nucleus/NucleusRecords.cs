using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>An image or point cloud of a dataset.</summary>
internal sealed class NucleusItem
{
    public required string Id { get; init; }

    public required string Reference { get; init; }

    public required string Url { get; set; }

    public bool IsPointCloud { get; init; }

    public JsonObject Metadata { get; set; } = [];

    public JsonArray? Embedding { get; set; }

    /// <summary>The reference of the scene it belongs to.</summary>
    public string? Scene { get; init; }

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["ref_id"] = Reference,
        ["reference_id"] = Reference,
        ["metadata"] = Metadata.DeepClone(),
        [IsPointCloud ? "pointcloud_url" : "image_url"] = Url,
        ["original_image_url"] = IsPointCloud ? null : Url,
        ["phash"] = IsPointCloud ? null : PerceptualHash,
    };

    /// <summary>64 binary digits made from the address, so that equal pictures have equal ones.</summary>
    public string PerceptualHash
    {
        get
        {
            ulong hash = 14695981039346656037;
            foreach (char c in Url)
                hash = (hash ^ c) * 1099511628211;
            return Convert.ToString((long)hash, 2).PadLeft(64, '0');
        }
    }
}

/// <summary>A lidar or video scene.</summary>
internal sealed record NucleusScene(string Id, string Reference, bool IsVideo, JsonObject Upload)
{
    public JsonObject Metadata { get; set; } = Upload["metadata"]?.DeepClone().AsObject() ?? [];

    public JsonObject ToJson()
    {
        JsonObject json = Upload.DeepClone().AsObject();
        json["id"] = Id;
        json["metadata"] = Metadata.DeepClone();
        return json;
    }

    public JsonObject ToListJson() => new()
    {
        ["id"] = Id,
        ["reference_id"] = Reference,
        ["type"] = IsVideo ? "video" : "lidar",
        ["metadata"] = Metadata.DeepClone(),
    };
}

/// <summary>A model of the account.</summary>
internal sealed class NucleusModel
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Reference { get; init; }

    public JsonObject Metadata { get; init; } = [];

    public string? BundleName { get; init; }

    public List<string> Tags { get; } = [];

    public List<string> TrainedSlices { get; } = [];

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["ref_id"] = Reference,
        ["metadata"] = Metadata.DeepClone(),
        ["tags"] = Tags.ToJson(),
        ["trained_slice_ids"] = TrainedSlices.ToJson(),
    };
}

/// <summary>The predictions of one model on one dataset.</summary>
internal sealed class NucleusRun
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required NucleusDataset Dataset { get; init; }

    public required NucleusModel Model { get; init; }

    public required NucleusLabels Predictions { get; init; }

    public JsonObject Metadata { get; init; } = [];

    public string Status { get; set; } = "Created";

    public Dictionary<string, JsonObject> Evaluations { get; } = [];
}

/// <summary>A named part of a dataset: items, scenes, annotations or predictions by id.</summary>
internal sealed class NucleusSlice
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required NucleusDataset Dataset { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public List<string> Members { get; } = [];

    public List<string> Tags { get; } = [];

    public IEnumerable<NucleusItem> Items => Dataset.Items.Where(i => Members.Contains(i.Id));

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["dataset_id"] = Dataset.Id,
        ["type"] = Type,
        ["created_at"] = Timestamps.Milliseconds(CreatedAt),
        ["pending_job_count"] = 0,
    };
}
