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
    private protected virtual string Head(FormatContext context) => "";

    private protected virtual string Separator => "";

    private protected virtual string Tail => "";

    /// <summary>The image as it is written in its place, counted from 0: with an identifier where the format demands one.</summary>
    private protected virtual AnnotatedImage Numbered(AnnotatedImage image, long place) => image;

    /// <summary>Writes one image. An empty text stands for an image that the format cannot hold.</summary>
    private protected abstract EncodedImage Encode(AnnotatedImage image, FormatContext context);

    /// <summary>Writes images of boxes and outlines without objects, if the format can.</summary>
    private protected virtual DetectionEncoder? CreateEncoder(ValueList<Category> categories, FormatContext context) => null;

    /// <summary>Reads back what <see cref="Encode"/> made of an image.</summary>
    private protected abstract AnnotatedImage Decode(string text, FormatContext context);

    /// <summary>Reads what stands before the images: categories.</summary>
    private protected abstract Task<IReadOnlyList<Category>> ReadHeadAsync(string path, FormatOptions options,
        CancellationToken cancellationToken);

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
        IReadOnlyList<Category> categories = await ReadHeadAsync(path, options, cancellationToken).ConfigureAwait(false);
        FormatContext context = new(options, categories);
        return new AnnotatedDataset(token => ReadImagesAsync(path, context, token))
        {
            Categories = categories.ToValueList(),
            Skeletons = categories.Select(static category => category.Skeleton).OfType<Skeleton>().ToValueList(),
        };
    }

    /// <inheritdoc />
    public override async Task<ConversionReport> WriteAsync(
        AnnotatedDataset dataset, string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(path);
        FormatContext context = await FormatContext.CreateAsync(dataset, options ?? FormatOptions.Default, cancellationToken)
            .ConfigureAwait(false);
        ConversionReport report = new();
        DetectionEncoder? encoder = dataset.Detections is { } rows ? CreateEncoder(rows.Categories, context) : null;
        LossCounts losses = new();
        Utf8Output output = new();
        AtomicFile file = AtomicFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            output.Append(Head(context));
            bool isFirst = true;
            await foreach (DetectionBatch batch in dataset.ReadBatchesAsync(cancellationToken).ConfigureAwait(false))
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    bool isWritten = encoder is not null && batch.HasRows(i) && TryWriteRows(encoder, batch, i, output, losses, report);
                    if (!isWritten)
                        isWritten = TryWrite(batch.ToImage(i), context, isFirst, output, report);
                    isFirst &= !isWritten;
                    await output.FlushIfFullAsync(file.Stream, cancellationToken).ConfigureAwait(false);
                }
            }

            output.Append(Tail);
            await output.FlushAsync(file.Stream, cancellationToken).ConfigureAwait(false);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<Category> declared = await ReadHeadAsync(path, FormatOptions.Default, cancellationToken).ConfigureAwait(false);
        DatasetComparison.ReportWhole(dataset, context.Found, declared, ValueMap<JsonText>.Empty, report);
        return report;
    }

    /// <summary>Writes an image and compares it with what comes back.</summary>
    private bool TryWrite(AnnotatedImage image, FormatContext context, bool isFirst, Utf8Output output, ConversionReport report)
    {
        EncodedImage encoded = Encode(Numbered(image, report.Images), context);
        if (encoded.Text.Length == 0)
        {
            report.AddDropped(image);
            return false;
        }

        DatasetComparison.Report(image, Decode(encoded.Text, context.For(image)), encoded.Origins, KeptOutside, report);
        if (!isFirst)
            output.Append(Separator);
        output.Append(encoded.Text);
        return true;
    }

    /// <summary>Writes an image of rows, unless that needs objects: for what is unusual, or for losses to be listed one by one.</summary>
    private bool TryWriteRows(
        DetectionEncoder encoder, DetectionBatch batch, int number, Utf8Output output, LossCounts losses, ConversionReport report)
    {
        losses.Clear();
        int start = output.Length;
        AnnotatedImage image = batch[number];
        if (!encoder.TryEncode(batch, number, output, losses)
            || (report.IsListing && (!losses.IsEmpty || !IsLossless(image, encoder.Back(image)))))
        {
            output.Length = start;
            return false;
        }

        DatasetComparison.ReportHead(image, encoder.Back(image), KeptOutside, report);
        report.Annotations += batch.Rows(number).Length;
        foreach (ref readonly Detection row in batch.Rows(number))
            report.KeptLabels.Add(batch.LabelOf(row));
        losses.AddTo(report);
        return true;
    }

    private bool IsLossless(AnnotatedImage image, AnnotatedImage back)
    {
        ConversionReport trial = new();
        DatasetComparison.ReportHead(image, back, KeptOutside, trial);
        return trial.IsLossless;
    }

    /// <summary>Reads a file line by line and refuses text that is not UTF-8.</summary>
    private protected static async IAsyncEnumerable<(string Line, int Number)> ReadLinesAsync(
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
