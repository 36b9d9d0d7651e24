using System.Runtime.CompilerServices;
using System.Text;

namespace LabelingGen.Annotations.Formats;

/// <summary>A format that keeps the labels of each image in a small text file of its own.</summary>
public abstract class SidecarFormat : AnnotationFormat
{
    private static readonly string[] PictureExtensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];

    private protected SidecarFormat(string name, string description, string extension)
        : base(name, description) => Extension = extension;

    private protected string Extension { get; }

    /// <summary>Fields that the folder keeps rather than the file: they are not lost.</summary>
    private protected virtual string[] KeptOutside => [];

    /// <summary>Folder of the label files below the path.</summary>
    private protected virtual string LabelsFolder => "";

    private protected abstract EncodedImage Encode(AnnotatedImage image, FormatContext context);

    /// <summary>Reads the labels of one image.</summary>
    /// <param name="file">Path of the label file, for messages.</param>
    /// <param name="stem">Path of the label file below the labels' folder, with <c>/</c> and without extension.</param>
    private protected abstract AnnotatedImage Decode(string text, string file, string stem, FormatContext context);

    /// <summary>Whether an image without a size in the label file needs one from elsewhere.</summary>
    private protected virtual bool NeedsSize => false;

    private protected virtual Task WriteDatasetFilesAsync(string path, FormatContext context, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private protected virtual Task<FormatContext> ReadDatasetFilesAsync(string path, FormatOptions options,
        CancellationToken cancellationToken) =>
        Task.FromResult(new FormatContext(options, options.Classes.Select(static name => new Category(name))));

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
        string labels = Path.Combine(root, LabelsFolder);
        if (LabelsFolder.Length > 0 && !Directory.Exists(labels))
            labels = root;
        return new AnnotatedDataset(token => ReadImages(root, labels, context, token))
        {
            ImageCount = FindFiles(labels).Count(),
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
        ConversionReport report = new();
        FormatContext context = await FormatContext.CreateAsync(dataset, options, cancellationToken).ConfigureAwait(false);
        string labels = Path.Combine(path, LabelsFolder);
        Directory.CreateDirectory(labels);
        HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
        await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
        {
            string stem = Stem(image.Name);
            string target = SafePath.Join(labels, stem + Extension);
            if (!written.Add(target))
                throw new IOException($"Two images would be written to '{stem}{Extension}'; the second is '{image.Name}'.");
            EncodedImage encoded = Encode(image, context);
            AnnotatedImage back = Decode(encoded.Text, target, stem, context.For(image));
            DatasetComparison.Report(image, back, encoded.Origins, KeptOutside, report);
            await AtomicFile.WriteTextAsync(target, encoded.Text, cancellationToken).ConfigureAwait(false);
        }

        await WriteDatasetFilesAsync(path, context, cancellationToken).ConfigureAwait(false);
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
        string root, string labels, FormatContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach ((string file, string stem) in FindFiles(labels).OrderBy(static found => found.File, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string? text = await TryReadTextAsync(file, context.Options, cancellationToken).ConfigureAwait(false);
            if (text is null)
                continue;
            (string? picture, ImageSize? size) = await FindPictureAsync(root, stem, context.Options, cancellationToken)
                .ConfigureAwait(false);
            if (context.Options.Try(() => Decode(text, file, stem, context.For(picture ?? stem, size)), file) is { } image)
                yield return image;
        }
    }

    private IEnumerable<(string File, string Stem)> FindFiles(string labels) =>
        Directory.EnumerateFiles(labels, "*" + Extension, SearchOption.AllDirectories)
            .Select(file => (file, Stem(Path.GetRelativePath(labels, file)))).Where(found => !IsDatasetFile(found.Item2));

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

    private async Task<(string? Name, ImageSize? Size)> FindPictureAsync(
        string root, string stem, FormatOptions options, CancellationToken cancellationToken)
    {
        string? name = null;
        foreach (string folder in new[] { options.ImagesFolder ?? "images", "" })
        {
            foreach (string extension in PictureExtensions)
            {
                string candidate = Path.Combine(root, folder, stem + extension);
                if (!File.Exists(candidate))
                    continue;
                name = stem + extension;
                ImageSize? known = options.FindSize?.Invoke(name);
                if (known is null && NeedsSize)
                    known = await ImageHeader.TryReadSizeAsync(candidate, cancellationToken).ConfigureAwait(false);
                return (name, known);
            }
        }

        return (name, options.FindSize?.Invoke(stem));
    }
}

/// <summary>The text of an image's labels, and for each annotation that can be read back which one it was made of.</summary>
internal readonly record struct EncodedImage(string Text, int[] Origins);
