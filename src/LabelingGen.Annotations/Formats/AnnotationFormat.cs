namespace LabelingGen.Annotations.Formats;

/// <summary>
/// A way of keeping labels in files. Reading streams: images are read as they are asked for. Writing publishes each file only when it is
/// complete, and reports every field that the format could not keep.
/// </summary>
public abstract class AnnotationFormat
{
    private protected AnnotationFormat(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>The name the tool knows it by, for instance <c>coco</c>.</summary>
    public string Name { get; }

    /// <summary>What it is and which conventions it follows, in one sentence.</summary>
    public string Description { get; }

    /// <summary>Whether the labels of a data set are one file; else they are a folder of files.</summary>
    public virtual bool IsFile => false;

    /// <summary>Whether the format can be written; some are only read.</summary>
    public virtual bool CanWrite => true;

    /// <summary>
    /// By which of several conventions files are read and written under these options, where they do not say it themselves;
    /// <see langword="null"/> where there is one way only.
    /// </summary>
    public virtual string? ConventionOf(FormatOptions options) => null;

    /// <summary>Opens labels.</summary>
    /// <param name="path">A file or a folder, as the format has it.</param>
    /// <param name="options">Conventions and what the files do not say; <see langword="null"/> for the format's defaults.</param>
    /// <returns>The data set; its images are read while they are enumerated, and errors in them appear then.</returns>
    /// <exception cref="AnnotationFormatException">The labels are not what the format says; the message names file and place.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    public abstract Task<AnnotatedDataset> ReadAsync(string path, FormatOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Writes labels.</summary>
    /// <param name="path">A file or a folder, as the format has it.</param>
    /// <returns>What was dropped or approximated.</returns>
    /// <exception cref="InvalidDataException">The name of an image cannot be used for a file.</exception>
    /// <exception cref="IOException">Two images have the same file name or would be read as one, or the disk refuses.</exception>
    public abstract Task<ConversionReport> WriteAsync(
        AnnotatedDataset dataset, string path, FormatOptions? options = null, CancellationToken cancellationToken = default);
}
