using System.Text;

namespace LabelingGen.Core;

/// <summary>Writes an address so that it can be shown: values of its query only where they are on a list.</summary>
internal static class AddressText
{
    private const string Hidden = "REDACTED";

    public static string Redact(Uri address, IEnumerable<string>? allowed)
    {
        var text = new StringBuilder(address.GetLeftPart(UriPartial.Path));
        if (address.UserInfo.Length > 0)
            text.Replace(address.UserInfo + "@", string.Empty);
        char separator = '?';
        foreach (string pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string name = equals < 0 ? pair : pair[..equals];
            bool shown = equals >= 0 && allowed is not null
                && allowed.Contains(Uri.UnescapeDataString(name), StringComparer.OrdinalIgnoreCase);
            // A part without a name may itself be the secret.
            text.Append(separator).Append(shown ? pair : equals < 0 ? Hidden : $"{name}={Hidden}");
            separator = '&';
        }

        return text.ToString();
    }
}
