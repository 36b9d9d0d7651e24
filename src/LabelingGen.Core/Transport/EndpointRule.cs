namespace LabelingGen.Core;

/// <summary>Which base address a client uses, and which ones it refuses.</summary>
internal static class EndpointRule
{
    public static Uri Choose(ApiPipelineSettings settings)
    {
        if (settings.Options.Endpoint is { } chosen)
            return Check(chosen, settings.Options.AllowPlainHttp, "endpoint");
        if (settings.EndpointEnvironment is { } variable && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text)
        {
            return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
                ? Check(uri, settings.Options.AllowPlainHttp, variable)
                : throw new ArgumentException($"The environment variable '{variable}' does not hold an absolute address.", variable);
        }

        return Check(settings.DefaultEndpoint, settings.Options.AllowPlainHttp, "endpoint");
    }

    /// <summary>
    /// The base address of an operation with a server of its own. Where that server shares the vendor's origin, it follows the user to
    /// another one, so that a client pointed at a test server does not call the vendor.
    /// </summary>
    public static Uri OfOperation(Uri server, Uri defaultEndpoint, Uri endpoint, bool allowPlainHttp)
    {
        if (OriginGate.IsSameOrigin(server, defaultEndpoint) && !OriginGate.IsSameOrigin(endpoint, defaultEndpoint))
            return new Uri(endpoint, server.AbsolutePath);
        return Check(server, allowPlainHttp, "server");
    }

    /// <summary>Refuses an address where a credential would leak.</summary>
    public static Uri Check(Uri uri, bool allowPlainHttp, string name)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0)
            throw new ArgumentException("The address of an API must be an absolute https address.", name);
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new ArgumentException("The address of an API must not have a user name, a query or a fragment.", name);
        if (uri.Scheme == "http" && !uri.IsLoopback && !allowPlainHttp)
        {
            throw new ArgumentException(
                $"The address of the API is plain http to {uri.Host}, where the credential would travel readable; "
                + "use https, or set AllowPlainHttp.", name);
        }

        return uri;
    }
}
