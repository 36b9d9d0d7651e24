using System.Runtime.CompilerServices;
using System.Text;

namespace LabelingGen.Annotations.Formats;

/// <summary>A format that keeps the labels of each image in a small text file of its own.</summary>
public abstract class SidecarFormat : AnnotationFormat
{
    private protected SidecarFormat(string name, string description, string extension)
        : base(name, description) => Extension = extension;

    private protected string Extension { get; }

    /// <summary>Fields that the folder keeps rather than the file: they are not lost.</summary>
    private protected virtual string[] KeptOutside => [];

    /// <summary>Folder of the label files below the path.</summary>
    private protected virtual string LabelsFolder => "";

    /// <summary>Folder of the pictures beside that of the label files.</summary>
    private protected virtual string PicturesFolder => "";

    /// <summary>Whether pictures without a label file are images too.</summary>
    private protected virtual bool ReadsBarePictures => false;

    private protected abstract EncodedImage Encode(AnnotatedImage image, FormatContext context);

    /// <summary>Reads the labels of one image.</summary>
    /// <param name="file">Path of the label file, for messages.</param>
    /// <param name="stem">Path of the label file below the labels' folder, with <c>/</c> and without extension. Where parts of the data set
    /// have such folders of their own, it is that of the picture below the root.</param>
    private protected abstract AnnotatedImage Decode(string text, string file, string stem, FormatContext context);

