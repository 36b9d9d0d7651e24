namespace LabelingGen.Annotations.Formats;

/// <summary>Conventions of a conversion, and what the files themselves do not say.</summary>
public sealed record FormatOptions
{
    /// <summary>The defaults.</summary>
    public static FormatOptions Default { get; } = new();

    /// <summary>
    /// Class names in the order of their numbers, for formats that write numbers. Empty: those of the data set, then those met.
    /// </summary>
    public ValueList<string> Classes { get; init; }

    /// <summary>
    /// Folder with the pictures, where sizes are read from their headers; relative to the labels. <see langword="null"/>: beside the
    /// labels.
    /// </summary>
    public string? ImagesFolder { get; init; }

    /// <summary>Size of an image by name, in pixels as displayed, asked before any picture is opened.</summary>
    public Func<string, ImageSize?>? FindSize { get; init; }

    /// <summary>Digits after the decimal point; <see langword="null"/> writes as many as are needed to read the same number back.</summary>
    public int? Digits { get; init; }

    /// <summary>
    /// How Pascal VOC corners are counted. <see langword="null"/>: as the development kit counts them in files of VOC2007 to VOC2012, which
    /// their folder (<c>VOC2012</c>) or the name of their picture (<c>2008_000015.jpg</c>) tells, and from 0 in all others.
    /// </summary>
    public VocConvention? VocConvention { get; init; }

    /// <summary>
    /// Whether texts in CSV files that a spreadsheet would run as a formula (they begin with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a
    /// tabulator or a carriage return) get an apostrophe in front, which reading takes away again. Programs that do not know the rule need
    /// it switched off.
    /// </summary>
    public bool EscapeFormulas { get; init; } = true;

    /// <summary>
    /// Called for each image, annotation or row of a table that cannot be read, which is then left out; without it the first one ends the
    /// reading. Errors after which nothing can be read are thrown all the same.
    /// </summary>
    public Action<AnnotationFormatException>? OnUnreadable { get; init; }

    /// <summary>
    /// Called for each image whose labels are relative to its size (YOLO, Open Images) where that is not known; its annotations are then
    /// read without their shapes, and not written, as the report says. Without it such an image can be neither read nor written.
    /// </summary>
    public Action<AnnotationFormatException>? OnUnknownSize { get; init; }

    /// <summary>Called for each loss of a conversion as it is found, also for those that the report only counts.</summary>
    public Action<ConversionLoss>? OnLoss { get; init; }

    /// <summary>Largest file that is read, in bytes; a larger one is refused. 1 GiB unless set. Streamed formats have no limit.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;

    /// <summary>Takes note of an image whose size is not known, or refuses it.</summary>
    internal void Unsized(AnnotationFormatException error)
    {
        if (OnUnknownSize is null)
            throw error;
        OnUnknownSize(error);
    }

    /// <summary>Reads one image, annotation or row; nothing if it cannot be read and <see cref="OnUnreadable"/> is told of it.</summary>
    internal T? Try<T>(Func<T?> read, string file)
        where T : class
    {
        try
        {
            return read();
        }
        catch (AnnotationFormatException error) when (OnUnreadable is not null)
        {
            OnUnreadable(error.File is null ? new AnnotationFormatException(error.Message, file, innerException: error) : error);
            return null;
        }
    }
}

/// <summary>How Pascal VOC files count corners.</summary>
public enum VocConvention
{
    /// <summary>0-based and exclusive: xmin is the left edge, xmax the right edge. What most tools of today write.</summary>
    ZeroBased,

    /// <summary>The development kit's: the first pixel is 1 and xmax is inclusive, so left = xmin - 1 and right = xmax.</summary>
    Devkit,
}
