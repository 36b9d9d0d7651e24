using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Personal access tokens and the switches of token kinds.</summary>
internal static class LabelStudioTokenRoutes
{
    public static void Map(LabelStudioEmulator vendor)
    {
        vendor.Map("GET", "/api/token/", _ => vendor.Tokens.Live
            // Lists show tokens without their signature.
            .Select(token => (JsonNode?)new JsonObject { ["token"] = token[..token.LastIndexOf('.')] }).ToJson());
        vendor.Map("POST", "/api/token/", _ => vendor.Tokens.Live.Count > 0
            ? throw new VendorErrorException(409, "You already have a valid token. Please revoke it before creating a new one.")
            : new JsonObject { ["token"] = vendor.Tokens.Create() }, 201);
        vendor.Routes.Map("POST", "/api/token/refresh/", request =>
        {
            string access = vendor.Tokens.Refresh(Refresh(request))
                ?? throw new VendorErrorException(401, "Token is invalid or expired");
            return EmulatorResponse.Json(new JsonObject { ["access"] = access });
        }, anonymous: true);
        vendor.Map("POST", "/api/token/rotate/", request => vendor.Tokens.Revoke(Refresh(request))
            ? new JsonObject { ["refresh"] = vendor.Tokens.Create() }
            : throw new VendorErrorException(400, "Token is invalid, or already blacklisted."));
        vendor.MapEmpty("POST", "/api/token/blacklist/", request =>
        {
            if (!vendor.Tokens.Revoke(Refresh(request)))
                throw new VendorErrorException(404, "Token is invalid, or already blacklisted.");
        });
        vendor.Map("GET", "/api/jwt/settings", _ => Settings(vendor));
        vendor.Map("POST", "/api/jwt/settings", request =>
        {
            JsonObject body = request.JsonObject();
            if (body.ContainsKey("api_tokens_enabled"))
                vendor.Tokens.AcceptsPersonal = body.IsTrue("api_tokens_enabled");
            if (body.ContainsKey("legacy_api_tokens_enabled"))
                vendor.Tokens.AcceptsLegacy = body.IsTrue("legacy_api_tokens_enabled");
            return Settings(vendor);
        }, 201);
        vendor.Map("GET", "/api/current-user/token", request =>
            new JsonObject { ["token"] = vendor.Tokens.LegacyOf((JsonObject)request.Principal!) });
        vendor.Map("POST", "/api/current-user/reset-token/",
            request => new JsonObject { ["token"] = vendor.Tokens.NewLegacy((JsonObject)request.Principal!) }, 201);
    }

    private static string Refresh(EmulatorRequest request) =>
        request.JsonObject().Text("refresh") ?? throw new VendorErrorException(400, "This field is required.", "refresh");

    private static JsonNode Settings(LabelStudioEmulator vendor) => new JsonObject
    {
        ["api_tokens_enabled"] = vendor.Tokens.AcceptsPersonal,
        ["legacy_api_tokens_enabled"] = vendor.Tokens.AcceptsLegacy,
    };
}
