using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>What became of an uploaded item or scene.</summary>
internal enum NucleusUpload
{
    New,
    Updated,
    Ignored,
}

/// <summary>Items and scenes: read, delete, metadata.</summary>
internal static class NucleusItemRoutes
{
    private const int MostSynchronousUpdates = 500;

    public static void Map(NucleusEmulator vendor)
    {
        vendor.Map("GET", "dataset/{datasetId}/datasetItems", request => new JsonObject
        {
            ["dataset_items"] = vendor.Dataset(request).Items.Select(JsonNode? (i) => i.ToJson()).ToJson(),
        });
        vendor.Map("GET", "dataset/{datasetId}/iloc/{index}", request =>
            WithAnnotations(vendor.Dataset(request), vendor.Dataset(request).ItemAt(request["index"])));
        vendor.Map("GET", "dataset/{datasetId}/refloc/{referenceId}", request =>
            WithAnnotations(vendor.Dataset(request), vendor.Dataset(request).Item(request["referenceId"])));
        vendor.Map("DELETE", "dataset/{datasetId}/refloc/{referenceId}", request =>
            Delete(vendor.Dataset(request), request["referenceId"]));
        vendor.Map("GET", "dataset/{datasetId}/loc/{itemId}", request =>
            WithAnnotations(vendor.Dataset(request), vendor.Dataset(request).ItemById(request["itemId"])));
        vendor.Map("GET", "dataset/{datasetId}/groundTruth/loc/{referenceId}/{annotationId}", request =>
            Found(vendor.Dataset(request).Annotations, request));
        vendor.Map("GET", "dataset/{datasetId}/scenes_list", request => new JsonObject
        {
            ["scenes"] = vendor.Dataset(request).Scenes.Values.Select(JsonNode? (s) => s.ToListJson()).ToJson(),
        });
        vendor.Map("GET", "dataset/{datasetId}/scene/{referenceId}", request => GetScene(vendor.Dataset(request), request));
        vendor.Map("DELETE", "dataset/{datasetId}/scene/{referenceId}", request =>
            DeleteScene(vendor.Dataset(request), request["referenceId"]));
        vendor.Map("POST", "dataset/{datasetId}/metadata", request => UpdateMetadata(vendor, request));
    }

    /// <summary>Stores one item of an upload.</summary>
    /// <exception cref="VendorErrorException">It is no item.</exception>
    public static NucleusUpload Add(NucleusEmulator vendor, NucleusDataset dataset, JsonObject upload, bool update, string? scene = null)
    {
        string reference = upload.RequiredText("reference_id");
        string url = upload.Text("image_url") ?? upload.Text("url") ?? upload.Text("pointcloud_url")
            ?? throw JsonMembers.Missing("image_url");
        if (dataset.ItemsByReference.TryGetValue(reference, out NucleusItem? present))
        {
            if (!update)
                return NucleusUpload.Ignored;
            present.Metadata = upload.Object("metadata")?.DeepClone().AsObject() ?? [];
            present.Url = url;
            return NucleusUpload.Updated;
        }

        NucleusItem item = new()
        {
            Id = vendor.Ids.Numbered("di_"),
            Reference = reference,
            Url = url,
            Scene = scene,
            IsPointCloud = upload.Text("type") == "pointcloud" || upload["pointcloud_url"] is not null,
            Metadata = upload.Object("metadata")?.DeepClone().AsObject() ?? [],
            Embedding = upload.Object("embedding_info")?.Array("embedding_vector")?.DeepClone().AsArray(),
        };
        dataset.Items.Add(item);
        dataset.ItemsByReference.Add(reference, item);
        return NucleusUpload.New;
    }

