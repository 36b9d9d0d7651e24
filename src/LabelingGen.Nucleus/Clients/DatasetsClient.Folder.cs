using System.ClientModel;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Nucleus;

public partial class DatasetsClient
{
    /// <summary>A folder with more files than this is uploaded only when that is allowed; a cloud import is faster.</summary>
    public const int LargeFolder = 500;

    /// <summary>
    /// Uploads the images of a folder and the folders in it: those of <see cref="FolderUploadOptions.FileTypes"/>, type by type in the
    /// order of their names; what begins with a point is passed over, as the official client has it. The reference id of an item is its
    /// path below the folder, with slashes.
    /// </summary>
    /// <param name="datasetId">Dataset id, <c>ds_…</c>.</param>
    /// <param name="folder">The folder; <c>~</c> stands for the home folder.</param>
    /// <param name="options">
    /// How to upload. In privacy mode set <see cref="FolderUploadOptions.PrivacyModeProxy"/>: then no file is sent, and the items'
    /// addresses are the proxy's with the relative path.
    /// </param>
    /// <param name="cancellationToken">Ends the upload; what was sent stays.</param>
    /// <returns>The sums, all 0 for a folder without images, for which nothing is sent.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder; nothing was sent.</exception>
    /// <exception cref="InvalidItemException">In privacy mode, the size of a file cannot be read; nothing was sent.</exception>
    /// <exception cref="ArgumentException">
    /// The folder holds more than <see cref="LargeFolder"/> images while that is not allowed, or privacy mode lacks its proxy; nothing was
    /// sent.
    /// </exception>
    public virtual async Task<AppendResult> AppendFolderAsync(
        string datasetId, string folder, FolderUploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(datasetId);
        FolderUploadOptions given = options ?? new FolderUploadOptions();
        IReadOnlyList<string> files = FilesOf(folder, given);
        if (files.Count == 0)
            return new AppendResult(datasetId);
        bool usePrivacyMode = await UsesPrivacyModeAsync(datasetId, given.Append?.UsePrivacyMode, cancellationToken).ConfigureAwait(false);
        RequireProxy(usePrivacyMode, given);
        return await AppendAsync(
            datasetId, await ItemsOfAsync(folder, files, usePrivacyMode, given, cancellationToken).ConfigureAwait(false), given.Append,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a dataset of the images of a folder.</summary>
    /// <param name="folder">The folder; <c>~</c> stands for the home folder.</param>
    /// <param name="name">Name of the dataset; that of the folder by default.</param>
    /// <param name="options">
    /// How to upload. The dataset is in privacy mode when <see cref="AppendOptions.UsePrivacyMode"/> says so or, where that says nothing,
    /// when there is a <see cref="FolderUploadOptions.PrivacyModeProxy"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the upload; the dataset stays.</param>
    /// <returns>Id of the dataset, and the sums of the upload.</returns>
    /// <inheritdoc cref="AppendFolderAsync"/>
    public virtual async Task<AppendResult> CreateFromFolderAsync(
        string folder, string? name = null, FolderUploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        FolderUploadOptions given = options ?? new FolderUploadOptions();
        IReadOnlyList<string> files = FilesOf(folder, given);
        bool usePrivacyMode = given.Append?.UsePrivacyMode ?? given.PrivacyModeProxy is not null;
        RequireProxy(usePrivacyMode, given);
        DatasetItem[] items = await ItemsOfAsync(folder, files, usePrivacyMode, given, cancellationToken).ConfigureAwait(false);
        ClientResult<DatasetId> created = await CreateAsync(
            new CreateDatasetRequest
            {
                Name = name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(LocalFolder.Resolve(folder, given.Append?.BaseFolder))),
                IsScene = false,
                UsePrivacyMode = usePrivacyMode,
            },
            cancellationToken).ConfigureAwait(false);
        string id = created.Value.Id;
        // What was just created needs no question.
        _privacyModes[id] = usePrivacyMode;
        _sceneModes[id] = false;
        return items.Length == 0
            ? new AppendResult(id)
            : await AppendAsync(id, items, given.Append, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Paths below the folder.</summary>
    private static IReadOnlyList<string> FilesOf(string folder, FolderUploadOptions options)
    {
        string root = LocalFolder.Resolve(folder, options.Append?.BaseFolder);
        string[] all = [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => file[0] != '.' && !file.Contains("/.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        string[] files = [.. options.FileTypes.SelectMany(type => all.Where(file => file.EndsWith("." + type, StringComparison.Ordinal)))];
        return files.Length <= LargeFolder || options.AllowLargeFolder
            ? files
            : throw new ArgumentException(
                $"The folder '{folder}' holds {files.Length} images, more than {LargeFolder}. Allow that, or import them from the cloud.",
                nameof(folder));
    }

    private static void RequireProxy(bool usePrivacyMode, FolderUploadOptions options)
    {
        if (usePrivacyMode && string.IsNullOrEmpty(options.PrivacyModeProxy))
            throw new ArgumentException("A dataset in privacy mode needs the address of a proxy for the files.", nameof(options));
    }

    private static async Task<DatasetItem[]> ItemsOfAsync(
        string folder, IReadOnlyList<string> files, bool usePrivacyMode, FolderUploadOptions options, CancellationToken cancellationToken)
    {
        string parent = usePrivacyMode ? options.PrivacyModeProxy!.TrimEnd('/') : folder.TrimEnd('/', '\\');
        string root = LocalFolder.Resolve(folder, options.Append?.BaseFolder);
        var items = new DatasetItem[files.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = new DatasetItem($"{parent}/{files[i]}", files[i]);
            if (!usePrivacyMode)
                continue;
            ImageSize size = await ImageHeader.TryReadStoredSizeAsync(root + files[i], cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidItemException(files[i], $"The size of the file '{files[i]}' cannot be read; privacy mode needs it.");
            (items[i].Width, items[i].Height) = (size.Width, size.Height);
        }

        return items;
    }
}
