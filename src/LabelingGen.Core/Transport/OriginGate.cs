namespace LabelingGen.Core;

/// <summary>
/// The one gate for addresses that a server gives: redirects, next links, poll, upload and download addresses. What passes belongs to the
/// origin (scheme, host, port) of the address it is relative to.
/// </summary>
internal static class OriginGate
{
    /// <summary>Resolves a link and refuses every other origin.</summary>
    /// <param name="fail">Makes the exception of the client's own type.</param>
    /// <exception cref="ApiException">The link leads elsewhere or is not a web address; nothing was sent.</exception>
    public static Uri Resolve(Uri from, string link, string what, Func<ApiError, ApiException> fail)
    {
        if (!TryResolve(from, link, out Uri? target))
            throw Refused(fail, what, "an address that is not a valid web address");
        if (!IsSameOrigin(from, target))
            throw Refused(fail, what, $"another origin ({Origin(target)}) than {Origin(from)}");
        return target;
    }

    /// <summary>
    /// Resolves a link to an http(s) address without user name; false for what is something else or only looks like a web address.
    /// </summary>
    public static bool TryResolve(Uri from, string link, out Uri target)
    {
        target = from;
        // A backslash becomes a slash or a UNC path, and control characters vanish: what is read is not what was written.
        foreach (char c in link)
        {
            if (c is '\\' or <= ' ' or '\u007f')
                return false;
        }

        if (!Uri.TryCreate(from, link, out Uri? resolved) || resolved.Scheme is not ("http" or "https") || resolved.UserInfo.Length > 0
            || resolved.Host.Length == 0)
            return false;
        target = resolved;
        return true;
    }

    /// <summary>Scheme, host and port are equal.</summary>
    public static bool IsSameOrigin(Uri left, Uri right) =>
        ReferenceEquals(left, right)
        || (left.Port == right.Port && string.Equals(left.Scheme, right.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase));

    /// <summary>Scheme, host and port as text.</summary>
    public static string Origin(Uri uri) => uri.GetLeftPart(UriPartial.Authority);

    private static ApiException Refused(Func<ApiError, ApiException> fail, string what, string where) =>
        fail(new ApiError(what, $"{what}: the server pointed to {where}; refused.")
        {
            Outcome = ApiOutcome.NotSent,
            Attempts = 0,
        });
}