    /// <summary>Stores one scene of an upload with the items of its frames.</summary>
    /// <exception cref="VendorErrorException">It is no scene, or its structure changed.</exception>
    public static NucleusUpload AddScene(NucleusEmulator vendor, NucleusDataset dataset, JsonObject upload, bool isVideo, bool update)
    {
        string reference = upload.RequiredText("reference_id");
        if (dataset.Scenes.TryGetValue(reference, out NucleusScene? present))
        {
            if (!update)
                return NucleusUpload.Ignored;
            present.Metadata = upload.Object("metadata")?.DeepClone().AsObject() ?? [];
            return NucleusUpload.Updated;
        }

        JsonArray frames = upload.Array("frames") ?? [];
        if (frames.Count == 0 && upload.Text("video_url") is null)
            throw JsonMembers.Missing("frames");
        foreach (JsonNode? frame in frames)
        {
            // A frame of a video is an item; one of a lidar scene maps sensors to items.
            IEnumerable<JsonNode?> items = isVideo ? [frame] : (frame as JsonObject ?? []).Select(sensor => sensor.Value);
            foreach (JsonObject item in items.OfType<JsonObject>())
                Add(vendor, dataset, item, update: false, reference);
        }

        foreach (JsonObject track in (upload.Array("tracks") ?? []).OfType<JsonObject>())
            dataset.Track(track.Text("reference_id"), track["metadata"]);
        dataset.Scenes.Add(reference, new(vendor.Ids.Numbered("scn_"), reference, isVideo, upload.DeepClone().AsObject()));
        return NucleusUpload.New;
    }

    public static JsonObject Found(NucleusLabels labels, EmulatorRequest request) =>
        labels.Find(request["referenceId"], request["annotationId"])?.DeepClone().AsObject()
        ?? throw new VendorErrorException(404, $"{request["annotationId"]} does not exist on {request["referenceId"]}.");

    private static JsonObject WithAnnotations(NucleusDataset dataset, NucleusItem item) => new()
    {
        ["item"] = item.ToJson(),
        ["annotations"] = NucleusLabels.Grouped(dataset.Annotations.On(item.Reference)),
    };

    private static JsonObject Delete(NucleusDataset dataset, string reference) => dataset.Remove(reference)
        ? new() { ["message"] = $"Item with reference id {reference} deleted." }
        : throw new VendorErrorException(404, $"Item with reference id {reference} does not exist.");

    private static JsonObject GetScene(NucleusDataset dataset, EmulatorRequest request)
    {
        string reference = request.Query("from_item") == "1" ? dataset.Item(request["referenceId"]).Scene ?? "" : request["referenceId"];
        return Scene(dataset, reference).ToJson();
    }

    private static JsonObject DeleteScene(NucleusDataset dataset, string reference)
    {
        Scene(dataset, reference);
        dataset.Scenes.Remove(reference);
        foreach (NucleusItem item in dataset.Items.Where(i => i.Scene == reference).ToArray())
            dataset.Remove(item.Reference);
        return [];
    }

    private static NucleusScene Scene(NucleusDataset dataset, string reference) =>
        dataset.Scenes.TryGetValue(reference, out NucleusScene? scene)
            ? scene
            : throw new VendorErrorException(404, $"Scene with reference id {reference} does not exist.");

    private static JsonObject UpdateMetadata(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusDataset dataset = vendor.Dataset(request);
        JsonObject body = request.JsonObject();
        JsonArray entries = body.Array("metadata") ?? throw JsonMembers.Missing("metadata");
        bool scenes = body.Text("level") switch
        {
            null or "item" => false,
            "scene" => true,
            _ => throw JsonMembers.Wrong("level", "'item' or 'scene'"),
        };
        if (request.Query("async") is "1" or "true")
            return vendor.StartJobJson("metadataUpdate", dataset.Id, job => Merge(dataset, entries, scenes, job.Errors));
        if (entries.Count > MostSynchronousUpdates)
            throw new VendorErrorException(400, $"At most {MostSynchronousUpdates} entries can be updated synchronously.");
        return Merge(dataset, entries, scenes, []);
    }

    private static JsonObject Merge(NucleusDataset dataset, JsonArray entries, bool scenes, List<string> errors)
    {
        int updated = 0;
        foreach (JsonObject entry in entries.OfType<JsonObject>())
        {
            string reference = entry.RequiredText("reference_id");
            JsonObject? target = scenes
                ? dataset.Scenes.GetValueOrDefault(reference)?.Metadata
                : dataset.ItemsByReference.GetValueOrDefault(reference)?.Metadata;
            if (target is null)
            {
                errors.Add($"{reference} does not exist.");
                continue;
            }

            updated++;
            foreach ((string key, JsonNode? value) in entry.Object("metadata") ?? [])
                target[key] = value?.DeepClone();
        }

        return new() { ["updated"] = updated, ["errors"] = errors.ToJson() };
    }
}
