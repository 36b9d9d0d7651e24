using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Version 2: tasks, batches and projects of the generative-AI API. It sees the same objects as version 1.</summary>
internal static class ScaleV2Routes
{
    public static void Map(ScaleEmulator vendor)
    {
        RouteTable routes = vendor.Routes;
        routes.Map("GET", "/v2/task", GetTask);
        routes.Map("GET", "/v2/tasks", ListTasks);
        routes.Map("POST", "/v2/task", request => CreateChatTask(vendor, request));
        routes.Map("POST", "/v2/task/chat", request => CreateChatTask(vendor, request));
        routes.Map("POST", "/v2/task/metadata", request => SetTaskMetadata(vendor, request));
        routes.Map("GET", "/v2/batch", request => EmulatorResponse.Json(
            ScaleV2Json.Batch(ScaleV2Query.Batch(request), ScaleV2Query.Expand(request))));
        routes.Map("POST", "/v2/batch", request => CreateBatch(vendor, request));
        routes.Map("GET", "/v2/batches", ListBatches);
        routes.Map("POST", "/v2/batch/finalize", request =>
            ChangeBatch(request, batch => vendor.Work.Finalize(ScaleEmulator.Account(request), batch)));
        routes.Map("POST", "/v2/batch/pause", request => OperateOnBatch(request, ScaleWork.Pause, "paused", "staging", "in_progress"));
        routes.Map("POST", "/v2/batch/resume", request => OperateOnBatch(
            request, batch => vendor.Work.Finalize(ScaleEmulator.Account(request), batch), "resumed", "paused"));
        routes.Map("POST", "/v2/batch/cancel", request => OperateOnBatch(
            request, batch => CancelBatch(vendor, ScaleEmulator.Account(request), batch), "cancelled",
            "staging", "in_progress", "paused", "cancelled"));
        routes.Map("POST", "/v2/batch/metadata", SetBatchMetadata);
        routes.Map("GET", "/v2/project", request => EmulatorResponse.Json(ScaleV2Json.Project(
            ScaleV2Query.Project(request) ?? throw JsonMembers.Missing("project_id"), whole: true)));
        routes.Map("GET", "/v2/projects", ListProjects);
        routes.Map("GET", "/v2/annotation", GetAnnotation);
    }

    private static EmulatorResponse GetTask(EmulatorRequest request)
    {
        ScaleTaskRecord task = ScaleEmulator.Account(request).Task(ScaleV2Query.Required(request, "task_id"));
        return EmulatorResponse.Json(ScaleV2Json.Task(task, ScaleV2Query.Expand(request)));
    }

    private static EmulatorResponse ListTasks(EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        ScaleProjectRecord? project = ScaleV2Query.Project(request);
        ScaleBatchRecord? batch = ScaleV2Query.HasBatch(request) ? ScaleV2Query.Batch(request) : null;
        if (project is null && batch is null)
            throw JsonMembers.Missing("project_id\" or \"batch_id");
        Func<ScaleTaskRecord, bool> filter = ScaleV2Query.TaskFilter(request);
        ISet<string> expand = ScaleV2Query.Expand(request);
        return ScaleV2Query.Page(
            request, account.TaskOrder.Where(
                t => (project is null || t.Project == project) && (batch is null || t.Batch == batch) && filter(t)),
            "tasks", t => t.CreatedAt, t => t.Id, t => ScaleV2Json.Task(t, expand));
    }

    private static EmulatorResponse CreateChatTask(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        JsonObject body = request.JsonObject();
        ScaleBatchRecord? batch = ScaleV2Query.HasBatch(body) ? ScaleV2Query.Batch(account, body) : null;
        ScaleProjectRecord project = ScaleV2Query.Project(account, body.Text("project_id"), body.Text("project_name"))
            ?? batch?.Project ?? throw JsonMembers.Missing("project_id\" or \"batch_id");
        JsonObject create = new()
        {
            ["project"] = project.Name,
            ["batch"] = batch?.Name,
            ["template_variables"] = body.Object("template_variables")?.DeepClone(),
            ["metadata"] = body.Object("metadata")?.DeepClone(),
            ["callback_url"] = body.Text("callback_url"),
        };
        ScaleTaskRecord task = ScaleTaskFactory.Create(account, project.Type, create, vendor.Now);
        ScaleTaskFactory.Store(account, task);
        EmulatorResponse response = EmulatorResponse.Json(ScaleV2Json.Task(task, new HashSet<string>()));
        vendor.Work.Start(account, task);
        return response;
    }

    private static EmulatorResponse SetTaskMetadata(ScaleEmulator vendor, EmulatorRequest request)
    {
        JsonObject body = request.JsonObject();
        ScaleTaskRecord task = ScaleEmulator.Account(request).Task(body.RequiredText("task_id"));
        task.Metadata = Metadata(task.Metadata, body);
        task.UpdatedAt = vendor.Now;
        return EmulatorResponse.Json(ScaleV2Json.Task(task, new HashSet<string>()));
    }

