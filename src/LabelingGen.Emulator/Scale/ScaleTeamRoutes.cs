using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>The team: list, invite, set roles.</summary>
internal static class ScaleTeamRoutes
{
    private static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    public static void Map(ScaleEmulator vendor)
    {
        vendor.Routes.Map("GET", "/v1/teams", request => List(vendor, request));
        vendor.Routes.Map("POST", "/v1/teams/invite", request => Invite(vendor, request));
        vendor.Routes.Map("POST", "/v1/teams/set_role", request => SetRole(vendor, request));
    }

    private static EmulatorResponse Invite(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        JsonObject body = request.JsonObject();
        string role = ReadRole(body);
        foreach (string email in body.Texts("emails"))
        {
            if (!email.Contains('@', StringComparison.Ordinal))
                throw JsonMembers.Wrong("emails", "an array of e-mail addresses");
            if (!account.Team.Exists(t => t.Email == email))
            {
                account.Team.Add(new()
                {
                    Email = email,
                    Role = role,
                    VisibleFrom = vendor.Now + vendor.InvitationDelay,
                    Expiry = vendor.Now + InvitationLasts,
                });
            }
        }

        return List(vendor, request);
    }

    private static EmulatorResponse SetRole(ScaleEmulator vendor, EmulatorRequest request)
    {
        ScaleAccount account = ScaleEmulator.Account(request);
        JsonObject body = request.JsonObject();
        string role = ReadRole(body);
        foreach (string email in body.Texts("emails"))
        {
            ScaleTeammateRecord teammate = account.Team.Find(t => t.Email == email)
                ?? throw new VendorErrorException(404, $"Teammate not found: {email}");
            if (teammate.Role == "admin")
                throw new VendorErrorException(400, "The team's one admin keeps that role.");
            teammate.Role = role;
        }

        return List(vendor, request);
    }

    private static EmulatorResponse List(ScaleEmulator vendor, EmulatorRequest request) => EmulatorResponse.Json(
        ScaleEmulator.Account(request).Team.Where(t => t.VisibleFrom <= vendor.Now).Select(JsonNode? (t) => t.ToJson()).ToJson());

    private static string ReadRole(JsonObject body)
    {
        string role = body.RequiredText("team_role");
        return role is "labeler" or "member" or "manager" ? role : throw JsonMembers.Wrong("team_role", "'labeler', 'member' or 'manager'");
    }
}
