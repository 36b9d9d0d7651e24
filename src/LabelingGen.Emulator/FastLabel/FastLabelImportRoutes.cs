using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Upload slots, imports and their histories.</summary>
internal static class FastLabelImportRoutes
{
    private const int MaxFileBytes = 128 << 20;

    public static void Map(FastLabelEmulator vendor)
    {
        vendor.Map("GET", "files", request => Slot(vendor, request));
        vendor.Routes.MapStreaming("PUT", "/files/{key}", (request, ct) => PutAsync(vendor, request, ct), anonymous: true);
        vendor.Routes.Map("GET", "/files/{key}", request => vendor.Files.TryGetValue(request["key"], out byte[]? content)
            ? EmulatorResponse.Bytes(content, MediaTypes.Of(null, "", content))
            : throw new VendorErrorException(404, "File not found"), anonymous: true);
        vendor.Map("GET", "tasks/import/histories/{historyId}", request =>
            FastLabelModelRoutes.Find(vendor, "history", request["historyId"]));
        vendor.Map("GET", "tasks/import/histories", request =>
            FastLabelModelRoutes.List(vendor, request, "history", needsProject: true, 100));
        vendor.Map("PUT", "storages/aws-s3/{projectSlug}", request => SetBucket(vendor, request));
        vendor.Map("POST", "tasks/aws-s3", request => ImportFromBucket(vendor, request.JsonObject()));
        vendor.Map("GET", "tasks/import/status/aws-s3/{projectSlug}", request => Latest(vendor, vendor.Project(request["projectSlug"])));
        vendor.Map("POST", "contents/imports/appendix/batch", request => ImportAppendix(vendor, request.JsonObject()));
        vendor.Map("POST", "contents/imports/robotics-contents/batch", request => ImportRobotics(vendor, request.JsonObject()));
        vendor.Map("GET", "contents/export/appendix", request => Appendices(vendor, request));
        vendor.Map("GET", "tasks/appendix", request => Appendices(vendor, request));
    }

    /// <summary>Keeps a file and returns the address it can be read from without a token.</summary>
    public static string Keep(FastLabelEmulator vendor, byte[] content)
    {
        string key = vendor.Ids.Uuid();
        vendor.Files[key] = content;
        return new Uri(vendor.Endpoint, "/files/" + key).AbsoluteUri;
    }

    private static JsonObject Slot(FastLabelEmulator vendor, EmulatorRequest request)
    {
        vendor.Project(request.Query("project"));
        if (string.IsNullOrEmpty(request.Query("fileName")))
            throw JsonMembers.Missing("fileName");
        string key = vendor.Ids.Uuid();
        return new() { ["url"] = new Uri(vendor.Endpoint, $"/files/{key}?signature=emulated").AbsoluteUri, ["name"] = key };
    }

    private static async ValueTask<EmulatorResponse> PutAsync(
        FastLabelEmulator vendor, EmulatorRequest request, CancellationToken cancellationToken)
    {
        byte[] content = await MultipartForm.ReadAsync(request.Context.Request.Body, MaxFileBytes, cancellationToken).ConfigureAwait(false);
        if (request.Query("signature") != "emulated")
            throw new VendorErrorException(403, "AccessDenied");
        lock (vendor.Gate)
            vendor.Files[request["key"]] = content;
        return EmulatorResponse.Empty(200);
    }

    private static JsonNode SetBucket(FastLabelEmulator vendor, EmulatorRequest request)
    {
        JsonObject body = request.JsonObject();
        body.RequiredText("bucketName");
        body.RequiredText("bucketRegion");
        vendor.Project(request["projectSlug"])["_bucket"] = body.DeepClone();
        return "success";
    }

    /// <summary>The bucket is not there; three tasks stand for what would be in it.</summary>
    private static JsonObject ImportFromBucket(FastLabelEmulator vendor, JsonObject body)
    {
        JsonObject project = vendor.Project(body.RequiredText("project"));
        string bucket = (project["_bucket"] as JsonObject)?.RequiredText("bucketName")
            ?? throw new VendorErrorException(400, "The project has no storage.");
        string kind = project.RequiredText("type").Split('_')[0];
        return StartImport(vendor, project, "aws_s3", () =>
        {
            for (int i = 1; i <= 3; i++)
            {
                string name = $"{bucket}/{i}";
                if (!vendor.Tasks.Values.Any(t => t.Project == project && t.Name == name))
                    FastLabelTaskRoutes.Store(vendor, kind, project, name, body);
            }
        });
    }

    private static JsonObject Latest(FastLabelEmulator vendor, JsonObject project) =>
        vendor.Jobs.Values.LastOrDefault(j => j.Kind == "history" && j.Project == project)?.Json.DeepClone().AsObject()
        ?? throw new VendorErrorException(404, "History not found");

    private static JsonArray ImportAppendix(FastLabelEmulator vendor, JsonObject body)
    {
        JsonObject project = vendor.Project(body.RequiredText("project"));
        string key = Uploaded(vendor, body);
        JsonArray appendices = project["_appendices"] as JsonArray ?? [];
        project["_appendices"] = appendices;
        JsonObject appendix = new()
        {
            ["id"] = vendor.Ids.Uuid(),
            ["url"] = new Uri(vendor.Endpoint, "/files/" + key).AbsoluteUri,
            ["name"] = key,
            ["format"] = "zip",
        };
        appendices.Add((JsonNode)appendix);
        return new(appendix.DeepClone());
    }

    private static JsonObject ImportRobotics(FastLabelEmulator vendor, JsonObject body)
    {
        JsonObject project = vendor.Project(body.RequiredText("project"));
        Uploaded(vendor, body);
        return StartImport(vendor, project, "file", () => { });
    }

    /// <summary>The zip file is not opened; one task, named after its key, stands for what is in it.</summary>
    public static JsonObject ImportDicom(FastLabelEmulator vendor, JsonObject body)
    {
        JsonObject project = vendor.Project(body.RequiredText("project"));
        string key = Uploaded(vendor, body);
        return StartImport(vendor, project, "zip", () => FastLabelTaskRoutes.Store(vendor, "dicom", project, key, body));
    }

    private static JsonArray Appendices(FastLabelEmulator vendor, EmulatorRequest request) => FastLabelEmulator.Page(
        request, (vendor.Project(request.Query("project"))["_appendices"] as JsonArray ?? []).OfType<JsonObject>(), 10_000, 10_000);

    private static string Uploaded(FastLabelEmulator vendor, JsonObject body)
    {
        string key = body.RequiredText("fileKey");
        return vendor.Files.ContainsKey(key) ? key : throw new VendorErrorException(400, $"No file was uploaded for {key}.");
    }

    private static JsonObject StartImport(FastLabelEmulator vendor, JsonObject project, string storage, Action finish)
    {
        JsonObject history = vendor.New([]);
        history["storageType"] = storage;
        return vendor.StartJob("history", project, history, "running", _ => finish());
    }
}
