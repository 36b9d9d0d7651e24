using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>The data manager: views, actions, columns.</summary>
internal static class LabelStudioViewRoutes
{
    private static readonly (string Id, string Title)[] Actions =
    [
        ("retrieve_tasks_predictions", "Retrieve Predictions"), ("predictions_to_annotations", "Create Annotations From Predictions"),
        ("delete_tasks", "Delete Tasks"), ("delete_tasks_annotations", "Delete Annotations"),
            ("delete_tasks_predictions", "Delete Predictions"),
        ("remove_duplicates", "Remove Duplicated Tasks"), ("next_task", "Label Tasks"),
    ];

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/dm/views/", request => vendor.Views.Rows
            .Where(v => request.Query("project") is not { Length: > 0 } project || v["project"]!.ToString() == project)
            .OrderBy(v => v.Whole("order")).ThenBy(v => v.Id()).Copies());
        vendor.Map("POST", "/api/dm/views/", request =>
        {
            JsonObject body = request.JsonObject();
            long project = vendor.Projects.Get(body.RequiredWhole("project")).Id();
            JsonObject view = new()
            {
                ["data"] = body.Object("data")?.DeepClone()
                ?? new JsonObject(),
                ["project"] = project,
                ["order"] = vendor.Views.Count,
                ["user"] = 1
            };
            return vendor.Views.Add(view).Copy();
        }, 201);
        vendor.MapEmpty("POST", "/api/dm/views/order/", request =>
        {
            JsonArray ids = request.JsonObject().Array("ids") ?? throw new VendorErrorException(400, "This field is required.", "ids");
            for (int i = 0; i < ids.Count; i++)
            {
                if (vendor.Views.Find(ids[i]!.GetValue<long>()) is { } view)
                    view["order"] = i;
            }
        }, 200);
        vendor.MapEmpty("DELETE", "/api/dm/views/reset/", request =>
        {
            string project = request.Query("project")
                ?? request.JsonObject().Whole("project")?.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ?? throw new VendorErrorException(400, "This field is required.", "project");
            vendor.Views.RemoveWhere(v => v["project"]!.ToString() == project);
        });
        vendor.Map("GET", "/api/dm/views/{id}/", request => vendor.Views.Get(request).Copy());
        foreach (string method in (string[])["PATCH", "PUT"])
        {
            vendor.Map(method, "/api/dm/views/{id}/", request =>
            {
                JsonObject view = vendor.Views.Get(request);
                view.Take(request.JsonObject(), "data");
                return view.Copy();
            });
        }

        vendor.MapEmpty("DELETE", "/api/dm/views/{id}/", request => vendor.Views.Remove(vendor.Views.Get(request)));
        vendor.Map("GET", "/api/dm/project/", request => new JsonObject
        {
            ["can_delete_tasks"] = true,
            ["can_manage_annotations"] = true,
            ["can_manage_tasks"] = true,
            ["source_syncing"] = false,
            ["target_syncing"] = false,
            ["task_count"] = vendor.Tasks.Rows.Count(t => t["project"]!.ToString() == request.Query("project")),
            ["annotation_count"] = vendor.Annotations.Rows.Count(a => a["project"]!.ToString() == request.Query("project")),
            ["config_has_control_tags"] = true,
        });
        vendor.Map("GET", "/api/dm/columns/", _ => new JsonObject
        {
            ["columns"] = new JsonArray(
                [.. ((string[])["id", "inner_id", "completed_at", "total_annotations", "cancelled_annotations", "total_predictions",
                "annotators", "created_at", "updated_at"])
                    .Select(id => (JsonNode?)new JsonObject { ["id"] = id, ["title"] = id, ["type"] = "Number", ["target"] = "tasks" })]),
        });
        vendor.Map("GET", "/api/dm/actions/", request => Actions.Select((action, order) => (JsonNode?)new JsonObject
        {
            ["id"] = action.Id,
            ["title"] = action.Title,
            ["order"] = order,
            ["permission"] = "tasks.change",
            ["experimental"] = false,
            ["dialog"] = new JsonObject { ["text"] = action.Title, ["type"] = "confirm" },
        }).ToJson());
        vendor.Map("GET", "/api/dm/actions/{action_id}/form/", _ => new JsonObject { ["columnCount"] = 1, ["fields"] = new JsonArray() });
        vendor.Map("POST", "/api/dm/actions/", request => Run(vendor, request));
    }

    private static JsonNode Run(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        string id = request.Query("id") ?? throw new VendorErrorException(422, "No action id \"None\", use query parameter id");
        JsonObject body = request.JsonObject();
        // Without a selection all tasks are meant.
        List<JsonObject> tasks = [.. LabelStudioSelection.Of(vendor, request.Query("project"), request.Query("view"), body)];
        HashSet<long?> ids = [.. tasks.Select(t => (long?)t.Id())];
        switch (id)
        {
            case "delete_tasks":
                LabelStudioTaskRoutes.Delete(vendor, tasks);
                return Processed(tasks.Count, "Deleted {0} tasks", reload: true);
            case "delete_tasks_annotations":
                int annotations = vendor.Annotations.RemoveWhere(a => ids.Contains(a.Whole("task"))
                    && (body.Whole("annotator") is not { } annotator || a.Whole("completed_by") == annotator));
                tasks.ForEach(task => LabelStudioTaskRoutes.Recount(vendor, task));
                return Processed(annotations, "Deleted {0} annotations");
            case "delete_tasks_predictions":
                return Processed(vendor.Predictions.RemoveWhere(p => ids.Contains(p.Whole("task"))), "Deleted {0} predictions");
            case "retrieve_tasks_predictions":
                foreach (JsonObject task in tasks)
                    LabelStudioBackendRoutes.Predict(vendor, task);
                return Processed(tasks.Count, "Retrieved {0} predictions");
            case "predictions_to_annotations":
                List<JsonObject> predictions = [.. vendor.Predictions.Rows.Where(p => ids.Contains(p.Whole("task"))
                    && (body.Text("model_version") is not { } version || p.Text("model_version") == version))];
                foreach (JsonObject prediction in predictions)
                {
                    JsonObject annotation = prediction.Copy();
                    annotation["parent_prediction"] = prediction.Id();
                    LabelStudioAnnotationRoutes.Create(vendor, vendor.Tasks.Get(prediction.Whole("task")!.Value), annotation);
                }

                return new JsonObject { ["response_code"] = 200, ["detail"] = $"Created {predictions.Count} annotations" };
            case "remove_duplicates":
                List<JsonObject> extra = [.. tasks.GroupBy(t => t["data"]!.ToJsonString()).SelectMany(group => group.Skip(1))];
                LabelStudioTaskRoutes.Delete(vendor, extra);
                return new JsonObject { ["response_code"] = 200, ["detail"] = $"Removed {extra.Count} tasks" };
            case "next_task":
                return tasks.Find(t => !t.IsTrue("is_labeled")) is { } next
                    ? LabelStudioTaskRoutes.Full(vendor, next)
                    : throw new VendorErrorException(404, "There are no tasks remaining to be annotated.");
            default:
                throw new VendorErrorException(422, $"No action id \"{id}\", use query parameter id");
        }
    }

    private static JsonObject Processed(int count, string text, bool reload = false)
    {
        JsonObject answer = new()
        {
            ["processed_items"] = count,
            ["detail"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, count)
        };
        if (reload)
            answer["reload"] = true;
        return answer;
    }
}
