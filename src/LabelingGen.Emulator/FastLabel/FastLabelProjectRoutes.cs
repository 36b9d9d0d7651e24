using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Projects with their annotation classes, tags and metadata.</summary>
internal static class FastLabelProjectRoutes
{
    private static readonly string[] ClassMembers = ["type", "value", "title", "color", "order", "attributes", "maxAreaCount"];

    public static void Map(FastLabelEmulator vendor)
    {
        vendor.Map("GET", "projects/{projectId}", request => Shown(vendor.ProjectById(request["projectId"])));
        vendor.Map("PUT", "projects/{projectId}", request =>
            Update(vendor, vendor.ProjectById(request["projectId"]), request.JsonObject()));
        vendor.MapDelete("DELETE", "projects/{projectId}", request => Delete(vendor, vendor.ProjectById(request["projectId"])));
        vendor.Map("GET", "projects", request => FastLabelEmulator.Page(request, vendor.Projects.Values
            .Where(p => string.IsNullOrEmpty(request.Query("slug")) || p.Text("slug") == request.Query("slug")).Select(Shown)));
        vendor.Map("POST", "projects", request => Create(vendor, request.JsonObject()));
        vendor.Map("GET", "projects/map/id-slug", request => Slugs(vendor, request));
        vendor.Map("POST", "projects/copy", request => Copy(vendor, request.JsonObject()));
        vendor.Map("PUT", "projects/{projectId}/metadata", request => SetMetadata(vendor, request));
        vendor.Map("GET", "metadatas", request =>
            FastLabelEmulator.Page(request, List(vendor.Project(request.Query("project")), "_metadatas")));
        vendor.Map("GET", "tags", request => FastLabelEmulator.Page(request, List(vendor.Project(request.Query("project")), "_tags")
            .Where(t => request.Query("keyword") is not { Length: > 0 } word || t.RequiredText("name")
                .Contains(word, StringComparison.Ordinal))));
        vendor.MapDelete("POST", "tags/delete/multi", request => DeleteTags(vendor, request.JsonObject()));
        vendor.Map("GET", "annotations/{annotationId}", request => Class(vendor, request).DeepClone());
        vendor.Map("GET", "annotations", request => ListClasses(vendor, request));
        vendor.Map("POST", "annotations", request => CreateClass(vendor, request.JsonObject()));
        vendor.Map("PUT", "annotations/{annotationId}", request => UpdateClass(vendor, request));
        vendor.MapDelete("DELETE", "annotations/{annotationId}", request =>
            vendor.Classes.Remove(Class(vendor, request).RequiredText("id")));
        vendor.Map("POST", "annotations/classification", request => CreateClassification(vendor, request.JsonObject()));
        vendor.Map("PUT", "annotations/classification/{annotationId}", request => UpdateClass(vendor, request));
    }

    /// <summary>Makes the tags that a task uses known to its project.</summary>
    public static void AddTags(FastLabelEmulator vendor, JsonObject project, JsonObject task)
    {
        JsonArray tags = project["_tags"]!.AsArray();
        foreach (JsonNode? tag in task["tags"] as JsonArray ?? [])
        {
            if (tag is not null && !tags.Any(t => t!["name"]!.ToString() == tag.ToString()))
                tags.Add((JsonNode)vendor.New(new() { ["name"] = tag.ToString(), ["order"] = tags.Count + 1 }, "name", "order"));
        }
    }

    private static JsonNode Create(FastLabelEmulator vendor, JsonObject body)
    {
        string slug = body.RequiredText("slug");
        body.RequiredText("name");
        body.RequiredText("type");
        if (vendor.Projects.ContainsKey(slug))
            throw new VendorErrorException(400, $"Project slug {slug} already exists");
        JsonObject project = vendor.New(body, "type", "slug", "name", "isPixel", "jobSize", "workflow", "externalWorkflow");
        project["isPixel"] ??= false;
        project["jobSize"] ??= 10;
        project["status"] = "active";
        project["_tags"] = new JsonArray();
        project["_metadatas"] = new JsonArray();
        vendor.Projects.Add(slug, project);
        return project.RequiredText("id");
    }

    private static JsonNode Update(FastLabelEmulator vendor, JsonObject project, JsonObject body)
    {
        if (body.Text("slug") is { } slug && slug != project.Text("slug"))
        {
            if (vendor.Projects.ContainsKey(slug))
                throw new VendorErrorException(400, $"Project slug {slug} already exists");
            vendor.Projects.Remove(project.RequiredText("slug"));
            vendor.Projects.Add(slug, project);
        }

        FastLabelEmulator.Copy(body, project, "name", "slug", "jobSize", "workflow", "externalWorkflow");
        vendor.Touch(project);
        return project.RequiredText("id");
    }

