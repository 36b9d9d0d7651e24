using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>The users of the workspace, their roles and permissions.</summary>
internal static class FastLabelUserRoutes
{
    /// <summary>Modules by the word in the path.</summary>
    private static readonly Dictionary<string, string> Modules = new()
    {
        ["annotation"] = "annotation",
        ["dataset"] = "dataset",
        ["model-dev"] = "modelDev",
        ["modelDev"] = "modelDev",
    };

    public static void Map(FastLabelEmulator vendor)
    {
        List<JsonObject> users = [];
        vendor.Map("GET", "workspaces-users", request => FastLabelEmulator.Page(request, users.Where(u =>
            request.Query("keyword") is not { Length: > 0 } word || u.ToJsonString().Contains(word, StringComparison.OrdinalIgnoreCase)),
                20));
        vendor.Map("POST", "workspaces-users/internal-users", request => Create(vendor, request.JsonObject(), users));
        vendor.Map("PUT", "workspaces-users/internal-users", request => Update(vendor, request.JsonObject(), users));
        vendor.Map("PUT", "projects-users", request => SetProjectRole(vendor, request.JsonObject()));
        vendor.Map("POST", "function-resource-permissions/{module}/internal-users", request =>
            SetPermission(request.JsonObject(), request["module"], true, users));
        vendor.MapDelete("DELETE", "function-resource-permissions", request =>
            SetPermission(request.JsonObject(), request.JsonObject().RequiredText("resource"), false, users));
    }

    private static JsonObject Create(FastLabelEmulator vendor, JsonObject body, List<JsonObject> users)
    {
        string email = body.RequiredText("email");
        if (users.Exists(u => u.Text("userEmail") == email))
            throw new VendorErrorException(400, $"User {email} already exists");
        JsonObject user = vendor.New(body);
        user["userId"] = vendor.Ids.Uuid();
        user["userSlug"] = email.Split('@')[0];
        user["userName"] = body.RequiredText("name");
        user["userEmail"] = email;
        user["role"] = Role(body, "member", "owner");
        user["isExternal"] = false;
        user["functionResourcePermissions"] = new JsonObject { ["annotation"] = true, ["modelDev"] = false, ["dataset"] = false };
        users.Add(user);
        return user.DeepClone().AsObject();
    }

    private static JsonObject Update(FastLabelEmulator vendor, JsonObject body, List<JsonObject> users)
    {
        JsonObject user = Find(body, users);
        user["role"] = Role(body, "member", "owner", "none");
        vendor.Touch(user);
        if (user.Text("role") == "none")
            users.Remove(user);
        return user.DeepClone().AsObject();
    }

    private static JsonNode SetProjectRole(FastLabelEmulator vendor, JsonObject body)
    {
        JsonObject project = vendor.Project(body.RequiredText("project"));
        JsonObject roles = project["_roles"] as JsonObject ?? [];
        project["_roles"] = roles;
        roles[body.RequiredText("email")] = body.RequiredText("role");
        return true;
    }

    private static JsonNode SetPermission(JsonObject body, string module, bool granted, List<JsonObject> users)
    {
        JsonObject user = Find(body, users);
        if (!Modules.TryGetValue(module, out string? name))
            throw JsonMembers.Wrong("module", "a known module");
        user["functionResourcePermissions"]![name] = granted;
        return user.RequiredText("id");
    }

    private static JsonObject Find(JsonObject body, List<JsonObject> users)
    {
        string email = body.RequiredText("email");
        return users.Find(u => u.Text("userEmail") == email) ?? throw new VendorErrorException(404, "User not found");
    }

    private static string Role(JsonObject body, params string[] known)
    {
        string role = body.RequiredText("role");
        return known.Contains(role) ? role : throw JsonMembers.Wrong("role", string.Join(", ", known));
    }
}
