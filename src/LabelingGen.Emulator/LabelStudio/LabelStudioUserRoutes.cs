using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Users, the organization and its members, invites.</summary>
internal static class LabelStudioUserRoutes
{
    private static readonly string[] Written = ["first_name", "last_name", "username", "phone", "allow_newsletters", "custom_hotkeys"];

    public static JsonObject NewUser(LabelStudioEmulator vendor, string email, string userName) => new()
    {
        ["first_name"] = "",
        ["last_name"] = "",
        ["username"] = userName,
        ["email"] = email,
        ["last_activity"] = vendor.Now,
        ["custom_hotkeys"] = new JsonObject(),
        ["avatar"] = null,
        ["initials"] = email[..2],
        ["phone"] = "",
        ["active_organization"] = 1,
        ["active_organization_meta"] = new JsonObject { ["title"] = "Label Studio", ["email"] = "admin@example.com" },
        ["allow_newsletters"] = false,
        ["date_joined"] = vendor.Now,
    };

    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/users/", _ => vendor.Users.Rows.Copies());
        vendor.Map("POST", "/api/users/", request =>
        {
            JsonObject body = request.JsonObject();
            string email = body.Text("email") ?? throw new VendorErrorException(400, "This field is required.", "email");
            if (!email.Contains('@', StringComparison.Ordinal))
                throw new VendorErrorException(400, "Enter a valid email address.", "email");
            if (vendor.Users.Rows.Any(u => u.Text("email") == email))
                throw new VendorErrorException(400, "user with this email already exists.", "email");
            JsonObject user = NewUser(vendor, email, body.Text("username") ?? email.Split('@')[0]);
            user.Take(body, Written);
            return vendor.Users.Add(user).Copy();
        }, 201);
        vendor.Map("GET", "/api/users/{id}/", request => vendor.Users.Get(request).Copy());
        vendor.Map("PATCH", "/api/users/{id}/", request =>
        {
            JsonObject user = vendor.Users.Get(request);
            user.Take(request.JsonObject(), Written);
            return user.Copy();
        });
        vendor.MapEmpty("DELETE", "/api/users/{id}/", request => vendor.Users.Remove(vendor.Users.Get(request)));
        vendor.Map("GET", "/api/current-user/whoami", request =>
            ((JsonObject)request.Principal!).Copy().With(("permissions", new JsonArray("projects.view"))));
        vendor.Map("GET", "/api/current-user/hotkeys/", request => Hotkeys((JsonObject)request.Principal!));
        vendor.Map("PATCH", "/api/current-user/hotkeys/", request =>
        {
            JsonObject user = (JsonObject)request.Principal!;
            JsonObject hotkeys = request.JsonObject().Object("custom_hotkeys") ?? [];
            if (hotkeys.Count > 200)
                throw new VendorErrorException(400, "Maximum 200 hotkeys allowed", "custom_hotkeys");
            user["custom_hotkeys"] = hotkeys.DeepClone();
            return Hotkeys(user);
        });
        MapOrganization(vendor);
    }

    private static JsonNode Hotkeys(JsonObject user) => new JsonObject { ["custom_hotkeys"] = user["custom_hotkeys"]?.DeepClone() };

    private static void MapOrganization(LabelStudioEmulator vendor)
    {
        JsonObject organization = new()
        {
            ["id"] = 1,
            ["title"] = "Label Studio",
            ["contact_info"] = "admin@example.com",
            ["created_at"] = vendor.Now,
            ["token"] = "invite-1",
        };
        int invites = 1;
        void CheckOrganization(EmulatorRequest request)
        {
            if (request["id"] != "1")
                throw new VendorErrorException(404, "No Organization matches the given query.");
        }

        vendor.Map("GET", "/api/organizations/", _ =>
        {
            JsonObject shown = [];
            shown.Take(organization, "id", "title", "contact_info", "created_at");
            return new JsonArray(shown);
        });
        vendor.Map("GET", "/api/organizations/{id}", request =>
        {
            CheckOrganization(request);
            return organization.Copy();
        });
        vendor.Map("PATCH", "/api/organizations/{id}", request =>
        {
            CheckOrganization(request);
            organization.Take(request.JsonObject(), "title", "contact_info");
            return organization.Copy();
        });
        vendor.Map("GET", "/api/organizations/{id}/memberships", request =>
        {
            CheckOrganization(request);
            return vendor.Page(request, [.. vendor.Users.Rows.Select(Member)], 20, 1_000_000, takesAll: true);
        });
        vendor.Map("GET", "/api/organizations/{id}/memberships/{user_pk}/", request =>
        {
            CheckOrganization(request);
            JsonObject user = vendor.Users.Get(request, "user_pk");
            return new JsonObject
            {
                ["user"] = user.Id(),
                ["organization"] = 1,
                ["contributed_projects_count"] = vendor.Annotations.Rows.Where(a => a.Whole("completed_by") == user.Id())
                    .Select(a => a.Whole("project")).Distinct().Count(),
                ["annotations_count"] = vendor.Annotations.Rows.Count(a => a.Whole("completed_by") == user.Id()),
                ["created_at"] = user["date_joined"]!.DeepClone(),
            };
        });
        vendor.MapEmpty("DELETE", "/api/organizations/{id}/memberships/{user_pk}/", request =>
        {
            CheckOrganization(request);
            JsonObject user = vendor.Users.Get(request, "user_pk");
            if (user == request.Principal)
                throw new VendorErrorException(405, "User cannot soft delete self");
            vendor.Users.Remove(user);
        });
        JsonObject Invite() =>
            new() { ["token"] = $"invite-{invites}", ["invite_url"] = $"{vendor.Endpoint}user/signup/?token=invite-{invites}" };
        vendor.Map("GET", "/api/invite", _ => Invite());
        vendor.Map("POST", "/api/invite/reset-token", _ =>
        {
            invites++;
            return Invite();
        }, 201);
    }

    private static JsonObject Member(JsonObject user) => new() { ["id"] = user.Id(), ["organization"] = 1, ["user"] = user.Copy() };
}