    private static void Delete(FastLabelEmulator vendor, JsonObject project)
    {
        vendor.Projects.Remove(project.RequiredText("slug"));
        vendor.Delete(task => task.Project == project);
        foreach ((string id, FastLabelJob job) in vendor.Jobs.ToArray())
        {
            if (job.Project == project)
                vendor.Jobs.Remove(id);
        }

        foreach ((string id, (string owner, _)) in vendor.Classes.ToArray())
        {
            if (owner == project.Text("id"))
                vendor.Classes.Remove(id);
        }
    }

    private static JsonNode Copy(FastLabelEmulator vendor, JsonObject body)
    {
        JsonObject source = vendor.ProjectById(body.RequiredText("id"));
        JsonObject copy = source.DeepClone().AsObject();
        copy["slug"] = body.Text("slug") ?? source.RequiredText("slug") + "-copy";
        copy["name"] = body.Text("name") ?? source.RequiredText("name") + " copy";
        string id = Create(vendor, copy).GetValue<string>();
        foreach ((string owner, JsonObject json) in vendor.Classes.Values.Where(c => c.Project == source.Text("id")).ToArray())
            Store(vendor, id, vendor.New(json, ClassMembers));
        return id;
    }

    private static JsonObject Slugs(FastLabelEmulator vendor, EmulatorRequest request)
    {
        JsonObject slugs = [];
        foreach (JsonNode? project in FastLabelEmulator.Page(request, vendor.Projects.Values, 1000))
            slugs[project!["id"]!.GetValue<string>()] = project["slug"]!.DeepClone();
        return slugs;
    }

    private static JsonNode SetMetadata(FastLabelEmulator vendor, EmulatorRequest request)
    {
        JsonObject project = vendor.ProjectById(request["projectId"]);
        JsonObject metadata = project["_codes"] as JsonObject ?? vendor.New([]);
        FastLabelEmulator.Copy(request.JsonObject(), metadata, "externalCode1", "externalCode2", "externalCode3");
        project["_codes"] = metadata;
        return metadata.RequiredText("id");
    }

    private static void DeleteTags(FastLabelEmulator vendor, JsonObject body)
    {
        List<string> ids = body.Texts("tagIds");
        foreach (JsonArray tags in vendor.Projects.Values.Select(p => p["_tags"]!.AsArray()))
        {
            foreach (JsonNode? tag in tags.Where(t => ids.Contains(t!["id"]!.GetValue<string>())).ToArray())
                tags.Remove(tag);
        }
    }

    private static JsonArray ListClasses(FastLabelEmulator vendor, EmulatorRequest request)
    {
        string project = vendor.Project(request.Query("project")).RequiredText("id");
        string? value = request.Query("value");
        IEnumerable<JsonObject> found = vendor.Classes.Values.Where(c => c.Project == project).Select(c => c.Json)
            .Where(c => string.IsNullOrEmpty(value) || c.Text("value") == value);
        return FastLabelEmulator.Page(request, found, defaultLimit: 10);
    }

    private static JsonNode CreateClass(FastLabelEmulator vendor, JsonObject body)
    {
        string project = vendor.Project(body.RequiredText("project")).RequiredText("id");
        string value = body.RequiredText("value");
        body.RequiredText("type");
        body.RequiredText("title");
        if (vendor.Classes.Values.Any(c => c.Project == project && c.Json.Text("value") == value))
            throw new VendorErrorException(400, $"Annotation value {value} already exists");
        JsonObject made = vendor.New(body, ClassMembers);
        made["order"] ??= vendor.Classes.Count + 1;
        made["attributes"] ??= new JsonArray();
        return Store(vendor, project, made);
    }

    private static JsonNode CreateClassification(FastLabelEmulator vendor, JsonObject body)
    {
        string project = vendor.Project(body.RequiredText("project")).RequiredText("id");
        JsonObject made = vendor.New(body, "attributes");
        made["type"] = "classification";
        made["value"] = "classification";
        made["title"] = "Classification";
        return Store(vendor, project, made);
    }

    private static string Store(FastLabelEmulator vendor, string project, JsonObject made)
    {
        string id = made.RequiredText("id");
        vendor.Classes.Add(id, (project, made));
        return id;
    }

    private static JsonNode UpdateClass(FastLabelEmulator vendor, EmulatorRequest request)
    {
        JsonObject json = Class(vendor, request);
        FastLabelEmulator.Copy(request.JsonObject(), json, "value", "title", "color", "order", "attributes", "maxAreaCount");
        vendor.Touch(json);
        return json.RequiredText("id");
    }

    private static JsonObject Class(FastLabelEmulator vendor, EmulatorRequest request) =>
        vendor.Classes.TryGetValue(request["annotationId"], out var found)
            ? found.Json
            : throw new VendorErrorException(404, "Annotation not found");

    private static IEnumerable<JsonObject> List(JsonObject project, string member) => project[member]!.AsArray().OfType<JsonObject>();

    /// <summary>Without what is kept for the emulator only.</summary>
    private static JsonObject Shown(JsonObject project)
    {
        JsonObject copy = project.DeepClone().AsObject();
        foreach (string name in project.Select(p => p.Key).Where(k => k[0] == '_'))
            copy.Remove(name);
        return copy;
    }
}
