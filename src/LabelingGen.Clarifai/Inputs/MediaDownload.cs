using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>Downloads media: with the credential from hosts of the service, without it from all others.</summary>
internal sealed class MediaDownload(ClarifaiContext context)
{
    private const string Domain = ".clarifai.com";

    public Task<DownloadResult> SaveAsync(MediaAddress media, string path, CancellationToken cancellationToken)
    {
        Uri url = media.Url;
        if (!IsOwn(url))
            return context.Pipeline.DownloadAsync(url, path, null, cancellationToken);
        ApiOperation operation = new("Media.Get", "GET", "/") { Accept = "*/*", Server = new Uri(url.GetLeftPart(UriPartial.Authority)) };
        return context.Pipeline.DownloadAsync(
            () => context.Pipeline.CreateRequest(operation).Follow(url.AbsoluteUri), path, null, cancellationToken);
    }

    private bool IsOwn(Uri url) =>
        (url.Scheme == "https" && url.IsDefaultPort && url.Host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase))
            || Uri.Compare(
                url, context.Pipeline.Endpoint, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped,
                    StringComparison.OrdinalIgnoreCase) == 0;
}
