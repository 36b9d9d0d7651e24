using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LabelingGen.Annotations.Formats;

/// <summary>A format that keeps all labels in one text file, image after image, so that both reading and writing stream.</summary>
public abstract class SingleFileFormat : AnnotationFormat
{
    private protected SingleFileFormat(string name, string description)
        : base(name, description)
    {
    }

    /// <inheritdoc />
    public override bool IsFile => true;

    /// <summary>Fields that pictures keep rather than the file: they are not lost.</summary>
    internal virtual string[] KeptOutside => [];

    /// <summary>What stands before the first image.</summary>
    /// <param name="context">The categories that are declared.</param>
    /// <param name="extra">What is said of the data set as a whole.</param>
    private protected virtual string Head(FormatContext context, ValueMap<JsonText> extra) => "";

    private protected virtual string Separator => "";

    private protected virtual string Tail => "";

    /// <summary>Whether programs tell images apart by their identifiers, which are then different numbers.</summary>
    private protected virtual bool NumbersImages => false;

    /// <summary>
    /// What tells an image that was read back from the others of its file, where rows or objects with one key are one image; nothing where
    /// images may have the same name.
    /// </summary>
    private protected virtual string? KeyOf(AnnotatedImage back) => null;

    /// <summary>Writes one image. An empty text stands for an image that the format cannot hold.</summary>
    private protected abstract EncodedImage Encode(AnnotatedImage image, FormatContext context);

    /// <summary>Writes images of boxes and outlines without objects, if the format can.</summary>
    private protected virtual DetectionEncoder? CreateEncoder(ValueList<Category> categories, FormatContext context) => null;

    /// <summary>Reads back what <see cref="Encode"/> made of an image.</summary>
    private protected abstract AnnotatedImage Decode(string text, FormatContext context);

    /// <summary>Reads what stands before the images; most formats declare nothing there.</summary>
    private protected virtual Task<DatasetHead> ReadHeadAsync(string path, FormatOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(new DatasetHead([.. options.Classes.Select(static name => new Category(name))]));

    private protected abstract IAsyncEnumerable<AnnotatedImage> ReadImagesAsync(string path, FormatContext context,
        CancellationToken cancellationToken);

    /// <inheritdoc />
    public override async Task<AnnotatedDataset> ReadAsync(
        string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= FormatOptions.Default;
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        DatasetHead head = await ReadHeadAsync(path, options, cancellationToken).ConfigureAwait(false);
        FormatContext context = new(options, head.Categories);
        return new AnnotatedDataset(token => ReadImagesAsync(path, context, token))
        {
            Categories = head.Categories.ToValueList(),
            Skeletons = head.Categories.Select(static category => category.Skeleton).OfType<Skeleton>().ToValueList(),
            Extra = head.Extra,
        };
    }

    /// <inheritdoc />
    public override async Task<ConversionReport> WriteAsync(
        AnnotatedDataset dataset, string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= FormatOptions.Default;
        FormatContext context = await FormatContext.CreateAsync(dataset, options, cancellationToken).ConfigureAwait(false);
        ConversionReport report = new() { OnLoss = options.OnLoss };
        DetectionEncoder? encoder = dataset.Detections is { } rows ? CreateEncoder(rows.Categories, context) : null;
        LossCounts losses = new();
        IdentifierSource? numbers = NumbersImages ? new(least: 0, first: 0) : null;
        HashSet<string> keys = new(StringComparer.Ordinal);
        Utf8Output output = new();
        AtomicFile file = AtomicFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            output.Append(Head(context, dataset.Extra));
            bool isFirst = true;
            await foreach (DetectionBatch batch in dataset.ReadBatchesAsync(cancellationToken).ConfigureAwait(false))
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    AnnotatedImage? back = encoder is null || !batch.HasRows(i) ? null
                        : TryWriteRows(encoder, batch, i, numbers, output, losses, report);
                    back ??= TryWrite(batch.ToImage(i), context, numbers, isFirst, output, report);
                    isFirst &= back is null;
                    if (back is not null && KeyOf(back) is { } key && !keys.Add(key))
                        throw new IOException($"Two images would be read as one, '{key}'; the second is '{batch[i].Name}'.");
                    await output.FlushIfFullAsync(file.Stream, cancellationToken).ConfigureAwait(false);
                }
            }

            output.Append(Tail);
            await output.FlushAsync(file.Stream, cancellationToken).ConfigureAwait(false);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        DatasetHead head = await ReadHeadAsync(path, FormatOptions.Default, cancellationToken).ConfigureAwait(false);
        DatasetComparison.ReportWhole(dataset, context.Found, head.Categories, head.Extra, report);
        return report;
    }

    /// <summary>Writes an image and compares it with what comes back.</summary>
    private AnnotatedImage? TryWrite(AnnotatedImage image, FormatContext context, IdentifierSource? numbers, bool isFirst,
        Utf8Output output, ConversionReport report)
    {
        EncodedImage encoded = Encode(
            numbers is null ? image : image with { Id = numbers.Take(image.Id).ToString(CultureInfo.InvariantCulture) }, context);
        if (encoded.Text.Length == 0)
        {
            report.AddDropped(image, encoded.DropReason);
            return null;
        }

        AnnotatedImage back = Decode(encoded.Text, context.For(image));
        DatasetComparison.Report(image, back, encoded.Origins, KeptOutside, report, encoded.DropReason);
        if (!isFirst)
            output.Append(Separator);
        output.Append(encoded.Text);
        return back;
    }

    /// <summary>Writes an image of rows, unless that needs objects: for what is unusual, or for losses to be listed one by one.</summary>
    private AnnotatedImage? TryWriteRows(DetectionEncoder encoder, DetectionBatch batch, int number, IdentifierSource? numbers,
        Utf8Output output, LossCounts losses, ConversionReport report)
    {
        losses.Clear();
        int start = output.Length;
        AnnotatedImage image = batch[number];
        if (!encoder.TryEncode(batch, number, output, losses)
            || (report.IsListing && (!losses.IsEmpty || !IsLossless(image, encoder.Back(image))))
            || (numbers is not null && numbers.TryTake(image.Id) is null))
        {
            output.Length = start;
            return null;
        }

        AnnotatedImage back = encoder.Back(image);
        DatasetComparison.ReportHead(image, back, KeptOutside, report);
        report.Annotations += batch.Rows(number).Length;
        foreach (ref readonly Detection row in batch.Rows(number))
            report.KeptLabels.Add(batch.LabelOf(row));
        losses.AddTo(report);
        return back;
    }

    private bool IsLossless(AnnotatedImage image, AnnotatedImage back)
    {
        ConversionReport trial = new();
        DatasetComparison.ReportHead(image, back, KeptOutside, trial);
        return trial.IsLossless;
    }

    /// <summary>Reads a file line by line and refuses text that is not UTF-8.</summary>
    internal static async IAsyncEnumerable<(string Line, int Number)> ReadLinesAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using StreamReader reader = new(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        for (int number = 1; ; number++)
        {
            string? line;
            try
            {
                line = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DecoderFallbackException error)
            {
                throw new AnnotationFormatException("The file is not UTF-8 text.", path, number, innerException: error);
            }

            if (line is null)
                yield break;
            yield return (line, number);
        }
    }
}
