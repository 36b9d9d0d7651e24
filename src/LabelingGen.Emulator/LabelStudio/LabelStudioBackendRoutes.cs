using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace LabelingGen.Emulator;

/// <summary>
/// Machine learning backends. The emulator dials no backend: it answers in place of one, and an address of port 1 is one that is not there.
/// </summary>
internal static class LabelStudioBackendRoutes
{
    private const string ModelVersion = "emulated-1";

    private static readonly string[] Written =
        ["url", "title", "description", "is_interactive", "auth_method", "basic_auth_user", "extra_params", "model_version", "timeout",
            "auto_update"];

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/ml/", request =>
        {
            string project = request.Query("project") ?? throw new VendorErrorException(404, "Not found.");
            return vendor.Backends.Rows.Where(b => b["project"]!.ToString() == project)
                .Where(b => request.QueryFlag("is_interactive") is not { } interactive || b.IsTrue("is_interactive") == interactive)
                .Select(b => Refreshed(vendor, b)).Copies();
        });
        vendor.Map("POST", "/api/ml/", request =>
        {
            JsonObject body = request.JsonObject();
            long project = vendor.Projects.Get(body.RequiredWhole("project")).Id();
            CheckAddress(body.Text("url") ?? throw new VendorErrorException(400, "This field is required.", "url"));
            JsonObject backend = [];
            backend.Take(body, Written);
            backend.With(
                ("state", "CO"), ("readable_state", "Connected"), ("is_interactive", false), ("error_message", null), ("title", "default"),
                ("auth_method", "NONE"), ("basic_auth_user", null),
                    ("basic_auth_pass_is_set", body.Text("basic_auth_pass") is { Length: > 0 }),
                ("description", null), ("extra_params", null), ("model_version", ModelVersion), ("timeout", 100.0), ("auto_update", true),
                ("created_at", vendor.Now), ("updated_at", vendor.Now), ("project", project));
            return vendor.Backends.Add(backend).Copy();
        }, 201);
        vendor.Map("GET", "/api/ml/{id}", request => Refreshed(vendor, vendor.Backends.Get(request)).Copy());
        vendor.Map("PATCH", "/api/ml/{id}", request =>
        {
            JsonObject backend = vendor.Backends.Get(request);
            JsonObject body = request.JsonObject();
            if (body.Text("url") is { } url)
                CheckAddress(url);
            backend.Take(body, Written);
            backend["updated_at"] = vendor.Now;
            return Refreshed(vendor, backend).Copy();
        });
        vendor.MapEmpty("DELETE", "/api/ml/{id}", request => vendor.Backends.Remove(vendor.Backends.Get(request)));
        vendor.MapEmpty("POST", "/api/ml/{id}/train", request => Train(vendor, vendor.Backends.Get(request)), 200);
        vendor.Map("GET", "/api/ml/{id}/versions", request => new JsonObject
        {
            ["versions"] = new JsonArray(vendor.Backends.Get(request).Text("model_version")),
        });
        vendor.Map("POST", "/api/ml/{id}/interactive-annotating", request => Interact(vendor, request));
        vendor.Map("POST", "/api/ml/{id}/predict/test", request => request.QueryFlag("random") == true
            ? new JsonObject { ["status"] = 200, ["url"] = vendor.Backends.Get(request).Text("url"), ["response"] = new JsonObject() }
            : throw new VendorErrorException(400, "Only random=true is supported.", "random"));
    }

    /// <summary>Stores what the project's backends say of a task.</summary>
    public static void Predict(LabelStudioEmulator vendor, JsonObject task)
    {
        foreach (JsonObject backend in vendor.Backends.Rows.Where(b => b.Whole("project") == task.Whole("project")))
        {
            LabelStudioAnnotationRoutes.CreatePrediction(vendor, task, new JsonObject
            {
                ["result"] = Regions(vendor, task, 20, 20),
                ["score"] = 0.8,
                ["model_version"] = backend.Text("model_version"),
            });
        }
    }

    private static void CheckAddress(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            throw new VendorErrorException(400, "Enter a valid URL.", "url");
        if (address.Port == 1)
            throw new VendorErrorException(400,
                $"Can't connect to ML backend {url}, health check failed. Make sure it is up and your firewall is properly configured.",
                "non_field_errors");
    }

    private static void Train(LabelStudioEmulator vendor, JsonObject backend)
    {
        (backend["state"], backend["readable_state"]) = ("TR", "Training");
        backend["_training"] = true;
        vendor.Finish(() => backend.Remove("_training"));
    }

    /// <summary>Every read asks the backend for its health; only while training goes on does the state stay.</summary>
    private static JsonObject Refreshed(LabelStudioEmulator vendor, JsonObject backend)
    {
        JsonObject shown = backend.Copy();
        shown.Remove("_training");
        if (!backend.ContainsKey("_training"))
        {
            (backend["state"], backend["readable_state"]) = ("CO", "Connected");
            (shown["state"], shown["readable_state"]) = ("CO", "Connected");
        }

        return shown;
    }

    private static JsonNode Interact(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        JsonObject backend = vendor.Backends.Get(request);
        JsonObject body = request.JsonObject();
        JsonObject task = vendor.Tasks.Find(body.RequiredWhole("task"))
            ?? throw new VendorErrorException(404, "No Task matches the given query.");
        if (!backend.IsTrue("is_interactive"))
            return new JsonObject { ["errors"] = new JsonArray("Model is not set to be used for interactive preannotations") };
        JsonObject? drawn = ((body["context"] as JsonObject)?["result"] as JsonArray)?.OfType<JsonObject>()
            .FirstOrDefault()?["value"] as JsonObject;
        double At(string name) =>
            drawn?[name] is JsonValue value && value.TryGetValue(out System.Text.Json.JsonElement e) ? e.GetDouble() : 50;
        return new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["result"] = Regions(vendor, task, Math.Max(0, At("x") - 10), Math.Max(0, At("y") - 10)),
                ["score"] = 0.9,
                ["model_version"] = backend.Text("model_version"),
            },
        };
    }

    /// <summary>A box of 20 percent with the first label of the first rectangle tag, or the first choice.</summary>
    private static JsonArray Regions(LabelStudioEmulator vendor, JsonObject task, double x, double y)
    {
        LabelStudioConfig config = LabelStudioConfig.Parse(vendor.Projects.Get(task.Whole("project")!.Value).Text("label_config"));
        XElement? control = config.Controls.FirstOrDefault(tag => tag.Name.LocalName == "RectangleLabels")
            ?? config.Controls.FirstOrDefault();
        if (control is null)
            return [];
        string type = control.Name.LocalName.ToLowerInvariant();
        JsonObject value = type == "rectanglelabels"
            ? new JsonObject { ["x"] = x, ["y"] = y, ["width"] = 20.0, ["height"] = 20.0, ["rotation"] = 0 }
            : [];
        value[type] = LabelStudioConfig.Labels(control).Take(1).Select(LabelStudioConfig.LabelOf).ToJson();
        return
        [
            new JsonObject
            {
                ["id"] = vendor.Ids.Uuid()[..8],
                ["from_name"] = control.Attribute("name")!.Value,
                ["to_name"] = LabelStudioConfig.Targets(control)[0],
                ["type"] = type,
                ["origin"] = "prediction",
                ["original_width"] = 100,
                ["original_height"] = 100,
                ["image_rotation"] = 0,
                ["value"] = value,
            },
        ];
    }
}
