using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Pages of items, queries, exports, deduplication, embeddings.</summary>
internal static class NucleusQueryRoutes
{
    private const int MostScenes = 30;

    public static void Map(NucleusEmulator vendor)
    {
        vendor.Map("POST", "dataset/{datasetId}/itemsPage", request =>
            NucleusPages.Page(request.JsonObject(), vendor.Dataset(request).Items.Select(i => i.ToJson()), defaultSize: 100_000));
        vendor.Map("POST", "dataset/{datasetId}/queryItemsPage", request => QueryItems(vendor.Dataset(request), request.JsonObject()));
        vendor.Map("POST", "dataset/{datasetId}/queryScenesPage", request => QueryScenes(vendor.Dataset(request), request.JsonObject()));
        vendor.Map("POST", "dataset/{datasetId}/queryObjectsPage", request =>
            QueryObjects(vendor, vendor.Dataset(request), request.JsonObject()));
        vendor.Map("GET", "dataset/{datasetId}/exportForTraining", request => Rows(vendor.Dataset(request)));
        vendor.Map("POST", "dataset/{datasetId}/exportForTrainingPage", request =>
            ExportPage(vendor.Dataset(request), request.JsonObject()));
        vendor.Map("POST", "dataset/{datasetId}/exportForTrainingByScene", request =>
            ExportByScene(vendor, vendor.Dataset(request), request.JsonObject()));
        vendor.Map("GET", "dataset/{datasetId}/exportScaleTaskInfo", request => TaskInfo(vendor.Dataset(request).Items));
        vendor.Map("GET", "dataset/{datasetId}/embeddings", request => Embeddings(vendor.Dataset(request).Items));
        vendor.Map("POST", "dataset/{datasetId}/async_export_embeddings", request => ExportEmbeddings(vendor, request["datasetId"]));
        vendor.Map("POST", "dataset/{datasetId}/deduplicate_async", request =>
            Deduplicate(vendor, vendor.Dataset(request), request.JsonObject()));
    }

    public static JsonObject TaskInfo(IEnumerable<NucleusItem> items) => new()
    {
        ["exportedScaleTaskInfoRows"] =
            items.Select(JsonNode? (i) => new JsonObject { ["item"] = i.ToJson(), ["scale_task_info"] = new JsonArray() }).ToJson(),
    };

    /// <summary>The vectors given at upload, or four numbers made from the picture's address.</summary>
    public static JsonArray Embeddings(IEnumerable<NucleusItem> items) => items.Select(JsonNode? (item) => new JsonObject
    {
        ["reference_id"] = item.Reference,
        ["embedding_vector"] = item.Embedding?.DeepClone()
            ?? Enumerable.Range(0, 4).Select(JsonNode? (i) => Convert.ToInt32(item.PerceptualHash.Substring(i * 16, 16), 2) / 65_536.0)
                .ToJson(),
    }).ToJson();

    private static JsonObject QueryItems(NucleusDataset dataset, JsonObject body)
    {
        Func<JsonObject, bool> filter = NucleusQuery.Parse(body.Text("query"));
        return NucleusPages.Page(body, dataset.Items.Where(i => filter(Searchable(dataset, i))).Select(i => i.ToJson()));
    }

    private static JsonObject QueryScenes(NucleusDataset dataset, JsonObject body)
    {
        Func<JsonObject, bool> filter = NucleusQuery.Parse(body.Text("query"));
        return NucleusPages.Page(body, dataset.Scenes.Values.Select(s => s.ToJson()).Where(filter));
    }

    private static JsonObject QueryObjects(NucleusEmulator vendor, NucleusDataset dataset, JsonObject body)
    {
        Func<JsonObject, bool> filter = NucleusQuery.Parse(body.Text("query"));
        string mode = body.Text("patch_mode") ?? "ground_truth_only";
        NucleusRun? run = body.Text("model_run_id") is { } id ? NucleusEmulator.Find(vendor.Runs, id, "Model run") : null;
        IEnumerable<JsonObject> rows = mode switch
        {
            "ground_truth_only" => dataset.Annotations.All.Select(a => a.DeepClone().AsObject()),
            "predictions_only" => Run().Predictions.All.Select(p => p.DeepClone().AsObject()),
            "iou" => NucleusMatcher.Match(Run()).Select(m => m.ToJson(Run())),
            "false_positive" => NucleusMatcher.Match(Run()).Where(m => m.Kind == "FP").Select(m => m.ToJson(Run())),
            "false_negative" => NucleusMatcher.Match(Run()).Where(m => m.Kind == "FN").Select(m => m.ToJson(Run())),
            _ => throw JsonMembers.Wrong("patch_mode", "a known mode"),
        };
        return NucleusPages.Page(body, rows.Where(filter));

        NucleusRun Run() => run ?? vendor.Runs.Values.LastOrDefault(r => r.Dataset == dataset) ?? throw JsonMembers.Missing("model_run_id");
    }

    private static JsonObject Rows(NucleusDataset dataset) => new()
    {
        ["exportedRows"] = dataset.Items.Select(JsonNode? (i) => dataset.Annotations.Row(i)).ToJson(),
    };

