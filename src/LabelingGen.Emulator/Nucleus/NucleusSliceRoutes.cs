using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Slices: create by reference, by id or by sampling; read, export, hand over to labeling.</summary>
internal static class NucleusSliceRoutes
{
    private const int MostReferences = 10_000;

    public static void Map(NucleusEmulator vendor)
    {
        vendor.Map("GET", "slice/", _ => vendor.Slices.Values.Select(JsonNode? (s) => s.ToJson()).ToJson());
        vendor.Map("POST", "dataset/{datasetId}/create_slice", request => Create(vendor, vendor.Dataset(request), request.JsonObject()));
        vendor.Map("POST", "dataset/{datasetId}/build_slice", request => Build(vendor, vendor.Dataset(request), request.JsonObject()));
        vendor.Map("GET", "dataset/{datasetId}/slices", request => vendor.Slices.Values
            .Where(s => s.Dataset == vendor.Dataset(request))
            .Where(s => string.IsNullOrEmpty(request.Query("name")) || s.Name == request.Query("name"))
            .Where(s => string.IsNullOrEmpty(request.Query("type")) || s.Type == request.Query("type"))
            .Select(JsonNode? (s) => s.ToJson()).ToJson());
        vendor.Map("GET", "slice/{sliceId}", request => new JsonObject { ["items"] = Members(vendor, vendor.Slice(request)).ToJson() });
        vendor.Map("DELETE", "slice/{sliceId}", request => Delete(vendor, vendor.Slice(request)));
        vendor.Map("GET", "slice/{sliceId}/info", request => Info(vendor.Slice(request)));
        vendor.Map("POST", "slice/{sliceId}/append", request => Append(vendor.Slice(request), request.JsonObject()));
        vendor.Map("POST", "slice/{sliceId}/tag", request =>
            NucleusAccountRoutes.Change(vendor.Slice(request).Tags, request.JsonObject(), "slice_tags", add: true));
        vendor.Map("POST", "slice/{sliceId}/itemsPage", request =>
            NucleusPages.Page(request.JsonObject(), vendor.Slice(request).Items.Select(i => i.ToJson()), defaultSize: 100_000));
        vendor.Map("POST", "slice/{sliceId}/exportForTrainingPage", request =>
            NucleusPages.Page(request.JsonObject(), Rows(vendor.Slice(request)), "data"));
        vendor.Map("GET", "slice/{sliceId}/exportForTraining", request => Exported(Rows(vendor.Slice(request))));
        vendor.Map("GET", "slice/{sliceId}/{modelId}/exportForTraining", request => Exported(PredictionRows(vendor, request)));
        vendor.Map("POST", "slice/{sliceId}/{modelId}/exportForTrainingPage", request =>
            NucleusPages.Page(request.JsonObject(), PredictionRows(vendor, request), "data", defaultSize: 100_000));
        vendor.Map("GET", "slice/{sliceId}/export_raw_json", request => RawJson(vendor, vendor.Slice(request)));
        vendor.Map("GET", "slice/{sliceId}/exportRawItems", request => RawItems(vendor.Slice(request)));
        vendor.Map("GET", "slice/{sliceId}/exportScaleTaskInfo", request => NucleusQueryRoutes.TaskInfo(vendor.Slice(request).Items));
        vendor.Map("GET", "slice/{sliceId}/embeddings", request => NucleusQueryRoutes.Embeddings(vendor.Slice(request).Items));
        vendor.Map("GET", "slice/{sliceId}/class_labels", request => ClassLabels(vendor.Slice(request)));
        vendor.Map("POST", "slice/{sliceId}/{projectId}/send_to_labeling", request =>
            vendor.StartJobJson("sendToLabeling", vendor.Slice(request).Dataset.Id));
    }

    public static NucleusSlice Store(NucleusEmulator vendor, NucleusDataset dataset, string name, string type, IEnumerable<string> members)
    {
        if (vendor.Slices.Values.Any(s => s.Dataset == dataset && s.Name == name))
            throw new VendorErrorException(409, $"A slice with the name {name} already exists in the dataset.");
        NucleusSlice slice =
            new() { Id = vendor.Ids.Numbered("slc_"), Name = name, Dataset = dataset, Type = type, CreatedAt = vendor.Now };
        slice.Members.AddRange(members);
        vendor.Slices.Add(slice.Id, slice);
        return slice;
    }

    private static JsonObject Create(NucleusEmulator vendor, NucleusDataset dataset, JsonObject body)
    {
        string name = body.RequiredText("name");
        (string type, List<string> members) = ReadMembers(vendor, dataset, body);
        return new() { ["slice_id"] = Store(vendor, dataset, name, type, members).Id };
    }

    private static (string Type, List<string> Members) ReadMembers(NucleusEmulator vendor, NucleusDataset dataset, JsonObject body)
    {
        if (body.Array("reference_ids") is { } references)
            return ("dataset_item", [.. Limited(references).Select(r => dataset.Item(r).Id)]);
        if (body.Array("dataset_item_ids") is { } items)
            return ("dataset_item", [.. JsonMembers.Texts(items, "dataset_item_ids").Select(i => dataset.ItemById(i).Id)]);
        if (body.Array("scene_ids") is { } scenes)
        {
            return ("scene", [.. JsonMembers.Texts(scenes, "scene_ids")
                .Select(id => dataset.Scenes.Values.FirstOrDefault(s => s.Id == id)?.Id
                ?? throw new VendorErrorException(404, $"Scene with id {id} does not exist."))]);
        }

        if (body.Array("object_ids") is { } objects)
        {
            List<string> ids = JsonMembers.Texts(objects, "object_ids");
            foreach (string id in ids)
                Object(vendor, dataset, id);
            return ("object", ids);
        }

        return body["allow_empty"] is not null ? ("dataset_item", []) : throw JsonMembers.Missing("reference_ids");
    }

