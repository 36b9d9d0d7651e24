using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Direct exports, and snapshots that are made, converted and downloaded.</summary>
internal static class LabelStudioExportRoutes
{
    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Routes.Map("GET", "/api/projects/{id}/export", request =>
        {
            JsonObject project = vendor.Projects.Get(request);
            // The vendor's server takes no notice of ids without brackets, which its own client sends.
            string[] ids = request.QueryAll("ids[]");
            IEnumerable<JsonObject> tasks = TasksOf(vendor, project)
                .Where(t => ids.Length == 0 || ids.Contains(t["id"]!.ToString()))
                .Where(t => request.QueryFlag("download_all_tasks") == true || t["annotations"]!.AsArray().Count > 0);
            string format = request.Query("exportType") ?? request.Query("export_type") ?? "JSON";
            ExportedFile file = LabelStudioExport.Write(
                vendor, project, [.. tasks], format, request.QueryFlag("download_resources") ?? true);
            return Named(EmulatorResponse.Bytes(file.Content, file.ContentType), file);
        });
        vendor.Map("GET", "/api/projects/{id}/export/formats", request => LabelStudioExport.Formats(vendor.Projects.Get(request)));
        vendor.Map("GET", "/api/projects/{id}/export/files", request =>
        {
            vendor.Projects.Get(request);
            return new JsonObject { ["export_files"] = new JsonArray() };
        });
        vendor.Map("GET", "/api/projects/{id}/exports/", request =>
        {
            long project = vendor.Projects.Get(request).Id();
            return vendor.Exports.Rows.Where(e => e.Whole("project") == project).Reverse().Take(100).Select(Shown).Copies();
        });
        vendor.Map("POST", "/api/projects/{id}/exports/", request => Create(vendor, request), 201);
        vendor.Map("GET", "/api/projects/{id}/exports/{export_pk}", request => Shown(Get(vendor, request)));
        vendor.MapEmpty("DELETE", "/api/projects/{id}/exports/{export_pk}", request => vendor.Exports.Remove(Get(vendor, request)));
        vendor.Map("POST", "/api/projects/{id}/exports/{export_pk}/convert", request => StartConversion(vendor, request));
        vendor.Routes.Map("GET", "/api/projects/{id}/exports/{export_pk}/download", request => Download(vendor, request));
    }

    private static JsonObject Create(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        JsonObject project = vendor.Projects.Get(request);
        JsonObject body = request.JsonObject();
        JsonObject export = new()
        {
            ["title"] = body.Text("title") ?? $"{project.Text("title")?.Replace(' ', '-')}-at-{vendor.Clock.GetUtcNow():yyyy-MM-dd-HH-mm}",
            ["created_by"] = vendor.UserSimple(vendor.FirstUser),
            ["created_at"] = vendor.Now,
            ["finished_at"] = null,
            ["status"] = "created",
            ["md5"] = "",
            ["counters"] = new JsonObject { ["task_number"] = 0 },
            ["converted_formats"] = new JsonArray(),
            ["project"] = project.Id(),
        };
        vendor.Exports.Add(export);
        export["status"] = "in_progress";
        JsonObject options = body.Copy();
        vendor.Finish(() =>
        {
            export["finished_at"] = vendor.Now;
            if (vendor.Options.FailingSnapshots.Contains(export.Text("title")))
            {
                export["status"] = "failed";
                return;
            }

            JsonArray tasks = Filtered(vendor, project, options).Copies();
            export["_tasks"] = tasks;
            export["md5"] = Digest(Written(vendor, project, export, "JSON"));
            export["counters"]!["task_number"] = tasks.Count;
            export["status"] = "completed";
        });
        JsonObject answer = Shown(export);
        answer.Take(body, "task_filter_options", "annotation_filter_options", "serialization_options");
        return answer;
    }

    private static JsonNode StartConversion(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        JsonObject export = Get(vendor, request);
        if (!vendor.Options.ConvertsBeforehand)
            throw new VendorErrorException(404, "Not found.");
        string format = request.JsonObject().Text("export_type")
            ?? throw new VendorErrorException(400, "This field is required.", "export_type");
        LabelStudioExport.Check(vendor.Projects.Get(request), format);
        JsonArray conversions = export["converted_formats"]!.AsArray();
        if (conversions.OfType<JsonObject>().Any(c => c.Text("export_type") == format && c.Text("status") != "failed"))
            throw new VendorErrorException(400, $"Conversion to {format} already started", "export_type");
        JsonObject conversion = new()
        {
            ["id"] = conversions.Count + 1,
            ["status"] = "in_progress",
            ["export_type"] = format,
            ["traceback"] = null
        };
        conversions.Add((JsonNode)conversion);
        bool fails = vendor.Options.FailingConversions.Contains(format);
        vendor.Finish(() =>
        {
            conversion["status"] = fails ? "failed" : "completed";
            conversion["traceback"] = fails ? $"Conversion to {format} failed" : null;
        });
        return new JsonObject { ["export_type"] = format, ["converted_format"] = conversion["id"]!.DeepClone() };
    }

    private static EmulatorResponse Download(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        JsonObject export = Get(vendor, request);
        if (export.Text("status") != "completed")
            return EmulatorResponse.Text("Export is not completed", 404);
        string format = request.Query("exportType") ?? "JSON";
        bool isConverted = export["converted_formats"]!.AsArray().OfType<JsonObject>()
            .Any(c => c.Text("export_type") == format && c.Text("status") == "completed");
        if (format != "JSON" && vendor.Options.ConvertsBeforehand && !isConverted)
            return EmulatorResponse.Text($"{format} format is not converted yet", 404);
        ExportedFile file = Written(vendor, vendor.Projects.Get(request), export, format);
        return Named(vendor.Options.Ranges switch
        {
            DownloadRanges.Ignored => EmulatorResponse.Bytes(file.Content, file.ContentType),
            DownloadRanges.WithVersion => RangedContent.Answer(
                request, file.Content, file.ContentType, $"\"{Digest(file)}\""),
            _ => RangedContent.Answer(request, file.Content, file.ContentType, null),
        }, file);
    }

    private static ExportedFile Written(LabelStudioEmulator vendor, JsonObject project, JsonObject export, string format) =>
        LabelStudioExport.Write(vendor, project, [.. export["_tasks"]!.AsArray().OfType<JsonObject>()], format, withResources: true);

    /// <summary>As Label Studio writes it: MD5 in lower case.</summary>
    private static string Digest(ExportedFile file) => Convert.ToHexString(MD5.HashData(file.Content)).ToLowerInvariant();

    private static IEnumerable<JsonObject> Filtered(LabelStudioEmulator vendor, JsonObject project, JsonObject options)
    {
        IEnumerable<JsonObject> tasks = TasksOf(vendor, project);
        if (options["task_filter_options"] is not JsonObject filter)
            return tasks;
        if (filter.Whole("view") is { } view)
        {
            HashSet<long> chosen = [.. LabelStudioSelection.Of(vendor, null, $"{view}", []).Select(t => t.Id())];
            tasks = tasks.Where(t => chosen.Contains(t.Id()));
        }

        tasks = By(tasks, filter.Text("annotated"), t => t["annotations"]!.AsArray().Count > 0);
        tasks = By(tasks, filter.Text("finished"), t => t.IsTrue("is_labeled"));
        tasks = By(tasks, filter.Text("skipped"), t =>
            t["annotations"]!.AsArray().OfType<JsonObject>().Any(a => a.IsTrue("was_cancelled")));
        return filter.IsTrue("only_with_annotations") ? tasks.Where(t => t["annotations"]!.AsArray().Count > 0) : tasks;
    }

    private static IEnumerable<JsonObject> By(IEnumerable<JsonObject> tasks, string? mode, Func<JsonObject, bool> holds) => mode switch
    {
        "only" => tasks.Where(holds),
        "exclude" => tasks.Where(task => !holds(task)),
        _ => tasks,
    };

    /// <summary>Tasks as an export has them: with annotations, and predictions by their id.</summary>
    private static IEnumerable<JsonObject> TasksOf(LabelStudioEmulator vendor, JsonObject project) => vendor.Tasks.Rows
        .Where(t => t.Whole("project") == project.Id())
        .Select(task =>
        {
            JsonObject full = LabelStudioTaskRoutes.Full(vendor, task);
            full["predictions"] = full["predictions"]!.AsArray().OfType<JsonObject>().Select(p => p["id"]!.DeepClone()).ToJson();
            full["file_upload"] = task.Whole("file_upload") is { } upload ? Path.GetFileName(vendor.Uploads.Find(upload)?.Text("file"))
                : null;
            return full;
        });

    private static JsonObject Get(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        long project = vendor.Projects.Get(request).Id();
        JsonObject export = vendor.Exports.Get(request, "export_pk");
        return export.Whole("project") == project ? export : throw new VendorErrorException(404, "No Export matches the given query.");
    }

    private static JsonObject Shown(JsonObject export)
    {
        JsonObject shown = export.Copy();
        shown.Remove("_tasks");
        shown.Remove("project");
        return shown;
    }

    private static EmulatorResponse Named(EmulatorResponse response, ExportedFile file) =>
        response.With("Content-Disposition", $"attachment; filename=\"{file.Name}\"").With("filename", file.Name);
}
