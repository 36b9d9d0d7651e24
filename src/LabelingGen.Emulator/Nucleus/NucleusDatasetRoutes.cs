using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Datasets: create, describe, delete, tags, taxonomies, tracks.</summary>
internal static class NucleusDatasetRoutes
{
    public static void Map(NucleusEmulator vendor)
    {
        vendor.Map("GET", "dataset/details", _ => vendor.Datasets.Values
            .Select(JsonNode? (d) => new JsonObject { ["id"] = d.Id, ["name"] = d.Name, ["is_public"] = false }).ToJson());
        vendor.Map("GET", "dataset/", _ => new JsonObject { ["datasets"] = vendor.Datasets.Keys.ToJson() });
        vendor.Map("POST", "dataset/create", request => Create(vendor, request.JsonObject(), request.JsonObject().RequiredText("name")));
        vendor.Map("POST", "dataset/create_from_project", request => CreateFromProject(vendor, request.JsonObject()));
        vendor.Map("DELETE", "dataset/{datasetId}", request => Delete(vendor, vendor.Dataset(request)));
        vendor.Map("GET", "dataset/{datasetId}/info", request => Info(vendor, vendor.Dataset(request)));
        vendor.Map("GET", "dataset/{datasetId}/name", request => new JsonObject { ["name"] = vendor.Dataset(request).Name });
        vendor.Map("GET", "dataset/{datasetId}/is_scene", request => new JsonObject { ["is_scene"] = vendor.Dataset(request).IsScene });
        vendor.Map("GET", "dataset/{datasetId}/use_privacy_mode", request =>
            new JsonObject { ["use_privacy_mode"] = vendor.Dataset(request).UsesPrivacyMode });
        vendor.Map("GET", "dataset/{datasetId}/size", request => new JsonObject { ["count"] = vendor.Dataset(request).Items.Count });
        vendor.Map("GET", "dataset/{datasetId}/model_runs", request => RunsOf(vendor, vendor.Dataset(request)));
        vendor.Map("GET", "dataset/{datasetId}/tags", request => new JsonObject { ["tags"] = vendor.Dataset(request).Tags.ToJson() });
        vendor.Map("POST", "dataset/{datasetId}/tags", request => ChangeTags(vendor, request, add: true));
        vendor.Map("DELETE", "dataset/{datasetId}/tags", request => ChangeTags(vendor, request, add: false));
        vendor.Map("POST", "dataset/{datasetId}/ingest_tasks", request => IngestTasks(vendor, request));
        vendor.Map("GET", "dataset/{datasetId}/class_labels", request =>
            new JsonObject { ["data"] = vendor.Dataset(request).Annotations.Labels().ToJson() });
        vendor.Map("POST", "dataset/{datasetId}/add_taxonomy", request => AddTaxonomy(vendor.Dataset(request), request.JsonObject()));
        vendor.Map("DELETE", "dataset/{datasetId}/taxonomy/{taxonomyName}", request =>
            DeleteTaxonomy(vendor.Dataset(request), request["taxonomyName"]));
        vendor.Map("GET", "dataset/{datasetId}/tracks", request => new JsonObject
        {
            ["tracks"] = vendor.Dataset(request).Tracks.Values.Select(JsonNode? (t) => t.DeepClone()).ToJson(),
        });
        vendor.Map("POST", "dataset/{datasetId}/tracks", request => UpdateTrack(vendor.Dataset(request), request.JsonObject()));
        vendor.Map("DELETE", "dataset/{datasetId}/tracks", request => DeleteTracks(vendor.Dataset(request), request.JsonObject()));
    }

    public static NucleusDataset Store(NucleusEmulator vendor, JsonObject body, string name)
    {
        NucleusDataset dataset = new()
        {
            Id = vendor.Ids.Numbered("ds_"),
            Name = name,
            IsScene = body.Flag("is_scene"),
            UsesPrivacyMode = body.Flag("use_privacy_mode"),
            AnnotationSchema = body["annotation_metadata_schema"]?.DeepClone(),
            ItemSchema = body["item_metadata_schema"]?.DeepClone(),
            Annotations = new(vendor, "ann_"),
        };
        vendor.Datasets.Add(dataset.Id, dataset);
        return dataset;
    }

    private static JsonObject Create(NucleusEmulator vendor, JsonObject body, string name) =>
        new() { ["dataset_id"] = Store(vendor, body, name).Id };

