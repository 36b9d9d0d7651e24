using System.Text;

namespace LabelingGen.Emulator;

/// <summary>Reads credentials from an <c>Authorization</c> header.</summary>
internal static class BasicAuthentication
{
    /// <summary>The user name of basic authentication with an empty password; null when the header is anything else.</summary>
    public static string? ReadUserName(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        byte[] buffer = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[6..].Trim(), buffer, out int length))
            return null;
        string pair = Encoding.UTF8.GetString(buffer, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon == pair.Length - 1 && colon > 0 ? pair[..colon] : null;
    }

    /// <summary>The value after a scheme such as <c>Bearer</c>; null when the header has another one.</summary>
    public static string? ReadToken(string? authorization, string scheme) =>
        authorization is not null && authorization.StartsWith(scheme + " ", StringComparison.OrdinalIgnoreCase)
            ? authorization[(scheme.Length + 1)..].Trim()
            : null;
}
