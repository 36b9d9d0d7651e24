using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Everything a conversion dropped or approximated. It is complete by construction: each image is read back from what was written of it
/// and compared with what went in, field by field; so is what the files say of the data set as a whole.
/// </summary>
public sealed class ConversionReport
{
    private readonly List<ConversionLoss> _losses = [];

    /// <summary>The losses in the order of the images; at most <see cref="MaxDetails"/> of them.</summary>
    public IReadOnlyList<ConversionLoss> Losses => _losses;

    /// <summary>How many losses there are, also beyond <see cref="MaxDetails"/>.</summary>
    public long Count { get; private set; }

    /// <summary>How many losses are listed one by one; the rest is only counted, so that a large conversion keeps flat memory.</summary>
    public int MaxDetails { get; init; } = 10_000;

    /// <summary>Images converted.</summary>
    public long Images { get; internal set; }

    /// <summary>Annotations that went in.</summary>
    public long Annotations { get; internal set; }

    /// <summary>Whether nothing was lost.</summary>
    public bool IsLossless => Count == 0;

    /// <summary>Counts by field and reason, most frequent first.</summary>
    public IReadOnlyList<(string Field, LossReason Reason, long Count)> Summary =>
        [.. _counts.OrderByDescending(static entry => entry.Value).ThenBy(static entry => entry.Key.Field, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Key.Reason).Select(static entry => (entry.Key.Field, entry.Key.Reason, entry.Value))];

    private readonly Dictionary<(string Field, LossReason Reason), long> _counts = [];

    /// <summary>Adds a loss.</summary>
    public void Add(ConversionLoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Tally(loss.Field, loss.Reason);
        OnLoss?.Invoke(loss);
        if (_losses.Count < MaxDetails)
            _losses.Add(loss);
    }

    /// <summary>Is told each loss as it is found.</summary>
    internal Action<ConversionLoss>? OnLoss { get; init; }

    /// <summary>The labels of annotations that came back.</summary>
    internal HashSet<string> KeptLabels { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the next loss is listed or told and not just counted.</summary>
    internal bool IsListing => _losses.Count < MaxDetails || OnLoss is not null;

    /// <summary>Counts losses of a field that are not listed.</summary>
    internal void Tally(string field, LossReason reason, long count = 1)
    {
        Count += count;
        (string, LossReason) key = (field, reason);
        _counts[key] = _counts.GetValueOrDefault(key) + count;
    }

    /// <summary>
    /// Adds every field in which an image differs from what came back of it. A bridge that writes an image in a vendor's form, reads that
    /// form back and calls this has a complete report by construction.
    /// </summary>
    /// <param name="before">What was to be written.</param>
    /// <param name="after">What was read back of the written form.</param>
    /// <param name="origins">For each annotation that came back, the position of the one it was made of; those that are not named were
    /// dropped.</param>
    /// <param name="ignoredFields">Fields that are kept elsewhere and not lost, for instance <c>size</c>.</param>
    public void AddDifferences(AnnotatedImage before, AnnotatedImage after, ReadOnlySpan<int> origins,
        params ReadOnlySpan<string> ignoredFields)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        DatasetComparison.Report(before, after, origins, ignoredFields.ToArray(), this);
    }

    /// <summary>Notes an image that a format cannot hold at all, with what it carried.</summary>
    internal void AddDropped(AnnotatedImage image, LossReason reason = LossReason.AnnotationDropped)
    {
        Images++;
        Annotations += image.Annotations.Count;
        Add(new ConversionLoss(image.Name, null, "image", LossReason.Dropped, image.Size?.ToString(), null));
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            Annotation annotation = image.Annotations[i];
            Add(new ConversionLoss(image.Name, i, "annotation", reason, annotation.Shape?.Kind.ToString()
                ?? annotation.Label, null)
            {
                AnnotationId = annotation.Id,
            });
        }
    }

    /// <summary>Writes the report as one JSON object: counts, a summary and the listed losses.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteSummaryTo(writer);
        writer.WriteStartArray("details");
        foreach (ConversionLoss loss in _losses)
            loss.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the counts and the summary as members of the JSON object that is being written.</summary>
    public void WriteSummaryTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumber("images", Images);
        writer.WriteNumber("annotations", Annotations);
        writer.WriteNumber("losses", Count);
        writer.WriteStartArray("summary");
        foreach ((string field, LossReason reason, long count) in Summary)
        {
            writer.WriteStartObject();
            writer.WriteString("field", field);
            writer.WriteString("reason", ConversionLoss.CodeOf(reason));
            writer.WriteNumber("count", count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
