using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Projects of version 1, with the history of their parameters.</summary>
internal static class ScaleProjectRoutes
{
    public static void Map(ScaleEmulator vendor)
    {
        RouteTable routes = vendor.Routes;
        routes.Map("POST", "/v1/projects", request => Create(vendor, request));
        routes.Map("GET", "/v1/projects", List);
        routes.Map("GET", "/v1/projects/{projectName}", request => EmulatorResponse.Json(Find(request).ToJson()));
        routes.Map("POST", "/v1/projects/{projectName}/setParams", request => SetParameters(vendor, request));
        routes.Map("POST", "/v1/projects/{projectName}/setOntology", SetOntology);
        routes.Map("GET", "/v1/projects/{projectName}/taskTemplates", Template);
    }

    private static EmulatorResponse Create(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        JsonObject body = request.JsonObject();
        string name = body.RequiredText("name");
        string type = body.RequiredText("type");
        if (!ScaleTaskTypes.IsKnown(type))
            throw new VendorErrorException(400, $"Parameter is invalid, reason: \"type\" {type} is not a task type");
        if (account.Projects.ContainsKey(name))
            throw new VendorErrorException(409, $"A project with the name {name} already exists.");
        ScaleProjectRecord project = new()
        {
            Id = account.Ids.Numbered("prj_"),
            Name = name,
            Type = type,
            CreatedAt = vendor.Now,
            IsRapid = body.Flag("rapid"),
            IsStudio = body.Flag("studio"),
            DatasetId = body.Text("datasetId"),
            Pipeline = body.Text("pipeline"),
            ConsensusAttempts = body.Number("consensus_attempts"),
        };
        if (project.Pipeline is not (null or "standard_task" or "consensus_task"))
            throw JsonMembers.Wrong("pipeline", "'standard_task' or 'consensus_task'");
        project.History.Add((vendor.Now, body.Object("params")?.DeepClone().AsObject() ?? []));
        account.Projects.Add(name, project);
        return EmulatorResponse.Json(project.ToJson());
    }

    private static EmulatorResponse List(EmulatorRequest request)
    {
        bool? archived = request.QueryFlag("archived");
        return EmulatorResponse.Json(ScaleEmulator.Account(request).Projects.Values
            .Where(p => archived is null || p.IsArchived == archived).Select(JsonNode? (p) => p.ToJson()).ToJson());
    }

    private static EmulatorResponse SetParameters(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleProjectRecord project = Find(request);
        JsonObject body = request.JsonObject();
        JsonObject next = body.Flag("patch") ? project.Parameters.DeepClone().AsObject() : [];
        foreach ((string name, JsonNode? value) in body)
        {
            if (name != "patch")
                next[name] = value?.DeepClone();
        }

        project.History.Add((vendor.Now, next));
        return EmulatorResponse.Json(project.ToJson());
    }

    private static EmulatorResponse SetOntology(EmulatorRequest request)
    {
        ScaleProjectRecord project = Find(request);
        JsonObject body = request.JsonObject();
        project.Ontology = (body.Array("ontology") ?? throw JsonMembers.Missing("ontology")).DeepClone().AsArray();
        project.OntologyName = body.Text("name");
        return EmulatorResponse.Json(project.ToJson());
    }

    private static EmulatorResponse Template(EmulatorRequest request)
    {
        ScaleProjectRecord project = Find(request);
        if (!ScaleTaskTypes.HasTemplates(project.Type))
            throw new VendorErrorException(400, $"Projects of type {project.Type} have no task template.");
        return EmulatorResponse.Json(new JsonObject
        {
            ["id"] = "tt_" + project.Id,
            ["version"] = project.History.Count,
            ["created_at"] = Timestamps.Milliseconds(project.CreatedAt),
            ["updated_at"] = Timestamps.Milliseconds(project.History[^1].At),
            ["template_variables"] = project.Parameters["template_variables"]?.DeepClone() ?? new JsonObject
            {
                ["fields"] = project.Parameters["fields"]?.DeepClone() ?? new JsonArray(),
            },
            ["response_schema"] = null,
            ["auto_onboard_enabled"] = false,
        });
    }

    private static ScaleProjectRecord Find(EmulatorRequest request) => ScaleEmulator.Account(request).Project(request["projectName"]);
}