    /// <summary>The labeling project is another product: made-up tasks are ingested, as many as asked for or else three.</summary>
    private static JsonObject CreateFromProject(NucleusEmulator vendor, JsonObject body)
    {
        string project = body.RequiredText("project_id");
        NucleusDataset dataset = Store(vendor, [], body.Text("name") ?? project);
        int count = int.TryParse(body.Text("last_n_tasks"), out int n) ? Math.Clamp(n, 0, 1000) : 3;
        for (int i = 0; i < count; i++)
            Ingest(vendor, dataset, $"{project}-task-{i + 1}");
        return new() { ["dataset_id"] = dataset.Id };
    }

    private static JsonObject Delete(NucleusEmulator vendor, NucleusDataset dataset)
    {
        vendor.Datasets.Remove(dataset.Id);
        foreach (NucleusSlice slice in vendor.Slices.Values.Where(s => s.Dataset == dataset).ToArray())
            vendor.Slices.Remove(slice.Id);
        foreach (NucleusRun run in vendor.Runs.Values.Where(r => r.Dataset == dataset).ToArray())
            vendor.Runs.Remove(run.Id);
        return new() { ["message"] = "Beginning dataset deletion..." };
    }

    private static JsonObject Info(NucleusEmulator vendor, NucleusDataset dataset) => new()
    {
        ["dataset_id"] = dataset.Id,
        ["name"] = dataset.Name,
        ["length"] = dataset.Items.Count,
        ["model_run_ids"] = RunsOf(vendor, dataset),
        ["slice_ids"] = vendor.Slices.Values.Where(s => s.Dataset == dataset).Select(s => s.Id).ToJson(),
        ["annotation_metadata_schema"] = dataset.AnnotationSchema?.DeepClone(),
        ["item_metadata_schema"] = dataset.ItemSchema?.DeepClone(),
        ["tags"] = dataset.Tags.ToJson(),
    };

    private static JsonArray RunsOf(NucleusEmulator vendor, NucleusDataset dataset) =>
        vendor.Runs.Values.Where(r => r.Dataset == dataset).Select(r => r.Id).ToJson();

    private static JsonObject ChangeTags(NucleusEmulator vendor, EmulatorRequest request, bool add) =>
        NucleusAccountRoutes.Change(vendor.Dataset(request).Tags, request.JsonObject(), "tags", add);

    private static JsonObject IngestTasks(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusDataset dataset = vendor.Dataset(request);
        List<string> tasks = request.JsonObject().Texts("tasks");
        int ingested = tasks.Count(task => Ingest(vendor, dataset, task));
        return new() { ["ingested_tasks"] = ingested, ["ignored_tasks"] = tasks.Count - ingested, ["pending_tasks"] = 0 };
    }

    private static bool Ingest(NucleusEmulator vendor, NucleusDataset dataset, string task) => NucleusItemRoutes.Add(
        vendor, dataset, new() { ["reference_id"] = task, ["image_url"] = $"https://labeling.invalid/{Uri.EscapeDataString(task)}.png" },
            update: false)
        == NucleusUpload.New;

    private static JsonObject AddTaxonomy(NucleusDataset dataset, JsonObject body)
    {
        string name = body.RequiredText("taxonomy_name");
        string type = body.RequiredText("type");
        List<string> labels = body.Texts("labels");
        bool exists = dataset.Taxonomies.ContainsKey(name);
        bool update = body.Flag("update");
        if (!exists || update)
            dataset.Taxonomies[name] = (type, labels);
        return Taxonomy(dataset, name, !exists ? "Taxonomy created" : update ? "Taxonomy updated" : "Taxonomy already exists");
    }

    private static JsonObject DeleteTaxonomy(NucleusDataset dataset, string name) => dataset.Taxonomies.Remove(name)
        ? Taxonomy(dataset, name, "Taxonomy successfully deleted")
        : throw new VendorErrorException(404, $"Taxonomy {name} does not exist.");

    private static JsonObject Taxonomy(NucleusDataset dataset, string name, string status) =>
        new() { ["dataset_id"] = dataset.Id, ["taxonomy_name"] = name, ["status"] = status };

    private static JsonObject UpdateTrack(NucleusDataset dataset, JsonObject body)
    {
        string reference = body.RequiredText("reference_id");
        if (!dataset.Tracks.TryGetValue(reference, out JsonObject? track))
            throw new VendorErrorException(404, $"Track {reference} does not exist.");
        JsonObject metadata = body.Flag("overwrite") ? [] : track["metadata"]!.DeepClone().AsObject();
        foreach ((string key, JsonNode? value) in body.Object("metadata") ?? [])
            metadata[key] = value?.DeepClone();
        track["metadata"] = metadata;
        return track.DeepClone().AsObject();
    }

    private static JsonObject DeleteTracks(NucleusDataset dataset, JsonObject body)
    {
        foreach (string reference in body.Texts("track_reference_ids"))
            dataset.Tracks.Remove(reference);
        return [];
    }
}
