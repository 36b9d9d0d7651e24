using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Legacy tokens, personal access tokens (refresh) and access tokens of five minutes.</summary>
internal sealed class LabelStudioTokens(LabelStudioEmulator vendor)
{
    private static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PersonalLifetime = TimeSpan.FromDays(73_000);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<long, string> _legacy = [];
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);
    private readonly List<string> _live = [];
    private int _count;

    public bool AcceptsPersonal { get; set; } = true;

    public bool AcceptsLegacy { get; set; } = vendor.Options.AcceptsLegacyTokens;

    /// <summary>A live personal access token; made when there is none.</summary>
    public string Personal => _live.Count > 0 ? _live[^1] : Create();

    public IReadOnlyList<string> Live => _live;

    public string Create()
    {
        string token = Sign("refresh", PersonalLifetime);
        _live.Add(token);
        return token;
    }

    public string? Refresh(string personal) => AcceptsPersonal && _live.Contains(personal) ? Sign("access", AccessLifetime) : null;

    /// <summary>A token may be given without its signature, as lists show it.</summary>
    public bool Revoke(string personal)
    {
        string? found = _live.Find(token => token == personal || token.StartsWith(personal + ".", StringComparison.Ordinal));
        return found is not null && _live.Remove(found) && _revoked.Add(found);
    }

    public void RevokeAll()
    {
        _revoked.UnionWith(_live);
        _live.Clear();
        _accessEpoch++;
    }

    public bool AcceptsAccess(string access)
    {
        string[] parts = access.Split('.');
        if (!AcceptsPersonal || parts.Length != 3 || Signature(parts[0] + "." + parts[1]) != parts[2])
            return false;
        using JsonDocument payload = JsonDocument.Parse(Decode(parts[1]));
        JsonElement claims = payload.RootElement;
        return claims.GetProperty("token_type").GetString() == "access" && claims.GetProperty("epoch").GetInt32() == _accessEpoch
            && claims.GetProperty("exp").GetInt64() > vendor.Clock.GetUtcNow().ToUnixTimeSeconds();
    }

    public string LegacyOf(JsonObject user) =>
        _legacy.GetValueOrDefault(user.Id()) ?? (user.Id() == 1 ? vendor.Options.Token : NewLegacy(user));

    public string NewLegacy(JsonObject user) =>
        _legacy[user.Id()] = Convert.ToHexString(RandomNumberGenerator.GetBytes(20)).ToLowerInvariant();

    private int _accessEpoch;

    private string Sign(string kind, TimeSpan lifetime)
    {
        JsonObject claims = new()
        {
            ["token_type"] = kind,
            ["exp"] = (vendor.Clock.GetUtcNow() + lifetime).ToUnixTimeSeconds(),
            ["iat"] = vendor.Clock.GetUtcNow().ToUnixTimeSeconds(),
            ["jti"] = $"token-{++_count}",
            ["epoch"] = _accessEpoch,
            ["user_id"] = "1",
        };
        string content = Encode("""{"alg":"HS256","typ":"JWT"}""") + "." + Encode(claims.ToJsonString());
        return content + "." + Signature(content);
    }

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    // The alphabet of JSON web tokens, without padding; .NET 8 has no encoder of its own for it.
    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Decode(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    private string Signature(string content) => Encode(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(content)));
}
