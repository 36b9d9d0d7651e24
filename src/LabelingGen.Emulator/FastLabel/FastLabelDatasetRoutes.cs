using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Datasets and their objects, in both generations of paths.</summary>
internal static class FastLabelDatasetRoutes
{
    private const int MostTags = 5;

    public static void Map(FastLabelEmulator vendor)
    {
        vendor.Map("POST", "datasets-v2", request => Create(vendor, request.JsonObject()));
        vendor.Map("GET", "datasets-v2", request => List(vendor, request));
        vendor.Map("GET", "datasets-v2/{datasetId}", request => Find(vendor, request).Json.DeepClone());
        vendor.Map("PUT", "datasets-v2/{datasetId}", request => Update(vendor, Find(vendor, request), request.JsonObject()));
        vendor.MapDelete("DELETE", "datasets-v2/{datasetId}", request => Delete(vendor, Find(vendor, request)));
        foreach (string route in new[] { "dataset-revision-objects/datasets/{datasetId}/objects/{objectName}",
            "datasets-v2/{datasetId}/objects/{objectName}" })
        {
            vendor.Map("GET", route, request => Object(Find(vendor, request), request["objectName"]).DeepClone());
            vendor.MapDelete("DELETE", route, request =>
                Find(vendor, request).Objects.Remove(Object(Find(vendor, request), request["objectName"]).RequiredText("name")));
        }

        (string, string)[] lists = [("dataset-revision-objects", "datasetName"), ("dataset-objects-v2", "dataset")];
        foreach ((string route, string parameter) in lists)
        {
            vendor.Map("GET", route, request => Objects(vendor, request, parameter));
            vendor.Map("GET", route + "/signed-urls", request => Objects(vendor, request, parameter));
        }

        vendor.Map("POST", "dataset-revision-objects", request => CreateObject(vendor, request.JsonObject(), "datasetName", "objectName"));
        vendor.Map("POST", "dataset-objects-v2", request => CreateObject(vendor, request.JsonObject(), "dataset", "name"));
        vendor.Map("PUT", "dataset-revision-objects", request => UpdateObject(vendor, request.JsonObject()));
    }

