using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Projects with their counts and configs.</summary>
internal static class LabelStudioProjectRoutes
{
    private static readonly string[] Written =
    [
        "title", "description", "label_config", "expert_instruction", "show_instruction", "show_skip_button", "enable_empty_annotation",
        "show_annotation_history", "color", "maximum_annotations", "is_published", "model_version", "is_draft",
        "min_annotations_to_start_training", "start_training_on_annotation_update", "show_collab_predictions", "sampling",
        "show_ground_truth_first", "annotator_evaluation_enabled", "show_overlap_first", "overlap_cohort_percentage", "task_data_login",
        "task_data_password", "control_weights", "evaluate_predictions_automatically", "skip_queue", "reveal_preannotations_interactively",
        "pinned_at",
    ];

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/projects/", request =>
            vendor.Page(request, [.. Filtered(vendor, request).Select(p => Shown(vendor, p))], 30, 100));
        vendor.Map("POST", "/api/projects/", request => Create(vendor, request.JsonObject()), 201);
        vendor.Map("GET", "/api/projects/counts/", request =>
            vendor.Page(request, [.. Filtered(vendor, request).Select(p => Counts(vendor, p))], 30, 100));
        vendor.Routes.Map("POST", "/api/projects/validate/", request =>
        {
            LabelStudioConfig.Parse(Config(request));
            return EmulatorResponse.Empty(204);
        }, anonymous: true);
        vendor.Map("GET", "/api/projects/{id}/", request => Shown(vendor, vendor.Projects.Get(request)));
        vendor.Map("PATCH", "/api/projects/{id}/", request => Update(vendor, vendor.Projects.Get(request), request.JsonObject()));
        vendor.MapEmpty("DELETE", "/api/projects/{id}/", request => Delete(vendor, vendor.Projects.Get(request)));
        vendor.Map("POST", "/api/projects/{id}/validate/", request =>
        {
            JsonObject project = vendor.Projects.Get(request);
            string config = Config(request);
            LabelStudioConfig.Parse(config);
            return new JsonObject
            {
                ["label_config"] = config,
                ["config_essential_data_has_changed"] = config != project.Text("label_config")
            };
        });
        vendor.Map("GET", "/api/projects/{id}/annotators/", request => vendor.Annotations.Rows
            .Where(a => a.Whole("project") == vendor.Projects.Get(request).Id()).Select(a => a.Whole("completed_by")).OfType<long>()
                .Distinct()
            .Select(id => vendor.Users.Find(id)).OfType<JsonObject>().Select(vendor.UserSimple).Copies());
        vendor.Map("GET", "/api/projects/{id}/next/", request => Next(vendor, vendor.Projects.Get(request)));
        vendor.Map("GET", "/api/projects/{id}/label-stream-history/", request =>
        {
            long project = vendor.Projects.Get(request).Id();
            return vendor.Annotations.Rows.Where(a => a.Whole("project") == project).Reverse().Take(100)
                .Select(a => (JsonNode?)new JsonObject { ["taskId"] = a.Whole("task"), ["annotationId"] = a.Id() }).ToJson();
        });
        vendor.Map("GET", "/api/projects/{id}/summary/", request => Summary(vendor, vendor.Projects.Get(request)));
        vendor.Map("POST", "/api/projects/{id}/summary/reset/", request => Summary(vendor, vendor.Projects.Get(request)));
        vendor.Map("POST", "/api/projects/{id}/sample-task/", request =>
        {
            vendor.Projects.Get(request);
            JsonObject data = [];
            foreach (string key in LabelStudioConfig.Parse(Config(request)).DataKeys)
                data[key] = "sample";
            return new JsonObject { ["sample_task"] = new JsonObject { ["data"] = data } };
        });
        vendor.Map("GET", "/api/projects/{id}/model-versions/", request =>
        {
            long project = vendor.Projects.Get(request).Id();
            JsonObject versions = [];
            foreach (IGrouping<string, JsonObject> group in vendor.Predictions.Rows.Where(p => p.Whole("project") == project)
                .GroupBy(p => p["model_version"]?.ToString() ?? "undefined"))
                versions[group.Key] = group.Count();
            return versions;
        });
        vendor.Map("GET", "/api/templates/", _ =>
            new JsonObject { ["templates"] = new JsonArray(), ["groups"] = new JsonArray("Computer Vision") });
    }

    /// <summary>A project with its counts.</summary>
    public static JsonObject Shown(LabelStudioEmulator vendor, JsonObject project)
    {
        JsonObject shown = project.Copy();
        shown.Take(Counts(vendor, project), Counts(vendor, project).Select(p => p.Key).Where(name => name != "id"));
        LabelStudioConfig config = LabelStudioConfig.Parse(project.Text("label_config"));
        shown["parsed_label_config"] = config.ToJson();
        shown["config_has_control_tags"] = config.Controls.Count > 0;
        shown["config_suitable_for_bulk_annotation"] = config.Controls.All(tag =>
            tag.Name.LocalName is "Choices" or "Rating" or "TextArea");
        return shown;
    }

    private static JsonObject Counts(LabelStudioEmulator vendor, JsonObject project)
    {
        long id = project.Id();
        List<JsonObject> tasks = [.. vendor.Tasks.Rows.Where(t => t.Whole("project") == id)];
        List<JsonObject> annotations = [.. vendor.Annotations.Rows.Where(a => a.Whole("project") == id)];
        return new JsonObject
        {
            ["id"] = id,
            ["task_number"] = tasks.Count,
            ["finished_task_number"] = tasks.Count(t => t.IsTrue("is_labeled")),
            ["num_tasks_with_annotations"] = annotations.Select(a => a.Whole("task")).Distinct().Count(),
            ["total_annotations_number"] = annotations.Count(a => !a.IsTrue("was_cancelled")),
            ["useful_annotation_number"] = annotations.Count(a => !a.IsTrue("was_cancelled") && !a.IsTrue("ground_truth")),
            ["ground_truth_number"] = annotations.Count(a => a.IsTrue("ground_truth")),
            ["skipped_annotations_number"] = annotations.Count(a => a.IsTrue("was_cancelled")),
            ["total_predictions_number"] = vendor.Predictions.Rows.Count(p => p.Whole("project") == id),
            ["queue_total"] = tasks.Count,
            ["queue_done"] = tasks.Count(t => t.IsTrue("is_labeled")),
        };
    }

    private static JsonNode Create(LabelStudioEmulator vendor, JsonObject body)
    {
        Check(vendor, body, null);
        JsonObject project = [];
        project.Take(body, Written);
        project.With(
            ("title", ""), ("description", ""), ("label_config", "<View></View>"), ("expert_instruction", ""), ("show_instruction", false),
            ("show_skip_button", true), ("enable_empty_annotation", true), ("show_annotation_history", false), ("color", "#FFFFFF"),
            ("maximum_annotations", 1), ("is_published", false), ("model_version", ""), ("is_draft", false),
            ("min_annotations_to_start_training", 0), ("show_collab_predictions", true), ("sampling", "Sequential sampling"),
            ("show_ground_truth_first", false), ("show_overlap_first", false), ("overlap_cohort_percentage", 100),
            ("skip_queue", "REQUEUE_FOR_OTHERS"), ("reveal_preannotations_interactively", false), ("organization", 1), ("pinned_at", null));
        project["created_by"] = vendor.UserSimple(vendor.FirstUser);
        project["created_at"] = vendor.Now;
        vendor.Projects.Add(project);
        vendor.Webhooks.Send("PROJECT_CREATED", null, ("project", project));
        return Shown(vendor, project);
    }

    private static JsonNode Update(LabelStudioEmulator vendor, JsonObject project, JsonObject body)
    {
        Check(vendor, body, project);
        project.Take(body, Written);
        vendor.Webhooks.Send("PROJECT_UPDATED", project, ("project", project));
        return Shown(vendor, project);
    }

    private static void Check(LabelStudioEmulator vendor, JsonObject body, JsonObject? project)
    {
        if (body.Text("title") is { Length: > 0 } title)
        {
            if (title.Length is < 3 or > 50)
                throw new VendorErrorException(400, title.Length < 3 ? "Project name must be at least 3 characters long"
                    : "Project name must be no more than 50 characters long", "title");
            if (vendor.Projects.Rows.Any(p => p != project && p.Text("title") == title))
                throw new VendorErrorException(422, $"Project with the same name already exists: {title}");
        }

        if (body.Text("label_config") is { } xml)
            LabelStudioConfig.Parse(xml);
        if (body.Text("color") is { } color && !(color.Length == 7 && color[0] == '#' && color.Skip(1).All(char.IsAsciiHexDigit)))
            throw new VendorErrorException(400, "Color must be in \"#RRGGBB\" format", "color");
    }

    private static void Delete(LabelStudioEmulator vendor, JsonObject project)
    {
        long id = project.Id();
        vendor.Projects.Remove(project);
        foreach (LabelStudioTable table in (LabelStudioTable[])[vendor.Tasks, vendor.Annotations, vendor.Predictions, vendor.Drafts,
            vendor.Views,
            vendor.Exports, vendor.Uploads, vendor.Backends, vendor.LabelLinks, .. vendor.Storages.Values])
            table.RemoveWhere(row => row.Whole("project") == id);
        vendor.Webhooks.Send("PROJECT_DELETED", null, ("project", new JsonObject { ["id"] = id }));
        vendor.Hooks.RemoveWhere(row => row.Whole("project") == id);
    }

    private static JsonNode Next(LabelStudioEmulator vendor, JsonObject project)
    {
        JsonObject? task = vendor.Tasks.Rows.FirstOrDefault(t => t.Whole("project") == project.Id() && !t.IsTrue("is_labeled"));
        return task is null ? throw new VendorErrorException(404, "Not found.") : LabelStudioTaskRoutes.Full(vendor, task);
    }

    private static JsonNode Summary(LabelStudioEmulator vendor, JsonObject project)
    {
        long id = project.Id();
        List<JsonObject> tasks = [.. vendor.Tasks.Rows.Where(t => t.Whole("project") == id)];
        JsonObject columns = [];
        foreach (IGrouping<string, string> key in tasks.SelectMany(t => t["data"]!.AsObject().Select(p => p.Key)).GroupBy(key => key))
            columns[key.Key] = key.Count();
        return new JsonObject
        {
            ["project"] = id,
            ["created_at"] = vendor.Now,
            ["all_data_columns"] = columns,
            ["common_data_columns"] = columns.Where(c => c.Value!.GetValue<int>() == tasks.Count).Select(c => c.Key).ToJson(),
            ["created_annotations"] = new JsonObject(),
            ["created_labels"] = new JsonObject(),
            ["created_labels_drafts"] = new JsonObject(),
        };
    }

    private static string Config(EmulatorRequest request) =>
        request.JsonObject().Text("label_config") ?? throw new VendorErrorException(400, "This field is required.", "label_config");

    private static IEnumerable<JsonObject> Filtered(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        string[]? ids = request.Query("ids")?.Split(',', StringSplitOptions.TrimEntries);
        string? title = request.Query("title") ?? request.Query("search");
        // Pinned ones first, then the newest.
        return vendor.Projects.Rows.OrderByDescending(p => p.Text("pinned_at") is not null).ThenByDescending(p => p.Id())
            .Where(p => ids is null || ids.Contains(p.Id().ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .Where(p => title is null || p.Text("title")?.Contains(title, StringComparison.OrdinalIgnoreCase) == true);
    }
}
