using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Tasks that follow a lidar task: made when it is completed, when it was accepted in an audit, or when asked for.</summary>
internal static class ScaleDependents
{
    public static void Map(ScaleEmulator vendor)
    {
        vendor.Routes.Map("POST", "/v1/task/{taskId}/dependents", request => Set(vendor, request));
        vendor.Routes.Map("POST", "/v1/task/{taskId}/dependents/create", request => Force(vendor, request));
    }

    /// <summary>Makes the dependents of a task whose time has come.</summary>
    public static void CreateWhenReady(ScaleEmulator vendor, ScaleAccount account, ScaleTaskRecord task)
    {
        if (task.Status != "completed" || task.Parameters["dependents"] is not JsonObject dependents)
            return;
        try
        {
            if (!dependents.Flag("require_audit") || task.ReviewStatus == "accepted")
                Create(vendor, account, task, dependents);
        }
        catch (VendorErrorException error)
        {
            // Nobody waits for an answer here: the task that was to be followed tells it.
            task.Response ??= [];
            task.Response["dependents_error"] = error.Message;
        }
    }

    private static EmulatorResponse Set(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleTaskRecord task = Find(request);
        JsonObject dependents = request.JsonObject();
        foreach (JsonNode? definition in dependents.Array("defs") ?? [])
            CheckDefinition(definition);
        dependents.Flag("require_audit");
        task.Parameters["dependents"] = dependents.DeepClone();
        task.UpdatedAt = vendor.Now;
        return EmulatorResponse.Json(task.ToJson());
    }

    private static EmulatorResponse Force(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleTaskRecord task = Find(request);
        JsonObject dependents = task.Parameters["dependents"] as JsonObject
            ?? throw new VendorErrorException(400, "The task has no dependent tasks defined.");
        Create(vendor, ScaleEmulator.Account(request), task, dependents);
        return EmulatorResponse.Json(task.ToJson());
    }

    private static void Create(ScaleEmulator vendor, ScaleAccount account, ScaleTaskRecord parent, JsonObject dependents)
    {
        if (parent.HasDependents)
            return;
        parent.HasDependents = true;
        foreach (JsonObject definition in (dependents["defs"] as JsonArray ?? []).OfType<JsonObject>())
        {
            JsonObject body = definition.DeepClone().AsObject();
            string type = body.RequiredText("type");
            body.Remove("type");
            body["attachments"] = parent.Parameters["attachments"]?.DeepClone();
            body["labels"] ??= parent.Parameters["labels"]?.DeepClone();
            body["parent_task"] = parent.Id;
            ScaleTaskRecord task = ScaleTaskFactory.Create(account, type, body, vendor.Now);
            ScaleTaskFactory.Store(account, task);
            vendor.Work.Start(account, task);
        }
    }

    private static void CheckDefinition(JsonNode? definition)
    {
        if (definition is not JsonObject obj)
            throw JsonMembers.Wrong("defs", "an array of objects");
        if (!ScaleTaskTypes.IsKnown(obj.RequiredText("type")))
            throw JsonMembers.Wrong("defs.type", "a task type");
    }

    private static ScaleTaskRecord Find(EmulatorRequest request)
    {
        ScaleTaskRecord task = ScaleEmulator.Account(request).Task(request["taskId"]);
        return task.Type.StartsWith("lidar", StringComparison.Ordinal)
            ? task
            : throw new VendorErrorException(400, $"Tasks of type {task.Type} have no dependent tasks.");
    }
}
