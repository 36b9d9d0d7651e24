using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Autotags and embedding indexes.</summary>
internal static class NucleusIndexRoutes
{
    public static void Map(NucleusEmulator vendor)
    {
        vendor.Map("GET", "{datasetId}/list_autotags", request => new JsonObject
        {
            ["autotags"] = Tags(vendor.Dataset(request)).Select(JsonNode? (t) => ToJson(t.Id, t.Name)).ToJson(),
        });
        vendor.Map("POST", "autotag/{autotagId}", request => vendor.StartJobJson("autotagInference", FindTag(vendor, request).Dataset.Id));
        vendor.Map("DELETE", "autotag/{autotagId}", request => DeleteTag(vendor, request));
        vendor.Map("GET", "autotag/{autotagId}/refinementMetrics", request => Metrics(vendor, request));
        vendor.Map("POST", "dataset/{datasetId}/autotag/{autotagName}/taggedItems", request => TaggedItems(vendor, request));
        vendor.Map("GET", "dataset/{datasetId}/autotag/{autotagName}/trainingItems", request => TrainingItems(vendor, request));
        vendor.Map("POST", "indexing/{datasetId}", request => CreateCustom(vendor, request));
        vendor.Map("DELETE", "indexing/{datasetId}", request => DeleteIndex(vendor, request));
        vendor.Map("POST", "indexing/{datasetId}/setPrimary", request => SetPrimary(vendor, request));
        vendor.Map("POST", "indexing/{datasetId}/setContinuous", request => SetContinuous(vendor, request));
        vendor.Map("POST", "indexing/{datasetId}/internal/image", request => CreateInternal(vendor, vendor.Dataset(request), "Image"));
        vendor.Map("POST", "indexing/{datasetId}/internal/object", request => CreateInternal(vendor, vendor.Dataset(request), "Object"));
        vendor.Map("POST", "dataset/{datasetId}/indexingStatus", request => Status(vendor.Dataset(request), request.JsonObject()));
        vendor.Map("GET", "dataset/{datasetId}/embeddingIndexes", request => new JsonObject
        {
            ["embedding_indexes"] = vendor.Dataset(request).Indexes.Select(JsonNode? (i) => i.DeepClone()).ToJson(),
        });
    }

    /// <summary>The API makes no autotags; each dataset has one that a person made in the vendor's application.</summary>
    private static List<(string Id, string Name)> Tags(NucleusDataset dataset)
    {
        if (dataset.Autotags.Count == 0)
            dataset.Autotags.Add(("tag_" + dataset.Id, "favourites"));
        return dataset.Autotags;
    }

    private static (NucleusDataset Dataset, string Name) FindTag(NucleusEmulator vendor, EmulatorRequest request)
    {
        foreach (NucleusDataset dataset in vendor.Datasets.Values)
        {
            if (Tags(dataset).Find(t => t.Id == request["autotagId"]) is { Name: not null } tag)
                return (dataset, tag.Name);
        }

        throw new VendorErrorException(404, $"Autotag with id {request["autotagId"]} does not exist.");
    }

    private static JsonObject DeleteTag(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusDataset dataset = FindTag(vendor, request).Dataset;
        dataset.Autotags.RemoveAll(t => t.Id == request["autotagId"]);
        // A dataset whose only autotag was deleted does not get another one.
        if (dataset.Autotags.Count == 0)
            dataset.Autotags.Add(("", ""));
        return [];
    }

    private static JsonObject Metrics(NucleusEmulator vendor, EmulatorRequest request)
    {
        FindTag(vendor, request);
        return new()
        {
            ["total_refinement_steps"] = 3,
            ["average_positives_selected_per_refinement"] = 5,
            ["average_ms_taken_in_refinement"] = 1200.5,
        };
    }

    private static JsonObject TaggedItems(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusDataset dataset = vendor.Dataset(request);
        double threshold = NucleusMatcher.Number(request.JsonObject()["score_threshold"]) ?? 0;
        return new()
        {
            ["autotagItems"] = dataset.Items.Select(i => (i.Reference, Score: Score(i))).Where(i => i.Score >= threshold)
                .OrderByDescending(i => i.Score)
                .Select(JsonNode? (i) => new JsonObject { ["ref_id"] = i.Reference, ["score"] = i.Score }).ToJson(),
            ["autotag"] = Named(dataset, request["autotagName"]),
        };
    }