    private static JsonObject Create(FastLabelEmulator vendor, JsonObject body)
    {
        string name = body.RequiredText("name");
        if (!name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            throw JsonMembers.Wrong("name", "lower-case letters, digits and hyphens");
        if (vendor.Datasets.Values.Any(d => d.Name == name))
            throw new VendorErrorException(400, $"Dataset {name} already exists");
        JsonObject dataset = vendor.New(body, "name", "tags", "visibility", "license");
        dataset["tags"] ??= new JsonArray();
        dataset["visibility"] ??= "workspace";
        CheckTags(dataset);
        vendor.Datasets.Add(dataset.RequiredText("id"), new(dataset));
        return dataset.DeepClone().AsObject();
    }

    private static JsonArray List(FastLabelEmulator vendor, EmulatorRequest request)
    {
        string? keyword = request.Query("keyword");
        string? visibility = request.Query("visibility");
        string? license = request.Query("license");
        string[] tags = request.QueryAll("tags");
        return FastLabelEmulator.Page(request, vendor.Datasets.Values.Where(d =>
            (string.IsNullOrEmpty(keyword) || d.Name.Contains(keyword, StringComparison.Ordinal))
            && (string.IsNullOrEmpty(visibility) || d.Json.Text("visibility") == visibility)
            && (string.IsNullOrEmpty(license) || d.Json.Text("license") == license)
            && HasTag(d.Json, tags)).Select(d => d.Json), 1000);
    }

    private static JsonObject Update(FastLabelEmulator vendor, FastLabelDataset dataset, JsonObject body)
    {
        if (body.Text("name") is { Length: > 0 })
            FastLabelEmulator.Copy(body, dataset.Json, "name");
        FastLabelEmulator.Copy(body, dataset.Json, "tags");
        CheckTags(dataset.Json);
        vendor.Touch(dataset.Json);
        return dataset.Json.DeepClone().AsObject();
    }

    /// <summary>Deletes a dataset with its objects and the tasks made from them.</summary>
    private static void Delete(FastLabelEmulator vendor, FastLabelDataset dataset)
    {
        vendor.Datasets.Remove(dataset.Json.RequiredText("id"));
        // Named after dataset and object, or after a piece of the object: cats/a.png, cats/a/1.png.
        string[] whole = [.. dataset.Objects.Keys.Select(name => $"{dataset.Name}/{name}")];
        string[] pieces = [.. whole.Select(name => Path.ChangeExtension(name, null) + "/")];
        vendor.Delete(task => whole.Contains(task.Name)
            || Array.Exists(pieces, piece => task.Name.StartsWith(piece, StringComparison.Ordinal)));
    }

    private static JsonArray Objects(FastLabelEmulator vendor, EmulatorRequest request, string parameter)
    {
        if (request.Query("revisionId") is { Length: > 0 } && request.Query("version") is { Length: > 0 })
            throw new VendorErrorException(400, "Only one of revisionId and version can be given.");
        FastLabelDataset dataset = ByName(vendor, request.Query(parameter) ?? throw JsonMembers.Missing(parameter));
        string[] tags = request.QueryAll("tags");
        string[] types = request.QueryAll("types");
        string[] licenses = request.QueryAll("licenses");
        return FastLabelEmulator.Page(request, dataset.Objects.Values.Where(o => HasTag(o, tags)
            && (types.Length == 0 || types.Contains(o.Text("type")))
            && (licenses.Length == 0 || (o["licenses"] as JsonArray ?? []).Any(l => licenses.Contains(l?.ToString())))), 1000);
    }

    private static JsonObject CreateObject(FastLabelEmulator vendor, JsonObject body, string datasetMember, string nameMember)
    {
        FastLabelDataset dataset = ByName(vendor, body.RequiredText(datasetMember));
        string name = body.RequiredText(nameMember);
        // Despite its name the member holds the content.
        byte[] content = FastLabelTaskRoutes.Decode(body.RequiredText("filePath"));
        JsonObject made = vendor.New(body, "tags", "licenses", "annotations", "customMetadata");
        made.Remove("id");
        made["name"] = name;
        made["size"] = content.Length;
        made["type"] = "none";
        made["signedUrl"] = FastLabelImportRoutes.Keep(vendor, content);
        made["tags"] ??= new JsonArray();
        made["annotations"] ??= new JsonArray();
        if (ImageSize.Read(content) is { } size)
        {
            made["width"] = size.Width;
            made["height"] = size.Height;
        }

        CheckTags(made);
        if (!dataset.Objects.TryAdd(name, made))
            throw new VendorErrorException(400, $"Object {name} already exists");
        return made.DeepClone().AsObject();
    }

    private static JsonObject UpdateObject(FastLabelEmulator vendor, JsonObject body)
    {
        string id = body.RequiredText("datasetId");
        FastLabelDataset dataset = vendor.Datasets.TryGetValue(id, out FastLabelDataset? found) ? found : throw NotFound();
        JsonObject json = Object(dataset, body.RequiredText("objectName"));
        FastLabelEmulator.Copy(body, json, "tags", "licenses", "annotations", "customMetadata");
        CheckTags(json);
        vendor.Touch(json);
        return json.DeepClone().AsObject();
    }

    private static FastLabelDataset Find(FastLabelEmulator vendor, EmulatorRequest request) =>
        vendor.Datasets.TryGetValue(request["datasetId"], out FastLabelDataset? dataset) ? dataset : throw NotFound();

    private static FastLabelDataset ByName(FastLabelEmulator vendor, string name) =>
        vendor.Datasets.Values.FirstOrDefault(d => d.Name == name) ?? throw NotFound();

    private static JsonObject Object(FastLabelDataset dataset, string name) =>
        dataset.Objects.TryGetValue(name, out JsonObject? found) ? found : throw NotFound();

    private static VendorErrorException NotFound() => new(404, "Not found error");

    private static bool HasTag(JsonObject json, string[] tags) =>
        tags.Length == 0 || (json["tags"] as JsonArray ?? []).Any(t => tags.Contains(t?.ToString()));

    private static void CheckTags(JsonObject json)
    {
        if (json["tags"] is JsonArray { Count: > MostTags })
            throw JsonMembers.Wrong("tags", $"at most {MostTags} items");
    }
}
