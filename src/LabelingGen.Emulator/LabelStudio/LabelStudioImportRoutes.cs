using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Imports of JSON and of files, reimports, stored files.</summary>
internal static class LabelStudioImportRoutes
{
    private const int MaxFileBytes = 64 << 20;

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Routes.MapStreaming("POST", "/api/projects/{id}/import", (request, token) => ImportAsync(vendor, request, token));
        vendor.Map("POST", "/api/projects/{id}/import/predictions", request => Predictions(vendor, request), 201);
        vendor.Map("POST", "/api/projects/{id}/reimport", request => Reimport(vendor, request), 201);
        vendor.Map("GET", "/api/projects/{id}/imports/{import_pk}/", request => vendor.Imports.Get(request, "import_pk").Copy());
        vendor.Map("GET", "/api/projects/{id}/reimports/{reimport_pk}/", request => vendor.Imports.Get(request, "reimport_pk").Copy());
        vendor.Map("GET", "/api/projects/{id}/file-uploads", request => ListUploads(vendor, request));
        vendor.Map("DELETE", "/api/projects/{id}/file-uploads", request => DeleteUploads(vendor, request));
        vendor.Map("GET", "/api/import/file-upload/{id}", request => vendor.Uploads.Get(request).Copy());
        vendor.Routes.MapStreaming("PATCH", "/api/import/file-upload/{id}", (request, token) => ReplaceAsync(vendor, request, token));
        vendor.MapEmpty("DELETE", "/api/import/file-upload/{id}", request => Delete(vendor, vendor.Uploads.Get(request)));
        vendor.Routes.Map("GET", "/data/upload/{filename}", request => Download(vendor, "upload/" + request["filename"]));
        vendor.Routes.Map("GET", "/data/upload/{project}/{name}",
            request => Download(vendor, $"upload/{request["project"]}/{request["name"]}"));
    }

    private static async ValueTask<EmulatorResponse> ImportAsync(
        LabelStudioEmulator vendor, EmulatorRequest request, CancellationToken cancellationToken)
    {
        List<MultipartPart>? parts = MultipartForm.IsMultipart(request)
            ? await MultipartForm.ReadAsync(request, MaxFileBytes, cancellationToken).ConfigureAwait(false)
            : null;
        byte[] body = parts is null
            ? await MultipartForm.ReadAsync(request.Context.Request.Body, MaxFileBytes, cancellationToken).ConfigureAwait(false)
            : [];
        lock (vendor.Gate)
        {
            JsonObject project = vendor.Projects.Get(request);
            LabelStudioImport import = new(vendor, project, request.QueryFlag("commit_to_project")
                ?? true, request.QueryAll("preannotated_from_fields"));
            if (parts is not null)
                import.AddFiles(parts);
            else if (request.Context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true)
                throw new VendorErrorException(400, "The emulator fetches no addresses.", "url");
            else
                import.AddJson(LabelStudioImport.Parse(body));
            return EmulatorResponse.Json(import.Commit(request.QueryFlag("return_task_ids") ?? false), 201);
        }
    }

    private static JsonNode Predictions(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        long project = vendor.Projects.Get(request).Id();
        JsonArray items = request.Json() as JsonArray
            ?? throw new VendorErrorException(400, "Expected a list of items.", "non_field_errors");
        List<(JsonObject Task, JsonObject Body)> found = [.. items.OfType<JsonObject>().Select(item =>
            (vendor.Tasks.Find(item.RequiredWhole("task")) is { } task && task.Whole("project") == project
                ? task
                : throw new VendorErrorException(400, "Some tasks do not exist in the project.", "task"), item))];
        foreach ((JsonObject task, JsonObject body) in found)
            LabelStudioAnnotationRoutes.CreatePrediction(vendor, task, body);
        return new JsonObject { ["created"] = found.Count };
    }

    private static JsonNode Reimport(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        JsonObject project = vendor.Projects.Get(request);
        HashSet<long?> ids = [.. (request.JsonObject().Array("file_upload_ids") ?? []).Select(id => (long?)id!.GetValue<long>())];
        List<JsonObject> uploads = [.. vendor.Uploads.Rows.Where(u => ids.Contains(u.Id()) && u.Whole("project") == project.Id())];
        LabelStudioTaskRoutes.Delete(vendor, [.. vendor.Tasks.Rows.Where(t => ids.Contains(t.Whole("file_upload")))]);
        LabelStudioImport import = new(vendor, project, commit: true, []);
        import.AddStored(uploads);
        return import.Commit(returnIds: false);
    }

    private static JsonNode ListUploads(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        long project = vendor.Projects.Get(request).Id();
        IEnumerable<JsonObject> uploads = vendor.Uploads.Rows.Where(u => u.Whole("project") == project);
        string[] ids = [.. request.QueryAll("ids").SelectMany(text => text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries))];
        return ids.Length > 0 ? uploads.Where(u => ids.Contains(u["id"]!.ToString())).Copies()
            : request.QueryFlag("all") == true ? uploads.Copies()
            : new JsonArray();
    }

    private static JsonNode DeleteUploads(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        long project = vendor.Projects.Get(request).Id();
        JsonArray? ids = request.JsonObject().Array("file_upload_ids");
        List<JsonObject> uploads = [.. vendor.Uploads.Rows.Where(u => u.Whole("project") == project
            && (ids is null || ids.Any(id => id!.ToString() == u["id"]!.ToString())))];
        uploads.ForEach(upload => Delete(vendor, upload));
        return new JsonObject { ["deleted"] = uploads.Count };
    }

    private static async ValueTask<EmulatorResponse> ReplaceAsync(
        LabelStudioEmulator vendor, EmulatorRequest request, CancellationToken cancellationToken)
    {
        List<MultipartPart> parts = await MultipartForm.ReadAsync(request, MaxFileBytes, cancellationToken).ConfigureAwait(false);
        lock (vendor.Gate)
        {
            JsonObject upload = vendor.Uploads.Get(request);
            MultipartPart file = parts.Find(part => part.FileName is not null)
                ?? throw new VendorErrorException(400, "No file was submitted.", "file");
            vendor.Files[upload.RequiredText("file")] = file.Content;
            upload["size"] = file.Content.Length;
            return EmulatorResponse.Json(upload.Copy());
        }
    }

    private static void Delete(LabelStudioEmulator vendor, JsonObject upload)
    {
        vendor.Uploads.Remove(upload);
        vendor.Files.Remove(upload.RequiredText("file"));
    }

    private static EmulatorResponse Download(LabelStudioEmulator vendor, string path) =>
        vendor.Files.TryGetValue(path, out byte[]? content)
            ? EmulatorResponse.Bytes(content, MediaTypes.Of(null, path, content))
            : EmulatorResponse.Empty(404);
}
