using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Jobs, models and point clouds of labeling tasks.</summary>
internal static class NucleusAccountRoutes
{
    private const int MostJobs = 50_000;

    public static void Map(NucleusEmulator vendor)
    {
        vendor.Map("POST", "jobs/", request => ListJobs(vendor, request.JsonObject()));
        vendor.Map("GET", "job/{jobId}/info", request => Job(vendor, request).ToJson(vendor.Now));
        vendor.Map("GET", "job/{jobId}", request => Job(vendor, request).ToStatusJson(vendor.Now));
        vendor.Map("GET", "job/{jobId}/errors", request => Job(vendor, request).Errors.AsEnumerable().Reverse().Take(10_000).ToJson());
        vendor.Map("GET", "models/", _ =>
            new JsonObject { ["models"] = vendor.Models.Values.Select(JsonNode? (m) => m.ToJson()).ToJson() });
        vendor.Map("POST", "models/add", request => AddModel(vendor, request.JsonObject()));
        vendor.Map("GET", "model/{idOrRun}", request => GetModel(vendor, request["idOrRun"]).ToJson());
        vendor.Map("DELETE", "model/{modelId}", request => DeleteModel(vendor, vendor.Model(request)));
        vendor.Map("POST", "model/run/{modelId}/", request => RunModel(vendor, request));
        vendor.Map("POST", "model/{modelId}/tag", request => Change(vendor.Model(request).Tags, request.JsonObject(), "tags", add: true));
        vendor.Map("DELETE", "model/{modelId}/tag", request =>
            Change(vendor.Model(request).Tags, request.JsonObject(), "tags", add: false));
        vendor.Map("POST", "model/{modelId}/trainedSliceId", request =>
            Change(vendor.Model(request).TrainedSlices, request.JsonObject(), "trained_slice_ids", add: true));
        vendor.Map("DELETE", "model/{modelId}/trainedSliceId", request =>
            Change(vendor.Model(request).TrainedSlices, request.JsonObject(), "trained_slice_ids", add: false));
        vendor.Map("GET", "task/{taskId}/frame/{frame}", PointCloud);
    }

    /// <summary>Adds texts to a list or takes them away; answers with the whole list.</summary>
    public static JsonObject Change(List<string> list, JsonObject body, string member, bool add)
    {
        foreach (string text in body.Texts(member))
        {
            list.Remove(text);
            if (add)
                list.Add(text);
        }

        return new() { [member] = list.ToJson() };
    }

    private static JsonArray ListJobs(NucleusEmulator vendor, JsonObject body)
    {
        int limit = body.Number("limit") ?? MostJobs;
        if (limit is < 1 or > MostJobs)
            throw JsonMembers.Wrong("limit", $"from 1 to {MostJobs}");
        string? dataset = body.Text("dataset_id");
        HashSet<string> types = [.. body.Array("job_types") is { } given ? JsonMembers.Texts(given, "job_types") : []];
        DateTimeOffset? from = Timestamps.Parse(body.Text("from_date"), "from_date");
        DateTimeOffset? to = Timestamps.Parse(body.Text("to_date"), "to_date");
        bool completed = body.Flag("show_completed");
        return vendor.Jobs.Values
            .Where(j => (dataset is null || j.DatasetId == dataset) && (types.Count == 0 || types.Contains(j.Type)))
            .Where(j => (from is null || j.CreatedAt >= from) && (to is null || j.CreatedAt <= to))
            .Where(j => completed || j.FinalStatus != "Completed")
            .OrderByDescending(j => j.CreatedAt).Take(limit).Select(JsonNode? (j) => j.ToJson(vendor.Now)).ToJson();
    }

    private static JsonObject AddModel(NucleusEmulator vendor, JsonObject body)
    {
        string reference = body.RequiredText("reference_id");
        if (vendor.Models.Values.Any(m => m.Reference == reference))
            throw new VendorErrorException(409, $"A model with the reference id {reference} already exists.");
        NucleusModel model = new()
        {
            Id = vendor.Ids.Numbered("prj_"),
            Name = body.RequiredText("name"),
            Reference = reference,
            Metadata = body.Object("metadata")?.DeepClone().AsObject() ?? [],
            BundleName = body.Text("bundle_name"),
        };
        model.Tags.AddRange(body.Array("tags") is { } tags ? JsonMembers.Texts(tags, "tags") : []);
        model.TrainedSlices.AddRange(body.Array("trained_slice_ids") is { } slices ? JsonMembers.Texts(slices, "trained_slice_ids") : []);
        vendor.Models.Add(model.Id, model);
        return new() { ["model_id"] = model.Id };
    }

    private static NucleusModel GetModel(NucleusEmulator vendor, string id) =>
        vendor.Runs.TryGetValue(id, out NucleusRun? run) ? run.Model : NucleusEmulator.Find(vendor.Models, id, "Model");

    private static JsonObject DeleteModel(NucleusEmulator vendor, NucleusModel model)
    {
        vendor.Models.Remove(model.Id);
        foreach (NucleusRun run in vendor.Runs.Values.Where(r => r.Model == model).ToArray())
            vendor.Runs.Remove(run.Id);
        return new() { ["msg"] = "Beginning model deletion..." };
    }

    private static JsonObject RunModel(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusModel model = vendor.Model(request);
        if (model.BundleName is null)
            throw new VendorErrorException(400, "The model has no hosted bundle.");
        JsonObject body = request.JsonObject();
        NucleusDataset dataset = NucleusEmulator.Find(vendor.Datasets, body.RequiredText("dataset_id"), "Dataset");
        string name = body.RequiredText("model_run_name");
        return vendor.StartJobJson("modelInferenceRun", dataset.Id, _ =>
        {
            NucleusRunRoutes.CreateRun(vendor, dataset, model, name, []);
            return null;
        });
    }

    /// <summary>A small cloud made from the task and frame, the same every time.</summary>
    private static JsonObject PointCloud(EmulatorRequest request)
    {
        if (!int.TryParse(request["frame"], out int frame) || frame < 0)
            throw JsonMembers.Wrong("frame", "a number from 0");
        return new()
        {
            ["points"] = Enumerable.Range(0, 16)
                .Select(JsonNode? (i) => new JsonObject { ["x"] = i, ["y"] = frame, ["z"] = i * 0.5, ["i"] = i / 16.0 }).ToJson(),
        };
    }

    private static NucleusJob Job(NucleusEmulator vendor, EmulatorRequest request) =>
        NucleusEmulator.Find(vendor.Jobs, request["jobId"], "Job");
}
