using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Single tasks: create, read, cancel, audit, unique id, metadata, tags; evaluation and training tasks.</summary>
internal static class ScaleTaskRoutes
{
    public static void Map(ScaleEmulator vendor)
    {
        RouteTable routes = vendor.Routes;
        routes.Map("POST", "/v1/task/{taskType}", request => Create(vendor, request));
        routes.Map("GET", "/v1/task/{taskId}", request => Answer(Find(request)));
        routes.Map("POST", "/v1/task/{taskId}/cancel", request => Cancel(vendor, request));
        routes.Map("POST", "/v1/task/{taskId}/audit", request => Audit(vendor, request));
        routes.Map("POST", "/v1/task/{taskId}/unique_id", request => SetUniqueId(vendor, request));
        routes.Map("DELETE", "/v1/task/{taskId}/unique_id", request => ClearUniqueId(vendor, request));
        routes.Map("POST", "/v1/task/{taskId}/setMetadata", request => SetMetadata(vendor, request));
        routes.Map("POST", "/v1/task/{taskId}/tags", request =>
            ChangeTags(vendor, request, (_, given) => ScaleTaskFactory.ReadTags(given, [])));
        routes.Map("PUT", "/v1/task/{taskId}/tags", request =>
            ChangeTags(vendor, request, (tags, given) => ScaleTaskFactory.ReadTags(given, tags)));
        routes.Map("DELETE", "/v1/task/{taskId}/tags", request => ChangeTags(
            vendor, request, (tags, given) => [.. tags.Except(JsonMembers.Texts(given, "tags"), StringComparer.Ordinal)]));
        routes.Map("POST", "/v1/task/{taskId}/send-callback", request => SendCallback(vendor, request));
        routes.Map("POST", "/v1/evaluation_tasks/{taskType}", request => CreateQualityTask(request, "eval_"));
        routes.Map("POST", "/v1/training_tasks/{taskType}", request => CreateQualityTask(request, "training_"));
    }

    private static EmulatorResponse Create(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        ScaleTaskRecord task = ScaleTaskFactory.Create(account, request["taskType"], request.JsonObject(), vendor.Now);
        ScaleTaskFactory.Store(account, task);
        // The answer shows the task as it was taken in; what the test mode does to it at once shows in the next read.
        EmulatorResponse response = Answer(task);
        vendor.Work.Start(account, task);
        return response;
    }

    private static EmulatorResponse Cancel(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleTaskRecord task = Find(request);
        if (task.Status is not ("pending" or "canceled"))
            throw new VendorErrorException(400, $"Task is {task.Status} and can no longer be canceled.");
        if (task.IsPending)
            vendor.Work.Cancel(ScaleEmulator.Account(request), task);
        if (request.QueryFlag("clear_unique_id") is true)
            Release(ScaleEmulator.Account(request), task);
        return Answer(task);
    }

    private static EmulatorResponse Audit(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleTaskRecord task = Find(request);
        JsonObject body = request.JsonObject();
        if (body["accepted"] is null)
            throw JsonMembers.Missing("accepted");
        if (task.Status != "completed")
            throw new VendorErrorException(400, $"Task is {task.Status}; only completed tasks can be audited.");
        task.ReviewStatus = body.Flag("accepted") ? "accepted" : "rejected";
        task.ReviewComments = body.Text("comments");
        task.UpdatedAt = vendor.Now;
        vendor.Work.SendCallback(ScaleEmulator.Account(request), task);
        ScaleDependents.CreateWhenReady(vendor, ScaleEmulator.Account(request), task);
        return EmulatorResponse.Json(new JsonObject());
    }

    private static EmulatorResponse SetUniqueId(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        ScaleTaskRecord task = Find(request);
        string uniqueId = request.JsonObject().RequiredText("unique_id");
        if (task.UniqueId != uniqueId)
        {
            ScaleTaskFactory.CheckUniqueId(account, uniqueId);
            Release(account, task);
            account.TasksByUniqueId.Add(uniqueId, task);
            task.UniqueId = uniqueId;
        }

        return Changed(vendor, task);
    }

    private static EmulatorResponse ClearUniqueId(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleTaskRecord task = Find(request);
        Release(ScaleEmulator.Account(request), task);
        return Changed(vendor, task);
    }

    private static EmulatorResponse SetMetadata(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleTaskRecord task = Find(request);
        task.Metadata = ScaleTaskFactory.ReadMetadata(request.JsonObject());
        return Changed(vendor, task);
    }

    private static EmulatorResponse ChangeTags(
        ScaleEmulator vendor, EmulatorRequest request, Func<List<string>, JsonArray, List<string>> change)
    {
        ScaleTaskRecord task = Find(request);
        JsonArray given = request.Json() switch
        {
            null => [],
            JsonArray array => array,
            _ => throw new VendorErrorException(400, "The request body must be an array of strings."),
        };
        task.Tags = change(task.Tags ?? [], given);
        return Changed(vendor, task);
    }

    private static EmulatorResponse SendCallback(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleTaskRecord task = Find(request);
        if (task.Status is not ("completed" or "error"))
            throw new VendorErrorException(400, $"Task is {task.Status}; there is no callback to send yet.");
        vendor.Work.SendCallback(ScaleEmulator.Account(request), task);
        return Answer(task);
    }

    private static EmulatorResponse CreateQualityTask(EmulatorRequest request, string prefix)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        JsonObject body = request.JsonObject();
        if (!ScaleTaskTypes.HasQualityTasks(request["taskType"]))
            throw new VendorErrorException(400, $"There are no such tasks of type {request["taskType"]}.");
        JsonObject expected = body.Object("expected_response") ?? throw JsonMembers.Missing("expected_response");
        JsonObject task = new()
        {
            ["id"] = account.Ids.Numbered(prefix),
            ["initial_response"] = body.Object("initial_response")?.DeepClone(),
            ["expected_response"] = expected.DeepClone(),
        };
        account.QualityTasks.Add(task["id"]!.GetValue<string>(), task);
        return EmulatorResponse.Json(task);
    }

    private static ScaleTaskRecord Find(EmulatorRequest request) => ScaleEmulator.Account(request).Task(request["taskId"]);

    private static void Release(ScaleAccount account, ScaleTaskRecord task)
    {
        if (task.UniqueId is not null)
            account.TasksByUniqueId.Remove(task.UniqueId);
        task.UniqueId = null;
    }

    private static EmulatorResponse Changed(ScaleEmulator vendor, ScaleTaskRecord task)
    {
        task.UpdatedAt = vendor.Now;
        return Answer(task);
    }

    private static EmulatorResponse Answer(ScaleTaskRecord task) => EmulatorResponse.Json(task.ToJson());
}
