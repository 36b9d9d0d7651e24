namespace LabelingGen.Clarifai;

/// <summary>Reads addresses of an installation as the vendor's clients take them, in <c>CLARIFAI_API_BASE</c> too.</summary>
public static class ClarifaiAddress
{
    /// <summary>The service itself.</summary>
    public static Uri Default { get; } = new("https://api.clarifai.com");

    /// <summary>
    /// Reads an address. A host without a scheme is taken as https where it ends in <c>.clarifai.com</c> or names port 443; nothing is
    /// probed.
    /// </summary>
    /// <exception cref="ArgumentException">It is no address, or it does not tell whether it speaks TLS.</exception>
    public static Uri Parse(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        string text = address.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            string host = text.Split('/')[0];
            bool secure = host.EndsWith(":443", StringComparison.Ordinal)
                || host.EndsWith(".clarifai.com", StringComparison.OrdinalIgnoreCase);
            text = secure
                ? "https://" + text
                : throw new ArgumentException(
                    $"The address '{address}' does not tell whether it speaks TLS; begin it with https:// or http://.");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0
            ? new Uri(uri.GetLeftPart(UriPartial.Authority))
            : throw new ArgumentException($"'{address}' is not an address of a Clarifai installation.");
    }
}
