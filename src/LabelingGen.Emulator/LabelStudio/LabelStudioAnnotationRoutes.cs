using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Annotations, drafts and predictions.</summary>
internal static class LabelStudioAnnotationRoutes
{
    private static readonly string[] Written =
        ["was_cancelled", "ground_truth", "lead_time", "draft_created_at", "import_id", "last_action", "bulk_created", "parent_prediction",
            "parent_annotation", "last_created_by"];

    private static readonly string[] PredictionWritten =
        ["score", "model_version", "model", "model_run", "cluster", "neighbors", "mislabeling"];

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/annotations/{id}/", request => vendor.Annotations.Get(request).Copy());
        vendor.Map("PATCH", "/api/annotations/{id}/", request => Update(vendor, vendor.Annotations.Get(request), request.JsonObject()));
        vendor.MapEmpty("DELETE", "/api/annotations/{id}/", request => Delete(vendor, vendor.Annotations.Get(request)));
        vendor.Map("GET", "/api/tasks/{id}/annotations/", request =>
        {
            long task = vendor.Tasks.Get(request).Id();
            return vendor.Annotations.Rows.Where(a => a.Whole("task") == task && !a.IsTrue("was_cancelled")).Copies();
        });
        vendor.Map("POST", "/api/tasks/{id}/annotations/", request => Post(vendor, request), 201);
        vendor.Map("POST", "/api/annotations/{id}/convert-to-draft", request =>
        {
            JsonObject annotation = vendor.Annotations.Get(request);
            JsonObject draft = NewDraft(vendor, annotation.Copy(), annotation.Whole("task")!.Value, null);
            Delete(vendor, annotation);
            return draft;
        }, 201);
        MapDrafts(vendor);
        MapPredictions(vendor);
    }

    /// <summary>Stores an annotation of a task.</summary>
    public static JsonObject Create(LabelStudioEmulator vendor, JsonObject task, JsonObject body)
    {
        JsonObject annotation = [];
        annotation["result"] = body.Result(isRequired: false);
        annotation.Take(body, Written);
        annotation.With(
            ("was_cancelled", false), ("ground_truth", false), ("lead_time", null), ("draft_created_at", null), ("import_id", null),
            ("last_action", null), ("parent_prediction", null), ("parent_annotation", null), ("last_created_by", null),
            ("task", task.Id()), ("project", task.Whole("project")), ("updated_by", 1), ("created_at", vendor.Now),
                ("updated_at", vendor.Now),
            ("completed_by", body.Whole("completed_by") ?? 1), ("unique_id", body.Text("unique_id") ?? vendor.Ids.Uuid()),
            ("created_username", " admin@example.com, 1"), ("created_ago", "0 minutes"));
        annotation["result_count"] = annotation["result"]!.AsArray().Count;
        vendor.Annotations.Add(annotation);
        KeepOneGroundTruth(vendor, annotation);
        LabelStudioTaskRoutes.Recount(vendor, task);
        return annotation;
    }

    /// <summary>Stores a prediction of a task.</summary>
    public static JsonObject CreatePrediction(LabelStudioEmulator vendor, JsonObject task, JsonObject body)
    {
        JsonObject prediction = [];
        prediction["result"] = LabelStudioPredictedResult.Of(vendor, task, body);
        prediction.Take(body, PredictionWritten);
        prediction.With(
            ("score", null), ("model_version", "undefined"), ("mislabeling", 0.0), ("task", task.Id()), ("project", task.Whole("project")),
            ("created_at", vendor.Now), ("updated_at", vendor.Now), ("created_ago", "0 minutes"));
        return vendor.Predictions.Add(prediction);
    }

    private static JsonNode Post(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        JsonObject task = vendor.Tasks.Get(request);
        JsonObject body = request.JsonObject();
        if (body.Text("unique_id") is { } unique && vendor.Annotations.Rows.Any(a => a.Text("unique_id") == unique))
            throw new VendorErrorException(409, "Annotation with this unique id already exists");
        if (request.Query("was_cancelled") is "1" or "true")
            body["was_cancelled"] = true;
        JsonObject annotation = Create(vendor, task, body);
        if (body.Whole("draft_id") is { } draft && vendor.Drafts.Find(draft) is { } used)
            vendor.Drafts.Remove(used);
        vendor.Webhooks.Send("ANNOTATION_CREATED", Project(vendor, task), ("annotation", annotation), ("task", task));
        return annotation.Copy();
    }

    private static JsonNode Update(LabelStudioEmulator vendor, JsonObject annotation, JsonObject body)
    {
        if (body.ContainsKey("result"))
            annotation["result"] = body.Result(isRequired: true);
        annotation.Take(body, Written);
        annotation["updated_at"] = vendor.Now;
        annotation["updated_by"] = 1;
        KeepOneGroundTruth(vendor, annotation);
        JsonObject task = vendor.Tasks.Get(annotation.Whole("task")!.Value);
        LabelStudioTaskRoutes.Recount(vendor, task);
        vendor.Webhooks.Send("ANNOTATION_UPDATED", Project(vendor, task), ("annotation", annotation), ("task", task));
        return annotation.Copy();
    }

    private static void Delete(LabelStudioEmulator vendor, JsonObject annotation)
    {
        vendor.Annotations.Remove(annotation);
        if (vendor.Tasks.Find(annotation.Whole("task") ?? 0) is not { } task)
            return;
        LabelStudioTaskRoutes.Recount(vendor, task);
        vendor.Webhooks.Send(
            "ANNOTATIONS_DELETED", Project(vendor, task), ("annotations", new JsonArray(new JsonObject { ["id"] = annotation.Id() })));
    }

    private static void KeepOneGroundTruth(LabelStudioEmulator vendor, JsonObject annotation)
    {
        if (!annotation.IsTrue("ground_truth"))
            return;
        foreach (JsonObject other in vendor.Annotations.Rows.Where(a => a != annotation && a.Whole("task") == annotation.Whole("task")))
            other["ground_truth"] = false;
    }

    private static void MapDrafts(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/tasks/{id}/drafts", request =>
        {
            long task = vendor.Tasks.Get(request).Id();
            return vendor.Drafts.Rows.Where(d => d.Whole("task") == task).Copies();
        });
        vendor.Map("POST", "/api/tasks/{id}/drafts",
            request => NewDraft(vendor, request.JsonObject(), vendor.Tasks.Get(request).Id(), null), 201);
        vendor.Map("GET", "/api/tasks/{id}/annotations/{annotation_id}/drafts", request =>
        {
            long annotation = vendor.Annotations.Get(request, "annotation_id").Id();
            return vendor.Drafts.Rows.Where(d => d.Whole("annotation") == annotation).Copies();
        });
        vendor.Map("POST", "/api/tasks/{id}/annotations/{annotation_id}/drafts", request => NewDraft(
            vendor, request.JsonObject(), vendor.Tasks.Get(request).Id(), vendor.Annotations.Get(request, "annotation_id").Id()), 201);
        vendor.Map("GET", "/api/drafts/{id}/", request => vendor.Drafts.Get(request).Copy());
        vendor.Map("PATCH", "/api/drafts/{id}/", request =>
        {
            JsonObject draft = vendor.Drafts.Get(request);
            draft.Take(request.JsonObject(), "result", "lead_time", "was_postponed");
            draft["updated_at"] = vendor.Now;
            return draft.Copy();
        });
        vendor.MapEmpty("DELETE", "/api/drafts/{id}/", request => vendor.Drafts.Remove(vendor.Drafts.Get(request)));
    }

    private static JsonObject NewDraft(LabelStudioEmulator vendor, JsonObject body, long task, long? annotation)
    {
        JsonObject draft = new() { ["result"] = body.Result(isRequired: true) };
        draft.Take(body, "lead_time", "was_postponed");
        draft.With(
            ("lead_time", null), ("was_postponed", false), ("task", task), ("annotation", annotation), ("user", "admin@example.com"),
            ("created_at", vendor.Now), ("updated_at", vendor.Now), ("created_username", " admin@example.com, 1"),
                ("created_ago", "0 minutes"));
        return vendor.Drafts.Add(draft).Copy();
    }

    private static void MapPredictions(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/predictions/", request => vendor.Predictions.Rows
            .Where(p => request.Query("task") is not { Length: > 0 } task || p["task"]!.ToString() == task)
            .Where(p => (request.Query("project") ?? request.Query("task__project")) is not { Length: > 0 } project
                || p["project"]!.ToString() == project)
            .Copies());
        vendor.Map("POST", "/api/predictions/", request =>
        {
            JsonObject body = request.JsonObject();
            return CreatePrediction(vendor, vendor.Tasks.Find(body.RequiredWhole("task"))
                ?? throw new VendorErrorException(400, "Invalid pk - object does not exist.", "task"), body).Copy();
        }, 201);
        vendor.Map("GET", "/api/predictions/{id}/", request => vendor.Predictions.Get(request).Copy());
        foreach (string method in (string[])["PATCH", "PUT"])
        {
            vendor.Map(method, "/api/predictions/{id}/", request =>
            {
                JsonObject prediction = vendor.Predictions.Get(request);
                JsonObject body = request.JsonObject();
                if (method == "PUT" || body.ContainsKey("result"))
                    prediction["result"] = LabelStudioPredictedResult.Of(vendor, vendor.Tasks.Get(prediction.Whole("task") ?? 0), body);
                prediction.Take(body, PredictionWritten);
                prediction["updated_at"] = vendor.Now;
                return prediction.Copy();
            });
        }

        vendor.MapEmpty("DELETE", "/api/predictions/{id}/", request => vendor.Predictions.Remove(vendor.Predictions.Get(request)));
    }

    private static JsonObject? Project(LabelStudioEmulator vendor, JsonObject task) => vendor.Projects.Find(task.Whole("project") ?? 0);
}
