using System.ClientModel;
using System.Collections.Concurrent;

namespace LabelingGen.Core;

public sealed partial class ApiPipeline
{
    // There is no credential that another origin could see.
    private static readonly ApiOperation StorageGet = new("Storage.Get", "GET", "/")
    {
        Accept = "*/*",
        Security = [],
        RedirectsToStorage = true,
    };
    private static readonly ApiOperation StoragePut = new("Storage.Put", "PUT", "/") { Accept = "*/*", Security = [] };

    private readonly ConcurrentDictionary<string, ApiPipeline> _storages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Downloads the answer of a request into a file. A download that breaks is taken up again where it broke if the server can, and
    /// else begun anew. The file appears when it is complete and has the digest that the server stated, if it stated one; otherwise
    /// nothing appears.
    /// </summary>
    /// <param name="createRequest">Makes the request; called once per attempt.</param>
    /// <param name="path">The file; one that is there is replaced at the end.</param>
    /// <param name="progress">Told the bytes received so far; never runs backwards.</param>
    /// <exception cref="ApiException">The download failed.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public Task<DownloadResult> DownloadAsync(
        Func<ApiRequest> createRequest, string path, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        DownloadAsync(createRequest, path, new DownloadOptions { Progress = progress }, cancellationToken);

    /// <summary>
    /// Downloads the answer of a request into a file, of which something is known beforehand; otherwise as the other overload.
    /// </summary>
    /// <param name="createRequest">Makes the request; called once per attempt.</param>
    /// <param name="path">The file; one that is there is replaced at the end.</param>
    /// <param name="options">What is known of the content, and who is told.</param>
    /// <param name="cancellationToken">Ends the download; nothing is left of it.</param>
    /// <exception cref="ApiException">The download failed, or the content is not what it should be.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public async Task<DownloadResult> DownloadAsync(
        Func<ApiRequest> createRequest, string path, DownloadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(createRequest);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var download = new FileDownload(this, createRequest, path, options);
        return await download.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Downloads from a signed address, without any credential of the client, and follows redirects to other storage; otherwise as the
    /// other overload.
    /// </summary>
    /// <exception cref="ApiException">The download failed.</exception>
    /// <exception cref="ArgumentException">The address is no https address (nor http to this machine).</exception>
    public Task<DownloadResult> DownloadAsync(Uri signedAddress, string path, IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ApiPipeline storage = StorageAt(signedAddress);
        return storage.DownloadAsync(() => storage.CreateRequest(StorageGet).Follow(signedAddress.AbsoluteUri), path, progress,
            cancellationToken);
    }

    /// <summary>
    /// Uploads to a signed address by PUT, without any credential of the client. A stream that can seek is sent again after a failure
    /// that passes.
    /// </summary>
    /// <param name="signedAddress">The address, as the API gave it.</param>
    /// <param name="content">The bytes from the stream's current position.</param>
    /// <param name="mediaType">
    /// The content type; signed addresses often prescribe it. <see langword="null"/> = none is sent.
    /// </param>
    /// <param name="length">The number of bytes, where the stream does not know it.</param>
    /// <param name="progress">Told the bytes sent so far; never runs backwards.</param>
    /// <param name="headers">Headers that the signature prescribes.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <exception cref="ApiException">The upload failed.</exception>
    /// <exception cref="ArgumentException">The address is no https address (nor http to this machine).</exception>
    public Task<ClientResult> UploadAsync(Uri signedAddress, Stream content, string? mediaType = "application/octet-stream",
        long? length = null, IProgress<long>? progress = null, IReadOnlyDictionary<string, string>? headers = null,
        CancellationToken cancellationToken = default)
    {
        ApiPipeline storage = StorageAt(signedAddress);
        ApiRequest request = storage.CreateRequest(StoragePut).Follow(signedAddress.AbsoluteUri)
            .StreamBody(content, mediaType, length, progress);
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
            request.Header(name, value);
        return storage.SendAsync(request, cancellationToken);
    }

    /// <summary>Uploads a form to a signed address by PUT, without any credential of the client.</summary>
    /// <param name="signedAddress">The address, as the API gave it.</param>
    /// <param name="content">The parts.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <exception cref="ApiException">The upload failed.</exception>
    /// <exception cref="ArgumentException">The address is no https address (nor http to this machine).</exception>
    public Task<ClientResult> UploadAsync(Uri signedAddress, MultipartContent content, CancellationToken cancellationToken = default)
    {
        ApiPipeline storage = StorageAt(signedAddress);
        return storage.SendAsync(
            storage.CreateRequest(StoragePut).Follow(signedAddress.AbsoluteUri).MultipartBody(content), cancellationToken);
    }

    internal ValueTask<ApiAnswer> OpenAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ExchangeAsync(request, AnswerMode.Stream, cancellationToken);

    /// <summary>A pipeline for another origin that has no credential at all; connections, retries and limits are the client's.</summary>
    private ApiPipeline StorageAt(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.UserInfo.Length > 0)
            throw new ArgumentException("A signed address must be absolute and without a user name.", nameof(address));
        return _storages.GetOrAdd(OriginGate.Origin(address), static (origin, client) => new ApiPipeline(new ApiPipelineSettings
        {
            Options = client.Options,
            DefaultEndpoint = new Uri(origin),
            ClientName = client._settings.ClientName,
            ClientVersion = client._settings.ClientVersion,
            CreateException = client._settings.CreateException,
        }, EndpointRule.Check(new Uri(origin), client.Options.AllowPlainHttp, nameof(address))), this);
    }
}
