using System.Text.Json;

namespace LabelingGen.LabelStudio;

/// <summary>What a JSON web token says about itself; its signature is the server's business.</summary>
/// <param name="Kind">Claim <c>token_type</c>: refresh (a personal access token) or access.</param>
/// <param name="Expires">Claim <c>exp</c>.</param>
/// <param name="IsWhole">Whether it has its signature; token lists show tokens without.</param>
internal sealed record WebToken(string? Kind, DateTimeOffset? Expires, bool IsWhole)
{
    /// <summary>The longest payload looked at, in characters.</summary>
    private const int MaxLength = 16 * 1024;

    /// <summary>Reads a token; <see langword="null"/> for a key that is none.</summary>
    public static WebToken? Read(string key)
    {
        string[] parts = key.Split('.');
        if (parts.Length is not (2 or 3) || parts[1].Length is 0 or > MaxLength)
            return null;
        try
        {
            using JsonDocument payload = JsonDocument.Parse(Decode(parts[1]));
            return payload.RootElement.ValueKind == JsonValueKind.Object
                ? new WebToken(Text(payload.RootElement), Time(payload.RootElement), parts.Length == 3 && parts[2].Length > 0)
                : null;
        }
        catch (Exception other) when (other is FormatException or JsonException)
        {
            return null;
        }
    }

    // The alphabet of JSON web tokens, without padding; .NET 8 has no decoder of its own for it.
    private static byte[] Decode(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    private static string? Text(JsonElement payload) =>
        payload.TryGetProperty("token_type", out JsonElement kind) && kind.ValueKind == JsonValueKind.String ? kind.GetString() : null;

    private static DateTimeOffset? Time(JsonElement payload) =>
        payload.TryGetProperty("exp", out JsonElement end) && end.ValueKind == JsonValueKind.Number && end.TryGetDouble(out double seconds)
            && seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
}