    private protected virtual Task WriteDatasetFilesAsync(string path, FormatContext context, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private protected virtual Task<FormatContext> ReadDatasetFilesAsync(string path, FormatOptions options,
        CancellationToken cancellationToken) =>
        Task.FromResult(new FormatContext(options, options.Classes.Select(static name => new Category(name))));

    /// <summary>What the files of the data set will say when they are read that are written of it.</summary>
    private protected virtual FormatContext AsRead(FormatContext context) => context;

    /// <inheritdoc />
    public override async Task<AnnotatedDataset> ReadAsync(
        string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= FormatOptions.Default;
        string root = Path.GetFullPath(path);
        if (!Directory.Exists(root))
            throw new FileNotFoundException($"There is no folder '{path}'.", path);
        FormatContext context = await ReadDatasetFilesAsync(root, options, cancellationToken).ConfigureAwait(false);
        return new AnnotatedDataset(token => ReadImages(root, context, token))
        {
            ImageCount = FindFiles(root, options).Count,
            Categories = context.Categories.ToValueList(),
            Skeletons = context.Categories.Select(static category => category.Skeleton).OfType<Skeleton>().Distinct().ToValueList(),
        };
    }

    /// <inheritdoc />
    public override async Task<ConversionReport> WriteAsync(
        AnnotatedDataset dataset, string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= FormatOptions.Default;
        ConversionReport report = new() { OnLoss = options.OnLoss };
        FormatContext context = await FormatContext.CreateAsync(dataset, options, cancellationToken).ConfigureAwait(false);
        FormatContext decoding = AsRead(context);
        string labels = Path.Combine(path, LabelsFolder);
        Directory.CreateDirectory(labels);
        HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
        await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
        {
            string stem = PictureName.Stem(image.Name);
            string target = SafePath.Join(labels, stem + Extension);
            if (!written.Add(target))
                throw new IOException($"Two images would be written to '{stem}{Extension}'; the second is '{image.Name}'.");
            EncodedImage encoded = Encode(image, context);
            FormatContext own = decoding.For(image.Name, () => KeptOutside.Contains("size") ? image.Size : null);
            AnnotatedImage back = Decode(encoded.Text, target, stem, own);
            DatasetComparison.Report(image, back, encoded.Origins, KeptOutside, report, encoded.DropReason);
            await AtomicFile.WriteTextAsync(target, encoded.Text, cancellationToken).ConfigureAwait(false);
        }

        await WriteDatasetFilesAsync(path, context, cancellationToken).ConfigureAwait(false);
        FormatContext readBack = await ReadDatasetFilesAsync(path, FormatOptions.Default, cancellationToken).ConfigureAwait(false);
        DatasetComparison.ReportWhole(dataset, context.Found, readBack.Categories, ValueMap<JsonText>.Empty, report);
        return report;
    }

    /// <summary>An image name without its last extension, with <c>/</c> between folders.</summary>
    internal static string Stem(string name)
    {
        string normal = name.Replace('\\', '/');
        int dot = normal.LastIndexOf('.');
        return dot > normal.LastIndexOf('/') + 1 ? normal[..dot] : normal;
    }

    private async IAsyncEnumerable<AnnotatedImage> ReadImages(
        string root, FormatContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach ((string? file, string stem) in FindFiles(root, context.Options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string? text = file is null ? "" : await TryReadTextAsync(file, context.Options, cancellationToken).ConfigureAwait(false);
            if (text is null)
                continue;
            bool hasPicture = PictureFiles.TryFind(
                root, FoldersOf(context.Options), stem, isStem: true, out string? name, out string? picture);
            FormatContext own = context.For(name ?? stem, () => context.Options.FindSize?.Invoke(name ?? stem)
                ?? (hasPicture ? ImageHeader.TryReadSize(picture!) : null));
            string place = file ?? stem;
            if (context.Options.Try(() => Decode(text, place, stem, own), place) is { } image)
                yield return image;
        }
    }

    /// <summary>The label files with their stems; no file for a picture that has none but counts.</summary>
    private List<(string? File, string Stem)> FindFiles(string root, FormatOptions options)
    {
        string labels = Path.Combine(root, LabelsFolder);
        bool isWhole = Directory.Exists(labels);
        string top = isWhole ? labels : root;
        List<(string? File, string Stem)> found = [.. Directory.EnumerateFiles(top, "*" + Extension, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => ((string?)file, Path.GetRelativePath(top, file)[..^Extension.Length].Replace('\\', '/')))
            .Where(found => !IsDatasetFile(found.Item2))];
        // Parts of the data set with such folders of their own: other files of the extension are not labels.
        (string? File, string Stem)[] ofParts = isWhole ? [] : [.. found.SelectMany<(string? File, string Stem), (string?, string)>(label =>
            PictureName.Move(label.Stem, LabelsFolder, PicturesFolder) is { } stem ? [(label.File, stem)] : [])];
        bool isInParts = ofParts.Length > 0;
        if (isInParts)
            found = [.. ofParts];
        if (!ReadsBarePictures)
            return found;
        string pictures = isInParts ? root : Path.Combine(root, options.ImagesFolder ?? PicturesFolder);
        if (!Directory.Exists(pictures))
            return found;
        HashSet<string> labeled = [.. found.Select(static label => label.Stem)];
        found.AddRange(Directory.EnumerateFiles(pictures, "*", SearchOption.AllDirectories)
            .Where(static file => PictureFiles.Extensions.Contains(Path.GetExtension(file)))
            .Select(file => Stem(Path.GetRelativePath(pictures, file)))
            .Where(stem => !isInParts || PictureName.Move(stem, PicturesFolder, LabelsFolder) is not null)
            .Where(labeled.Add).Order(StringComparer.Ordinal).Select(static stem => ((string?)null, stem)));
        return found;
    }

    private static async Task<string?> TryReadTextAsync(string file, FormatOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadTextAsync(file, options, cancellationToken).ConfigureAwait(false);
        }
        catch (AnnotationFormatException error) when (options.OnUnreadable is not null)
        {
            options.OnUnreadable(error);
            return null;
        }
    }

    /// <summary>Whether a file of the format's extension is about the data set rather than an image (<c>classes.txt</c>).</summary>
    private protected virtual bool IsDatasetFile(string stem) => false;

    internal static async Task<string> ReadTextAsync(string file, FormatOptions options, CancellationToken cancellationToken)
    {
        long length = new FileInfo(file).Length;
        if (length > options.MaxFileBytes)
            throw new AnnotationFormatException($"The file has {length:N0} bytes; at most {options.MaxFileBytes:N0} are read.", file);
        byte[] bytes = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        ReadOnlySpan<byte> text = bytes;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            text = text[3..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text);
        }
        catch (DecoderFallbackException error)
        {
            throw new AnnotationFormatException("The file is not UTF-8 text.", file, innerException: error);
        }
    }

    /// <summary>Folders of pictures below the root.</summary>
    private IEnumerable<string> FoldersOf(FormatOptions options) =>
        options.ImagesFolder is { } given ? [given, ""] : new[] { "images", PicturesFolder, "" }.Distinct();
}

/// <summary>The text of an image's labels, and for each annotation that can be read back which one it was made of.</summary>
internal readonly record struct EncodedImage(string Text, int[] Origins)
{
    /// <summary>An image whose annotations cannot be written without its size.</summary>
    public static EncodedImage Unsized { get; } = new("", []) { DropReason = LossReason.SizeUnknown };

    /// <summary>Why annotations are not written that none was made of.</summary>
    public LossReason DropReason { get; init; } = LossReason.AnnotationDropped;
}