    private static EmulatorResponse CreateBatch(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        JsonObject body = request.JsonObject();
        ScaleProjectRecord project = ScaleV2Query.Project(account, body.Text("project_id"), body.Text("project_name"))
            ?? throw JsonMembers.Missing("project_id\" or \"project_name");
        ScaleBatchRecord batch = ScaleBatchRoutes.Store(vendor, account, project, body);
        // Only a batch that is asked to wait stays in staging.
        if (body.ContainsKey("staging_batch") && !body.Flag("staging_batch"))
            vendor.Work.Finalize(account, batch);
        return EmulatorResponse.Json(ScaleV2Json.Batch(batch, new HashSet<string>()));
    }

    private static EmulatorResponse ListBatches(EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        ScaleProjectRecord? project = ScaleV2Query.Project(request);
        string? status = request.Query("status");
        Func<DateTimeOffset?, bool> created = ScaleV2Query.Bounds(request, "created_after", "created_before");
        Func<DateTimeOffset?, bool> completed = ScaleV2Query.Bounds(request, "completed_after", "completed_before");
        ISet<string> expand = ScaleV2Query.Expand(request);
        return ScaleV2Query.Page(
            request, account.Batches.Values.Where(b => (project is null || b.Project == project)
                && (string.IsNullOrEmpty(status) || b.Status == status) && created(b.CreatedAt) && completed(b.CompletedAt)),
            "batches", b => b.CreatedAt, b => b.Id, b => ScaleV2Json.Batch(b, expand));
    }

    private static EmulatorResponse ChangeBatch(EmulatorRequest request, Action<ScaleBatchRecord> change)
    {
        ScaleBatchRecord batch = ScaleV2Query.Batch(ScaleEmulator.Account(request), request.JsonObject());
        change(batch);
        return EmulatorResponse.Json(ScaleV2Json.Batch(batch, new HashSet<string>()));
    }

    private static EmulatorResponse OperateOnBatch(
        EmulatorRequest request, Action<ScaleBatchRecord> change, string done, params string[] from)
    {
        ScaleBatchRecord batch = ScaleV2Query.Batch(ScaleEmulator.Account(request), request.JsonObject());
        if (!from.Contains(batch.Status))
            throw new VendorErrorException(400, $"Batch {batch.Name} is {batch.Status} and cannot be {done}.");
        change(batch);
        return EmulatorResponse.Json(
            new JsonObject { ["batch"] = ScaleV2Json.Batch(batch, new HashSet<string>()), ["message"] = $"Batch {done}." });
    }

    private static void CancelBatch(ScaleEmulator vendor, ScaleAccount account, ScaleBatchRecord batch)
    {
        batch.Status = "cancelled";
        foreach (ScaleTaskRecord task in batch.Tasks.Where(t => t.IsPending))
            vendor.Work.Cancel(account, task);
    }

    private static EmulatorResponse SetBatchMetadata(EmulatorRequest request)
    {
        JsonObject body = request.JsonObject();
        ScaleBatchRecord batch = ScaleV2Query.Batch(ScaleEmulator.Account(request), body);
        batch.Metadata = Metadata(batch.Metadata, body);
        return EmulatorResponse.Json(ScaleV2Json.Batch(batch, new HashSet<string>()));
    }

    private static EmulatorResponse ListProjects(EmulatorRequest request)
    {
        Func<DateTimeOffset?, bool> created = ScaleV2Query.Bounds(request, "created_after", "created_before");
        return EmulatorResponse.Json(new JsonObject
        {
            ["projects"] = ScaleEmulator.Account(request).Projects.Values.Where(p => created(p.CreatedAt))
                .Select(JsonNode? (p) => ScaleV2Json.Project(p, whole: true)).ToJson(),
        });
    }

    private static EmulatorResponse GetAnnotation(EmulatorRequest request)
    {
        string id = ScaleV2Query.Required(request, "annotation_id");
        ScaleTaskRecord task = ScaleEmulator.Account(request).TaskOrder
            .Find(t => ScaleV2Json.AnnotationId(t) == id && t.Status == "completed")
            ?? throw new VendorErrorException(404, "Annotation not found");
        return EmulatorResponse.Json(ScaleV2Json.Annotation(task));
    }

    private static JsonObject Metadata(JsonObject present, JsonObject body)
    {
        JsonObject given = body.Object("metadata") ?? throw JsonMembers.Missing("metadata");
        return ScaleTaskFactory.ReadMetadata(body.Flag("merge") ? Merge(present.DeepClone().AsObject(), given) : given);
    }

    private static JsonObject Merge(JsonObject target, JsonObject source)
    {
        foreach ((string name, JsonNode? value) in source)
        {
            target[name] = target[name] is JsonObject below && value is JsonObject more
                ? Merge(below.DeepClone().AsObject(), more)
                : value?.DeepClone();
        }

        return target;
    }
}
