using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>
/// Import and export storages of five kinds. A sync of an import storage makes one task, as if the bucket held one object.
/// </summary>
internal static class LabelStudioStorageRoutes
{
    private static readonly (string Kind, string Title, string[] Secrets, string[] Required)[] Kinds =
    [
        ("s3", "AWS S3", ["aws_access_key_id", "aws_secret_access_key"], ["bucket"]),
        ("gcs", "Google Cloud Storage", ["google_application_credentials"], ["bucket"]),
        ("azure", "Azure Blob Storage", ["account_name", "account_key"], ["container"]),
        ("redis", "Redis", ["password"], []),
        ("localfiles", "Local files", [], ["path"]),
    ];

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/storages/", request => All(vendor, request, isExport: false));
        vendor.Map("GET", "/api/storages/export", request => All(vendor, request, isExport: true));
        foreach (string path in (string[])["/api/storages/types", "/api/storages/export/types"])
            vendor.Map("GET", path, _ =>
                Kinds.Select(kind => (JsonNode?)new JsonObject { ["name"] = kind.Kind, ["title"] = kind.Title }).ToJson());
        foreach ((string kind, _, string[] secrets, string[] required) in Kinds)
        {
            foreach (bool isExport in (bool[])[false, true])
                MapKind(vendor, kind, isExport, secrets, required);
        }
    }

    private static void MapKind(LabelStudioEmulator vendor, string kind, bool isExport, string[] secrets, string[] required)
    {
        string key = (isExport ? "export/" : "") + kind;
        string path = "/api/storages/" + key;
        LabelStudioTable table = vendor.Storages[key] = new("Storage");
        // The vendor ends one of the two lists with a slash.
        string list = isExport ? path : path + "/";
        JsonObject Shown(JsonObject storage)
        {
            JsonObject shown = storage.Copy();
            foreach (string secret in secrets)
                shown.Remove(secret);
            return shown;
        }

        vendor.Map("GET", list, request =>
        {
            string project = request.Query("project") ?? throw new VendorErrorException(400, "This field is required.", "project");
            return table.Rows.Where(s => s["project"]!.ToString() == project).Select(Shown).Copies();
        });
        vendor.Map("POST", list, request =>
        {
            JsonObject body = request.JsonObject();
            Check(vendor, body, required);
            JsonObject storage = body.Copy().With(
                ("title", null), ("description", null), ("synchronizable", true), ("use_blob_urls", false), ("regex_filter", null),
                ("last_sync", null), ("last_sync_count", null), ("last_sync_job", null), ("traceback", null), ("status", "initialized"),
                ("meta", new JsonObject()), ("created_at", vendor.Now));
            storage["type"] = kind;
            table.Add(storage);
            if (isExport)
                Sync(vendor, storage, isExport);
            return Shown(storage);
        }, 201);
        vendor.MapEmpty("POST", path + "/validate", request =>
        {
            JsonObject body = request.JsonObject();
            // Secrets that are left out are those of the stored one.
            if (body.Whole("id") is { } id)
                body = table.Get(id).Copy().With([.. body.Select(p => (p.Key, p.Value?.DeepClone()))]);
            Check(vendor, body, required);
        }, 200);
        vendor.Map("GET", path + "/{id}", request => Shown(table.Get(request)));
        vendor.Map("PATCH", path + "/{id}", request =>
        {
            JsonObject storage = table.Get(request);
            JsonObject body = request.JsonObject();
            storage.Take(body, body.Select(p => p.Key).Where(name => name is not ("id" or "type" or "status" or "created_at")).ToArray());
            return Shown(storage);
        });
        vendor.MapEmpty("DELETE", path + "/{id}", request => table.Remove(table.Get(request)));
        vendor.Map("POST", path + "/{id}/sync", request =>
        {
            JsonObject storage = table.Get(request);
            if (!storage.IsTrue("synchronizable"))
                throw new VendorErrorException(400, "Storage is not synchronizable.");
            Sync(vendor, storage, isExport);
            return Shown(storage);
        });
    }

    private static void Check(LabelStudioEmulator vendor, JsonObject body, string[] required)
    {
        vendor.Projects.Get(body.RequiredWhole("project"));
        foreach (string name in required.Where(name => string.IsNullOrEmpty(body.Text(name))))
            throw new VendorErrorException(400, "This field is required.", name);
        // How a test makes a connection fail.
        if (body.Text("bucket") == "unreachable" || body.Text("path") == "/unreachable")
            throw new VendorErrorException(400, "Can't connect to the storage.", "non_field_errors");
    }

    /// <summary>A second sync while one goes on is refused silently.</summary>
    private static void Sync(LabelStudioEmulator vendor, JsonObject storage, bool isExport)
    {
        if (storage.Text("status") is "queued" or "in_progress")
            return;
        storage["status"] = "queued";
        storage["last_sync"] = null;
        vendor.Finish(() =>
        {
            JsonObject? project = vendor.Projects.Find(storage.Whole("project") ?? 0);
            bool fails = storage.Text("prefix") == "broken";
            if (project is not null && !isExport && !fails && storage.Whole("last_sync_count") is null)
            {
                string key = LabelStudioConfig.Parse(project.Text("label_config")).DataKeys.FirstOrDefault() ?? "image";
                string root = storage.Text("bucket") ?? storage.Text("container") ?? storage.Text("path") ?? "db";
                LabelStudioTaskRoutes.Create(
                    vendor, project,
                        new JsonObject { ["data"] = new JsonObject { [key] = $"{storage.Text("type")}://{root}/object-1.png" } },
                        check: false);
            }

            storage["status"] = fails ? "failed" : "completed";
            storage["traceback"] = fails ? "botocore.exceptions.ClientError: Access Denied" : null;
            storage["last_sync"] = vendor.Now;
            storage["last_sync_count"] = fails ? 0 : isExport ? vendor.Annotations.Rows.Count(a => a.Whole("project") == project?.Id()) : 1;
        });
    }

    private static JsonArray All(LabelStudioEmulator vendor, EmulatorRequest request, bool isExport) => vendor.Storages
        .Where(s => s.Key.StartsWith("export/", StringComparison.Ordinal) == isExport).SelectMany(s => s.Value.Rows)
        .Where(s => request.Query("project") is not { Length: > 0 } project || s["project"]!.ToString() == project)
        .Select(s =>
        {
            JsonObject shown = s.Copy();
            foreach (string secret in Kinds.SelectMany(kind => kind.Secrets))
                shown.Remove(secret);
            return shown;
        }).Copies();
}