    private static JsonObject ExportPage(NucleusDataset dataset, JsonObject body)
    {
        Func<JsonObject, bool> filter = NucleusQuery.Parse(body.Text("query"));
        return NucleusPages.Page(body, dataset.Items.Where(i => filter(Searchable(dataset, i))).Select(dataset.Annotations.Row), "data");
    }

    private static JsonObject ExportByScene(NucleusEmulator vendor, NucleusDataset dataset, JsonObject body)
    {
        NucleusSlice? slice = body.Text("sliceId") is { } id ? NucleusEmulator.Find(vendor.Slices, id, "Slice") : null;
        IEnumerable<JsonObject> rows = dataset.Scenes.Values.Where(s => slice is null || slice.Members.Contains(s.Id))
            .Select(scene => new JsonObject
            {
                ["scene"] = scene.ToListJson(),
                ["annotations"] = SceneTracks(dataset, scene),
            });
        return NucleusPages.Page(body, rows, "data", defaultSize: 10, largest: MostScenes);
    }

    private static JsonObject SceneTracks(NucleusDataset dataset, NucleusScene scene)
    {
        JsonObject tracks = [];
        int frame = 0;
        foreach (NucleusItem item in dataset.Items.Where(i => i.Scene == scene.Reference))
        {
            foreach (JsonObject label in dataset.Annotations.On(item.Reference).Where(l => l["geometry"]?["width"] is not null))
            {
                string track = label.Text("track_reference_id") ?? label.Text("annotation_id") ?? label["id"]!.GetValue<string>();
                JsonObject geometry = label["geometry"]!.AsObject();
                tracks[track] ??= new JsonObject
                {
                    ["label"] = label["label"]?.DeepClone(),
                    ["name"] = track,
                    ["frames"] = new JsonArray()
                };
                tracks[track]!["frames"]!.AsArray().Add((JsonNode)new JsonObject
                {
                    ["left"] = geometry["x"]?.DeepClone(),
                    ["top"] = geometry["y"]?.DeepClone(),
                    ["width"] = geometry["width"]?.DeepClone(),
                    ["height"] = geometry["height"]?.DeepClone(),
                    ["key"] = frame,
                    ["metadata"] = label["metadata"]?.DeepClone(),
                });
            }

            frame++;
        }

        return tracks;
    }

    /// <summary>The path takes a dataset's or a slice's id.</summary>
    private static JsonObject ExportEmbeddings(NucleusEmulator vendor, string id)
    {
        IEnumerable<NucleusItem> items = vendor.Slices.TryGetValue(id, out NucleusSlice? slice)
            ? slice.Items
            : NucleusEmulator.Find(vendor.Datasets, id, "Dataset").Items;
        return vendor.StartJobJson("exportEmbeddings", slice?.Dataset.Id ?? id, _ => new JsonObject
        {
            ["result"] = new JsonArray(vendor.Publish("application/json", Encoding.UTF8.GetBytes(Embeddings(items).ToJsonString()))),
        });
    }

    private static JsonObject Deduplicate(NucleusEmulator vendor, NucleusDataset dataset, JsonObject body)
    {
        int threshold = body.Number("threshold") ?? throw JsonMembers.Missing("threshold");
        if (threshold is < 0 or > 64)
            throw JsonMembers.Wrong("threshold", "from 0 to 64");
        List<NucleusItem> items = body.Array("reference_ids") is { } references
            ? [.. JsonMembers.Texts(references, "reference_ids").Select(dataset.Item)]
            : body.Array("dataset_item_ids") is { } ids
                ? [.. JsonMembers.Texts(ids, "dataset_item_ids").Select(dataset.ItemById)]
                : [.. dataset.Items.Where(i => !i.IsPointCloud)];
        return vendor.StartJobJson("deduplicate", dataset.Id, _ =>
        {
            List<NucleusItem> kept = [];
            foreach (NucleusItem item in items.OrderBy(i => i.PerceptualHash, StringComparer.Ordinal)
                .ThenBy(i => i.Reference, StringComparer.Ordinal))
            {
                if (kept.TrueForAll(k => Distance(k, item) > threshold))
                    kept.Add(item);
            }

            return new JsonObject
            {
                ["unique_item_ids"] = kept.Select(i => i.Id).ToJson(),
                ["unique_reference_ids"] = kept.Select(i => i.Reference).ToJson(),
                ["stats"] = new JsonObject
                {
                    ["threshold"] = threshold,
                    ["original_count"] = items.Count,
                    ["deduplicated_count"] = kept.Count
                },
            };
        });
    }

    private static int Distance(NucleusItem left, NucleusItem right) => left.PerceptualHash.Zip(right.PerceptualHash)
        .Count(p => p.First != p.Second);

    private static JsonObject Searchable(NucleusDataset dataset, NucleusItem item)
    {
        JsonObject json = item.ToJson();
        json["annotations"] = dataset.Annotations.On(item.Reference).Select(JsonNode? (a) => a.DeepClone()).ToJson();
        return json;
    }
}
