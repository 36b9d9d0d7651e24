using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Training, evaluation and auto-annotation jobs; endpoints and their monitoring.</summary>
internal static class FastLabelModelRoutes
{
    public static void Map(FastLabelEmulator vendor)
    {
        vendor.Map("GET", "trainings", request => List(vendor, request, "training", needsProject: false, 100));
        vendor.Map("POST", "trainings", request => Train(vendor, request.JsonObject()));
        vendor.Map("GET", "trainings/{id}", request => Find(vendor, "training", request["id"]));
        vendor.Map("GET", "evaluations", request => List(vendor, request, "evaluation", needsProject: false, 1000));
        vendor.Map("POST", "evaluations", request => Evaluate(vendor, request.JsonObject()));
        vendor.Map("GET", "evaluations/{id}", request => Find(vendor, "evaluation", request["id"]));
        vendor.Map("GET", "auto-annotations", request => List(vendor, request, "auto-annotation", needsProject: true, 1000));
        vendor.Map("POST", "auto-annotations", request => Annotate(vendor, request.JsonObject()));
        vendor.Map("POST", "model-endpoints/execute", request => Execute(request.JsonObject()));
        vendor.Map("POST", "model-monitorings/create", request => Monitor(vendor, request.JsonObject()));
    }

    public static JsonArray List(FastLabelEmulator vendor, EmulatorRequest request, string kind, bool needsProject, int limit)
    {
        JsonObject? project = needsProject ? vendor.Project(request.Query("project")) : null;
        return FastLabelEmulator.Page(
            request, vendor.Jobs.Values.Where(j => j.Kind == kind && (project is null || j.Project == project)).Reverse()
                .Select(j => j.Json), limit);
    }

    public static JsonObject Find(FastLabelEmulator vendor, string kind, string id) =>
        vendor.Jobs.TryGetValue(id, out FastLabelJob? job) && job.Kind == kind
            ? job.Json.DeepClone().AsObject()
            : throw new VendorErrorException(404, "Not found error");

    private static JsonObject Train(FastLabelEmulator vendor, JsonObject body)
    {
        FastLabelDataset dataset = Dataset(vendor, body);
        JsonObject job = vendor.New(body, "baseModelName", "instanceType", "epoch");
        job["trainingJobId"] = job["id"]!.DeepClone();
        job.Remove("id");
        body.RequiredText("baseModelName");
        job["contentCount"] = dataset.Objects.Count;
        job["projects"] = new JsonArray();
        job["statuses"] = new JsonArray();
        job["tags"] = new JsonArray();
        job["customModel"] = new JsonObject();
        return vendor.StartJob("training", null, job, "in_progress", done =>
        {
            done["completedAt"] = done["updatedAt"]!.DeepClone();
            done["customModel"] = new JsonObject
            {
                ["modelId"] = vendor.Ids.Uuid(),
                ["modelName"] = dataset.Name + "-model",
                ["modelURL"] = null,
                ["classes"] = new JsonArray(),
            };
        });
    }

    private static JsonObject Evaluate(FastLabelEmulator vendor, JsonObject body)
    {
        FastLabelDataset dataset = Dataset(vendor, body);
        body.RequiredText("modelName");
        JsonObject job = vendor.New(body, "modelName", "iouThreshold", "confidenceThreshold", "useDatasetTest", "datasetRevisionId");
        job["version"] = vendor.Jobs.Count + 1;
        job["modelType"] = "custom";
        job["datasetId"] = dataset.Json["id"]!.DeepClone();
        job["contentCount"] = dataset.Objects.Count;
        return vendor.StartJob("evaluation", null, job, "in_progress", done =>
        {
            int truth = dataset.Objects.Values.Sum(o => (o["annotations"] as JsonArray)?.Count ?? 0);
            done["completedAt"] = done["updatedAt"]!.DeepClone();
            done["gtCount"] = truth;
            done["predCount"] = truth;
            foreach (string metric in new[] { "mAP", "recall", "precision", "f1" })
                done[metric] = truth == 0 ? 0 : 0.5;
        });
    }

    /// <summary>Gives every task without annotations one box of the project's first class; answers with the job's id.</summary>
    private static JsonNode Annotate(FastLabelEmulator vendor, JsonObject body)
    {
        JsonObject project = vendor.Project(body.RequiredText("project"));
        body.RequiredText("modelName");
        bool update = body.Flag("updateExisting");
        JsonObject job = vendor.New(body, "modelName");
        job["version"] = vendor.Jobs.Count + 1;
        job["autoAnnotationType"] = body.Text("algorithmType") ?? "object_detection";
        return vendor.StartJob("auto-annotation", project, job, "in_progress", done =>
        {
            JsonObject? first = vendor.Classes.Values.FirstOrDefault(c => c.Project == project.Text("id")).Json;
            FastLabelTask[] tasks =
                [.. vendor.Tasks.Values.Where(t => t.Project == project && (update || t.Json["annotations"] is JsonArray { Count: 0 }))];
            foreach (FastLabelTask task in tasks)
                task.Json["annotations"] = new JsonArray(Box(vendor, first));
            done["contentCount"] = tasks.Length;
            done["taskAnnotationCount"] = tasks.Length;
            done["completedAt"] = done["updatedAt"]!.DeepClone();
        }).RequiredText("id");
    }

    private static JsonObject Box(FastLabelEmulator vendor, JsonObject? label) => new()
    {
        ["id"] = vendor.Ids.Uuid(),
        ["type"] = "bbox",
        ["value"] = label?.Text("value") ?? "object",
        ["title"] = label?.Text("title") ?? "Object",
        ["points"] = new JsonArray(10, 10, 110, 60),
        ["confidenceScore"] = 0.9,
        ["attributes"] = new JsonArray(),
    };

    private static JsonObject Execute(JsonObject body)
    {
        body.RequiredText("modelEndpointName");
        string file = body.RequiredText("file");
        (int width, int height) = ImageSize.Read(FastLabelTaskRoutes.Decode(file)) ?? (0, 0);
        return new()
        {
            ["json"] = new JsonObject { ["width"] = width, ["height"] = height, ["annotations"] = new JsonArray() },
            ["file"] = file
        };
    }

    private static JsonNode Monitor(FastLabelEmulator vendor, JsonObject body)
    {
        body.RequiredText("name");
        foreach (JsonObject result in (body.Array("results") ?? throw JsonMembers.Missing("results")).OfType<JsonObject>())
        {
            if (result.RequiredText("status") is not ("success" or "failed"))
                throw JsonMembers.Wrong("status", "'success' or 'failed'");
            Timestamps.Parse(result.RequiredText("requestAt"), "requestAt");
        }

        return vendor.Ids.Uuid();
    }

    private static FastLabelDataset Dataset(FastLabelEmulator vendor, JsonObject body)
    {
        string name = body.RequiredText("datasetName");
        return vendor.Datasets.Values.FirstOrDefault(d => d.Name == name) ?? throw new VendorErrorException(404, "Not found error");
    }
}
