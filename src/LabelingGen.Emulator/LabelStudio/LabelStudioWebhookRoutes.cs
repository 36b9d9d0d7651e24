using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Webhooks of projects.</summary>
internal static class LabelStudioWebhookRoutes
{
    private static readonly string[] Written = ["url", "send_payload", "send_for_all_actions", "headers", "is_active", "actions"];

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/webhooks/", request => vendor.Hooks.Rows
            .Where(h => request.Query("project") is not { Length: > 0 } project || h["project"]?.ToString() == project).Copies());
        vendor.Map("POST", "/api/webhooks/", request =>
        {
            JsonObject body = request.JsonObject();
            Check(body, isNew: true);
            if (body.Whole("project") is { } project)
                vendor.Projects.Get(project);
            JsonObject hook = new() { ["organization"] = 1, ["project"] = body["project"]?.DeepClone() };
            hook.Take(body, Written);
            hook.With(
                ("send_payload", true), ("send_for_all_actions", true), ("headers", new JsonObject()), ("is_active", true),
                    ("actions", new JsonArray()),
                ("created_at", vendor.Now), ("updated_at", vendor.Now));
            return vendor.Hooks.Add(hook).Copy();
        }, 201);
        vendor.Routes.Map("GET", "/api/webhooks/info/", request =>
        {
            JsonObject info = [];
            foreach ((string action, (string key, bool isOrganizations)) in LabelStudioWebhooks.Actions)
            {
                if (request.QueryFlag("organization-only") is not { } only || only == isOrganizations)
                    info[action] = new JsonObject
                    {
                        ["name"] = action,
                        ["description"] = "",
                        ["key"] = key,
                        ["organization-only"] = isOrganizations
                    };
            }

            return EmulatorResponse.Json(info);
        }, anonymous: true);
        vendor.Map("GET", "/api/webhooks/{id}/", request => vendor.Hooks.Get(request).Copy());
        foreach (string method in (string[])["PATCH", "PUT"])
        {
            vendor.Map(method, "/api/webhooks/{id}/", request =>
            {
                JsonObject hook = vendor.Hooks.Get(request);
                Check(request.JsonObject(), isNew: method == "PUT");
                hook.Take(request.JsonObject(), Written);
                hook["updated_at"] = vendor.Now;
                return hook.Copy();
            });
        }

        vendor.MapEmpty("DELETE", "/api/webhooks/{id}/", request => vendor.Hooks.Remove(vendor.Hooks.Get(request)));
    }

    private static void Check(JsonObject body, bool isNew)
    {
        string? url = body.Text("url");
        if (isNew && string.IsNullOrEmpty(url))
            throw new VendorErrorException(400, "This field is required.", "url");
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https")))
            throw new VendorErrorException(400, "Enter a valid URL.", "url");
        foreach (JsonNode? action in body["actions"] as JsonArray ?? [])
        {
            if (!LabelStudioWebhooks.Actions.ContainsKey(action?.ToString() ?? ""))
                throw new VendorErrorException(400, $"\"{action}\" is not a valid choice.", "actions");
        }
    }
}
