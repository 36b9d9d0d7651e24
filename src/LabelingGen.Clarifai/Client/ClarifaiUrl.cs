namespace LabelingGen.Clarifai;

/// <summary>
/// What an address of the website names: <c>https://clarifai.com/{user}/{app}</c>, or in it a resource
/// <c>/{models|workflows|datasets|modules}/{id}</c>, or a version of one <c>/versions/{version}</c>.
/// </summary>
/// <param name="UserId">The user.</param>
/// <param name="AppId">The app.</param>
/// <param name="Id">The resource; null for an app.</param>
/// <param name="VersionId">Its version, if the address names one.</param>
public sealed record ClarifaiUrl(string UserId, string AppId, string? Id = null, string? VersionId = null)
{
    /// <summary>Reads an address; its host, query and a slash at the end do not matter.</summary>
    /// <param name="url">The address.</param>
    /// <param name="resource">What it has to name: <c>models</c>, <c>workflows</c>, <c>datasets</c>, <c>modules</c>; null = an app.</param>
    /// <exception cref="ArgumentException">It names something else.</exception>
    public static ClarifaiUrl Parse(Uri url, string? resource)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri)
            throw Malformed(url, resource);
        string[] parts = [.. url.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        if (Array.Exists(parts, string.IsNullOrWhiteSpace))
            throw Malformed(url, resource);
        return parts switch
        {
            [var user, var app] when resource is null => new(user, app),
            [var user, var app, var kind, var id] when kind == resource => new(user, app, id),
            [var user, var app, var kind, var id, "versions", var version] when kind == resource => new(user, app, id, version),
            _ => throw Malformed(url, resource),
        };
    }

    private static ArgumentException Malformed(Uri url, string? resource) => new(
        $"'{url}' is not of the form https://clarifai.com/{{user}}/{{app}}"
            + (resource is null ? "." : $"/{resource}/{{id}} with or without /versions/{{version}}."),
        nameof(url));
}