    private static JsonObject TrainingItems(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusDataset dataset = vendor.Dataset(request);
        return new()
        {
            ["autotagPositiveTrainingItems"] = dataset.Items.Where(i => Score(i) > 0.5)
                .Select(JsonNode? (i) => new JsonObject { ["ref_id"] = i.Reference }).ToJson(),
            ["autotag"] = Named(dataset, request["autotagName"]),
        };
    }

    private static double Score(NucleusItem item) => (Convert.ToInt32(item.PerceptualHash[..16], 2) / 32_768.0) - 1;

    private static JsonObject Named(NucleusDataset dataset, string name) =>
        Tags(dataset).Find(t => t.Name == name) is { Name: not null } tag
            ? ToJson(tag.Id, tag.Name)
            : throw new VendorErrorException(404, $"Autotag {name} does not exist.");

    private static JsonObject ToJson(string id, string name) =>
        new() { ["id"] = id, ["name"] = name, ["status"] = "completed", ["autotag_level"] = "Image" };

    private static JsonObject CreateCustom(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusDataset dataset = vendor.Dataset(request);
        JsonObject body = request.JsonObject();
        body.Texts("embeddings_urls");
        int dimension = body.Number("embedding_dimension") ?? throw JsonMembers.Missing("embedding_dimension");
        return vendor.StartJobJson("customIndexing", dataset.Id, _ => AddIndex(vendor, dataset, "Custom", "Image", dimension));
    }

    private static JsonObject CreateInternal(NucleusEmulator vendor, NucleusDataset dataset, string level) =>
        vendor.StartJobJson("indexing" + level, dataset.Id, _ => AddIndex(vendor, dataset, "Internal", level, 512));

    private static JsonNode? AddIndex(NucleusEmulator vendor, NucleusDataset dataset, string type, string level, int dimension)
    {
        dataset.Indexes.Add(new()
        {
            ["id"] = vendor.Ids.Numbered("idx_"),
            ["status"] = "Completed",
            ["index_type"] = type,
            ["index_level"] = level,
            ["embedding_type"] = "clip",
            ["embedding_dimension"] = dimension,
        });
        return null;
    }

    private static JsonObject DeleteIndex(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusDataset dataset = vendor.Dataset(request);
        string level = request.JsonObject()["image"] is null || request.JsonObject().Flag("image") ? "Image" : "Object";
        NucleusJob job = vendor.StartJob("embeddingDelete", dataset.Id, _ =>
        {
            dataset.Indexes.RemoveAll(i => i.Text("index_type") == "Custom" && i.Text("index_level") == level);
            return null;
        });
        return new() { ["dataset_id"] = dataset.Id, ["job_id"] = job.Id, ["message"] = "Deleting the custom index." };
    }

    private static JsonObject SetPrimary(NucleusEmulator vendor, EmulatorRequest request)
    {
        string type = request.JsonObject().Flag("custom") ? "Custom" : "Internal";
        return new() { ["success"] = vendor.Dataset(request).Indexes.Exists(i => i.Text("index_type") == type) };
    }

    private static JsonObject SetContinuous(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusDataset dataset = vendor.Dataset(request);
        bool enable = request.JsonObject().Flag("enable");
        JsonObject answer = enable ? CreateInternal(vendor, dataset, "Image") : [];
        answer["dataset_id"] = dataset.Id;
        answer["message"] = enable ? "Continuous indexing enabled." : "Continuous indexing disabled.";
        return answer;
    }

    private static JsonObject Status(NucleusDataset dataset, JsonObject body)
    {
        bool image = body["image"] is null || body.Flag("image");
        int count = image ? dataset.Items.Count : dataset.Annotations.All.Count;
        bool indexed = dataset.Indexes.Exists(i => i.Text("index_level") == (image ? "Image" : "Object"));
        return new()
        {
            ["embedding_count"] = indexed ? count : 0,
            [image ? "image_count" : "object_count"] = count,
            ["percent_indexed"] = indexed ? 1 : 0,
            ["additional_context"] = "",
        };
    }
}
