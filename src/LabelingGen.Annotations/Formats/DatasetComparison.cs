using System.Globalization;

namespace LabelingGen.Annotations.Formats;

/// <summary>Finds every field in which an image differs from what came back of it.</summary>
internal static partial class DatasetComparison
{
    /// <summary>The farthest that an edge moves, in pixels, when numbers are rounded.</summary>
    private const double RoundingTolerance = 1.0;

    private static readonly AnnotationFlags[] Flags = Enum.GetValues<AnnotationFlags>();

    /// <summary>
    /// Compares an image with its read-back. <paramref name="origins"/> tells for each annotation that came back which one it was made of;
    /// annotations that no entry names were dropped.
    /// </summary>
    public static void Report(AnnotatedImage before, AnnotatedImage after, ReadOnlySpan<int> origins, string[] ignoredFields,
        ConversionReport report, LossReason dropReason = LossReason.AnnotationDropped)
    {
        report.Annotations += before.Annotations.Count;
        foreach (Annotation kept in after.Annotations)
            report.KeptLabels.UnionWith(kept.Labels);
        Sink sink = ReportImage(before, after, ignoredFields, report);
        int[] first = new int[before.Annotations.Count];
        Array.Fill(first, -1);
        for (int i = 0; i < origins.Length && i < after.Annotations.Count; i++)
        {
            if (first[origins[i]] < 0)
                first[origins[i]] = i;
        }

        for (int i = 0; i < first.Length; i++)
        {
            Annotation annotation = before.Annotations[i];
            Sink own = sink with { Index = i, Id = annotation.Id };
            if (first[i] < 0)
                own.Add("annotation", dropReason, annotation.Shape is { } dropped ? dropped.Kind : annotation.Label, null);
            else
                Compare(annotation, after.Annotations[first[i]], own);
        }

        for (int i = 0; i < origins.Length && i < after.Annotations.Count; i++)
        {
            if (first[origins[i]] != i)
                (sink with { Index = origins[i], Id = before.Annotations[origins[i]].Id })
                    .Add("annotation", LossReason.Added, null, after.Annotations[i].Shape);
        }
    }

    /// <summary>Compares an image with its read-back, apart from their annotations.</summary>
    public static void ReportHead(
        AnnotatedImage before, AnnotatedImage after, string[] ignoredFields, ConversionReport report) =>
        ReportImage(before, after, ignoredFields, report);

    /// <summary>Why one box came back as another.</summary>
    public static LossReason ReasonOf(Box before, Box after) =>
        Shift(before, after) <= RoundingTolerance ? LossReason.Rounded : LossReason.Changed;

    private static Sink ReportImage(
        AnnotatedImage before, AnnotatedImage after, string[] ignoredFields, ConversionReport report)
    {
        report.Images++;
        Sink sink = new(report, before.Name, null, null, ignoredFields);
        sink.Value("name", before.Name, after.Name);
        sink.Identifier(before.Id, after.Id);
        if (before.Size != after.Size)
            sink.Value("size", before.Size?.ToString(), after.Size?.ToString());
        sink.Value("location", before.Location, after.Location);
        sink.Value("subset", before.Subset, after.Subset);
        sink.Whole("frameIndex", before.FrameIndex, after.FrameIndex);
        sink.List("relations", before.Relations, after.Relations);
        sink.Map("attributes", before.Attributes, after.Attributes);
        sink.Map("extra", before.Extra, after.Extra);
        return sink;
    }

    private static void Compare(Annotation before, Annotation after, in Sink sink)
    {
        Shapes("shape", before.Shape, after.Shape, sink);
        Shapes("keypoints", before.Keypoints, after.Keypoints, sink);
        if (before.StoredBox != after.StoredBox)
            Shapes("storedBox", before.StoredBox, after.StoredBox, sink);
        sink.Identifier(before.Id, after.Id);
        sink.List("labels", before.Labels, after.Labels);
        sink.Number("confidence", before.Confidence, after.Confidence);
        sink.Number("storedArea", before.StoredArea, after.StoredArea);
        sink.Map("labelConfidences", before.LabelConfidences, after.LabelConfidences);
        foreach (AnnotationFlags flag in before.Flags == after.Flags ? [] : Flags)
        {
            if (flag != AnnotationFlags.None && before.Has(flag) != after.Has(flag))
                sink.Add($"flags.{flag}", before.Has(flag)
                    ? LossReason.Dropped : LossReason.Added, Text(before.Has(flag)), Text(after.Has(flag)));
        }

        sink.Map("attributes", before.Attributes, after.Attributes);
        sink.Value("text", before.Text, after.Text);
        sink.Value("trackId", before.TrackId, after.TrackId);
        sink.Value("groupId", before.GroupId, after.GroupId);
        sink.Value("parentId", before.ParentId, after.ParentId);
        sink.Whole("zOrder", before.ZOrder, after.ZOrder);
        sink.Value("source", before.Source, after.Source);
        sink.Map("extra", before.Extra, after.Extra);
    }

