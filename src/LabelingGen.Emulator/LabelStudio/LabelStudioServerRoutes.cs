using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>The server itself: version, health, session policy, and the states that community servers have switched off.</summary>
internal static class LabelStudioServerRoutes
{
    public static void Map(LabelStudioEmulator vendor)
    {
        JsonObject policy = new()
        {
            ["max_session_age"] = 11_520,
            ["max_time_between_activity"] = 4_320,
            ["created_at"] = vendor.Now,
            ["updated_at"] = vendor.Now,
        };
        vendor.Map("GET", "/api/session-policy/", _ => policy.Copy());
        vendor.Map("PATCH", "/api/session-policy/", request =>
        {
            policy.Take(request.JsonObject(), "max_session_age", "max_time_between_activity");
            policy["updated_at"] = vendor.Now;
            return policy.Copy();
        });
        vendor.Routes.Map("GET", "/health/", _ => EmulatorResponse.Json(new JsonObject { ["status"] = "UP" }), anonymous: true);
        vendor.Map("GET", "/api/version/", _ => new JsonObject
        {
            ["release"] = LabelStudioEmulator.Version,
            ["edition"] = "Community",
            ["label-studio-os-package"] = new JsonObject
            {
                ["version"] = LabelStudioEmulator.Version,
                ["short_version"] = "1.23",
                ["current_version_is_outdated"] = false
            },
        });
        vendor.Map("GET", "/api/fsm/entities/{entity_name}/{entity_id}/history",
            _ => new JsonObject { ["count"] = 0, ["next"] = null, ["previous"] = null, ["results"] = new JsonArray() });
        vendor.Map("POST", "/api/fsm/entities/{entity_name}/{entity_id}/transition/",
            _ => throw new VendorErrorException(403, "States are not enabled."));
    }
}
