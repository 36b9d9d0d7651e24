using Microsoft.AspNetCore.Http;

namespace LabelingGen.Emulator;

/// <summary>Replaces what may be a secret in headers and query strings. Headers and parameters are let through by a list.</summary>
internal static class SecretRedactor
{
    public const string Redacted = "***";

    private static readonly HashSet<string> PlainHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "accept", "accept-encoding", "accept-language", "connection", "content-encoding", "content-length", "content-type", "expect",
        "host",
        "if-match", "if-none-match", "if-range", "range", "te", "traceparent", "transfer-encoding", "user-agent", "idempotency-key",
        "x-request-id", "grpc-timeout", "grpc-encoding", "grpc-accept-encoding", FaultInjector.HeaderName,
    };

    private static readonly string[] SecretWords = ["key", "token", "secret", "signature", "password", "sig", "credential", "auth"];

    // Page cursors are called tokens too and are worth seeing.
    private static readonly HashSet<string> PlainParameters =
        new(StringComparer.OrdinalIgnoreCase) { "next_token", "page_token", "pageToken" };

    public static Dictionary<string, string> Headers(IHeaderDictionary headers)
    {
        Dictionary<string, string> result = [];
        foreach (var (name, value) in headers)
        {
            result[name.ToLowerInvariant()] = PlainHeaders.Contains(name) ? value.ToString()
                : string.Equals(name, "authorization", StringComparison.OrdinalIgnoreCase) ? Scheme(value.ToString())
                : Redacted;
        }

        return result;
    }

    public static string Query(string query)
    {
        if (query.Length <= 1)
            return "";
        string[] pairs = query.TrimStart('?').Split('&');
        for (int i = 0; i < pairs.Length; i++)
        {
            int equals = pairs[i].IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && IsSecret(pairs[i][..equals]))
                pairs[i] = pairs[i][..(equals + 1)] + Redacted;
        }

        return string.Join('&', pairs);
    }

    private static bool IsSecret(string name) =>
        !PlainParameters.Contains(name) && SecretWords.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static string Scheme(string value)
    {
        int space = value.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && space < 20 ? value[..space] + " " + Redacted : Redacted;
    }
}