    private static JsonObject Build(NucleusEmulator vendor, NucleusDataset dataset, JsonObject body)
    {
        string name = body.RequiredText("name");
        int size = body.Number("sampleSize") ?? throw JsonMembers.Missing("sampleSize");
        if (body.RequiredText("sampleMethod") is not ("Random" or "Uniqueness"))
            throw JsonMembers.Wrong("sampleMethod", "'Random' or 'Uniqueness'");
        NucleusSlice? from = body.Object("filters")?.Text("sliceId") is { } id ? NucleusEmulator.Find(vendor.Slices, id, "Slice") : null;
        NucleusItem[] pool = [.. from?.Items ?? dataset.Items];
        vendor.Random.Shuffle(pool);
        NucleusSlice slice = Store(vendor, dataset, name, "dataset_item", pool.Take(size).Select(i => i.Id));
        JsonObject answer = vendor.StartJobJson("sliceQuery", dataset.Id);
        answer["sliceId"] = slice.Id;
        return answer;
    }

    private static JsonObject Append(NucleusSlice slice, JsonObject body)
    {
        List<string> added = [];
        foreach (string reference in Limited(body.Array("reference_ids") ?? throw JsonMembers.Missing("reference_ids")))
        {
            string id = slice.Dataset.Item(reference).Id;
            if (slice.Members.Contains(id))
                continue;
            slice.Members.Add(id);
            added.Add(reference);
        }

        return new() { ["slice_id"] = slice.Id, ["new_items"] = added.ToJson() };
    }

    private static JsonObject Delete(NucleusEmulator vendor, NucleusSlice slice)
    {
        vendor.Slices.Remove(slice.Id);
        return [];
    }

    private static JsonObject Info(NucleusSlice slice)
    {
        JsonObject json = slice.ToJson();
        json["slice_id"] = slice.Id;
        json["description"] = null;
        json["tags"] = slice.Tags.ToJson();
        return json;
    }

    private static IEnumerable<JsonNode?> Members(NucleusEmulator vendor, NucleusSlice slice) => slice.Members.Select(JsonNode? (id) =>
        id.StartsWith("di_", StringComparison.Ordinal) ? slice.Dataset.Items.Find(i => i.Id == id)?.ToJson()
        : id.StartsWith("scn_", StringComparison.Ordinal) ? slice.Dataset.Scenes.Values.FirstOrDefault(s => s.Id == id)?.ToJson()
        : Object(vendor, slice.Dataset, id).DeepClone()).Where(n => n is not null);

    private static JsonObject Object(NucleusEmulator vendor, NucleusDataset dataset, string id) =>
        dataset.Annotations.All.Concat(vendor.Runs.Values.Where(r => r.Dataset == dataset).SelectMany(r => r.Predictions.All))
            .FirstOrDefault(l => l.Text("id") == id) ?? throw new VendorErrorException(404, $"Object with id {id} does not exist.");

    private static IEnumerable<JsonObject> Rows(NucleusSlice slice) => slice.Items.Select(slice.Dataset.Annotations.Row);

    private static IEnumerable<JsonObject> PredictionRows(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusSlice slice = vendor.Slice(request);
        NucleusRun? run = vendor.RunOf(slice.Dataset, vendor.Model(request));
        return run is null ? [] : slice.Items.Select(run.Predictions.Row);
    }

    private static JsonObject Exported(IEnumerable<JsonObject> rows) =>
        new() { ["exportedRows"] = rows.Select(JsonNode? (r) => r).ToJson() };

    private static JsonArray RawJson(NucleusEmulator vendor, NucleusSlice slice) => slice.Members.Select(JsonNode? (id) =>
    {
        string member = id.Split('_')[0] switch { "di" => "item", "ann" => "annotation", "pred" => "prediction", _ => "scene" };
        JsonNode? value = member switch
        {
            "item" => slice.Dataset.ItemById(id).ToJson(),
            "scene" => slice.Dataset.Scenes.Values.FirstOrDefault(s => s.Id == id)?.ToJson(),
            _ => Object(vendor, slice.Dataset, id).DeepClone(),
        };
        return new JsonObject { [member] = value };
    }).ToJson();

    private static JsonObject RawItems(NucleusSlice slice) => new()
    {
        ["name"] = slice.Name,
        ["slice_id"] = slice.Id,
        ["dataset_id"] = slice.Dataset.Id,
        ["raw_dataset_items"] = slice.Items.Select(JsonNode? (i) => new JsonObject
        {
            ["id"] = i.Id,
            ["ref_id"] = i.Reference,
            ["metadata"] = i.Metadata.DeepClone(),
            ["original_url"] = i.Url,
            ["scale_url"] = i.Url,
        }).ToJson(),
    };

    private static JsonObject ClassLabels(NucleusSlice slice)
    {
        HashSet<string> references = [.. slice.Items.Select(i => i.Reference)];
        return new()
        {
            ["data"] = slice.Dataset.Annotations.All.Where(a => references.Contains(a.Text("reference_id") ?? ""))
                .Select(a => a.Text("label")).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToJson(),
        };
    }

    private static List<string> Limited(JsonArray references)
    {
        List<string> texts = JsonMembers.Texts(references, "reference_ids");
        return texts.Count <= MostReferences ? texts : throw JsonMembers.Wrong("reference_ids", $"at most {MostReferences} items");
    }
}
