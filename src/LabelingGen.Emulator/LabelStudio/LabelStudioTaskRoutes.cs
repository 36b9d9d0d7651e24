using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Tasks: one by one, and the two lists with their own ways of paging.</summary>
internal static class LabelStudioTaskRoutes
{
    private static readonly string[] Written = ["data", "meta", "overlap", "is_labeled", "allow_skip"];

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/tasks/", request => List(vendor, request));
        vendor.Map("POST", "/api/tasks/", request =>
        {
            JsonObject body = request.JsonObject();
            JsonObject project = vendor.Projects.Get(body.RequiredWhole("project"));
            JsonObject task = Create(vendor, project, body, check: true);
            vendor.Webhooks.Send("TASKS_CREATED", project, ("tasks", new JsonArray(task.Copy())));
            return Full(vendor, task);
        }, 201);
        vendor.Map("GET", "/api/tasks/{id}/", request => Full(vendor, vendor.Tasks.Get(request), expandUsers: true));
        vendor.Map("PATCH", "/api/tasks/{id}/", request =>
        {
            JsonObject task = vendor.Tasks.Get(request);
            task.Take(request.JsonObject(), Written);
            task["updated_at"] = vendor.Now;
            return Full(vendor, task);
        });
        vendor.MapEmpty("DELETE", "/api/tasks/{id}/", request => Delete(vendor, [vendor.Tasks.Get(request)]));
        vendor.Map("GET", "/api/tasks/{id}/agreement/", request =>
        {
            vendor.Tasks.Get(request);
            throw new VendorErrorException(403, "The agreement of tasks is not enabled.");
        });
        vendor.Map("GET", "/api/projects/{id}/tasks/", request => ListOfProject(vendor, request));
        vendor.MapEmpty("DELETE", "/api/projects/{id}/tasks/", request =>
        {
            long project = vendor.Projects.Get(request).Id();
            Delete(vendor, [.. vendor.Tasks.Rows.Where(t => t.Whole("project") == project)]);
        });
    }

    /// <summary>Stores a task.</summary>
    public static JsonObject Create(LabelStudioEmulator vendor, JsonObject project, JsonObject body, bool check)
    {
        JsonObject data = body["data"] as JsonObject ?? throw new VendorErrorException(400, "This field is required.", "data");
        if (check)
            LabelStudioConfig.Parse(project.Text("label_config")).CheckData(data);
        JsonObject task = [];
        task.Take(body, Written);
        task.With(
            ("meta", new JsonObject()), ("overlap", project.Whole("maximum_annotations") ?? 1), ("is_labeled", false), ("allow_skip", true),
            ("project", project.Id()), ("created_at", vendor.Now), ("updated_at", vendor.Now), ("updated_by", null), ("file_upload", null),
            ("inner_id", vendor.Tasks.Rows.Count(t => t.Whole("project") == project.Id()) + 1), ("comment_count", 0),
            ("unresolved_comment_count", 0), ("comment_authors", new JsonArray()), ("last_comment_updated_at", null));
        return vendor.Tasks.Add(task);
    }

    /// <summary>A task with its annotations, predictions and drafts.</summary>
    public static JsonObject Full(LabelStudioEmulator vendor, JsonObject task, bool expandUsers = false)
    {
        JsonObject full = Plain(vendor, task);
        long id = task.Id();
        JsonArray annotations = vendor.Annotations.Rows.Where(a => a.Whole("task") == id).Copies();
        foreach (JsonObject annotation in annotations.OfType<JsonObject>().Where(_ => expandUsers))
        {
            if (vendor.Users.Find(annotation.Whole("completed_by") ?? 0) is { } user)
                annotation["completed_by"] = vendor.UserSimple(user).With(("initials", "ad"));
        }

        full["annotations"] = annotations;
        full["predictions"] = vendor.Predictions.Rows.Where(p => p.Whole("task") == id).Copies();
        full["drafts"] = vendor.Drafts.Rows.Where(d => d.Whole("task") == id).Copies();
        return full;
    }

    public static void Delete(LabelStudioEmulator vendor, IReadOnlyList<JsonObject> tasks)
    {
        foreach (IGrouping<long?, JsonObject> ofProject in tasks.GroupBy(task => task.Whole("project")))
        {
            HashSet<long?> ids = [.. ofProject.Select(task => (long?)task.Id())];
            foreach (LabelStudioTable table in (LabelStudioTable[])[vendor.Annotations, vendor.Predictions, vendor.Drafts])
                table.RemoveWhere(row => ids.Contains(row.Whole("task")));
            foreach (JsonObject task in ofProject)
                vendor.Tasks.Remove(task);
            JsonArray told = ids.Select(id => (JsonNode?)new JsonObject { ["id"] = id }).ToJson();
            vendor.Webhooks.Send("TASKS_DELETED", vendor.Projects.Find(ofProject.Key ?? 0), ("tasks", told));
        }
    }

    /// <summary>Notes the counts and whether the task is done.</summary>
    public static void Recount(LabelStudioEmulator vendor, JsonObject task)
    {
        int done = vendor.Annotations.Rows.Count(a => a.Whole("task") == task.Id() && !a.IsTrue("was_cancelled"));
        task["is_labeled"] = done >= (task.Whole("overlap") ?? 1);
        task["updated_at"] = vendor.Now;
    }

    private static JsonObject Plain(LabelStudioEmulator vendor, JsonObject task)
    {
        long id = task.Id();
        JsonObject plain = task.Copy();
        List<JsonObject> annotations = [.. vendor.Annotations.Rows.Where(a => a.Whole("task") == id)];
        plain["total_annotations"] = annotations.Count(a => !a.IsTrue("was_cancelled"));
        plain["cancelled_annotations"] = annotations.Count(a => a.IsTrue("was_cancelled"));
        plain["total_predictions"] = vendor.Predictions.Rows.Count(p => p.Whole("task") == id);
        return plain;
    }

    private static JsonNode List(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        if (request.Query("project") is null && request.Query("view") is null)
            throw new VendorErrorException(404, "Neither project nor view exist.");
        List<JsonObject> tasks = LabelStudioSelection.Of(vendor, request).ToList();
        int size = request.Query("page_size") == "-1" ? 100 : LabelStudioEmulator.Size(request, 100, int.MaxValue);
        int page = request.QueryNumber("page", 1, 1, int.MaxValue);
        if (page > 1 && (long)(page - 1) * size >= tasks.Count)
            throw new VendorErrorException(404, "Invalid page.");
        bool isFull = request.Query("fields") == "all";
        HashSet<long?> ids = [.. tasks.Select(t => (long?)t.Id())];
        return new JsonObject
        {
            ["tasks"] = tasks.Skip((page - 1) * size).Take(size).Select(task => ForManager(vendor, task, isFull)).Copies(),
            ["total"] = tasks.Count,
            ["total_annotations"] = vendor.Annotations.Rows.Count(a => ids.Contains(a.Whole("task"))),
            ["total_predictions"] = vendor.Predictions.Rows.Count(p => ids.Contains(p.Whole("task"))),
        };
    }

    /// <summary>The data manager names the file and its editors where other calls give ids.</summary>
    private static JsonObject ForManager(LabelStudioEmulator vendor, JsonObject task, bool isFull)
    {
        JsonObject shown = isFull ? Full(vendor, task) : Plain(vendor, task);
        List<JsonObject> annotations = [.. vendor.Annotations.Rows.Where(a => a.Whole("task") == task.Id())];
        shown["file_upload"] = task.Whole("file_upload") is { } upload ? Path.GetFileName(vendor.Uploads.Find(upload)?.Text("file")) : null;
        shown["updated_by"] = annotations.Select(a => (JsonNode?)new JsonObject { ["user_id"] = a.Whole("completed_by") }).ToJson();
        shown["annotators"] = annotations.Select(a => a.Whole("completed_by")).Distinct().Select(id => (JsonNode?)id).ToJson();
        shown["completed_at"] = annotations.Count == 0 ? null : annotations[^1]["created_at"]!.DeepClone();
        shown["draft_exists"] = vendor.Drafts.Rows.Any(d => d.Whole("task") == task.Id());
        shown["annotations_ids"] = string.Join(',', annotations.Select(a => a.Id()));
        return shown;
    }

    /// <summary>A bare array, last changed first; an empty page is 404, and a size of -1 takes no notice of the page.</summary>
    private static JsonNode ListOfProject(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        long project = vendor.Projects.Get(request).Id();
        IEnumerable<JsonObject> tasks = vendor.Tasks.Rows.Where(t => t.Whole("project") == project)
            .OrderByDescending(t => t.Text("updated_at"), StringComparer.Ordinal).ThenByDescending(t => t.Id());
        if (request.Query("page_size") != "-1")
        {
            int size = LabelStudioEmulator.Size(request, 50, int.MaxValue);
            tasks = tasks.Skip((request.QueryNumber("page", 1, 1, int.MaxValue) - 1) * size).Take(size);
        }

        JsonArray page = tasks.Select(task => Full(vendor, task)).Copies();
        return page.Count > 0 ? page : throw new VendorErrorException(404, "Not found.");
    }
}
