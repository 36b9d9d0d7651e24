using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Labels of the organization and their links to projects; always 100 a page.</summary>
internal static class LabelStudioLabelRoutes
{
    private const int PageSize = 100;

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/labels/", request =>
            vendor.Page(request, [.. vendor.Labels.Rows.Select(l => Shown(vendor, l))], PageSize, PageSize));
        vendor.Map("POST", "/api/labels/", request => Create(vendor, request), 201);
        vendor.Map("POST", "/api/labels/bulk", request => Rename(vendor, request.JsonObject()));
        vendor.Map("GET", "/api/labels/{id}/", request => Shown(vendor, vendor.Labels.Get(request)));
        vendor.Map("PATCH", "/api/labels/{id}/", request =>
        {
            JsonObject label = vendor.Labels.Get(request);
            label.Take(request.JsonObject(), "value", "title", "description", "approved_by", "approved");
            label["updated_at"] = vendor.Now;
            return Shown(vendor, label);
        });
        vendor.MapEmpty("DELETE", "/api/labels/{id}/", request =>
        {
            JsonObject label = vendor.Labels.Get(request);
            vendor.Labels.Remove(label);
            vendor.LabelLinks.RemoveWhere(link => link.Whole("label") == label.Id());
        });
        vendor.Map("GET", "/api/label_links/", request => vendor.Page(request, [.. vendor.LabelLinks.Rows
            .Where(l => request.Query("project") is not { Length: > 0 } project || l["project"]!.ToString() == project)], PageSize,
                PageSize));
        vendor.Map("POST", "/api/label_links/", request =>
        {
            JsonObject body = request.JsonObject();
            JsonObject project = vendor.Projects.Get(body.RequiredWhole("project"));
            vendor.Labels.Get(body.RequiredWhole("label"));
            JsonObject link = Link(vendor, project, body.RequiredWhole("label"), body.Text("from_name") ?? "");
            vendor.Webhooks.Send("LABEL_LINK_CREATED", project, ("label_link", new JsonArray(link.Copy())));
            return link.Copy();
        }, 201);
        vendor.Map("GET", "/api/label_links/{id}/", request => vendor.LabelLinks.Get(request).Copy());
        vendor.Map("PATCH", "/api/label_links/{id}/", request =>
        {
            JsonObject link = vendor.LabelLinks.Get(request);
            link.Take(request.JsonObject(), "from_name", "label");
            vendor.Webhooks.Send("LABEL_LINK_UPDATED", vendor.Projects.Find(link.Whole("project") ?? 0), ("label_link", link));
            return link.Copy();
        });
        vendor.MapEmpty("DELETE", "/api/label_links/{id}/", request =>
        {
            JsonObject link = vendor.LabelLinks.Get(request);
            vendor.LabelLinks.Remove(link);
            vendor.Webhooks.Send("LABEL_LINK_DELETED", vendor.Projects.Find(link.Whole("project") ?? 0),
                ("label_link", new JsonObject { ["id"] = link.Id() }));
        });
    }

    private static JsonNode Create(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        JsonArray items = request.Json() as JsonArray
            ?? throw new VendorErrorException(400, "Expected a list of items.", "non_field_errors");
        List<JsonObject> made = [];
        foreach (JsonObject body in items.OfType<JsonObject>())
        {
            string title = body.Text("title") ?? throw new VendorErrorException(400, "This field is required.", "title");
            JsonObject project = vendor.Projects.Get(body.RequiredWhole("project"));
            JsonObject label = vendor.Labels.Rows.FirstOrDefault(l => l.Text("title") == title) ?? vendor.Labels.Add(new JsonObject
            {
                ["created_by"] = 1,
                ["value"] = body["value"]?.DeepClone(),
                ["title"] = title,
                ["description"] = body.Text("description"),
                ["approved_by"] = null,
                ["approved"] = false,
                ["organization"] = 1,
                ["created_at"] = vendor.Now,
                ["updated_at"] = vendor.Now,
            });
            Link(vendor, project, label.Id(), body.Text("from_name") ?? "");
            made.Add(Shown(vendor, label));
        }

        return new JsonObject { ["count"] = made.Count, ["next"] = null, ["previous"] = null, ["results"] = made.Copies() };
    }

    private static JsonObject Link(LabelStudioEmulator vendor, JsonObject project, long label, string fromName) => vendor.LabelLinks.Add(
        new JsonObject { ["project"] = project.Id(), ["label"] = label, ["from_name"] = fromName, ["annotations_count"] = 0 });

    /// <summary>Renames a label in the results of annotations.</summary>
    private static JsonNode Rename(LabelStudioEmulator vendor, JsonObject body)
    {
        string old = body["old_label"]?.ToString() ?? throw new VendorErrorException(400, "This field is required.", "old_label");
        JsonNode renamed = body["new_label"] ?? throw new VendorErrorException(400, "This field is required.", "new_label");
        int changed = 0;
        foreach (JsonObject annotation in vendor.Annotations.Rows.Where(a =>
            body.Whole("project") is not { } project || a.Whole("project") == project))
        {
            int before = changed;
            foreach (JsonArray values in annotation["result"]!.AsArray().OfType<JsonObject>()
                .SelectMany(region => (region["value"] as JsonObject)?.Select(p => p.Value).OfType<JsonArray>() ?? []))
            {
                for (int i = 0; i < values.Count; i++)
                {
                    if (values[i] is JsonValue text && text.ToString() == old)
                    {
                        values[i] = renamed.DeepClone();
                        changed = before + 1;
                    }
                }
            }
        }

        return new JsonObject { ["annotations_updated"] = changed };
    }

    private static JsonObject Shown(LabelStudioEmulator vendor, JsonObject label)
    {
        JsonObject shown = label.Copy();
        List<JsonObject> links = [.. vendor.LabelLinks.Rows.Where(l => l.Whole("label") == label.Id())];
        shown["links"] = links.Select(l => (JsonNode?)l.Id()).ToJson();
        shown["projects"] = links.Select(l => l["project"]!.DeepClone()).ToJson();
        return shown;
    }
}
