using System.ClientModel;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>A folder with more files than this is uploaded only when that is allowed; a cloud import is faster.</summary>
    public const int LargeFolder = 500;

    private static readonly string[] FolderExtensions = [".png", ".jpg", ".jpeg"];

    /// <summary>
    /// Uploads the images of a folder and the folders in it: png, jpg and jpeg, in lower case, in the order of their names. The
    /// reference id
    /// of an item is its path below the folder, with slashes.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="folder">The folder; <c>~</c> stands for the home folder.</param>
    /// <param name="options">
    /// How to upload. In privacy mode set <see cref="FolderUploadOptions.PrivacyModeProxy"/>: then no file is sent, and the items'
    /// addresses are
    /// the proxy's with the relative path.
    /// </param>
    /// <param name="cancellationToken">Ends the upload; what was sent stays.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder; nothing was sent.</exception>
    /// <exception cref="ArgumentException">
    /// The folder holds no image, more than <see cref="LargeFolder"/> while that is not allowed, or privacy mode lacks its proxy;
    /// nothing was
    /// sent.
    /// </exception>
    public virtual Task<AppendResult> AppendFolderAsync(
        string datasetId, string folder, FolderUploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        FolderUploadOptions given = options ?? new FolderUploadOptions();
        List<DatasetItem> items = ItemsOf(folder, given);
        AppendOptions append = given.Append ?? new AppendOptions();
        if (append.UsePrivacyMode == true && given.PrivacyModeProxy is null)
            throw new ArgumentException("A dataset in privacy mode needs the address of a proxy for the files.", nameof(options));
        return AppendAsync(datasetId, items, append, cancellationToken);
    }

    /// <summary>Creates a dataset of the images of a folder.</summary>
    /// <param name="folder">The folder; <c>~</c> stands for the home folder.</param>
    /// <param name="name">Name of the dataset; that of the folder by default.</param>
    /// <param name="options">How to upload.</param>
    /// <param name="cancellationToken">Ends the upload; the dataset stays.</param>
    /// <returns>Id of the dataset, and the sums of the upload.</returns>
    /// <inheritdoc cref="AppendFolderAsync"/>
    public virtual async Task<AppendResult> CreateFromFolderAsync(
        string folder, string? name = null, FolderUploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        FolderUploadOptions given = options ?? new FolderUploadOptions();
        List<DatasetItem> items = ItemsOf(folder, given);
        bool usePrivacyMode = given.PrivacyModeProxy is not null;
        ClientResult<DatasetId> created = await CreateAsync(
            new CreateDatasetRequest
            {
                Name = name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(LocalFolder.Resolve(folder))),
                IsScene = false,
                UsePrivacyMode = usePrivacyMode,
            },
            cancellationToken).ConfigureAwait(false);
        string id = created.Value.Id;
        // What was just created needs no question.
        _privacyModes[id] = usePrivacyMode;
        _sceneModes[id] = false;
        return await AppendAsync(id, items, given.Append, cancellationToken).ConfigureAwait(false);
    }

    private static List<DatasetItem> ItemsOf(string folder, FolderUploadOptions options)
    {
        string root = LocalFolder.Resolve(folder, options.Append?.BaseFolder);
        string[] files = [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => FolderExtensions.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new ArgumentException($"The folder '{folder}' holds no image (png, jpg, jpeg).", nameof(folder));
        if (files.Length > LargeFolder && !options.AllowLargeFolder)
        {
            throw new ArgumentException(
                $"The folder '{folder}' holds {files.Length} images, more than {LargeFolder}. Allow that, or import them from the cloud.",
                nameof(folder));
        }

        return [.. files.Select(file => new DatasetItem(
            options.PrivacyModeProxy is { } proxy ? proxy.TrimEnd('/') + "/" + file : folder.TrimEnd('/', '\\') + "/" + file, file))];
    }
}