    private static void Shapes(string field, IShape? before, IShape? after, in Sink sink)
    {
        if (Equals(before, after))
            return;
        if (before is null || after is null)
        {
            sink.Add(field, before is null ? LossReason.Added : LossReason.Dropped, before, after);
            return;
        }

        double? shift = before is IPlanarShape a && after is IPlanarShape b ? Shift(a.Bounds, b.Bounds) : null;
        LossReason reason = before.Kind != after.Kind ? LossReason.ShapeApproximated
            : shift is <= RoundingTolerance ? LossReason.Rounded
            : LossReason.Changed;
        sink.Add(field, reason, before, after, shift);
    }

    private static double Shift(Box a, Box b) => Math.Max(
        Math.Max(Math.Abs(a.Left - b.Left), Math.Abs(a.Top - b.Top)),
        Math.Max(Math.Abs(a.Right - b.Right), Math.Abs(a.Bottom - b.Bottom)));

    private static string Text(bool value) => value ? "true" : "false";

    private readonly record struct Sink(ConversionReport Report, string? Image, int? Index, string? Id, string[] Ignored)
    {
        public string? Category { get; init; }

        public void Value(string field, string? before, string? after)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
                Add(field, before is null ? LossReason.Added : after is null ? LossReason.Dropped : LossReason.Changed, before, after);
        }

        /// <summary>An identifier that was made up is no loss: formats that demand one give it to what had none.</summary>
        public void Identifier(string? before, string? after)
        {
            if (before is not null)
                Value("id", before, after);
        }

        public void Whole(string field, long? before, long? after)
        {
            if (before != after)
                Value(field, before?.ToString(CultureInfo.InvariantCulture), after?.ToString(CultureInfo.InvariantCulture));
        }

        public void List<T>(string field, ValueList<T> before, ValueList<T> after)
        {
            if (before != after)
                Value(field, before.IsEmpty ? null : before.ToString(), after.IsEmpty ? null : after.ToString());
        }

        public void Number(string field, double? before, double? after)
        {
            if (!Nullable.Equals(before, after))
            {
                LossReason reason = before is null ? LossReason.Added : after is null ? LossReason.Dropped : LossReason.Rounded;
                Add(field, reason, before, after);
            }
        }

        public void Map<T>(string field, ValueMap<T> before, ValueMap<T> after)
        {
            if (before.Count == 0 && after.Count == 0)
                return;
            foreach (KeyValuePair<string, T> entry in before)
            {
                if (!after.TryGetValue(entry.Key, out T? value))
                    Add($"{field}.{entry.Key}", LossReason.Dropped, entry.Value, null);
                else if (!EqualityComparer<T>.Default.Equals(entry.Value, value))
                    Add($"{field}.{entry.Key}", LossReason.Changed, entry.Value, value);
            }

            foreach (KeyValuePair<string, T> entry in after)
            {
                if (!before.ContainsKey(entry.Key))
                    Add($"{field}.{entry.Key}", LossReason.Added, null, entry.Value);
            }
        }

        public void Add(string field, LossReason reason, object? before, object? after, double? pixels = null)
        {
            if (Ignored.AsSpan().Contains(field))
                return;
            // Texts are made only of what is listed: most losses of a large conversion are just counted.
            if (!Report.IsListing)
                Report.Tally(field, reason);
            else
                Report.Add(new ConversionLoss(Image, Index, field, reason, Shorten(Written(before)), Shorten(Written(after)))
                {
                    AnnotationId = Id,
                    Category = Category,
                    Pixels = pixels,
                });
        }

        private static string? Written(object? value) =>
            value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : value?.ToString();

        private static string? Shorten(string? text) => text is { Length: > 120 } ? text[..119] + "…" : text;
    }
}
