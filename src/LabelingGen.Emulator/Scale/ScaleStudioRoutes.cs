using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Studio: who works on which project, in which group, on which batch first.</summary>
internal static class ScaleStudioRoutes
{
    public static void Map(ScaleEmulator vendor)
    {
        RouteTable routes = vendor.Routes;
        routes.Map("GET", "/v1/studio/assignments", request => Assignments(ScaleEmulator.Account(request)));
        routes.Map("POST", "/v1/studio/assignments/add", request => Assign(request, add: true));
        routes.Map("POST", "/v1/studio/assignments/remove", request => Assign(request, add: false));
        routes.Map("GET", "/v1/studio/projects/{project}/groups", ListGroups);
        routes.Map("POST", "/v1/studio/projects/{project}/groups", CreateGroup);
        routes.Map("PUT", "/v1/studio/projects/{project}/groups/{group}", UpdateGroup);
        routes.Map("GET", "/v1/studio/batches", request => ListBatches(ScaleEmulator.Account(request)));
        routes.Map("PUT", "/v1/studio/batches/{batchName}", AssignBatch);
        routes.Map("POST", "/v1/studio/batches/set_priorities", SetPriorities);
        routes.Map("POST", "/v1/studio/batches/reset_priorities", ResetPriorities);
    }

    private static EmulatorResponse Assignments(ScaleAccount account)
    {
        JsonObject json = [];
        foreach ((string email, List<string> projects) in account.Assignments)
            json[email] = projects.ToJson();
        return EmulatorResponse.Json(json);
    }

    private static EmulatorResponse Assign(EmulatorRequest request, bool add)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        JsonObject body = request.JsonObject();
        List<string> projects = body.Texts("projects");
        foreach (string project in projects)
            account.Project(project);
        foreach (string email in body.Texts("emails"))
        {
            List<string> assigned = account.Assignments.TryGetValue(email, out List<string>? present)
                ? present
                : account.Assignments[email] = [];
            foreach (string project in projects)
            {
                assigned.Remove(project);
                if (add)
                    assigned.Add(project);
            }

            if (assigned.Count == 0)
                account.Assignments.Remove(email);
        }

        return Assignments(account);
    }

    private static EmulatorResponse ListGroups(EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        string project = account.Project(request["project"]).Name;
        return EmulatorResponse.Json(account.Groups.Where(g => g.Project == project).Select(JsonNode? (g) => g.ToJson()).ToJson());
    }

    private static EmulatorResponse CreateGroup(EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        string project = account.Project(request["project"]).Name;
        JsonObject body = request.JsonObject();
        string name = body.RequiredText("name");
        if (account.Groups.Exists(g => g.Project == project && g.Name == name))
            throw new VendorErrorException(409, $"A group with the name {name} already exists in {project}.");
        ScaleGroupRecord group = new() { Id = account.Ids.Numbered("group_"), Name = name, Project = project };
        AddWorkers(account, group, body.Texts("emails"));
        account.Groups.Add(group);
        return EmulatorResponse.Json(group.ToJson());
    }

    private static EmulatorResponse UpdateGroup(EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        string project = account.Project(request["project"]).Name;
        ScaleGroupRecord group = account.Groups.Find(g => g.Project == project && g.Name == request["group"])
            ?? throw new VendorErrorException(404, $"Group not found: {request["group"]}");
        JsonObject body = request.JsonObject();
        if (body.Array("add_emails") is { } added)
            AddWorkers(account, group, JsonMembers.Texts(added, "add_emails"));
        if (body.Array("remove_emails") is { } removed)
        {
            List<string> emails = JsonMembers.Texts(removed, "remove_emails");
            group.Workers.RemoveAll(w => emails.Contains(w.Email));
        }

        return EmulatorResponse.Json(group.ToJson());
    }

    private static void AddWorkers(ScaleAccount account, ScaleGroupRecord group, List<string> emails)
    {
        foreach (string email in emails)
        {
            if (!account.Assignments.TryGetValue(email, out List<string>? projects) || !projects.Contains(group.Project))
                throw new VendorErrorException(400, $"{email} is not assigned to the project {group.Project}.");
            if (!group.Workers.Exists(w => w.Email == email))
                group.Workers.Add((account.Ids.Numbered("worker_"), email));
        }
    }

    private static EmulatorResponse AssignBatch(EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        ScaleBatchRecord batch = Pending(account).FirstOrDefault(b => b.Name == request["batchName"])
            ?? throw new VendorErrorException(404, $"Studio batch not found: {request["batchName"]}");
        List<string> groups = request.JsonObject().Texts("groups");
        foreach (string name in groups)
        {
            if (!account.Groups.Exists(g => g.Project == batch.Project.Name && g.Name == name))
                throw new VendorErrorException(404, $"Group not found: {name}");
        }

        batch.Groups.Clear();
        batch.Groups.AddRange(groups);
        return EmulatorResponse.Json(ToJson(account, batch));
    }

    private static EmulatorResponse SetPriorities(EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        JsonArray batches = request.JsonObject().Array("batches") ?? throw JsonMembers.Missing("batches");
        List<string> names =
        [
            .. batches.Select(b =>
                b is JsonObject named ? named.RequiredText("name") : throw JsonMembers.Wrong("batches", "an array of objects")),
        ];
        HashSet<string> pending = [.. Pending(account).Select(b => b.Name)];
        if (!pending.SetEquals(names) || names.Count != pending.Count)
            throw new VendorErrorException(400, "Parameter is invalid, reason: \"batches\" must list every pending studio batch once");
        account.StudioPriorities.Clear();
        account.StudioPriorities.AddRange(names);
        return ListBatches(account);
    }

    private static EmulatorResponse ResetPriorities(EmulatorRequest request)
    {
        ScaleEmulator.Account(request).StudioPriorities.Clear();
        return ListBatches(ScaleEmulator.Account(request));
    }

    private static EmulatorResponse ListBatches(ScaleAccount account) =>
        EmulatorResponse.Json(Pending(account).Select(JsonNode? (b) => ToJson(account, b)).ToJson());

    /// <summary>Studio batches that are not done: those with a priority first, then the oldest.</summary>
    private static List<ScaleBatchRecord> Pending(ScaleAccount account) =>
    [
        .. account.Batches.Values.Where(b => b.Project.IsStudio && b.Status is not ("completed" or "cancelled"))
            .OrderBy(b => account.StudioPriorities.IndexOf(b.Name) is >= 0 and int at ? at : int.MaxValue).ThenBy(b => b.CreatedAt),
    ];

    private static JsonObject ToJson(ScaleAccount account, ScaleBatchRecord batch)
    {
        JsonObject json = new()
        {
            ["id"] = batch.Id,
            ["name"] = batch.Name,
            ["projectId"] = batch.Project.Id,
            ["projectName"] = batch.Project.Name,
            ["batchType"] = batch.IsCalibration ? "Calibration" : "Production",
            ["total"] = batch.Tasks.Count,
            ["completed"] = batch.Count("completed"),
            ["groups"] = batch.Groups.ToJson(),
        };
        if (account.StudioPriorities.IndexOf(batch.Name) is >= 0 and int at)
            json["studioPriority"] = at + 1;
        return json;
    }
}
